// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/planworld.h"

namespace milepost {

/// A failure with everything that the window prints of one.
[[nodiscard]] Error someError(const QString& code, Error::Stage stage = Error::Stage::Graph);

/// A profile that can run and whose every word is data.
[[nodiscard]] Profile greekProfile();

/// Some of everything that a plan can hold.
[[nodiscard]] PlanWorld greekWorld();

/// The account sees less than everything.
void restrict(PlanWorld& world);

} // namespace milepost
