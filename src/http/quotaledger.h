// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "http/ledgerstore.h"

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

#include <QString>

namespace milepost {

/// What a service allows each lane (one app in one mailbox) in any stretch of time.
struct Quota {
    int requests = 10'000; ///< graph-contract 8
    std::chrono::milliseconds window = std::chrono::minutes(10);
};

/// Counts the requests of each lane, so that a quota is kept instead of run into (law 9). Time is cut into
/// spent; a request counts until its whole slot and one more are out of the window, since it arrives a little
/// later than it was counted. Requests are entered into the store before they are sent, some ahead: whoever
/// opens it after a crash finds at least as many as were sent. Thread-safe.
class QuotaLedger {
public:
    static constexpr int k_slots = 100;  ///< of a window
    static constexpr int k_chunks = 100; ///< how many reservations a quota is

    /// `store` may be null: then nothing outlives the ledger. Both outlive it.
    QuotaLedger(const Clock& clock, LedgerStore* store, Quota quota = {});
    /// Gives back what was reserved and not sent.
    ~QuotaLedger();
    QuotaLedger(const QuotaLedger&) = delete;
    QuotaLedger& operator=(const QuotaLedger&) = delete;

    /// Counts one request that is about to be sent; 0: send it. Anything else: it was not counted, the quota
    /// is used up for so long. Runs on: pool threads (it may wait for the disk).
    [[nodiscard]] std::chrono::milliseconds spend(const QString& lane);
    using Milliseconds = std::chrono::duration<double, std::milli>;
    /// How long that many requests take, one every `each`, with what the quota has left now.
    [[nodiscard]] Milliseconds course(const QString& lane, int requests, Milliseconds each);

private:
    using Slot = LedgerStore::Slot;
    struct Lane {
        std::mutex mutex;
        std::deque<Slot> spent; ///< oldest first; what was reserved counts as spent
        qint64 slotEnd = 0;     ///< the one that is filled now
        int unused = 0;         ///< of what is reserved in it
    };

    [[nodiscard]] Lane& laneOf(const QString& name);
    [[nodiscard]] qint64 now() const;
    [[nodiscard]] qint64 slotLength() const;
    [[nodiscard]] qint64 endOfLife(const Slot& slot) const { return slot.endMs + slotLength() + m_window; }
    void enterSlot(const QString& name, Lane& lane, qint64 at);
    void forget(Lane& lane, qint64 at) const;
    [[nodiscard]] int left(const Lane& lane) const;
    [[nodiscard]] bool reserve(const QString& name, Lane& lane, qint64 at);
    void add(const QString& name, Lane& lane, int requests, qint64 at);

    const Clock& m_clock;
    LedgerStore* m_store;
    const int m_quota;
    const qint64 m_window;
    std::mutex m_mutex; ///< guards the map alone
    std::map<QString, std::unique_ptr<Lane>> m_lanes;
};

} // namespace milepost
