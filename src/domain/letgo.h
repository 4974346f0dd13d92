// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/plan.h"
#include "domain/reading.h"

namespace milepost {

/// Everything that letting events of ours go is planned from.
struct LetGoInput {
    PlanTarget target;
    PlanPurpose purpose; ///< Detach or RemoveAll
    Scope scope;         ///< of a Detach
    QDateTime nowUtc;
    /// The tracker's side, for a scope that asks for it; null: everything is in scope.
    const Reading<TrackerData>* tracker = nullptr;
    const Composer* composer = nullptr;
    const Reading<std::vector<CalendarEvent>>& existing;
    QStringList sources;                   ///< the tracker's address and earlier ones that were confirmed
    QStringList unconfirmedAddresses;      ///< what stands under them is blocked
    std::optional<QString> recipient = {}; ///< of many mailboxes: whose events; nothing: everybody's
};

/// Detach: an update of each event that takes our tag off and changes nothing else. RemoveAll: a deletion of
/// each, edited ones too, which the action says. What has attendees, or was made recurring, is blocked (law
/// 5). Pure; an incomplete reading is handed back as its Error (law 2).
[[nodiscard]] Result<Plan> makeLetGoPlan(const LetGoInput& input);

} // namespace milepost
