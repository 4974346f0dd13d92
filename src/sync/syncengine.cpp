// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/syncengine.h"

#include "base/logging.h"
#include "base/topic.h"
#include "sync/applier.h"
#include "sync/enginerun.h"
#include "sync/forecast.h"
#include "sync/recovery.h"

#include <algorithm>

#include <QRandomGenerator>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const QString& detail, const QString& cause) {
    return makeError(Error::Kind::Refused, Error::Stage::Plan, detail, cause);
}

SyncReport ended(RunStatus status, Error error) {
    SyncReport report;
    report.status = status;
    if (!error.isCancelled())
        report.error = std::move(error);
    return report;
}

RunStatus statusOf(const SyncReport& report, bool wasCancelled) {
    if (wasCancelled)
        return RunStatus::Cancelled;
    if (report.summary.failed == 0 && report.summary.skipped == 0)
        return report.unread.empty() ? RunStatus::Succeeded : RunStatus::Partial;
    return report.summary.done() > 0 ? RunStatus::Partial : RunStatus::Failed;
}

/// Told apart from those of other programs that keep the same log.
qint64 newWork() { return static_cast<qint64>(QRandomGenerator::global()->generate64() >> 1U) | 1; }

Revisit revisitOf(const Gathered& before, const Plan& plan) {
    Revisit revisit{before.people, {}};
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            revisit.mailboxes.insert(plan.mailboxOf(action)->id);
    return revisit;
}

} // namespace

SyncReport nothingDone(Error error) {
    const RunStatus status = error.isCancelled()                  ? RunStatus::Cancelled
                             : error.kind == Error::Kind::Refused ? RunStatus::Refused
                                                                  : RunStatus::Incomplete;
    return ended(status, std::move(error));
}

SyncEngine::SyncEngine(Parts parts, Profile profile)
    : m_parts(std::move(parts)),
      m_profile(std::move(profile)) {
    m_pool.setMaxThreadCount(Applier::k_mostWorkers);
    m_pool.setExpiryTimeout(-1); // database leases live as long as their threads (style 7.2)
}

Gatherer SyncEngine::gatherer(NameProof proof) {
    return Gatherer({m_parts.tracker, m_parts.graph, m_parts.journal, m_parts.clock}, m_profile, proof);
}

void SyncEngine::forecast(Plan& plan, const Gathered& gathered) const {
    plan.forecast = forecastOf(plan, gathered, m_parts.graph);
}

SyncReport SyncEngine::sync(const Scope& scope, bool adopt, const ApplyOptions& options,
                            const Confirm& confirm, RunControl& control, ProgressSink* progress) {
    Run current{scope, adopt, options, confirm, control, progress};
    return run(current);
}

SyncReport SyncEngine::applyFile(const QJsonObject& document, const ApplyOptions& options,
                                 const Confirm& confirm, RunControl& control, ProgressSink* progress) {
    auto file = readPlanFile(document);
    if (!file)
        return nothingDone(file.error());
    Run current{file->scope, file->adopt, options, confirm, control, progress};
    current.purpose = file->purpose;
    current.file = std::move(*file);
    return run(current);
}

SyncReport SyncEngine::applySelected(const Plan& reviewed, const std::vector<EventKey>& chosen,
                                     const ApplyOptions& options, const Confirm& confirm, RunControl& control,
                                     ProgressSink* progress) {
    Run current{reviewed.scope, reviewed.adopt, options, confirm, control, progress};
    current.purpose = reviewed.purpose;
    current.reviewed = &reviewed;
    current.putBack = reviewed.putBack;
    current.isPart = true;
    current.chosen = {chosen.begin(), chosen.end()};
    current.choseAll = std::ranges::all_of(reviewed.actions, [&](const Action& action) {
        return !reviewed.isPending(action) || current.chosen.contains(action.key);
    });
    current.resumes = options.resumes;
    return run(current);
}

Result<Plan> SyncEngine::freshPlan(const Run& run, const Gathered& gathered) const {
    const QDateTime now = m_parts.clock.utcNow();
    return run.purpose.isSync() ? gathered.plan(m_profile, run.input(gathered, m_profile, now))
                                : planFor(run.purpose, run.scope, gathered, now);
}

/// What this run may carry out: made from what was just read, held against what was reviewed.
Result<Plan> SyncEngine::planOf(const Run& run, const Gathered& gathered) const {
    auto plan = freshPlan(run, gathered);
    if (!plan)
        return plan;
    std::vector<PlanMove> moved;
    if (run.file)
        moved = whatMoved(*run.file, *plan);
    plan = run.narrowed(*plan);
    if (run.reviewed != nullptr)
        moved = whatMoved(run.narrowed(*run.reviewed), *plan);
    if (!moved.empty()) {
        QStringList lines;
        for (const PlanMove& move : moved)
            lines << toString(move);
        return std::unexpected(refusal(lines.join(u"; "_s), u"plan-stale"_s));
    }
    forecast(*plan, gathered);
    return plan;
}

SyncReport SyncEngine::run(Run& run) {
    SyncReport report = runLocked(run);
    if (report.status == RunStatus::Succeeded && report.verified && !report.error && m_parts.succeeded)
        m_parts.succeeded(run.control.token());
    return report;
}

SyncReport SyncEngine::runLocked(Run& run) {
    // The lock comes first: what is read below must not be changed by another run of this profile (law 4).
    const auto lock = m_parts.journal.lock();
    if (!lock)
        return nothingDone(lock.error());
    const Topic topic({0, 0, newWork()});
    run.tell(RunProgress::Phase::Reading);
    const auto seen = look(run);
    if (!seen)
        return nothingDone(seen.error());
    const auto& [gathered, plan] = *seen;
    if (const auto noted = takeNote(*gathered); !noted)
        return nothingDone(noted.error());

    if (plan.pending() == 0) {
        SyncReport report;
        report.summary.unchanged = plan.summary.unchanged;
        report.summary.drift = plan.summary.drift;
        report.verified = true; // this very reading is the proof
        report.unread = plan.unread();
        if (!report.unread.empty())
            report.status = RunStatus::Partial;
        return run.resumes ? closeResumed(run, plan, std::move(report)) : report;
    }
    if (const auto allowed = mayWrite(plan, run.options); !allowed)
        return refused(run, plan, allowed.error());
    if (run.confirm && !run.confirm(plan))
        return nothingDone(run.control.token().stop_requested()
                               ? cancelled()
                               : refusal(u"nobody confirmed the plan"_s, u"confirmation-missing"_s));
    return execute(run, plan, *gathered);
}

Result<void> SyncEngine::mayWrite(const Plan& plan, const ApplyOptions& options) const {
    if (const auto writes = checkProfile(m_profile, m_parts.clock.utcNow()); !writes)
        return writes;
    return checkGuard(plan, options.maxDelete ? options.maxDelete : m_profile.maxDelete);
}

Result<void> SyncEngine::learn(const Gathered& gathered) {
    if (!gathered.at.calendarId.isEmpty())
        if (const auto learnt = learnEchoes(m_parts.journal, gathered.at.calendarId,
                                            *gathered.existing.rows(), gathered.known);
            !learnt)
            return learnt;
    for (const MailboxLook& look : gathered.mailboxes)
        if (const auto* rows = look.existing.rows(); rows != nullptr && !look.mailbox.calendarId.isEmpty())
            if (const auto learnt = learnEchoes(m_parts.journal, look.mailbox.calendarId, *rows, look.known);
                !learnt)
                return learnt;
    return {};
}

Result<void> SyncEngine::settle(const Gathered& gathered) {
    if (!gathered.at.calendarId.isEmpty())
        if (const auto settled =
                settleOpenIntents(m_parts.journal, gathered.at.calendarId, *gathered.existing.rows());
            !settled)
            return settled;
    for (const MailboxLook& look : gathered.mailboxes)
        if (const auto* rows = look.existing.rows(); rows != nullptr && !look.mailbox.calendarId.isEmpty())
            if (const auto settled = settleOpenIntents(m_parts.journal, look.mailbox.calendarId, *rows);
                !settled)
                return settled;
    for (const WrittenPlace& place : gathered.gone)
        if (const auto forgot = m_parts.journal.forgetPlace(sourceOf(m_profile.trackerUrl), place); !forgot)
            return forgot;
    return {};
}

Result<void> SyncEngine::takeNote(const Gathered& gathered) {
    if (const auto learnt = learn(gathered); !learnt)
        return learnt;
    if (const auto recovered = settle(gathered); !recovered)
        return recovered;
    return rememberView(gathered);
}

Result<void> SyncEngine::rememberView(const Gathered& gathered) {
    if (!gathered.view)
        return {};
    const auto accepted = m_parts.journal.acceptedView();
    if (!accepted)
        return std::unexpected(accepted.error());
    if (accepted->has_value())
        return {};
    return m_parts.journal.acceptView(*gathered.view); // the first view ever: nothing changed
}

SyncReport SyncEngine::execute(Run& run, const Plan& plan, const Gathered& before) {
    std::vector<EventKey> keys;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            keys.push_back(action.key);
    if (const auto claimed = m_parts.journal.claimTarget(target()); !claimed)
        return nothingDone(claimed.error());
    const auto id = m_parts.journal.beginRun(startOf(run, plan), keys);
    if (!id)
        return nothingDone(id.error());

    const Topic topic({id->value, 0});
    SyncReport report;
    report.run = *id;
    report.resumes = run.resumes;
    report.summary.unchanged = plan.summary.unchanged;
    report.summary.drift = plan.summary.drift;
    report.unread = plan.unread();
    carryOut(run, plan, report);
    report.status = statusOf(report, run.control.token().stop_requested());
    if (report.status == RunStatus::Succeeded ||
        (report.status == RunStatus::Partial && report.summary.failed + report.summary.skipped == 0)) {
        report.verified = verify(run, plan, before);
        if (!report.verified && run.control.token().stop_requested())
            report.status = RunStatus::Cancelled; // done, but nobody proved it
    }

    const RunEnd end{report.status, toJson(report.summary), failuresOf(report), m_parts.clock.utcNow(),
                     report.error ? report.error->summary() : QString()};
    if (const auto finished = m_parts.journal.finishRun(*id, end); !finished && !report.error)
        report.error = finished.error();
    return report;
}

bool SyncEngine::verify(Run& run, const Plan& plan, const Gathered& before) {
    run.tell(RunProgress::Phase::Verifying);
    const auto failed = [](const Error& error) {
        qCWarning(lcSync).noquote() << "the result could not be verified:" << error.summary();
        return false;
    };
    if (!plan.mailboxes.empty())
        run.revisit = revisitOf(before, plan);
    const auto gathered = gather(run, NameProof::Remembered);
    if (!gathered)
        return failed(gathered.error());
    if (const auto learnt = learn(**gathered); !learnt)
        return failed(learnt.error());
    const auto again = freshPlan(run, **gathered);
    if (!again)
        return failed(again.error());
    const Plan fresh = run.narrowed(*again);
    if (!fresh.unread().empty())
        return false; // nobody proved what stands there
    // More lost marks than before: the mailbox did not keep ours on what was just written.
    return fresh.pending() == 0 && again->count(Reason::MarkLost) <= plan.count(Reason::MarkLost);
}

Result<TrackerView> SyncEngine::confirmReadings(std::stop_token stop) {
    const auto view = m_parts.tracker.view(stop);
    if (!view)
        return std::unexpected(view.error());
    if (const auto accepted = m_parts.journal.acceptView(*view); !accepted)
        return std::unexpected(accepted.error());
    return *view;
}

} // namespace milepost
