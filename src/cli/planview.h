// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/paper.h"
#include "domain/plan.h"

namespace milepost::cli {

/// A plan for people: what would be done, grouped by verb, with the fields that change; what is only shown
/// (drift, blocked, look-alikes); how many are as they should be; the forecast.
[[nodiscard]] QString toText(const Plan& plan, const Paper& paper);

/// "create 3, update 1, delete 0, unchanged 396": one line.
[[nodiscard]] QString summaryLine(const Plan& plan);

} // namespace milepost::cli
