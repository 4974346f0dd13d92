// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/graphclient.h"

#include <QStringList>

namespace milepost {

/// How a calendar differs from the one asked for.
struct CalendarMiss {
    enum class Kind { Case, Blanks, Accents, LookAlikes, Owner };
    Calendar calendar;
    std::vector<Kind> kinds; ///< all that apply
};

/// Calendars that look like the one asked for without being it: they differ in case, blanks, accents or
/// letters that look alike, or have the very name and belong to somebody else.
[[nodiscard]] std::vector<CalendarMiss> calendarMisses(const std::vector<Calendar>& calendars,
                                                       const QString& name);
/// The names of those of the mailbox itself: what could be used, or renamed.
[[nodiscard]] QStringList nearMisses(const std::vector<Calendar>& calendars, const QString& name);

/// NotFound, code calendar-missing: none of these calendars has exactly this name. The detail names the near
/// misses, their odd blanks made visible.
[[nodiscard]] Error calendarMissing(const QString& mailbox, const QString& name,
                                    const std::vector<Calendar>& calendars);

/// What was asked at a calendar's id says that there is no calendar of this id.
[[nodiscard]] bool leadsNowhere(const Error& error);

} // namespace milepost
