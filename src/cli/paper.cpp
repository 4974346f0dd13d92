// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/paper.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <QStringList>
#include <QTextBoundaryFinder>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

// East Asian Width W and F, and the emoji that terminals draw wide (Unicode 15), in coarse ranges.
constexpr std::array<std::pair<char32_t, char32_t>, 36> k_wide{{
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23EC}, {0x23F0, 0x23F0},
    {0x23F3, 0x23F3}, {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267F, 0x267F},
    {0x2693, 0x2693}, {0x26A1, 0x26A1}, {0x26AA, 0x26AB}, {0x26BD, 0x26BE}, {0x26C4, 0x26C5},
    {0x26CE, 0x26CE}, {0x26D4, 0x26D4}, {0x26EA, 0x26EA}, {0x26F2, 0x26F5}, {0x26FA, 0x26FD},
    {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728}, {0x274C, 0x274E}, {0x2753, 0x2757},
    {0x2795, 0x2797}, {0x2B1B, 0x2B1C}, {0x2B50, 0x2B55}, {0x2E80, 0x303E}, {0x3041, 0xA4CF},
    {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
}};

bool isWide(char32_t c) {
    // Above the first plane: pictures and ideographs, but not the letters between them.
    if (c >= 0x1F300 && c <= 0x1FAFF)
        return true;
    if (c >= 0x20000 && c <= 0x3FFFD)
        return true;
    return std::ranges::any_of(k_wide,
                               [c](const auto& range) { return c >= range.first && c <= range.second; });
}

bool isZeroWidth(char32_t c) {
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return true;
    default:
        return c >= 0x1160 && c <= 0x11FF; // the later parts of a Hangul syllable
    }
}

/// One character as people see it.
int clusterWidth(QStringView cluster) {
    int width = 0;
    for (const char32_t c : cluster.toUcs4()) {
        if (c == 0xFE0F) // "as an emoji"
            return 2;
        if (width == 0 && !isZeroWidth(c))
            width = isWide(c) ? 2 : 1;
    }
    return width;
}

std::vector<QStringView> clusters(QStringView text) {
    std::vector<QStringView> parts;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    qsizetype from = 0;
    for (qsizetype to = finder.toNextBoundary(); to != -1; to = finder.toNextBoundary()) {
        parts.push_back(text.mid(from, to - from));
        from = to;
    }
    return parts;
}

} // namespace

QString Paper::inked(Ink ink, const QString& text) const {
    if (!colour || text.isEmpty())
        return text;
    const auto code = [ink] {
        switch (ink) {
        case Ink::Plain:
            return 0;
        case Ink::Bold:
            return 1;
        case Ink::Dim:
            return 2;
        case Ink::Red:
            return 31;
        case Ink::Green:
            return 32;
        case Ink::Yellow:
            return 33;
        }
        return 0;
    }();
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QString::number(code), text);
}

int displayWidth(QStringView text) {
    int width = 0;
    for (const QStringView cluster : clusters(text))
        width += clusterWidth(cluster);
    return width;
}

QString printable(QStringView text) {
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const bool turnsDirection = (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069);
        if (c.isSpace() || unit == 0x2028 || unit == 0x2029)
            safe += u' ';
        else if (c.category() != QChar::Other_Control && !turnsDirection)
            safe += c;
    }
    return safe;
}

QString elidedMiddle(const QString& text, int width) {
    const int whole = displayWidth(text);
    if (whole <= width)
        return text;
    if (width <= 1)
        return width == 1 ? u"…"_s : QString();
    const auto parts = clusters(text);
    const int headRoom = width / 2;
    const int tailRoom = width - 1 - headRoom;
    QString head;
    int used = 0;
    for (const QStringView part : parts) {
        used += clusterWidth(part);
        if (used > headRoom)
            break;
        head += part;
    }
    QString tail;
    used = 0;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        used += clusterWidth(*part);
        if (used > tailRoom)
            break;
        tail.prepend(*part);
    }
    return head + u'…' + tail;
}

QString wrapped(const QString& text, int width, int indent) {
    const QString margin(indent, u' ');
    QStringList lines;
    QString line;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool fits =
            width <= 0 || line.isEmpty() || indent + displayWidth(line) + 1 + displayWidth(word) <= width;
        if (!fits) {
            lines << margin + line;
            line.clear();
        }
        line += line.isEmpty() ? word : u' ' + word;
    }
    lines << margin + line;
    return lines.join(u'\n');
}

} // namespace milepost::cli
