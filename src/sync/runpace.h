// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <deque>

namespace milepost {

/// How fast a run over many mailboxes gets on: as was expected at first, then more and more by what it got
/// done in the last seconds, and by that alone once they are full. A pause or a slow stretch is forgotten
/// after them. Not thread-safe.
class RunPace {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// One thing takes so long; this counts as if so many of them had been seen, ever less as the seconds go
    /// by. Before `flows` the lanes fill, and nothing is seen.
    void expect(double seconds, int weight, Time flows);
    /// So much was done by then, counted from anywhere.
    void saw(int done, Time at);
    /// How long so much more takes, in seconds.
    [[nodiscard]] double secondsFor(int more) const;

private:
    struct Mark {
        Time at;
        int done;
    };
    std::deque<Mark> m_marks; ///< oldest first
    double m_expected = 0;
    int m_weight = 0;
    Time m_flows;
};

} // namespace milepost
