// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/worddiff.h"

namespace milepost {

/// Which letters of two names differ, blanks among them. Pure. Joined, the pieces are the names again.
[[nodiscard]] WordDiff letterDiff(const QString& wanted, const QString& found);

/// What tells the names apart in words: "upper and lower case, a blank at the end" (translated). "" when they
/// are the same.
[[nodiscard]] QString differenceText(const QString& wanted, const QString& found);

/// Blanks of any kind and signs without width as something that can be seen.
[[nodiscard]] QString withVisibleBlanks(const QString& text);

} // namespace milepost
