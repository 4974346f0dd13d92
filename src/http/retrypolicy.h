// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <chrono>
#include <optional>

#include <QByteArray>
#include <QDateTime>

namespace milepost {

/// What may be done when a request failed.
enum class Repeat {
    Freely,      ///< a read: any passing failure may be retried
    WhenNotDone, ///< a write: only when the service surely did nothing (429, refused connection)
};

/// When to try again: a pure function (style 6, line 30). Retry-After is obeyed in full (law 9); without one,
/// 2, 4, 8, 16, 32, 60 seconds with jitter (graph-contract 8).
class RetryPolicy {
public:
    explicit RetryPolicy(int maxAttempts = 5, std::chrono::milliseconds first = std::chrono::seconds(2))
        : m_maxAttempts(maxAttempts),
          m_first(first) {}

    /// attempt counts from 1 (the one that failed); jitter is in [0, 1). Nothing means: give up.
    [[nodiscard]] std::optional<std::chrono::milliseconds> delayBefore(int attempt, const Error& error,
                                                                       Repeat repeat, double jitter) const;
    /// The wait after that attempt when the service advised none.
    [[nodiscard]] std::chrono::milliseconds backoff(int attempt, double jitter) const;

private:
    int m_maxAttempts;
    std::chrono::milliseconds m_first;
};

/// Another try may not see this failure. A faulty proxy password or certificate is not among them.
[[nodiscard]] bool passesByItself(const Error& error);

/// Reads a Retry-After field: seconds, possibly decimal, or an HTTP date held against `now`
/// (graph-contract 8). 0 when absent or unreadable.
[[nodiscard]] std::chrono::milliseconds parseRetryAfter(const QByteArray& field, const QDateTime& now);

} // namespace milepost
