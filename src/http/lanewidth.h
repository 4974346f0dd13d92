// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace milepost {

/// How many requests a lane bears at once, learned from what becomes of them (law 9). Pure: the time is
/// handed in. A refusal halves the width. Wider by one after successes: soon as long as that works out. A
/// step up that is refused is taken back, and then the next one has to be worth its price: a refused step
/// closes the lane for a pause and wastes a call, so that at most one call in k_callsPerStep and one moment
/// in k_pausesPerStep + 1 go to such steps.
class LaneWidth {
public:
    static constexpr int k_most = 4; ///< graph-contract 8: what Outlook bears at best
    static constexpr int k_callsPerStep = 150;
    static constexpr int k_pausesPerStep = 17;
    using Moment = std::chrono::milliseconds; ///< since any fixed time

    explicit LaneWidth(int start = k_most, int most = k_most);

    [[nodiscard]] int width() const { return m_width; }
    /// Counts the changes. What became of a request that went out before the last of them says nothing
    /// about the width that holds now.
    [[nodiscard]] int epoch() const { return m_epoch; }

    /// A request that filled the lane was served.
    void served(Moment now);
    /// 429 or 503; the lane is closed for that long.
    void refused(Moment now, std::chrono::milliseconds pause);
    /// ConcurrentItemSave: one at a time.
    void collided(Moment now, std::chrono::milliseconds pause);

private:
    void change(int width);
    [[nodiscard]] bool mayStepUp(Moment now) const;

    int m_width;
    int m_most;
    int m_epoch = 0;
    int m_served = 0;        ///< since the last change
    bool m_isTrying = false; ///< after a step up that has not proved itself
    bool m_isWary = false;   ///< the last step up was refused, or calls collided
    bool m_isRising = false; ///< the last step up proved itself
    Moment m_openAgain{0};
    std::chrono::milliseconds m_pause{0};
};

} // namespace milepost
