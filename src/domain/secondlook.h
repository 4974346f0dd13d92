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
    /// People and assignments as a second reading showed them, of the deliverables in question.
    struct Assigned {
        std::set<qint64> active;                          ///< people
        std::set<std::pair<qint64, qint64>> deliverables; ///< each with one of the people assigned
    };
    std::map<qint64, std::optional<Deliverable>> deliverables; ///< nothing: it does not exist
    std::map<qint64, bool> activeProjects;                     ///< asked for by id: does it exist as active?
    std::optional<Assigned> assigned = {};                     ///< nothing: not read again
};

/// A ground that the tracker gives: what it says twice only.
[[nodiscard]] inline bool isOfTheTracker(Reason ground) {
    return ground != Reason::Duplicate && ground != Reason::TakenOut && ground != Reason::TargetChanged;
}

/// What stands against deleting this deliverable's event on a ground of the tracker (NoDate, Completed,
/// InactiveProject, Vanished), in words for people; nothing when the second look confirms the ground.
[[nodiscard]] std::optional<QString> objection(const SecondLook& look, const Composer& composer,
                                               qint64 deliverable, Reason ground);
/// The same of NotAssigned and PersonGone, for the people of one mailbox.
[[nodiscard]] std::optional<QString> assignmentObjection(const SecondLook& look, qint64 deliverable,
                                                         const std::vector<qint64>& people, Reason ground);

/// The deliverables whose events this plan would delete if asking for each confirmed it.
[[nodiscard]] std::set<qint64> unconfirmedDeliverables(const Plan& plan);
/// Those whose events it would delete if a second reading of people and assignments confirmed it.
[[nodiscard]] std::set<qint64> unconfirmedAssignments(const Plan& plan);

} // namespace milepost
