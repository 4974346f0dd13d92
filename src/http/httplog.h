// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/exchangesink.h"

#include <atomic>

#include <QUrl>

namespace milepost {

/// An address as it may be logged: values of query fields that could be secrets read ***, user names,
/// passwords and fragments are gone; $filter and its like stay (style 6, line 34).
[[nodiscard]] QString scrubUrl(const QUrl& url);

/// Counts what went over the wire, writes it to the log (debug level, no headers, no bodies) and hands it on.
/// Thread-safe.
class RequestMeter final : public ExchangeSink {
public:
    /// cli.md: `requests` of a run's document.
    struct Totals {
        int total = 0;     ///< HTTP calls, repeated ones too
        int children = 0;  ///< requests inside batches
        int throttled = 0; ///< answers 429, and 503 that asked for a pause
        int retried = 0;   ///< calls that were a second or later attempt
        friend bool operator==(const Totals&, const Totals&) = default;
    };

    explicit RequestMeter(ExchangeSink* next = nullptr) : m_next(next) {} ///< next outlives this

    void exchanged(const Exchange& exchange) override;
    void waiting(const PaceWait& wait) override;
    [[nodiscard]] bool wantsBodies() const override { return m_next != nullptr && m_next->wantsBodies(); }
    void mustNotKeep(const Redacted<QByteArray>& secret) override {
        if (m_next != nullptr)
            m_next->mustNotKeep(secret);
    }
    [[nodiscard]] Totals totals() const;

private:
    ExchangeSink* m_next;
    std::atomic<int> m_total = 0;
    std::atomic<int> m_children = 0;
    std::atomic<int> m_throttled = 0;
    std::atomic<int> m_retried = 0;
};

} // namespace milepost
