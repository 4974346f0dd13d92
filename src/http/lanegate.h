// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "http/lanewidth.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <utility>

#include <QDateTime>
#include <QString>

namespace milepost {

/// Keeps each lane (one mailbox, or one host) at the number of requests in flight that it was seen to bear
/// (LaneWidth), and closed while the service asked for a pause: the fence (law 9). Thread-safe.
class LaneGate {
public:
    /// Every lane begins with `start` requests and never has more than `most`.
    explicit LaneGate(const Clock& clock, int most = LaneWidth::k_most, int start = LaneWidth::k_most)
        : m_clock(clock),
          m_fresh(start, most) {}

    /// A place in the lane; given back by the destructor.
    class Pass {
    public:
        Pass(Pass&& other) noexcept
            : m_gate(std::exchange(other.m_gate, nullptr)),
              m_lane(std::move(other.m_lane)),
              m_epoch(other.m_epoch),
              m_fills(other.m_fills) {}
        Pass& operator=(Pass&&) = delete;
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        ~Pass();

        // What became of the request: the lane learns from it. Say one of them, once.
        /// `took`: from sending it to its answer.
        void served(std::chrono::milliseconds took) const;
        /// 429 or 503: the lane is closed for that long.
        void refused(std::chrono::milliseconds pause) const;
        /// ConcurrentItemSave: as refused, and one at a time from now on.
        void collided(std::chrono::milliseconds pause) const;

    private:
        friend class LaneGate;
        Pass(LaneGate* gate, QString lane, int epoch, bool fills)
            : m_gate(gate),
              m_lane(std::move(lane)),
              m_epoch(epoch),
              m_fills(fills) {}
        LaneGate* m_gate;
        QString m_lane;
        int m_epoch;
        bool m_fills; ///< the lane had no further place when it went in
    };

    /// Asked before each wait at a fence, with its duration (law 9: every wait is visible and bounded). An
    /// error: nobody waits, and it is what enter() hands back. Called without a lock.
    using BeforeWait = std::function<Result<void>(std::chrono::milliseconds closed)>;

    /// Waits for a place and for the fence. An error (cancelled) when stop was asked for.
    [[nodiscard]] Result<Pass> enter(const QString& lane, std::stop_token stop,
                                     const BeforeWait& beforeWait = {});
    /// Closes the lane until then; a later fence wins.
    void fence(const QString& lane, std::chrono::milliseconds duration);
    /// How long the lane is still closed; 0 when it is open.
    [[nodiscard]] std::chrono::milliseconds closedFor(const QString& lane) const;
    /// How many requests the lane has at once, as far as is known.
    [[nodiscard]] int width(const QString& lane) const;
    /// What an answer takes at best, as last seen; 0 before the first.
    [[nodiscard]] std::chrono::milliseconds serviceTime(const QString& lane) const;

private:
    struct Lane {
        int inFlight = 0;
        LaneWidth width;
        QDateTime closedUntilUtc;
        std::deque<std::chrono::milliseconds> took; ///< the last few answers
    };
    [[nodiscard]] Lane& laneOf(const QString& name);
    [[nodiscard]] std::chrono::milliseconds remaining(const Lane& lane) const;
    [[nodiscard]] LaneWidth::Moment now() const;
    void close(Lane& lane, std::chrono::milliseconds duration) const;
    void leave(const QString& lane);

    const Clock& m_clock;
    const LaneWidth m_fresh;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<QString, Lane> m_lanes;
};

} // namespace milepost
