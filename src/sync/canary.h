// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"

#include <optional>

namespace milepost {

/// The first writes of a run are read back before anything else is written: a tenant that keeps events
/// otherwise than they are sent spoils three of them, not thousands.
inline constexpr int k_canaries = 3;

/// Whether the action leaves an event that can be compared with what was sent.
[[nodiscard]] bool canBeReadBack(const Action& action);

/// What stands otherwise than the action meant it, in one line: presence, tag, date, all-day, zone (where the
/// action sent it) and attendees (law 5). "" when all is well.
[[nodiscard]] QString alterations(const Action& action, const std::optional<CalendarEvent>& standing);

/// What ends a run whose writes come out altered: Refused, code "canary".
[[nodiscard]] Error alteredError(const QString& alterations);
[[nodiscard]] bool isAltered(const Error& error);

} // namespace milepost
