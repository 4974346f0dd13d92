// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/runpace.h"

namespace milepost {

using namespace std::chrono_literals;

namespace {

constexpr auto k_window = 2s;
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
    double passed = m_expected * m_weight;
    int done = m_weight;
    if (!m_marks.empty()) {
        passed += std::chrono::duration<double>(m_marks.back().at - m_marks.front().at).count();
        done += m_marks.back().done - m_marks.front().done;
    }
    return done > 0 ? passed / done * more : 0;
}

} // namespace milepost
