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

} // namespace milepost
