// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "http/bearersource.h"
#include "http/exchangesink.h"

#include <mutex>
#include <vector>

namespace milepost::test {

/// Time that passes only when somebody sleeps or the test says so. Thread-safe.
class FakeClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override {
        const std::scoped_lock lock(m_mutex);
        return m_now;
    }
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds duration,
                                     std::stop_token stop) const override {
        if (stop.stop_requested())
            return std::unexpected(cancelled());
        const std::scoped_lock lock(m_mutex);
        m_sleeps.push_back(duration);
        m_now = m_now.addMSecs(duration.count());
        return {};
    }
    void advance(std::chrono::milliseconds duration) {
        const std::scoped_lock lock(m_mutex);
        m_now = m_now.addMSecs(duration.count());
    }
    [[nodiscard]] std::vector<std::chrono::milliseconds> sleeps() const {
        const std::scoped_lock lock(m_mutex);
        return m_sleeps;
    }
    [[nodiscard]] std::chrono::milliseconds slept() const {
        std::chrono::milliseconds sum{0};
        for (const auto one : sleeps())
            sum += one;
        return sum;
    }

private:
    mutable std::mutex m_mutex;
    mutable QDateTime m_now = QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    mutable std::vector<std::chrono::milliseconds> m_sleeps;
};

/// Keeps what it hears.
class RecordingSink final : public ExchangeSink {
public:
    void exchanged(const Exchange& exchange) override {
        const std::scoped_lock lock(m_mutex);
        m_exchanges.push_back(exchange);
    }
    void waiting(const PaceWait& wait) override {
        const std::scoped_lock lock(m_mutex);
        m_waits.push_back(wait);
    }
    [[nodiscard]] std::vector<Exchange> exchanges() const {
        const std::scoped_lock lock(m_mutex);
        return m_exchanges;
    }
    [[nodiscard]] std::vector<PaceWait> waits() const {
        const std::scoped_lock lock(m_mutex);
        return m_waits;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Exchange> m_exchanges;
    std::vector<PaceWait> m_waits;
};

/// Tokens t1, t2, ...: another one after each rejection.
class CountingBearer final : public BearerSource {
public:
    [[nodiscard]] Result<Redacted<QByteArray>> bearer(std::stop_token) override {
        const std::scoped_lock lock(m_mutex);
        return Redacted(QByteArray("t" + QByteArray::number(m_number)));
    }
    void reject(const Redacted<QByteArray>& token) override {
        const std::scoped_lock lock(m_mutex);
        if (token.reveal() == "t" + QByteArray::number(m_number))
            ++m_number;
    }

private:
    std::mutex m_mutex;
    int m_number = 1;
};

} // namespace milepost::test
