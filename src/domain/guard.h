// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "domain/profile.h"

namespace milepost {

/// Whether this profile writes at all just now. Config when it is disabled; Refused (guard-refused) when it
/// is read-only or the day, in the profile's zone, lies in one of its freeze windows.
[[nodiscard]] Result<void> checkProfile(const Profile& profile, const QDateTime& nowUtc);

/// The last day of the freeze window that holds this day; nothing when none does.
[[nodiscard]] std::optional<QDate> frozenUntil(const Profile& profile, QDate day);

/// How many events one run may delete. `limit` comes from --max-delete or from the profile; without one it is
/// the larger of 10 and 20 % of our events in scope.
[[nodiscard]] int allowedDeletions(int ownInScope, const std::optional<DeletionLimit>& limit);

/// Refused (guard-refused) when the plan deletes more than allowed; the error's detail names both numbers.
[[nodiscard]] Result<void> checkGuard(const Plan& plan, const std::optional<DeletionLimit>& limit);

} // namespace milepost
