// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/exchangesink.h"

#include <memory>
#include <mutex>

namespace milepost {

/// Hands exchanges and waits on to whoever listens at the moment, or to nobody. A workspace outlives many
/// runs; each run has its own listener. Thread-safe.
class RelaySink final : public ExchangeSink {
public:
    void listen(std::shared_ptr<ExchangeSink> listener) {
        const std::scoped_lock lock(m_mutex);
        m_listener = std::move(listener);
    }
    void exchanged(const Exchange& exchange) override {
        if (const auto listener = current())
            listener->exchanged(exchange);
    }
    void waiting(const PaceWait& wait) override {
        if (const auto listener = current())
            listener->waiting(wait);
    }

    [[nodiscard]] bool wantsBodies() const override {
        const auto listener = current();
        return listener && listener->wantsBodies();
    }

private:
    [[nodiscard]] std::shared_ptr<ExchangeSink> current() const {
        const std::scoped_lock lock(m_mutex);
        return m_listener;
    }

    mutable std::mutex m_mutex;
    std::shared_ptr<ExchangeSink> m_listener;
};

} // namespace milepost
