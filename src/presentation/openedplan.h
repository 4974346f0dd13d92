// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"

#include <vector>

#include <QDateTime>

namespace milepost {

/// A plan file held against the present plan: input, never authority (law 3).
struct OpenedPlan {
    QString name;        ///< of the file
    QDateTime madeUtc;   ///< invalid: the file does not say
    bool isHeld = false; ///< it was held against the plan that is shown
    QStringList moved;   ///< what is no longer so; empty: it still fits
    int agreed = 0;      ///< actions that both plans hold alike
    int of = 0;          ///< actions in the file
};

/// What comes of holding a plan file against a plan.
struct HeldPlan {
    QStringList moved; ///< a line each (translated)
    int agreed = 0;
    int of = 0;
    std::vector<size_t> differing; ///< rows of the plan's actions that would write and are not in the file
};

/// Takes seconds for 100,000 actions. Runs on: any thread.
[[nodiscard]] HeldPlan holdAgainst(const PlanFile& file, const Plan& plan);

} // namespace milepost
