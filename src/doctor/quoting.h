// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// Values of others inside text that is run or rendered elsewhere. Each gives one literal that means exactly
/// the value; characters that no program of that kind can carry are left out. Pure.

/// A single-quoted string of PowerShell, which takes typographic quotes for quotes too.
[[nodiscard]] QString powershellQuoted(const QString& value);
/// A single-quoted word of a POSIX shell.
[[nodiscard]] QString shellQuoted(const QString& value);
/// Text of an HTML element or attribute.
[[nodiscard]] QString htmlEscaped(const QString& value);
/// Inline text of Markdown on one line, HTML in it included.
[[nodiscard]] QString markdownEscaped(const QString& value);
/// A string inside a filter of Exchange's own language: quotes doubled.
[[nodiscard]] QString filterEscaped(const QString& value);
/// One line without control characters: for comments and headings.
[[nodiscard]] QString oneLine(const QString& value);

} // namespace milepost
