// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/planner.h"

namespace milepost {

/// What one look at one mailbox gave.
struct MailboxLook {
    PlanMailbox mailbox;
    Reading<std::vector<CalendarEvent>> existing; ///< incomplete: the mailbox is skipped, the others go on
    std::vector<KnownEvent> known;
    std::optional<Reason> leaves = {}; ///< of a former one: why its events go
    bool isNameProven = true;          ///< false: the mailbox or its calendar's id was only remembered
};

/// The mailboxes that stand for people, by object id: one for everybody who has one by what the people map
/// proves, whose deliverables they get by the rule. `without`: assigned people who have none.
struct Recipients {
    std::vector<PlanMailbox> mailboxes;
    std::vector<PersonRow> without;
};
[[nodiscard]] Recipients recipientsOf(const std::vector<PersonRow>& rows, const TrackerData& data,
                                      const TeamIndex& teams, const QString& calendarName);

/// Why nothing of ours shall stay in a mailbox that stood for these people and is nobody's by the map now:
/// every one of them was decided about by hand, or is no longer active in the tracker. Nothing: that is not
/// proven, and what stands there stays (law 2).
[[nodiscard]] std::optional<Reason> whyLeft(const QString& recipient, const std::vector<qint64>& people,
                                            const std::vector<PersonRow>& rows, const TrackerData& data);

/// What plans over many mailboxes are made from.
struct MailboxesInput {
    const PlanInput& common; ///< its calendar is the shared one, where there is one
    bool isShared = false;   ///< the calendar of `common` is planned too, before the mailboxes
    const TeamIndex& teams;
    const std::vector<MailboxLook>& mailboxes;
    const std::vector<PersonRow>& without;
};

/// One plan over many mailboxes: makePlan() for each, with what is assigned to the people of that mailbox.
/// Pure and deterministic. A mailbox that could not be read, or that is skipped, has no action; what failed
/// in one never blocks another. The common readings' failures are the plan's.
[[nodiscard]] Result<Plan> makeMailboxesPlan(const MailboxesInput& input);

/// A plan's own target as one mailbox of many.
[[nodiscard]] PlanMailbox sharedMailbox(const PlanTarget& target);

/// The plans of several mailboxes as one, in the order of a plan's actions; `mailboxes` has one for each.
[[nodiscard]] Plan joined(Plan into, std::vector<PlanMailbox> mailboxes, std::vector<Plan> parts);

} // namespace milepost
