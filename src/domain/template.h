// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace milepost {

/// A text with placeholders in braces. Values are put in once and never read again, so a project named
/// "{title}" or
/// "%1" stays what it is.
class TextTemplate {
public:
    using Values = QHash<QString, QString>;

    explicit TextTemplate(const QString& text);

    /// The placeholders used, in order.
    [[nodiscard]] QStringList placeholders() const;
    /// One line: every placeholder replaced; unknown ones stand as they are.
    [[nodiscard]] QString fill(const Values& values) const;
    /// Several lines: a line whose placeholders are all empty is left out, and blank lines never come in
    /// twos.
    [[nodiscard]] QString fillLines(const Values& values) const;

private:
    struct Part {
        QString text; ///< literal text, or a placeholder's name
        bool isPlaceholder = false;
    };
    using Line = QList<Part>;
    [[nodiscard]] static QString fillLine(const Line& line, const Values& values, bool* vanishes);

    QList<Line> m_lines;
};

} // namespace milepost
