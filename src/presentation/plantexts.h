// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "presentation/palette.h"
#include "presentation/worddiff.h"

#include <vector>

#include <QString>

namespace milepost {

/// The parts of a plan in the order a person should read them.
enum class PlanGroup { Delete, Change, Edited, Blocked, Offer, Add, Unchanged };
inline constexpr int k_planGroups = static_cast<int>(PlanGroup::Unchanged) + 1;

[[nodiscard]] PlanGroup groupOf(Verb verb);
/// "3 to change" (translated).
[[nodiscard]] QString countText(PlanGroup group, int count);
/// The words alone, for a count that is drawn by itself: "to change".
[[nodiscard]] QString groupWord(PlanGroup group, int count);
/// What becomes of the group, in a few words.
[[nodiscard]] QString groupNote(PlanGroup group, int count);
[[nodiscard]] QString groupIcon(PlanGroup group);
[[nodiscard]] Role groupRole(PlanGroup group);
[[nodiscard]] Role groupSoftRole(PlanGroup group);

/// Why an action is planned, in words; the fields that change make it more exact.
[[nodiscard]] QString reasonText(const Action& action);
/// Whose mailbox an action of a plan over many mailboxes is about; "" when there is one calendar.
[[nodiscard]] QString mailboxText(const Plan& plan, const Action& action);
/// Into what the plan writes: "Calendar “Projects” of bridges@contoso.com" (translated).
[[nodiscard]] QString targetText(const Plan& plan);
/// Of a plan over many mailboxes: where nothing is planned and who gets nothing, each with why (translated).
[[nodiscard]] QStringList leftOutTexts(const Plan& plan);
[[nodiscard]] QString fieldName(Field field);
/// A value of fieldText() as people read it.
[[nodiscard]] QString fieldValueText(Field field, const QString& value);
/// "Fri 4 Dec 2026" in the user's language; "No date".
[[nodiscard]] QString dateText(const QDate& date);
/// The fields of an action as rows: dates in the user's language, of a body only the lines that differ. One
/// row at least for each change.
[[nodiscard]] std::vector<TextChange> fieldRows(const Action& action);
/// Of an event that somebody edited: what became of what we sent (null: it is not known), and, where the
/// tracker moved on since, what it says now.
[[nodiscard]] std::vector<TextChange> driftRows(const Action& action, const EventContent* sent);

} // namespace milepost
