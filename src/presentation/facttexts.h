// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "storage/envfile.h"

#include <QString>

namespace milepost {

/// Facts of other rooms, in words for the window (translated). What those rooms say themselves is English,
/// for the log.

/// What there is to know about an action beside its reason; "" for most.
[[nodiscard]] QString noteText(const Action& action);
/// One line of what moved since a plan was made.
[[nodiscard]] QString moveText(const PlanMove& move);
/// One line of an .env file that was left out.
[[nodiscard]] QString noteText(const EnvNote& note);

} // namespace milepost
