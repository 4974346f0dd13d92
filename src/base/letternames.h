// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// What Unicode calls a sign that is easily taken for another one, of those that withoutLookAlikes() knows,
/// and of blanks: "CYRILLIC SMALL LETTER O". Every other sign by its number alone: "U+4E00". Never
/// translated: it is what one searches for.
[[nodiscard]] QString letterName(QChar letter);
/// "U+043E".
[[nodiscard]] QString letterNumber(QChar letter);

/// The first sign of `name` that only looks like one of Latin writing and that `other` has not; null: none.
[[nodiscard]] QChar foreignLetter(const QString& name, const QString& other);

} // namespace milepost
