// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

#include <QString>
#include <QStringList>

namespace milepost {

/// A text with placeholders in braces. Values are put in once and never read again, so a project named
/// "{title}" or
/// "%1" stays what it is.
class TextTemplate {
public:
    /// `names` are the placeholders that are filled; any other text in braces stands as it is.
    TextTemplate(const QString& text, const QStringList& names);

    /// Is a value of this name (by its place in `names`) asked for?
    [[nodiscard]] bool uses(qsizetype name) const;
    /// One line. `values` in the order of `names`.
    [[nodiscard]] QString fill(std::span<const QString> values) const;
    /// Several lines: a line whose placeholders are all empty is left out, and blank lines never come in
    /// twos.
    [[nodiscard]] QString fillLines(std::span<const QString> values) const;

private:
    struct Part {
        QString literal;
        qsizetype name = -1; ///< -1: the literal
    };
    using Line = QList<Part>;
    [[nodiscard]] static QString fillLine(const Line& line, std::span<const QString> values, bool* vanishes);

    QList<Line> m_lines;
};

/// The placeholders of a text, in order.
[[nodiscard]] QStringList placeholdersIn(const QString& text);

} // namespace milepost
