// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/lifetime.h"

namespace milepost {

namespace {

constexpr qint64 k_daySeconds = 86400;

} // namespace

Lifetime lifetimeOf(const QDateTime& endsUtc, const QDateTime& nowUtc) {
    if (!endsUtc.isValid() || !nowUtc.isValid())
        return {};
    const qint64 left = endsUtc.toSecsSinceEpoch() - nowUtc.toSecsSinceEpoch();
    if (left <= 0)
        return {true, true, -left / k_daySeconds, k_noticeDays.front()};
    Lifetime lifetime{true, false, (left + k_daySeconds - 1) / k_daySeconds, 0};
    for (const int days : k_noticeDays)
        if (lifetime.days <= days) {
            lifetime.notice = days;
            break;
        }
    return lifetime;
}

QDateTime endOfTypedDay(const QString& day) {
    const QDate date = QDate::fromString(day, Qt::ISODate);
    return date.isValid() ? QDateTime(date, QTime(0, 0), Qt::UTC) : QDateTime();
}

} // namespace milepost
