// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/applier.h"

#include "base/topic.h"
#include "sync/applierlane.h"
#include "sync/canary.h"
#include "sync/forecast.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include <QSemaphore>

namespace milepost {

namespace {

/// Every other item would fail the same way: going on would only cost time and calls.
bool endsTheRun(const Error& error) {
    switch (error.kind) {
    case Error::Kind::Auth:
    case Error::Kind::Tls:
    case Error::Kind::Offline:
    case Error::Kind::Storage:
    case Error::Kind::Keychain:
    case Error::Kind::Config:
    case Error::Kind::Bug:
        return true;
    default:
        return false;
    }
}

/// Every other item of this mailbox would.
bool endsTheMailbox(const Error& error) {
    switch (error.kind) {
    case Error::Kind::Refused: // the calendar was replaced: the plan is not for the one that stands now
        return true;
    case Error::Kind::NotFound:
        return error.code == QLatin1StringView("calendar-missing");
    case Error::Kind::Forbidden:
        return error.code != QLatin1StringView("ErrorCannotDeleteObject");
    default:
        return false;
    }
}

} // namespace

Applier::Applier(Parts parts, RunId run, RunControl& control, ProgressSink* progress)
    : m_parts(parts),
      m_run(run),
      m_control(control),
      m_progress(progress) {}

Applier::~Applier() = default;

void Applier::apply(const Plan& plan, SyncReport& report) {
    makeLanes(plan);
    fillLanes(plan);
    const std::vector<Task> canaries = takeCanaries();
    const std::stop_callback onCancel(m_control.token(), [this] { m_stop.request_stop(); });
    carryOut(canaries, report);
    const auto hasWork = [](const auto& lane) { return lane->hasWork(); };
    if (std::ranges::any_of(m_lanes, hasWork))
        endUnproven(report);
    carryOutLanes(false, report);
    leaveFormerAlone();
    carryOutLanes(true, report);
    tell(report);
    for (ActionFailure& failure : report.failures)
        m_parts.graph.learnSince(failure.error);
    report.summary.skipped = m_total - m_done - report.summary.failed;
}

void Applier::together(int workers, const std::function<void()>& work) {
    QSemaphore finished;
    for (int i = 0; i < workers; ++i)
        m_parts.pool.start([&] {
            work();
            finished.release();
        });
    finished.acquire(workers);
}

void Applier::carryOut(const std::vector<Task>& canaries, SyncReport& report) {
    std::atomic<size_t> next{0};
    together(static_cast<int>(canaries.size()), [&] {
        for (size_t i = next++; i < canaries.size(); i = next++)
            work(canaries[i], report, true);
    });
}

void Applier::carryOutLanes(bool former, SyncReport& report) {
    size_t groups = 0;
    std::vector<QString> waiting;
    for (const auto& lane : m_lanes)
        if (lane->mailbox.former == former && lane->hasWork()) {
            groups += lane->groups.size() - lane->next;
            waiting.push_back(lane->target.at.mailbox);
        }
    if (waiting.empty())
        return;
    // The forecast's seconds hold what the beginning and the end of the lanes take, too.
    constexpr double k_flowing = 0.92;
    m_pace.expect(k_flowing * secondsEach(m_parts.graph, waiting), 9 * k_mostWorkers,
                  RunPace::Time::clock::now() + timeToFill(m_parts.graph, waiting));
    const int most = waiting.size() > 1 ? k_mostWorkers : k_workers;
    together(static_cast<int>(std::min(groups, static_cast<size_t>(most))), [&] {
        while (const auto task = nextTask(former)) {
            work(*task, report, false);
            const std::scoped_lock lock(m_mutex);
            --task->lane->busy;
        }
    });
}

void Applier::work(const Task& task, SyncReport& report, bool readBack) {
    Lane& lane = *task.lane;
    for (const Action* action : *task.group) {
        if (m_stop.stop_requested() || !m_control.checkpoint())
            return;
        const Topic topic({m_run.value, action->key.deliverable});
        Result<void> outcome = open(lane);
        if (outcome) {
            EventWriter writer({m_parts.graph, m_parts.journal, m_parts.clock, m_stop.get_token()},
                               lane.target);
            outcome = writer.carryOut(*action);
            if (outcome && readBack)
                outcome = proven(lane, *action, writer.lastWritten());
        }
        account(lane, *action, outcome, report);
        if (!readBack)
            tell(report); // a slow sink holds up one worker, but all wait for the first writes
    }
}

/// An event that cannot be read is no event that was altered: that is counted apart.
Result<void> Applier::proven(const Lane& lane, const Action& action, const QString& eventId) {
    const auto standing = m_parts.graph.event(lane.target.at, eventId, m_stop.get_token());
    const std::scoped_lock lock(m_mutex);
    if (!standing) {
        m_unread = standing.error();
        return {};
    }
    const QString altered = alterations(action, *standing);
    if (!altered.isEmpty())
        return std::unexpected(alteredError(altered));
    ++m_proven;
    return {};
}

/// One of the first writes stands otherwise than it was sent; or not one of them could be looked at, so that
/// nobody knows what they became. Nothing follows them.
void Applier::endUnproven(SyncReport& report) {
    if (report.error)
        m_stop.request_stop();
    else if (m_proven == 0 && m_unread && m_stop.request_stop() && !m_unread->isCancelled())
        report.error = *m_unread;
}

void Applier::account(Lane& lane, const Action& action, const Result<void>& outcome, SyncReport& report) {
    if (!outcome && outcome.error().isCancelled())
        return; // not sent: counted as skipped
    const std::scoped_lock lock(m_mutex);
    --lane.left;
    if (m_progress != nullptr)
        m_untold.push_back({action.key, action.verb, action.subject, action.date,
                            outcome ? std::nullopt : std::optional(outcome.error())});
    if (outcome) {
        ++m_done;
        if (action.verb == Verb::Create)
            ++report.summary.created;
        else if (action.verb == Verb::Delete)
            ++report.summary.deleted;
        else
            ++report.summary.updated;
    } else {
        ++report.summary.failed;
        report.failures.push_back({action.key, action.verb, action.subject, action.date, outcome.error()});
        if (isAltered(outcome.error()))
            report.error = outcome.error(); // the few beside it are looked at too, then all ends
        else if (endsTheMailbox(outcome.error()) && m_lanes.size() > 1)
            lane.ended = true;
        else if ((endsTheRun(outcome.error()) || endsTheMailbox(outcome.error())) && m_stop.request_stop())
            report.error = outcome.error();
    }
}

void Applier::tell(const SyncReport& report) {
    std::unique_lock lock(m_mutex);
    if (m_progress == nullptr || std::exchange(m_isTelling, true))
        return;
    while (!m_untold.empty()) {
        const std::vector<ActionOutcome> batch = std::exchange(m_untold, {});
        const RunProgress progress{RunProgress::Phase::Applying, m_done, m_total, report.summary.failed,
                                   secondsLeft()};
        lock.unlock();
        m_progress->finished(batch);
        m_progress->progressed(progress);
        lock.lock();
    }
    m_isTelling = false;
}

} // namespace milepost
