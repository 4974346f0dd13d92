// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

namespace milepost {

/// A value that many threads want and one of them fetches: the others wait for the same outcome, failure
/// included. Thread-safe.
template <class T> class SingleFlight {
public:
    /// Hands out the value while isFresh says so; else fetches it. Whoever fetches may be stopped: then one
    /// of those that wait takes over.
    [[nodiscard]] Result<T> get(const std::function<bool(const T&)>& isFresh,
                                const std::function<Result<T>(const std::optional<T>& old)>& fetch,
                                std::stop_token stop) {
        std::unique_lock lock(m_mutex);
        while (true) {
            if (stop.stop_requested())
                return std::unexpected(cancelled());
            if (m_value && isFresh(*m_value))
                return *m_value;
            if (!m_isFlying)
                return fly(lock, fetch);
            const quint64 flight = m_flights;
            if (!m_landed.wait(lock, stop, [&] { return m_flights != flight; }))
                return std::unexpected(cancelled());
            if (m_failure)
                return std::unexpected(*m_failure);
        }
    }

    /// Forgets the value if it is this one.
    void dropIf(const std::function<bool(const T&)>& isIt) {
        const std::scoped_lock lock(m_mutex);
        if (m_value && isIt(*m_value))
            m_value.reset();
    }

    [[nodiscard]] std::optional<T> current() const {
        const std::scoped_lock lock(m_mutex);
        return m_value;
    }

private:
    Result<T> fly(std::unique_lock<std::mutex>& lock,
                  const std::function<Result<T>(const std::optional<T>& old)>& fetch) {
        m_isFlying = true;
        const std::optional<T> old = m_value;
        lock.unlock();
        Result<T> fetched = fetch(old);
        lock.lock();
        m_isFlying = false;
        ++m_flights;
        m_failure.reset();
        if (fetched)
            m_value = *fetched;
        else if (!fetched.error().isCancelled())
            m_failure = fetched.error();
        m_landed.notify_all();
        return fetched;
    }

    mutable std::mutex m_mutex;
    std::condition_variable_any m_landed;
    std::optional<T> m_value;
    std::optional<Error> m_failure; ///< of the last flight
    quint64 m_flights = 0;
    bool m_isFlying = false;
};

} // namespace milepost
