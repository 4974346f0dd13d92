// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

#include <QString>

namespace milepost {

/// A chapter of the handbook.
struct HandbookSection {
    QString title;
    QString anchor; ///< what a link within the handbook calls it, without '#'
    QString markdown;
};

/// The chapters of a Markdown text, its beginning being the first: cut at headings of the second level, never
/// within code. Pictures are left out, and of links to files, which are not here, the words stay.
[[nodiscard]] std::vector<HandbookSection> handbookSections(QString markdown);

/// "two-commands" of "Two commands", as GitHub makes it.
[[nodiscard]] QString handbookAnchor(const QString& title);

/// The chapter that a link leads to, by its own anchor or by that of a heading in it; -1 when there is none.
[[nodiscard]] int handbookTarget(const std::vector<HandbookSection>& sections, const QString& anchor);

} // namespace milepost
