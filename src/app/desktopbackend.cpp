// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopbackend.h"

#include "auth/secretstores.h"
#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "domain/profileschema.h"
#include "storage/planfile.h"

#include <QFileInfo>
#include <QThread>
#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A profile's history alone, without network and secrets; nothing when there is none yet.
Result<std::unique_ptr<Journal>> historyOf(const QString& database, const Clock& clock) {
    if (!QFileInfo::exists(database))
        return std::unique_ptr<Journal>();
    return Journal::open(database, clock);
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

Error nameTaken(const QString& name) {
    return makeError(Error::Kind::Config, Error::Stage::Config,
                     u"there is a profile \"%1\" already"_s.arg(name), u"config-invalid"_s);
}

} // namespace

DesktopBackend::StoreMaker DesktopBackend::systemStores() {
    return [](const QString& source) {
        return makeSecretStore(source, QProcessEnvironment::systemEnvironment());
    };
}

DesktopBackend::DesktopBackend(Paths paths, StoreMaker makeStore)
    : m_profiles(std::move(paths)),
      m_makeStore(std::move(makeStore)),
      m_workspaces(m_clock) {}

DesktopBackend::~DesktopBackend() { m_tasks.finish(); }

QFuture<void> DesktopBackend::shutDown() {
    m_tasks.requestStop();
    const auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QThread* closer = QThread::create([this, promise] {
        m_tasks.finish();
        m_workspaces.forgetAll();
        {
            const std::scoped_lock lock(m_mutex);
            m_sandbox.reset();
        }
        promise->finish();
    });
    QObject::connect(closer, &QThread::finished, closer, &QObject::deleteLater);
    closer->start();
    return promise->future();
}

std::shared_ptr<SandboxHost> DesktopBackend::sandbox() const {
    const std::scoped_lock lock(m_mutex);
    return m_sandbox;
}

bool DesktopBackend::isSandboxName(const QString& name) const {
    const auto host = sandbox();
    return host && host->profileName().compare(name, Qt::CaseInsensitive) == 0;
}

ProfileStore DesktopBackend::filesOf(const QString& profile) const {
    return isSandboxName(profile) ? sandbox()->profiles() : m_profiles;
}

Result<SecretStore*> DesktopBackend::storeFor(const Profile& profile) {
    Q_ASSERT(onMainThread());
    if (isSandboxName(profile.name))
        return &sandbox()->secrets();
    const QString source = valueText(profile, u"secretSource"_s);
    if (const auto known = m_stores.find(source); known != m_stores.end())
        return known->second.get();
    auto made = m_makeStore(source);
    if (!made)
        return std::unexpected(made.error());
    return (m_stores[source] = std::move(*made)).get();
}

Result<DesktopBackend::Place> DesktopBackend::placeOf(const Profile& profile) {
    const auto store = storeFor(profile);
    if (!store)
        return std::unexpected(store.error());
    return Place{filesOf(profile.name), *store};
}

QFuture<Result<std::vector<ProfileEntry>>> DesktopBackend::profiles() {
    using Entries = Result<std::vector<ProfileEntry>>;
    return m_tasks.run<Entries>([this]() -> Entries {
        std::vector<ProfileStore> stores{m_profiles};
        if (const auto host = sandbox())
            stores.push_back(host->profiles());
        std::vector<ProfileEntry> entries;
        for (const ProfileStore& store : stores) {
            const auto names = store.names();
            if (!names)
                return std::unexpected(names.error());
            for (const QString& name : *names)
                entries.push_back({name, store.load(name)});
        }
        return entries;
    });
}

QFuture<Result<Profile>> DesktopBackend::createProfile(const QString& name) {
    if (isSandboxName(name))
        return ready<Profile>(std::unexpected(nameTaken(name)));
    return m_tasks.run<Result<Profile>>(
        [this, name] { return m_profiles.create(name, QTimeZone::systemTimeZoneId()); });
}

QFuture<Result<void>> DesktopBackend::save(const Draft& draft) {
    const auto place = placeOf(draft.profile);
    if (!place)
        return ready<void>(std::unexpected(place.error()));
    return m_tasks.runInLane<Result<void>>(
        draft.profile.name, [this, draft, place = *place]() -> Result<void> {
            std::vector<std::pair<SecretKey, Redacted<QString>>> secrets;
            for (const auto& [purpose, typed] : draft.secrets) {
                const auto key = cli::secretKeyOf(draft.profile, purpose);
                if (!key)
                    return std::unexpected(key.error());
                const auto secret = cli::acceptedSecret(purpose, typed);
                if (!secret)
                    return std::unexpected(secret.error());
                secrets.emplace_back(*key, *secret);
            }
            if (const auto saved = place.files.save(draft.profile); !saved)
                return saved;
            m_workspaces.forget(draft.profile.name);
            for (const auto& [key, secret] : secrets)
                if (auto kept = await(place.secrets->write(key, secret, m_tasks.token())); !kept)
                    return kept;
            return {};
        });
}

QFuture<Result<void>> DesktopBackend::removeProfile(const QString& name) {
    return m_tasks.runInLane<Result<void>>(name, [this, name, files = filesOf(name)] {
        m_workspaces.forget(name);
        return files.remove(name);
    });
}

QFuture<Result<Profile>> DesktopBackend::importProfile(const QString& path) {
    return m_tasks.run<Result<Profile>>([this, path] { return m_profiles.importFile(path); });
}

Result<std::shared_ptr<SandboxHost>> DesktopBackend::startedSandbox() {
    if (auto running = sandbox())
        return running;
    QString name = u"Sandbox"_s;
    for (int number = 2; m_profiles.exists(name); ++number)
        name = u"Sandbox %1"_s.arg(number);
    auto started = SandboxHost::start(name);
    if (started) {
        const std::scoped_lock lock(m_mutex);
        m_sandbox = *started;
    }
    return started;
}

QFuture<Result<Profile>> DesktopBackend::startSandbox() {
    // A lane, so that two wishes start one sandbox. No profile's name holds a slash.
    return m_tasks.runInLane<Result<Profile>>(u"/sandbox"_s, [this]() -> Result<Profile> {
        if (m_tasks.token().stop_requested())
            return std::unexpected(cancelled());
        const auto host = startedSandbox();
        if (!host)
            return std::unexpected(host.error());
        return (*host)->profile();
    });
}

QFuture<Result<SecretState>> DesktopBackend::secretState(const Profile& profile, SecretPurpose purpose) {
    const auto store = storeFor(profile);
    if (!store)
        return ready<SecretState>(std::unexpected(store.error()));
    const auto key = cli::secretKeyOf(profile, purpose);
    if (!key) // nothing can have been stored for an address that is not there yet
        return ready<SecretState>(SecretState::Absent);
    return (*store)->state(*key, m_tasks.token());
}

QFuture<Result<std::shared_ptr<const Survey>>>
DesktopBackend::survey(const Profile& profile, const Scope& scope, bool adopt, std::stop_token stop) {
    using Answer = Result<std::shared_ptr<const Survey>>;
    const auto place = placeOf(profile);
    if (!place)
        return ready<std::shared_ptr<const Survey>>(std::unexpected(place.error()));
    return m_tasks.run<Answer>([this, profile, scope, adopt, stop, place = *place]() -> Answer {
        const EitherStop either(stop, m_tasks.token());
        const auto workspace =
            m_workspaces.open(profile, place.files.paths(), *place.secrets, either.token());
        if (!workspace)
            return std::unexpected(workspace.error());
        return (*workspace)->root->engine().survey(scope, adopt, either.token());
    });
}

QFuture<Result<TrackerView>> DesktopBackend::confirmReadings(const Profile& profile, std::stop_token stop) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<TrackerView>(std::unexpected(place.error()));
    return m_tasks.runInLane<Result<TrackerView>>(
        profile.name, [this, profile, stop, place = *place]() -> Result<TrackerView> {
            const EitherStop either(stop, m_tasks.token());
            const auto workspace =
                m_workspaces.open(profile, place.files.paths(), *place.secrets, either.token());
            if (!workspace)
                return std::unexpected(workspace.error());
            return (*workspace)->root->engine().confirmReadings(either.token());
        });
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
        const auto workspace =
            m_workspaces.open(profile, place->files.paths(), *place->secrets, control->token());
        if (!workspace)
            return nothingDone(workspace.error());
        (*workspace)->relay.listen(feed);
        const SyncReport report =
            (*workspace)
                ->root->engine()
                .applySelected(*request.reviewed->plan(), request.chosen, {RunKind::Apply, request.maxDelete},
                               nullptr, *control, feed.get());
        (*workspace)->relay.listen(nullptr);
        return report;
    });
}

QFuture<Result<std::vector<RunRecord>>> DesktopBackend::runs(const Profile& profile, int limit) {
    using Records = Result<std::vector<RunRecord>>;
    const QString database = filesOf(profile.name).paths().database(profile.name);
    return m_tasks.run<Records>([this, database, limit]() -> Records {
        const auto journal = historyOf(database, m_clock);
        if (!journal)
            return std::unexpected(journal.error());
        return *journal ? (*journal)->runs(limit) : std::vector<RunRecord>();
    });
}

QFuture<Result<RunDetails>> DesktopBackend::run(const Profile& profile, RunId run) {
    const QString database = filesOf(profile.name).paths().database(profile.name);
    return m_tasks.run<Result<RunDetails>>([this, database, run]() -> Result<RunDetails> {
        const auto journal = historyOf(database, m_clock);
        if (!journal)
            return std::unexpected(journal.error());
        if (!*journal)
            return std::unexpected(makeError(Error::Kind::NotFound, Error::Stage::Storage,
                                             u"there is no run %1"_s.arg(run.value)));
        return (*journal)->run(run);
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

} // namespace milepost
