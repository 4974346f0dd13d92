// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost::cli {

/// What human output is set for: how wide a line may be and whether colour is welcome.
struct Paper {
    enum class Ink { Plain, Bold, Dim, Red, Green, Yellow };

    int width = 0; ///< columns; 0: no limit (not a terminal)
    bool colour = false;

    /// The text in that ink; as it is where colour is not welcome.
    [[nodiscard]] QString inked(Ink ink, const QString& text) const;
};

/// How many columns a text takes on a terminal: East Asian wide characters and emoji two, combining marks
/// none.
[[nodiscard]] int displayWidth(QStringView text);

/// Text of others on one line, safe for a terminal: control characters and what turns the direction of
/// reading are taken out, line ends become spaces.
[[nodiscard]] QString printable(QStringView text);

/// Cut in the middle with an ellipsis to at most `width` columns, never inside a character.
[[nodiscard]] QString elidedMiddle(const QString& text, int width);

/// Words broken into lines of at most `width` columns (0: one line), each after `indent` blanks.
[[nodiscard]] QString wrapped(const QString& text, int width, int indent);

} // namespace milepost::cli
