// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladders.h"

namespace milepost {

/// In one sentence, translated: why it is, or is not, in the calendar.
[[nodiscard]] QString verdictOf(const LadderReport& report);

namespace explanation {

// What each rung says of a deliverable that was followed. Pure.
[[nodiscard]] Rung exists(const EventTrace& trace);
[[nodiscard]] Rung dateSet(const EventTrace& trace);
[[nodiscard]] Rung eligible(const EventTrace& trace);
[[nodiscard]] Rung personMapped(const EventTrace& trace);
[[nodiscard]] Rung composed(const EventTrace& trace);
[[nodiscard]] Rung inCalendar(const EventTrace& trace);
[[nodiscard]] Rung rightDay(const EventTrace& trace);
[[nodiscard]] Rung visible(const EventTrace& trace);
[[nodiscard]] Rung shared(const EventTrace& trace);
[[nodiscard]] Rung accepted(const EventTrace& trace);
[[nodiscard]] Rung lastRun(const EventTrace& trace);

} // namespace explanation
} // namespace milepost
