// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace milepost {

/// Pause, resume and cancel of one run. Thread-safe; held by whoever started the run.
class RunControl {
public:
    void pause();
    void resume();
    /// Every wait and request of the run ends within a second.
    void cancel();
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

    /// Between two items: waits while paused; an error (cancelled) after cancel().
    [[nodiscard]] Result<void> checkpoint();

private:
    std::stop_source m_stop;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false;
};

} // namespace milepost
