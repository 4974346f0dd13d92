// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run leaves in the history beside its writes, and how one that was cut off is continued from it.
#include "storage/whoruns.h"
#include "sync/enginerun.h"

namespace milepost {

using namespace Qt::StringLiterals;

RunStart SyncEngine::startOf(const Run& run, const Plan& plan) const {
    RunStart start;
    start.kind = run.options.kind;
    start.profile = m_profile.name;
    start.source = plan.target.source;
    start.mailbox = plan.target.mailbox;
    start.calendarName = plan.target.calendarName;
    start.calendarId = plan.target.calendarId;
    start.planHash = run.file ? run.file->hash : toJson(plan).value(u"hash"_s).toString();
    start.startedUtc = m_parts.clock.utcNow();
    start.purpose = plan.purpose;
    start.wish = RunWish{run.scope, run.adopt, run.putBack, run.isPart && !run.choseAll};
    start.who = whoRuns();
    start.resumes = run.resumes ? run.resumes->value : 0;
    return start;
}

StoreTarget SyncEngine::target() const {
    StoreTarget target = StoreTarget::of(m_profile);
    target.who = whoRuns();
    target.sinceUtc = m_parts.clock.utcNow();
    return target;
}

Result<StoreTarget> SyncEngine::retarget() {
    const StoreTarget ours = target();
    if (const auto before = m_parts.journal.retarget(ours); !before)
        return std::unexpected(before.error());
    return ours;
}

SyncReport SyncEngine::refused(const Run& run, const Plan& plan, const Error& error) {
    SyncReport report = nothingDone(error);
    report.resumes = run.resumes;
    if (error.kind != Error::Kind::Refused)
        return report;
    const RunEnd end{RunStatus::Refused, toJson(report.summary), QJsonArray{factsOf(error)},
                     m_parts.clock.utcNow(), error.detail};
    if (const auto noted = m_parts.journal.noteRefusal(startOf(run, plan), end); !noted)
        return nothingDone(noted.error());
    return report;
}

SyncReport SyncEngine::closeResumed(const Run& run, const Plan& plan, SyncReport report) {
    report.resumes = run.resumes;
    const auto id = m_parts.journal.beginRun(startOf(run, plan));
    if (!id)
        return nothingDone(id.error());
    const RunEnd end{report.status, toJson(report.summary), {}, m_parts.clock.utcNow()};
    if (const auto finished = m_parts.journal.finishRun(*id, end); !finished)
        return nothingDone(finished.error());
    report.run = *id;
    return report;
}

Result<std::optional<SyncEngine::CutOff>> SyncEngine::cutOffRun() const {
    const auto runs = m_parts.journal.runs(k_runsToResume);
    if (!runs)
        return std::unexpected(runs.error());
    const RunRecord* cut = cutOff(*runs);
    if (cut == nullptr)
        return std::nullopt;
    const auto planned = m_parts.journal.planned(cut->id);
    if (!planned)
        return std::unexpected(planned.error());
    return CutOff{cut->id, cut->start.purpose, *cut->start.wish, {planned->begin(), planned->end()}};
}

SyncReport SyncEngine::resume(const ApplyOptions& options, const Confirm& confirm, RunControl& control,
                              ProgressSink* progress) {
    const auto cut = cutOffRun();
    if (!cut)
        return nothingDone(cut.error());
    if (!*cut) {
        SyncReport report;
        report.verified = true; // nothing was to do
        return report;
    }
    const RunWish& wish = (*cut)->wish;
    Run current{wish.scope, wish.adopt, options, confirm, control, progress};
    current.purpose = (*cut)->purpose;
    current.putBack = wish.putBack;
    current.isPart = true;
    current.chosen = (*cut)->planned;
    current.resumes = (*cut)->id;
    return run(current);
}

Result<std::shared_ptr<const Survey>> SyncEngine::survey(const PlanAim& aim, std::stop_token stop) {
    const QDateTime now = m_parts.clock.utcNow();
    CutOff cut{{}, aim.purpose, {}, {}};
    if (aim.resumes) {
        auto found = cutOffRun();
        if (!found)
            return std::unexpected(found.error());
        if (!*found || (*found)->id != *aim.resumes)
            return std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Plan,
                                             u"nothing is left of run %1"_s.arg(aim.resumes->value),
                                             u"plan-stale"_s));
        cut = std::move(**found);
    }
    const bool isSync = cut.purpose.isSync();
    auto gathered = isSync ? gatherer().gather(cut.wish.scope, cut.wish.adopt, stop)
                           : gatherFor(cut.purpose, cut.wish.scope, stop);
    if (!gathered)
        return std::unexpected(gathered.error());
    auto plan = [&]() -> Result<Plan> {
        if (!isSync)
            return planFor(cut.purpose, cut.wish.scope, **gathered, now);
        PlanInput input = (*gathered)->input(m_profile, cut.wish.scope, cut.wish.adopt, now);
        input.putBack = cut.wish.putBack;
        return (*gathered)->plan(m_profile, input);
    }();
    if (!plan)
        return std::unexpected(plan.error());
    if (aim.resumes)
        plan = selected(*plan, cut.planned);
    forecast(*plan, **gathered);
    if (!(*gathered)->composer) // only of what the tracker says there is something to compose
        (*gathered)->composer.emplace(m_profile, Survey::rowsOf(**gathered), gatherer().today());
    return std::make_shared<const Survey>(std::move(*gathered), std::move(*plan), std::nullopt, now,
                                          aim.resumes);
}

} // namespace milepost
