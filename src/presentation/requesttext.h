// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "domain/profile.h"

#include <QString>

namespace milepost {

/// The request that an apply would send for the action: method and address, what it holds the event against,
/// and its body, as one text to read and copy. No token, no secret. "" for an action that writes nothing.
/// Where the calendar does not stand yet, its id is said to be unknown.
[[nodiscard]] QString requestText(const Action& action, const Plan& plan, const Profile& profile);

} // namespace milepost
