// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <utility>

#include <QDateTime>
#include <QString>

namespace milepost {

/// Keeps each lane (one mailbox, or one host) at its number of requests in flight, and closed while the
/// service asked for a pause: the fence (law 9). Thread-safe.
class LaneGate {
public:
    explicit LaneGate(const Clock& clock, int limit = 4) : m_clock(clock), m_limit(limit) {}

    /// A place in the lane; given back by the destructor.
    class Pass {
    public:
        Pass(Pass&& other) noexcept
            : m_gate(std::exchange(other.m_gate, nullptr)),
              m_lane(std::move(other.m_lane)) {}
        Pass& operator=(Pass&&) = delete;
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        ~Pass();

    private:
        friend class LaneGate;
        Pass(LaneGate* gate, QString lane) : m_gate(gate), m_lane(std::move(lane)) {}
        LaneGate* m_gate;
        QString m_lane;
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
    /// ConcurrentItemSave lowers the lane to one (law 9).
    void narrow(const QString& lane);

private:
    struct Lane {
        int inFlight = 0;
        int limit = 0;
        QDateTime closedUntilUtc;
    };
    [[nodiscard]] Lane& laneOf(const QString& name);
    [[nodiscard]] std::chrono::milliseconds remaining(const Lane& lane) const;
    void leave(const QString& lane);

    const Clock& m_clock;
    const int m_limit;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<QString, Lane> m_lanes;
};

} // namespace milepost
