// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "domain/profile.h"

namespace milepost {

/// How many events one run may delete. `limit` comes from --max-delete or from the profile; without one it is
/// the larger of 10 and 20 % of our events in scope.
[[nodiscard]] int allowedDeletions(int ownInScope, const std::optional<DeletionLimit>& limit);

/// Refused (guard-refused) when the plan deletes more than allowed; the error's detail names both numbers.
[[nodiscard]] Result<void> checkGuard(const Plan& plan, const std::optional<DeletionLimit>& limit);

} // namespace milepost
