// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that looks at both sides, carries plans out, and tells what was done.

#include "app/desktopbackend.h"
#include "app/profilejournal.h"
#include "base/futures.h"
#include "storage/audittext.h"
#include "storage/planfile.h"
#include "storage/privatefile.h"

#include <limits>

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A profile's history alone; nothing when there is none yet.
template <class Place>
Result<std::unique_ptr<Journal>> historyOf(const Profile& profile, const Result<Place>& place,
                                           const Clock& clock, std::stop_token stop) {
    if (!place)
        return std::unexpected(place.error());
    const Paths& paths = place->files.paths();
    if (!isShared(profile) && !QFileInfo::exists(paths.database(profile.name)))
        return std::unique_ptr<Journal>();
    return openJournal(profile, paths, *place->secrets, clock, std::move(stop));
}

SyncReport nothingDone(const Error& error) {
    SyncReport report;
    report.status = error.isCancelled()                  ? RunStatus::Cancelled
                    : error.kind == Error::Kind::Refused ? RunStatus::Refused
                                                         : RunStatus::Incomplete;
    if (!error.isCancelled())
        report.error = error;
    return report;
}

} // namespace

QFuture<Result<std::shared_ptr<const Survey>>>
DesktopBackend::look(const Profile& profile, std::stop_token stop,
                     std::function<Result<std::shared_ptr<const Survey>>(SyncEngine&, std::stop_token)> ask) {
    using Answer = Result<std::shared_ptr<const Survey>>;
    const auto place = placeOf(profile);
    if (!place)
        return ready<std::shared_ptr<const Survey>>(std::unexpected(place.error()));
    return m_tasks.run<Answer>([this, profile, stop, ask = std::move(ask), place = *place]() -> Answer {
        const EitherStop either(stop, m_tasks.token());
        const auto workspace =
            m_workspaces.open(profile, place.files.paths(), *place.secrets, logOf(profile), either.token());
        if (!workspace)
            return std::unexpected(workspace.error());
        Answer answer = ask((*workspace)->root->engine(), either.token());
        if (answer) // the workspace may stay open for days, and Setup tells what was used
            (*workspace)->root->keepUses();
        return answer;
    });
}

QFuture<Result<std::shared_ptr<const Survey>>>
DesktopBackend::survey(const Profile& profile, const Scope& scope, bool adopt, std::stop_token stop) {
    return look(profile, stop, [scope, adopt](SyncEngine& engine, const std::stop_token& either) {
        return engine.survey(scope, adopt, either);
    });
}

QFuture<Result<std::shared_ptr<const Survey>>>
DesktopBackend::surveyFor(const Profile& profile, const PlanAim& aim, std::stop_token stop) {
    return look(profile, stop, [aim](SyncEngine& engine, const std::stop_token& either) {
        return engine.survey(aim, either);
    });
}

QFuture<CredentialExpiry> DesktopBackend::credentialExpiry(const Profile& profile, std::stop_token stop) {
    const auto place = placeOf(profile);
    if (!place)
        return QtFuture::makeReadyFuture(typedExpiry(profile));
    return m_tasks.run<CredentialExpiry>([this, profile, stop, place = *place] {
        const EitherStop either(stop, m_tasks.token());
        const auto workspace =
            m_workspaces.open(profile, place.files.paths(), *place.secrets, logOf(profile), either.token());
        return workspace
                   ? milepost::credentialExpiry(profile, (*workspace)->root->probeClients(), either.token())
                   : typedExpiry(profile);
    });
}

template <class T>
QFuture<Result<T>> DesktopBackend::decide(const Profile& profile, std::stop_token stop,
                                          std::function<Result<T>(SyncEngine&, std::stop_token)> act) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<T>(std::unexpected(place.error()));
    return m_tasks.runInLane<Result<T>>(
        profile.name, [this, profile, stop, act = std::move(act), place = *place]() -> Result<T> {
            const EitherStop either(stop, m_tasks.token());
            const auto workspace = m_workspaces.open(profile, place.files.paths(), *place.secrets,
                                                     logOf(profile), either.token());
            if (!workspace)
                return std::unexpected(workspace.error());
            return act((*workspace)->root->engine(), either.token());
        });
}

QFuture<Result<TrackerView>> DesktopBackend::confirmReadings(const Profile& profile, std::stop_token stop) {
    return decide<TrackerView>(profile, stop, [](SyncEngine& engine, const std::stop_token& either) {
        return engine.confirmReadings(either);
    });
}

QFuture<Result<StoreTarget>> DesktopBackend::retarget(const Profile& profile, std::stop_token stop) {
    return decide<StoreTarget>(profile, stop,
                               [](SyncEngine& engine, const std::stop_token&) { return engine.retarget(); });
}

QFuture<SyncReport> DesktopBackend::apply(const Profile& profile, const RunRequest& request,
                                          std::shared_ptr<RunControl> control,
                                          std::shared_ptr<RunFeed> feed) {
    const auto place = placeOf(profile);
    return m_tasks.runInLane<SyncReport>(profile.name, [=, this]() -> SyncReport {
        const std::stop_callback onShutDown(m_tasks.token(), [&] { control->cancel(); });
        if (!place)
            return nothingDone(place.error());
        if (!request.reviewed || !request.reviewed->plan())
            return nothingDone(makeError(Error::Kind::Refused, Error::Stage::Plan, u"no plan was reviewed"_s,
                                         u"confirmation-missing"_s));
        const auto workspace = m_workspaces.open(profile, place->files.paths(), *place->secrets,
                                                 logOf(profile), control->token());
        if (!workspace)
            return nothingDone(workspace.error());
        const Plan* reviewed = &*request.reviewed->plan();
        std::optional<Plan> puttingSomeBack; // a large plan is not copied for nothing
        if (!request.putBack.empty())
            reviewed = &puttingSomeBack.emplace(
                puttingBack(*reviewed, {request.putBack.begin(), request.putBack.end()}));
        const auto& resumes = request.resumes ? request.resumes : request.reviewed->resumes();
        const SyncEngine::ApplyOptions options{resumes ? RunKind::Resume : RunKind::Apply, request.maxDelete,
                                               resumes};
        (*workspace)->relay.listen(feed);
        const SyncReport report =
            (*workspace)
                ->root->engine()
                .applySelected(*reviewed, request.chosen, options, nullptr, *control, feed.get());
        (*workspace)->relay.listen(nullptr);
        return report;
    });
}

QFuture<Result<std::vector<RunRecord>>> DesktopBackend::runs(const Profile& profile, int limit) {
    using Records = Result<std::vector<RunRecord>>;
    const auto place = placeOf(profile);
    return m_tasks.run<Records>([this, profile, place, limit]() -> Records {
        const auto journal = historyOf(profile, place, m_clock, m_tasks.token());
        if (!journal)
            return std::unexpected(journal.error());
        return *journal ? (*journal)->runs(limit) : std::vector<RunRecord>();
    });
}

QFuture<Result<RunDetails>> DesktopBackend::run(const Profile& profile, RunId run) {
    const auto place = placeOf(profile);
    return m_tasks.run<Result<RunDetails>>([this, profile, place, run]() -> Result<RunDetails> {
        const auto journal = historyOf(profile, place, m_clock, m_tasks.token());
        if (!journal)
            return std::unexpected(journal.error());
        if (!*journal)
            return std::unexpected(makeError(Error::Kind::NotFound, Error::Stage::Storage,
                                             u"there is no run %1"_s.arg(run.value)));
        return (*journal)->run(run);
    });
}

QFuture<Result<int>> DesktopBackend::exportHistory(const Profile& profile, const QString& path) {
    const auto place = placeOf(profile);
    return m_tasks.run<Result<int>>([this, profile, place, path]() -> Result<int> {
        const auto journal = historyOf(profile, place, m_clock, m_tasks.token());
        if (!journal)
            return std::unexpected(journal.error());
        const auto runs =
            *journal ? (*journal)->runs(std::numeric_limits<int>::max()) : std::vector<RunRecord>();
        if (!runs)
            return std::unexpected(runs.error());
        AuditText audit(AuditText::formatFor(path));
        for (const RunRecord& run : *runs) {
            if (m_tasks.token().stop_requested())
                return std::unexpected(cancelled());
            const auto details = (*journal)->run(run.id);
            if (!details)
                return std::unexpected(details.error());
            audit.add(*details);
        }
        if (const auto written = writePrivateFile(path, audit.text()); !written)
            return std::unexpected(written.error());
        return static_cast<int>(runs->size());
    });
}

QFuture<Result<void>> DesktopBackend::decideDrift(const Profile& profile, const DriftChoice& choice) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<void>(std::unexpected(place.error()));
    return m_tasks.run<Result<void>>([this, profile, choice, place = *place]() -> Result<void> {
        const auto workspace =
            m_workspaces.open(profile, place.files.paths(), *place.secrets, logOf(profile), m_tasks.token());
        if (!workspace)
            return std::unexpected(workspace.error());
        return storeChoice((*workspace)->root->journal(), sourceOf(profile.trackerUrl), choice,
                           m_clock.utcNow());
    });
}

QFuture<Result<void>> DesktopBackend::savePlan(const QString& path, std::shared_ptr<const Survey> survey) {
    return m_tasks.run<Result<void>>([path, survey]() -> Result<void> {
        if (!survey || !survey->plan())
            return std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Plan,
                                             u"there is no plan to save"_s, u"plan-stale"_s));
        return writePlanFile(path, toJson(*survey->plan()));
    });
}

QFuture<Result<QJsonObject>> DesktopBackend::openPlan(const QString& path) {
    return m_tasks.run<Result<QJsonObject>>([path]() -> Result<QJsonObject> {
        const auto document = loadPlanFile(path);
        if (!document)
            return document;
        const auto plan = readPlanFile(*document);
        if (!plan)
            return std::unexpected(plan.error());
        return document;
    });
}

QFuture<Result<void>> DesktopBackend::resolveCalendar(const Profile& profile, std::stop_token stop) {
    return decide<void>(
        profile, std::move(stop), [](SyncEngine& engine, std::stop_token either) -> Result<void> {
            const auto looked =
                engine.plan({}, false, std::move(either)); // asks for the name, and remembers it
            return looked ? Result<void>() : std::unexpected(looked.error());
        });
}

} // namespace milepost
