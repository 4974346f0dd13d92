// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/diagnosis.h"
#include "presentation/pageid.h"
#include "presentation/setupsteps.h"

#include <optional>

namespace milepost {

/// Where in the window a remedy is followed.
struct RemedyPlace {
    PageId page = PageId::Setup;
    std::optional<SetupStep> step; ///< of the set-up; nothing: whichever is open
    friend bool operator==(const RemedyPlace&, const RemedyPlace&) = default;
};
/// Nothing for what is no place.
[[nodiscard]] std::optional<RemedyPlace> placeOf(RemedyAction action);
/// On the button that does it (translated); "" when there is nothing to do.
[[nodiscard]] QString actionText(RemedyAction action);

/// The step that mends this failure, as its remedies have it; nothing when they name none.
[[nodiscard]] std::optional<SetupStep> stepFor(const Error& error);

} // namespace milepost
