// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/quotaledger.h"

#include "base/logging.h"

#include <algorithm>
#include <numeric>

namespace milepost {

using std::chrono::milliseconds;

namespace {

int sumOf(const std::deque<LedgerStore::Slot>& spent) {
    return std::accumulate(spent.begin(), spent.end(), 0,
                           [](int sum, const LedgerStore::Slot& slot) { return sum + slot.requests; });
}

} // namespace

QuotaLedger::QuotaLedger(const Clock& clock, LedgerStore* store, Quota quota)
    : m_clock(clock),
      m_store(store),
      m_quota(std::max(1, quota.requests)),
      m_window(std::max<qint64>(k_slots, quota.window.count())) {}

QuotaLedger::~QuotaLedger() {
    for (const auto& [name, lane] : m_lanes)
        if (lane->unused > 0)
            add(name, *lane, -lane->unused, now());
}

qint64 QuotaLedger::now() const { return m_clock.utcNow().toMSecsSinceEpoch(); }
qint64 QuotaLedger::slotLength() const { return m_window / k_slots; }

QuotaLedger::Lane& QuotaLedger::laneOf(const QString& name) {
    const std::scoped_lock lock(m_mutex);
    auto& lane = m_lanes[name];
    if (!lane)
        lane = std::make_unique<Lane>();
    return *lane;
}

milliseconds QuotaLedger::spend(const QString& name) {
    Lane& lane = laneOf(name);
    const std::scoped_lock lock(lane.mutex);
    const qint64 at = now();
    enterSlot(name, lane, at);
    if (lane.unused == 0 && !reserve(name, lane, at))
        return milliseconds(std::max<qint64>(1, endOfLife(lane.spent.front()) - at));
    --lane.unused;
    return milliseconds(0);
}

/// What was left over in the slot before is given back.
void QuotaLedger::enterSlot(const QString& name, Lane& lane, qint64 at) {
    const qint64 end = (at / slotLength() + 1) * slotLength();
    if (lane.slotEnd != end) {
        const bool isFirst = lane.slotEnd == 0;
        if (isFirst)
            lane.slotEnd = end;
        if (isFirst || lane.unused > 0)
            add(name, lane, -lane.unused, at); // the first time it asks what earlier programs spent
        lane.slotEnd = end;
        lane.unused = 0;
    }
    forget(lane, at);
}

/// Also what a clock that was set back left in the future: no wait is longer than two windows.
void QuotaLedger::forget(Lane& lane, qint64 at) const {
    std::erase_if(lane.spent, [&](const Slot& slot) {
        return endOfLife(slot) <= at || slot.endMs > at + m_window || slot.requests <= 0;
    });
}

int QuotaLedger::left(const Lane& lane) const { return m_quota - sumOf(lane.spent); }

/// False: the quota is used up.
bool QuotaLedger::reserve(const QString& name, Lane& lane, qint64 at) {
    const int chunk = std::min(std::max(1, m_quota / k_chunks), left(lane));
    if (chunk <= 0)
        return false;
    add(name, lane, chunk, at);
    forget(lane, at);
    const int over = std::min(chunk, -left(lane)); // somebody else reserved meanwhile
    if (over > 0)
        add(name, lane, -over, at);
    lane.unused += chunk - std::max(0, over);
    return lane.unused > 0;
}

/// To the slot that is filled now. A store that fails is no reason to stand still: then the count lives here
/// alone, and the service's own answers keep the pace.
void QuotaLedger::add(const QString& name, Lane& lane, int requests, qint64 at) {
    const Slot change{lane.slotEnd, requests};
    if (m_store != nullptr) {
        if (const auto stored = m_store->add(name, change, at - m_window - 2 * slotLength())) {
            lane.spent.assign(stored->begin(), stored->end());
            return;
        } else {
            qCWarning(lcHttp).noquote() << "the quota's ledger:" << stored.error().summary();
        }
    }
    const auto same = std::ranges::find(lane.spent, change.endMs, &Slot::endMs);
    if (same != lane.spent.end())
        same->requests += requests;
    else if (requests > 0)
        lane.spent.push_back(change);
}

QuotaLedger::Milliseconds QuotaLedger::course(const QString& name, int requests, Milliseconds each) {
    struct Return {
        double at;
        int requests;
    };
    Lane& lane = laneOf(name);
    const std::scoped_lock lock(lane.mutex);
    const qint64 begin = now();
    enterSlot(name, lane, begin);
    std::deque<Return> returns;
    for (const Slot& slot : lane.spent)
        returns.push_back({static_cast<double>(endOfLife(slot) - begin), slot.requests});
    const int chunk = std::max(1, m_quota / k_chunks);
    int free = left(lane) + lane.unused;
    double at = 0;
    while (requests > 0) {
        while (!returns.empty() && (free <= 0 || returns.front().at <= at)) {
            at = std::max(at, returns.front().at);
            free += returns.front().requests;
            returns.pop_front();
        }
        const int go = std::min({requests, std::max(1, free), chunk});
        at += go * each.count();
        returns.push_back({at + static_cast<double>(slotLength() + m_window), go});
        free -= go;
        requests -= go;
    }
    return Milliseconds(at);
}

} // namespace milepost
