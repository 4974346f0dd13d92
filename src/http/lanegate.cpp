// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/lanegate.h"

#include <algorithm>
#include <utility>

namespace milepost {

using namespace std::chrono_literals;

namespace {

constexpr size_t k_remembered = 8; // answers: the slow ones among them met a busy moment

} // namespace

LaneGate::Pass::~Pass() {
    if (m_gate != nullptr)
        m_gate->leave(m_lane);
}

void LaneGate::Pass::served(std::chrono::milliseconds took) const {
    const std::scoped_lock lock(m_gate->m_mutex);
    Lane& lane = m_gate->laneOf(m_lane);
    lane.took.push_back(took);
    if (lane.took.size() > k_remembered)
        lane.took.pop_front();
    if (!m_fills || lane.width.epoch() != m_epoch)
        return; // says nothing about the width that holds now
    lane.width.served(m_gate->now());
    m_gate->m_changed.notify_all();
}

void LaneGate::Pass::refused(std::chrono::milliseconds pause) const {
    const std::scoped_lock lock(m_gate->m_mutex);
    Lane& lane = m_gate->laneOf(m_lane);
    if (lane.width.epoch() == m_epoch)
        lane.width.refused(m_gate->now(), pause);
    m_gate->close(lane, pause);
    m_gate->m_changed.notify_all();
}

void LaneGate::Pass::collided(std::chrono::milliseconds pause) const {
    const std::scoped_lock lock(m_gate->m_mutex);
    Lane& lane = m_gate->laneOf(m_lane);
    lane.width.collided(m_gate->now(), pause);
    m_gate->close(lane, pause);
    m_gate->m_changed.notify_all();
}

LaneGate::Lane& LaneGate::laneOf(const QString& name) {
    return m_lanes.try_emplace(name, Lane{0, m_fresh, {}, {}}).first->second;
}

LaneWidth::Moment LaneGate::now() const { return LaneWidth::Moment(m_clock.utcNow().toMSecsSinceEpoch()); }

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
        } else if (place.inFlight < place.width.width()) {
            ++place.inFlight;
            return Pass(this, lane, place.width.epoch(), place.inFlight >= place.width.width());
        } else {
            m_changed.wait(lock, stop,
                           [&] { return place.inFlight < place.width.width() || remaining(place) > 0ms; });
        }
    }
}

void LaneGate::fence(const QString& lane, std::chrono::milliseconds duration) {
    const std::scoped_lock lock(m_mutex);
    close(laneOf(lane), duration);
    m_changed.notify_all();
}

void LaneGate::close(Lane& lane, std::chrono::milliseconds duration) const {
    const QDateTime until = m_clock.utcNow().addMSecs(duration.count());
    if (!lane.closedUntilUtc.isValid() || lane.closedUntilUtc < until)
        lane.closedUntilUtc = until;
}

std::chrono::milliseconds LaneGate::closedFor(const QString& lane) const {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_lanes.find(lane);
    return it == m_lanes.end() ? 0ms : remaining(it->second);
}

int LaneGate::width(const QString& lane) const {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_lanes.find(lane);
    return it == m_lanes.end() ? m_fresh.width() : it->second.width.width();
}

std::chrono::milliseconds LaneGate::serviceTime(const QString& lane) const {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_lanes.find(lane);
    return it == m_lanes.end() || it->second.took.empty() ? 0ms : std::ranges::min(it->second.took);
}

void LaneGate::leave(const QString& lane) {
    const std::scoped_lock lock(m_mutex);
    --laneOf(lane).inFlight;
    m_changed.notify_all();
}

} // namespace milepost
