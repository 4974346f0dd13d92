// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/survey.h"

#include <QString>

namespace milepost {

/// What a plan that is no usual sync says of itself (translated).
struct AimTexts {
    QString title;        ///< "Undo of run 12"
    QString note;         ///< what it does, and what it leaves alone
    QString read;         ///< what is read for it
    QString nothing;      ///< where nothing is to do: the title
    QString nothingWhy;   ///< and why that is
    QString closeNothing; ///< the one action of that place; "" for none
};
[[nodiscard]] AimTexts aimTexts(const PlanAim& aim);

/// What the button and the job of so many changes are called; without an aim those of the usual plan.
[[nodiscard]] QString runTitle(const std::optional<PlanAim>& aim, int changes);

} // namespace milepost
