// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probe.h"
#include "presentation/state.h"

namespace milepost {

/// What one row of the table of permissions comes to.
struct PermissionStanding {
    State state = State::Unknown;
    QString word; ///< translated; "": the word of the state
    QString text; ///< translated; what it is about, or ""
};
/// What could not be read is Unknown, also where it is not needed: there is no tick without evidence.
[[nodiscard]] PermissionStanding standingOf(const PermissionRow& row);

/// A cell: "Yes", "No", or "Unknown" for what could not be read (translated).
[[nodiscard]] QString cellText(const std::optional<bool>& value);
/// The cell of the column Used: whether lately, and the last day; "Never", or "Unknown" (translated).
[[nodiscard]] QString useText(const PermissionRow& row);

} // namespace milepost
