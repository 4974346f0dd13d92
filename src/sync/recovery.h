// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/reading.h"
#include "storage/journal.h"

namespace milepost {

/// Settles what an earlier run left open when it was killed or cancelled: each intent is held against the
/// events that stand now, by tag and id (law 4). `existing` must be read after the profile's lock was taken.
[[nodiscard]] Result<void> settleOpenIntents(Journal& journal, const QString& calendarId,
                                             const std::vector<CalendarEvent>& existing);

/// Learns how listings show the bodies that we wrote: an event that still has the etag of our write's answer
/// holds our body, whatever it looks like here. Later listings are compared with this one (ADR 9).
[[nodiscard]] Result<void> learnEchoes(Journal& journal, const QString& calendarId,
                                       const std::vector<CalendarEvent>& existing,
                                       const std::vector<KnownEvent>& known);

} // namespace milepost
