// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/runcontrol.h"

namespace milepost {

void RunControl::pause() {
    const std::scoped_lock lock(m_mutex);
    m_paused = true;
}

void RunControl::resume() {
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

void RunControl::cancel() { m_stop.request_stop(); }

bool RunControl::isPaused() const {
    const std::scoped_lock lock(m_mutex);
    return m_paused;
}

Result<void> RunControl::checkpoint() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, m_stop.get_token(), [this] { return !m_paused; });
    if (m_stop.stop_requested())
        return std::unexpected(cancelled());
    return {};
}

} // namespace milepost
