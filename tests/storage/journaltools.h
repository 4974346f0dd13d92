// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/journal.h"

namespace milepost::test {

/// A clock that stands until it is set.
class FixedClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override { return m_now; }
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds, std::stop_token) const override { return {}; }
    void set(const QDateTime& now) { m_now = now; }

private:
    QDateTime m_now{{2026, 3, 4}, {5, 6, 7}, Qt::UTC};
};

[[nodiscard]] EventKey keyOf(qint64 deliverable);
[[nodiscard]] EventContent contentOf(const QString& subject);
[[nodiscard]] RunStart someRun();
[[nodiscard]] Intent createOf(RunId run, qint64 deliverable);
[[nodiscard]] Intent deleteOf(RunId run, qint64 deliverable, const QString& eventId);
inline const QString k_calendar = QStringLiteral("calendar-1");
inline const QString k_source = QStringLiteral("tracker.example.com");

} // namespace milepost::test
