// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the work of one run is split among machines that share a store (docs/adr/0020-workers.md).
#include "sync/applier.h"
#include "sync/enginerun.h"
#include "sync/lanework.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// So many mailboxes the leader has in hand at a time: enough for its workers, and others get some.
constexpr int k_lanesAtOnce = 8;
constexpr std::chrono::seconds k_pause{1};

/// A part of a run tells what the whole run has done.
class PartOfRun final : public ProgressSink {
public:
    PartOfRun(ProgressSink* whole, int before, int total)
        : m_whole(whole),
          m_before(before),
          m_total(total) {}

    void progressed(const RunProgress& progress) override {
        RunProgress sum = progress;
        sum.done += m_before;
        sum.total = m_total;
        m_whole->progressed(sum);
    }
    void finished(const std::vector<ActionOutcome>& batch) override { m_whole->finished(batch); }

private:
    ProgressSink* m_whole;
    int m_before;
    int m_total;
};

void add(SyncReport& whole, const SyncReport& part) {
    whole.summary.created += part.summary.created;
    whole.summary.updated += part.summary.updated;
    whole.summary.deleted += part.summary.deleted;
    whole.summary.failed += part.summary.failed;
    whole.failures.insert(whole.failures.end(), part.failures.begin(), part.failures.end());
    if (!whole.error)
        whole.error = part.error;
}

bool maySplit(const Plan& plan) {
    return plan.purpose.isSync() && std::ranges::none_of(plan.actions, [&plan](const Action& action) {
               const PlanMailbox* mailbox = plan.mailboxOf(action);
               return plan.isPending(action) && (mailbox == nullptr || mailbox->former);
           });
}

} // namespace

SyncReport SyncEngine::applyPart(const Run& run, const Plan& part, RunId id, int before, int total) {
    SyncReport report;
    PartOfRun sum(run.progress, before, total);
    Applier applier({m_parts.graph, m_parts.journal, m_parts.clock, m_pool}, id, run.control,
                    run.progress != nullptr ? &sum : nullptr);
    applier.apply(part, report);
    return report;
}

void SyncEngine::carryOut(Run& run, const Plan& plan, SyncReport& report) {
    const int total = plan.pending();
    std::vector<LaneWork> works;
    if (m_parts.journal.isShared() && maySplit(plan))
        works = lanesOf(plan);
    if (works.size() <= k_lanesAtOnce) {
        add(report, applyPart(run, plan, *report.run, 0, total));
    } else {
        // Nobody else begins before the first writes of the run stand as they were sent.
        const std::vector<LaneWork> mine(works.begin(), works.begin() + k_lanesAtOnce);
        works.erase(works.begin(), works.begin() + k_lanesAtOnce);
        add(report, applyPart(run, selected(plan, keysOf(mine)), *report.run, 0, total));
        if (!report.error && !run.control.token().stop_requested())
            if (const auto led = lead(run, plan, works, report); !led && !led.error().isCancelled())
                report.error = led.error();
    }
    report.summary.skipped = total - report.summary.done() - report.summary.failed;
}

Result<void> SyncEngine::lead(Run& run, const Plan& plan, const std::vector<LaneWork>& works,
                              SyncReport& report) {
    std::vector<SharedLane> lanes;
    std::map<QString, LaneWork> others;
    for (const LaneWork& work : works) {
        lanes.push_back({*report.run, work.mailbox, work.promises});
        others.emplace(work.mailbox, work);
    }
    if (const auto published = m_parts.journal.publishLanes(lanes); !published)
        return published;
    Result<void> going;
    while (going && !report.error && !run.control.token().stop_requested()) {
        const auto taken = m_parts.journal.leadLanes(*report.run, k_lanesAtOnce);
        if (!taken) {
            going = std::unexpected(taken.error());
        } else if (!taken->empty()) {
            going = leadSome(run, plan, *taken, others, report);
        } else {
            const auto left = m_parts.journal.lanesLeft(*report.run);
            if (left && *left == 0)
                break;
            going = left ? m_parts.clock.sleep(k_pause, run.control.token()) : std::unexpected(left.error());
        }
    }
    const auto counted = countOthers(*report.run, others, report);
    return going ? counted : going;
}

/// `others`: what nobody took yet, or somebody else. What was taken for the first time is as it was planned.
Result<void> SyncEngine::leadSome(Run& run, const Plan& plan, const std::vector<SharedLane>& taken,
                                  std::map<QString, LaneWork>& others, SyncReport& report) {
    std::vector<LaneWork> mine;
    std::vector<SharedLane> again;
    for (const SharedLane& lane : taken)
        if (lane.claims > 1)
            again.push_back(lane);
        else if (auto work = others.extract(lane.mailbox))
            mine.push_back(std::move(work.mapped()));
    if (!mine.empty())
        add(report,
            applyPart(run, selected(plan, keysOf(mine)), *report.run, report.summary.done(), plan.pending()));
    if (!again.empty()) {
        const auto part = applyAgain(run, again);
        if (!part)
            return std::unexpected(part.error());
        if (!report.error)
            report.error = part->report.error;
    }
    return closeLanes(taken, LaneEnd::Done);
}

Result<void> SyncEngine::closeLanes(const std::vector<SharedLane>& lanes, LaneEnd end) {
    for (const SharedLane& lane : lanes)
        if (const auto closed = m_parts.journal.closeLane(lane, end); !closed)
            return closed;
    return {};
}

/// What was written for these mailboxes by whom it may be: the journal knows.
Result<void> SyncEngine::countOthers(RunId id, const std::map<QString, LaneWork>& mailboxes,
                                     SyncReport& report) {
    if (mailboxes.empty())
        return {};
    const auto details = m_parts.journal.run(id);
    if (!details)
        return std::unexpected(details.error());
    std::map<std::tuple<EventKey, Verb, QString>, const IntentRecord*> last;
    for (const IntentRecord& record : details->actions)
        if (mailboxes.contains(record.intent.mailbox))
            last.insert_or_assign({record.intent.key, record.intent.verb, record.intent.eventId}, &record);
    for (const auto& [what, record] : last) {
        const Verb verb = record->intent.verb;
        if (record->state == IntentState::Done) {
            ++(verb == Verb::Create   ? report.summary.created
               : verb == Verb::Delete ? report.summary.deleted
                                      : report.summary.updated);
        } else if (record->state == IntentState::Failed) {
            ++report.summary.failed;
            report.failures.push_back({record->intent.key,
                                       verb,
                                       {},
                                       {},
                                       makeError(Error::Kind::Rejected, Error::Stage::Graph, record->error)});
        }
    }
    return {};
}

Result<SyncEngine::Again> SyncEngine::applyAgain(const Run& run, const std::vector<SharedLane>& lanes) {
    Run look{run.scope, run.adopt, run.options, run.confirm, run.control, nullptr};
    look.putBack = run.putBack;
    look.revisit.emplace();
    for (const SharedLane& lane : lanes)
        look.revisit->mailboxes.insert(lane.mailbox);
    const auto gathered = gather(look, NameProof::Asked);
    if (!gathered)
        return std::unexpected(gathered.error());
    const auto plan = freshPlan(look, **gathered);
    if (!plan)
        return std::unexpected(plan.error());
    if (const auto noted = takeNote(**gathered); !noted)
        return std::unexpected(noted.error());
    Again again;
    std::set<EventKey> keys;
    for (const SharedLane& lane : lanes) {
        LaneRest rest = restOf(lane.mailbox, lane.work, *plan);
        keys.merge(rest.keys);
        if (rest.differs)
            again.differs.insert(lane.mailbox);
    }
    const Plan part = selected(*plan, keys);
    again.report = applyPart(run, part, lanes.front().run, 0, part.pending());
    return again;
}

Result<SyncEngine::Share> SyncEngine::work(int most, RunControl& control, ProgressSink* progress) {
    if (const auto writes = checkProfile(m_profile, m_parts.clock.utcNow()); !writes)
        return std::unexpected(writes.error());
    if (const auto agreed = m_parts.journal.checkTarget(StoreTarget::of(m_profile)); !agreed)
        return std::unexpected(agreed.error()); // before lanes are taken from those who could do them
    const auto claimed = m_parts.journal.claimLanes(most);
    if (!claimed)
        return std::unexpected(claimed.error());
    const std::vector<SharedLane>& lanes = claimed->lanes;
    if (lanes.empty())
        return Share();
    const auto wish = wishOf(lanes.front().run);
    if (!wish)
        return std::unexpected(wish.error());
    const ApplyOptions options;
    const Confirm nobody;
    Run run{wish->scope, wish->adopt, options, nobody, control, progress};
    run.putBack = wish->putBack;
    const auto done = applyAgain(run, lanes);
    if (!control.token().stop_requested()) { // else the lanes are given back as they are
        const bool failed = !done || done->report.error;
        for (const SharedLane& lane : lanes) {
            const bool isLeft = failed || done->differs.contains(lane.mailbox);
            if (const auto closed = closeLanes({lane}, isLeft ? LaneEnd::Left : LaneEnd::Done); !closed)
                return std::unexpected(closed.error());
        }
    }
    if (!done)
        return std::unexpected(done.error());
    return Share{static_cast<int>(lanes.size()), done->report};
}

Result<RunWish> SyncEngine::wishOf(RunId id) const {
    const auto runs = m_parts.journal.runs(k_runsToResume);
    if (!runs)
        return std::unexpected(runs.error());
    for (const RunRecord& run : *runs)
        if (run.id == id && run.start.wish)
            return *run.start.wish;
    return std::unexpected(makeError(Error::Kind::Bug, Error::Stage::Storage,
                                     u"nobody knows what run %1 was asked for"_s.arg(id.value)));
}

} // namespace milepost
