// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/drift.h"
#include "domain/plan.h"
#include "domain/reading.h"
#include "domain/secondlook.h"

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
    SecondLook look;                        ///< what was asked for again before a deletion
    QStringList movedFrom;                  ///< earlier addresses of this tracker, confirmed by the admin
    QStringList unconfirmedAddresses;       ///< earlier addresses that nobody confirmed
    std::set<EventKey> putBack = {};        ///< edits that somebody chose to take back, whatever the policy
    DriftDecisions decisions = {};          ///< about edits, see mergeEvent
    QHash<QString, QString> elsewhere = {}; ///< events of ours that people moved → name of their calendar
};

/// Desired × existing → plan. Pure. The order of actions is by date, subject and key, so that the same input
/// gives the same plan. An incomplete reading is handed back as its Error (law 2). A deletion on a ground of
/// the tracker that the second look does not confirm comes out blocked, as NotConfirmed.
[[nodiscard]] Result<Plan> makePlan(const PlanInput& input);

} // namespace milepost
