// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>

#include <QDateTime>

namespace milepost {

/// The days ahead of an end at which it is said, the last one first.
inline constexpr std::array k_noticeDays{1, 7, 14, 30, 60};
/// From here on it is a warning; before it is only shown.
inline constexpr int k_warningDays = 30;

/// How long a credential still holds.
struct Lifetime {
    bool isKnown = false;
    bool isOver = false;
    qint64 days = 0; ///< begun ones that are left; when it is over, whole ones that have passed
    int notice = 0;  ///< the tightest of k_noticeDays that has come; 0: none yet, or not known

    [[nodiscard]] bool isWarning() const { return isOver || (notice != 0 && notice <= k_warningDays); }
    friend bool operator==(const Lifetime&, const Lifetime&) = default;
};

/// An invalid `endsUtc` is not known. `nowUtc` is the time of whoever judges it: the service's, where that is
/// known. At the very end it is over.
[[nodiscard]] Lifetime lifetimeOf(const QDateTime& endsUtc, const QDateTime& nowUtc);

/// A day that a person typed, as an end: its first moment in UTC, so that no zone makes it later than the
/// truth. Invalid for "" and for what is no YYYY-MM-DD.
[[nodiscard]] QDateTime endOfTypedDay(const QString& day);

} // namespace milepost
