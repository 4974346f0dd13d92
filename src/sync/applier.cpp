// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/applier.h"

#include <map>
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
    case Error::Kind::Refused: // the calendar was replaced: the plan is not for the one that stands now
        return true;
    case Error::Kind::NotFound:
        return error.code == QLatin1StringView("calendar-missing");
    case Error::Kind::Forbidden:
        return error.code != QLatin1StringView("ErrorCannotDeleteObject");
    case Error::Kind::Cancelled:
    case Error::Kind::Timeout:
    case Error::Kind::Doubtful:
    case Error::Kind::Throttled:
    case Error::Kind::Conflict:
    case Error::Kind::Rejected:
    case Error::Kind::Unavailable:
    case Error::Kind::Malformed:
        return false;
    }
    return false;
}

} // namespace

void Applier::apply(const Plan& plan, SyncReport& report) {
    std::map<std::pair<qint64, QString>, Group> byKey;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            byKey[{action.key.deliverable, action.key.recipient}].push_back(&action);
    std::vector<Group> groups;
    for (auto& [key, group] : byKey) {
        m_total += static_cast<int>(group.size());
        groups.push_back(std::move(group));
    }

    const std::stop_callback onCancel(m_control.token(), [this] { m_stop.request_stop(); });
    QSemaphore finished;
    for (int i = 0; i < k_workers; ++i)
        m_parts.pool.start([&] {
            work(groups, report);
            finished.release();
        });
    finished.acquire(k_workers);
    report.summary.skipped = m_total - m_done - report.summary.failed;
}

void Applier::work(const std::vector<Group>& groups, SyncReport& report) {
    EventWriter writer({m_parts.graph, m_parts.journal, m_parts.clock, m_stop.get_token()}, m_target);
    for (size_t index = m_next++; index < groups.size(); index = m_next++)
        for (const Action* action : groups[index]) {
            if (m_stop.stop_requested() || !m_control.checkpoint())
                return;
            account(*action, writer.carryOut(*action), report);
            tell(report);
        }
}

void Applier::account(const Action& action, const Result<void>& outcome, SyncReport& report) {
    if (!outcome && outcome.error().isCancelled())
        return; // not sent: counted as skipped
    const std::scoped_lock lock(m_mutex);
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
        if (endsTheRun(outcome.error()) && m_stop.request_stop())
            report.error = outcome.error();
    }
}

void Applier::tell(const SyncReport& report) {
    std::unique_lock lock(m_mutex);
    if (m_progress == nullptr || std::exchange(m_isTelling, true))
        return;
    while (!m_untold.empty()) {
        const std::vector<ActionOutcome> batch = std::exchange(m_untold, {});
        const RunProgress progress{RunProgress::Phase::Applying, m_done, m_total, report.summary.failed};
        lock.unlock();
        m_progress->finished(batch);
        m_progress->progressed(progress);
        lock.lock();
    }
    m_isTelling = false;
}

} // namespace milepost
