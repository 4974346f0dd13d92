// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/lanewidth.h"

#include <algorithm>

namespace milepost {

namespace {

constexpr int k_roundsToProve = 2; // of a full lane: a service that refuses does so at once
constexpr int k_roundsAfterCut = 5;

} // namespace

LaneWidth::LaneWidth(int start, int most)
    : m_width(std::clamp(start, 1, std::max(1, most))),
      m_most(std::max(1, most)) {}

void LaneWidth::served(Moment now) {
    ++m_served;
    if (m_isTrying && m_served >= k_roundsToProve * m_width) {
        m_isTrying = m_isWary = false;
        m_isRising = true;
    }
    if (m_width == m_most || m_isTrying || !mayStepUp(now))
        return;
    change(m_width + 1);
    m_isTrying = true;
}

void LaneWidth::refused(Moment now, std::chrono::milliseconds pause) {
    m_isWary = m_isTrying || m_width == 1;
    m_isRising = false;
    change(m_isTrying ? m_width - 1 : std::max(1, m_width / 2));
    m_isTrying = false;
    m_openAgain = now + pause;
    m_pause = pause;
}

void LaneWidth::collided(Moment now, std::chrono::milliseconds pause) {
    refused(now, pause);
    m_isWary = true;
    m_width = 1;
}

void LaneWidth::change(int width) {
    m_width = width;
    m_served = 0;
    ++m_epoch;
}

bool LaneWidth::mayStepUp(Moment now) const {
    if (!m_isWary)
        return m_served >= (m_isRising ? k_roundsToProve : k_roundsAfterCut) * m_width;
    // A clock that was set back makes no lane wait for ever.
    const bool isDue = now < m_openAgain - m_pause || now >= m_openAgain + k_pausesPerStep * m_pause;
    return m_served >= k_callsPerStep && isDue;
}

} // namespace milepost
