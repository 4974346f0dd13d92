// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/plan.h"
#include "domain/reading.h"

#include <set>

namespace milepost {

/// Everything a plan is made from. Values only: the planner sees nothing else (law 3).
struct PlanInput {
    PlanTarget target;
    Scope scope;
    bool adopt = false;
    DriftPolicy driftPolicy = DriftPolicy::Show;
    QDateTime nowUtc;

    const Reading<TrackerData>& tracker;
    const Composer& composer; ///< over the tracker reading's rows
    /// Every event in the calendar that carries a tag of ours (this tracker's and earlier addresses'), and
    /// the untagged ones when look-alikes are to be found.
    const Reading<std::vector<CalendarEvent>>& existing;
    const std::vector<KnownEvent>& known;
    std::set<qint64> vanished;        ///< deliverables that were asked for one by one and answered 404
    QStringList movedFrom;            ///< earlier addresses of this tracker, confirmed by the admin
    QStringList unconfirmedAddresses; ///< earlier addresses that nobody confirmed
};

/// Desired × existing → plan. Pure. The order of actions is by date, subject and key, so that the same input
/// gives the same plan. An incomplete reading is handed back as its Error (law 2).
[[nodiscard]] Result<Plan> makePlan(const PlanInput& input);

/// Deliverables that carry an event of ours in scope but are missing from the listing: each must be asked for
/// before its event may be deleted (law 2).
[[nodiscard]] std::set<qint64> missingDeliverables(const PlanInput& input);

} // namespace milepost
