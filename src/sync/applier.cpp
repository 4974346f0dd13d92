// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/applier.h"

#include "sync/canary.h"

#include <algorithm>
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
    std::vector<Group> groups = groupsOf(plan);
    const auto isCanary = [](const Group& group) {
        return group.size() == 1 && canBeReadBack(*group.front());
    };
    auto rest = groups.begin();
    for (auto it = groups.begin(); it != groups.end() && rest - groups.begin() < k_canaries; ++it)
        if (isCanary(*it))
            std::rotate(rest++, it, std::next(it));
    const auto canaries = static_cast<size_t>(rest - groups.begin());

    const std::stop_callback onCancel(m_control.token(), [this] { m_stop.request_stop(); });
    carryOut(std::span(groups).first(canaries), report, true);
    if (canaries < groups.size()) {
        endUnproven(report);
        carryOut(std::span(groups).subspan(canaries), report, false);
    }
    tell(report);
    report.summary.skipped = m_total - m_done - report.summary.failed;
}

std::vector<Applier::Group> Applier::groupsOf(const Plan& plan) {
    std::map<std::pair<qint64, QString>, Group> byKey;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            byKey[{action.key.deliverable, action.key.recipient}].push_back(&action);
    std::vector<Group> groups;
    for (auto& [key, group] : byKey) {
        m_total += static_cast<int>(group.size());
        groups.push_back(std::move(group));
    }
    return groups;
}

void Applier::carryOut(std::span<const Group> groups, SyncReport& report, bool readBack) {
    m_next = 0;
    QSemaphore finished;
    const int workers = std::min(k_workers, static_cast<int>(groups.size()));
    for (int i = 0; i < workers; ++i)
        m_parts.pool.start([&] {
            work(groups, report, readBack);
            finished.release();
        });
    finished.acquire(workers);
}

void Applier::work(std::span<const Group> groups, SyncReport& report, bool readBack) {
    EventWriter writer({m_parts.graph, m_parts.journal, m_parts.clock, m_stop.get_token()}, m_target);
    for (size_t index = m_next++; index < groups.size(); index = m_next++)
        for (const Action* action : groups[index]) {
            if (m_stop.stop_requested() || !m_control.checkpoint())
                return;
            Result<void> outcome = writer.carryOut(*action);
            if (outcome && readBack)
                outcome = proven(*action, writer.lastWritten());
            account(*action, outcome, report);
            if (!readBack)
                tell(report); // a slow sink holds up one worker, but all wait for the first writes
        }
}

/// An event that cannot be read is no event that was altered: that is counted apart.
Result<void> Applier::proven(const Action& action, const QString& eventId) {
    const auto standing = m_parts.graph.event(m_target.at, eventId, m_stop.get_token());
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
        if (isAltered(outcome.error()))
            report.error = outcome.error(); // the few beside it are looked at too, then all ends
        else if (endsTheRun(outcome.error()) && m_stop.request_stop())
            report.error = outcome.error();
    }
}

void Applier::tell(const SyncReport& report) {
    std::unique_lock lock(m_mutex);
    if (m_progress == nullptr || std::exchange(m_isTelling, true))
        return;
    while (!m_untold.empty()) {
        const std::vector<ActionOutcome> batch = std::exchange(m_untold, {});
        const int left = m_total - m_done - report.summary.failed;
        const RunProgress progress{RunProgress::Phase::Applying, m_done, m_total, report.summary.failed,
                                   m_parts.graph.course(m_target.at.mailbox, left).count()};
        lock.unlock();
        m_progress->finished(batch);
        m_progress->progressed(progress);
        lock.lock();
    }
    m_isTelling = false;
}

} // namespace milepost
