// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/labeltexts.h"

#include "base/text.h"

namespace milepost {

namespace {

constexpr qsizetype k_longest = 48; ///< letters

} // namespace

QString breakable(const QString& text) { return withBreaks(text); }

QString shortTitle(const QString& text) { return elided(text, k_longest); }

} // namespace milepost
