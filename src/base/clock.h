// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <chrono>
#include <stop_token>

#include <QDate>
#include <QDateTime>

namespace milepost {

/// The time, injected so that tests own it. Runs on: any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual QDateTime utcNow() const = 0;
    /// Waits on the token; an error (cancelled) when stop was asked for. Ends within milliseconds of the
    /// request.
    [[nodiscard]] virtual Result<void> sleep(std::chrono::milliseconds duration,
                                             std::stop_token stop) const = 0;
};

/// The computer's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override;
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) const override;
};

/// UTC ISO 8601 with Z and without a fraction, as every JSON document of ours writes it.
[[nodiscard]] QString toIsoUtc(const QDateTime& time);

} // namespace milepost
