// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/merge.h"
#include "domain/plan.h"

namespace milepost {

/// An action that writes what the tracker wants: create, update, adopt.
[[nodiscard]] Action wantedAction(const DesiredEvent& desired, Verb verb, Reason reason);
/// An action about an event of ours that stands: delete, drift, blocked.
[[nodiscard]] Action standingAction(const CalendarEvent& event, Verb verb, Reason reason);
/// An untagged event is offered, or taken over, as the one that the tracker wants.
[[nodiscard]] Action offerAction(const DesiredEvent& desired, const CalendarEvent& twin, Reason reason);
/// What the merge of an event of ours makes of it.
[[nodiscard]] Action updateAction(const DesiredEvent& desired, const Tag& tag, const CalendarEvent& event,
                                  const Merge& merge);
/// The order of a plan's actions: by date, subject and key.
[[nodiscard]] bool comesFirst(const Action& a, const Action& b);
/// One more of this verb.
void count(Verb verb, PlanSummary& summary);

} // namespace milepost
