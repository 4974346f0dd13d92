// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/state.h"
#include "sync/survey.h"

namespace milepost {

[[nodiscard]] State standingState(Standing standing);
/// The word of the column In calendar: "Yes", "Differs", "No date" (translated).
[[nodiscard]] QString standingWord(Standing standing, std::optional<Ineligible> whyNot);
/// The word without a deliverable, for the filter: "Not eligible".
[[nodiscard]] QString standingName(Standing standing);

/// "Why does it differ?" and the answer, for people (translated).
struct WhyText {
    QString question;
    QString answer;
};
[[nodiscard]] WhyText whyText(const Survey& survey, const Deliverable& deliverable);

} // namespace milepost
