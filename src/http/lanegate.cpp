// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/lanegate.h"

#include <algorithm>
#include <utility>

namespace milepost {

using namespace std::chrono_literals;

LaneGate::Pass::~Pass() {
    if (m_gate != nullptr)
        m_gate->leave(m_lane);
}

LaneGate::Lane& LaneGate::laneOf(const QString& name) {
    auto& lane = m_lanes[name];
    if (lane.limit == 0)
        lane.limit = m_limit;
    return lane;
}

std::chrono::milliseconds LaneGate::remaining(const Lane& lane) const {
    if (!lane.closedUntilUtc.isValid())
        return 0ms;
    return std::max(0ms, std::chrono::milliseconds(m_clock.utcNow().msecsTo(lane.closedUntilUtc)));
}

Result<LaneGate::Pass> LaneGate::enter(const QString& lane, std::stop_token stop,
                                       const BeforeWait& beforeWait) {
    std::unique_lock lock(m_mutex);
    Lane& place = laneOf(lane); // nodes of a map stay where they are
    while (true) {
        if (stop.stop_requested())
            return std::unexpected(cancelled());
        if (const auto closed = remaining(place); closed > 0ms) {
            // The injected clock sleeps, so that tests own the time; afterwards everything is looked at anew.
            lock.unlock();
            if (beforeWait)
                if (const auto allowed = beforeWait(closed); !allowed)
                    return std::unexpected(allowed.error());
            if (const auto slept = m_clock.sleep(closed, stop); !slept)
                return std::unexpected(slept.error());
            lock.lock();
        } else if (place.inFlight < place.limit) {
            ++place.inFlight;
            return Pass(this, lane);
        } else {
            m_changed.wait(lock, stop,
                           [&] { return place.inFlight < place.limit || remaining(place) > 0ms; });
        }
    }
}

void LaneGate::fence(const QString& lane, std::chrono::milliseconds duration) {
    const std::scoped_lock lock(m_mutex);
    Lane& place = laneOf(lane);
    const QDateTime until = m_clock.utcNow().addMSecs(duration.count());
    if (!place.closedUntilUtc.isValid() || place.closedUntilUtc < until)
        place.closedUntilUtc = until;
    m_changed.notify_all();
}

std::chrono::milliseconds LaneGate::closedFor(const QString& lane) const {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_lanes.find(lane);
    return it == m_lanes.end() ? 0ms : remaining(it->second);
}

void LaneGate::narrow(const QString& lane) {
    const std::scoped_lock lock(m_mutex);
    laneOf(lane).limit = 1;
}

void LaneGate::leave(const QString& lane) {
    const std::scoped_lock lock(m_mutex);
    --laneOf(lane).inFlight;
    m_changed.notify_all();
}

} // namespace milepost
