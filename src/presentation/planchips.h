// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/planmodel.h"

#include <map>
#include <vector>

#include <QDate>

namespace milepost {

/// What a day of the month view shows of one action. Ticks are asked of the model, they change often.
struct PlanChip {
    const Action* action = nullptr; ///< of the model's survey
    PlanGroup group = PlanGroup::Add;
    QString title;       ///< of the deliverable; of an event whose deliverable is gone, from its subject
    QString project;     ///< or, of a chip at the old date, where it moves to
    bool isLeft = false; ///< the date that the event leaves
};

/// Everything the model shows between two days, both included; what matters most first.
[[nodiscard]] std::map<QDate, std::vector<PlanChip>> chipsBetween(const PlanModel& model, QDate first,
                                                                  QDate last);
/// One line for a screen reader: "to change: DD 75 %, Riverside Elementary, ticked".
[[nodiscard]] QString spokenText(const PlanChip& chip, const PlanModel& model);

} // namespace milepost
