// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

namespace milepost {

/// A clock that a test sets.
class FixedClock final : public Clock {
public:
    QDateTime now{QDate(2026, 11, 26), QTime(9, 12), Qt::UTC};
    [[nodiscard]] QDateTime utcNow() const override { return now; }
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds, std::stop_token) const override { return {}; }
};

} // namespace milepost
