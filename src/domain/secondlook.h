// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/plan.h"

#include <map>
#include <set>

namespace milepost {

/// What the tracker answered when single rows were asked for again, before anything is removed: the listings
/// are separate transactions, and one alone proves nothing (law 2, tracker-contract 9).
struct SecondLook {
    std::map<qint64, std::optional<Deliverable>> deliverables; ///< nothing: it does not exist
    std::map<qint64, bool> activeProjects;                     ///< asked for by id: does it exist as active?
};

/// What stands against deleting this deliverable's event on a ground of the tracker (NoDate, Completed,
/// InactiveProject, Vanished), in words for people; nothing when the second look confirms the ground.
[[nodiscard]] std::optional<QString> objection(const SecondLook& look, const Composer& composer,
                                               qint64 deliverable, Reason ground);

/// The deliverables whose events this plan would delete if a second look confirmed it.
[[nodiscard]] std::set<qint64> unconfirmedDeliverables(const Plan& plan);

} // namespace milepost
