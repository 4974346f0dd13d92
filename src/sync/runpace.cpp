// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/runpace.h"

#include <algorithm>

namespace milepost {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::duration<double> k_window = 8s;
constexpr auto k_step = 50ms; // between marks

} // namespace

void RunPace::expect(double seconds, int weight, Time flows) {
    m_expected = seconds;
    m_weight = weight;
    m_flows = flows;
    m_marks.clear();
}

void RunPace::saw(int done, Time at) {
    if (at < m_flows)
        return;
    // The last mark moves along until it is a step behind the one before.
    if (m_marks.size() > 1 && m_marks.back().at - m_marks[m_marks.size() - 2].at < k_step)
        m_marks.pop_back();
    m_marks.push_back({at, done});
    while (m_marks.size() > 2 && at - m_marks[1].at >= k_window)
        m_marks.pop_front();
}

double RunPace::secondsFor(int more) const {
    std::chrono::duration<double> seen{0};
    int done = 0;
    if (!m_marks.empty()) {
        seen = m_marks.back().at - m_marks.front().at;
        done = m_marks.back().done - m_marks.front().done;
    }
    const double trust = m_weight * std::max(0.0, 1 - seen / k_window);
    return trust + done > 0 ? (m_expected * trust + seen.count()) / (trust + done) * more : 0;
}

} // namespace milepost
