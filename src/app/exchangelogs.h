// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/exchangelog.h"

#include <map>
#include <memory>
#include <mutex>

namespace milepost {

/// The exchange logs of this program, one a file. Whoever writes to one shares it: a workspace may outlive
/// the profile's name. Thread-safe.
class ExchangeLogs final {
public:
    explicit ExchangeLogs(const Clock& clock) : m_clock(clock) {} ///< outlives this

    [[nodiscard]] std::shared_ptr<ExchangeLog> of(const QString& path) {
        const std::scoped_lock lock(m_mutex);
        auto& log = m_logs[path];
        if (!log)
            log = std::make_shared<ExchangeLog>(path, m_clock);
        return log;
    }
    /// Before the file gets another name.
    void forget(const QString& path) {
        std::shared_ptr<ExchangeLog> last; // writes without the lock
        const std::scoped_lock lock(m_mutex);
        if (const auto it = m_logs.find(path); it != m_logs.end()) {
            last = std::move(it->second);
            m_logs.erase(it);
        }
    }

private:
    const Clock& m_clock;
    std::mutex m_mutex;
    std::map<QString, std::shared_ptr<ExchangeLog>> m_logs;
};

} // namespace milepost
