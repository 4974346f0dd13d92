// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// Every run of white space and control characters (line ends, tabs, no-break spaces included) becomes one
/// space, the ends are trimmed. What Graph rewrites in texts disappears in this form (law 6).
[[nodiscard]] QString collapsed(QStringView text);

/// At most maxUnits UTF-16 units, cut at a character boundary (never inside a surrogate pair or a combined
/// character) and closed with an ellipsis when something was cut.
[[nodiscard]] QString elided(const QString& text, qsizetype maxUnits);

/// For a label: words of more than 24 letters get places where they may break (zero-width spaces), since it
/// would be as wide as the longest one otherwise. Letters stay whole.
[[nodiscard]] QString withBreaks(const QString& text);

/// Letters for comparison only: lower case, without accents, white space collapsed. "Projekt  Élan" ~
/// "projekt elan".
[[nodiscard]] QString folded(QStringView text);

/// Letters that only look Latin, Cyrillic and Greek ones, as the Latin ones; every dash and quote as the
/// plain one. Case and blanks stay.
[[nodiscard]] QString withoutLookAlikes(QStringView text);

} // namespace milepost
