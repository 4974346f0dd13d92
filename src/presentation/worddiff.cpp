// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/worddiff.h"

#include <algorithm>

#include <QStringList>

namespace milepost {

namespace {

// A table of a quarter of a million cells is filled within a millisecond or two, on the main thread.
constexpr size_t k_mostCells = 250'000;

enum class Kind { Blank, Word, Sign };

Kind kindOf(QChar c) {
    if (c.isSpace())
        return Kind::Blank;
    // Halves of a surrogate pair stay together.
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() ? Kind::Word : Kind::Sign;
}

struct Token {
    QStringView text;
    bool differs = true;

    [[nodiscard]] bool isBlank() const { return text.front().isSpace(); }
};
using Tokens = std::vector<Token>;

Tokens tokensOf(QStringView text) {
    Tokens tokens;
    for (qsizetype begin = 0; begin < text.size();) {
        const Kind kind = kindOf(text[begin]);
        qsizetype end = begin + 1;
        while (kind != Kind::Sign && end < text.size() && kindOf(text[end]) == kind)
            ++end;
        tokens.push_back({text.mid(begin, end - begin)});
        begin = end;
    }
    return tokens;
}

/// Marks what both have in common between `first` and the ends: a longest common subsequence.
void matchMiddle(Tokens& from, Tokens& to, size_t first, size_t fromEnd, size_t toEnd) {
    const size_t rows = fromEnd - first;
    const size_t columns = toEnd - first;
    if (rows == 0 || columns == 0 || rows * columns > k_mostCells)
        return;
    std::vector<int> length((rows + 1) * (columns + 1), 0);
    const auto at = [&](size_t row, size_t column) -> int& { return length[row * (columns + 1) + column]; };
    for (size_t row = rows; row-- > 0;)
        for (size_t column = columns; column-- > 0;)
            at(row, column) = from[first + row].text == to[first + column].text
                                  ? at(row + 1, column + 1) + 1
                                  : std::max(at(row + 1, column), at(row, column + 1));
    for (size_t row = 0, column = 0; row < rows && column < columns;) {
        if (from[first + row].text == to[first + column].text) {
            from[first + row++].differs = false;
            to[first + column++].differs = false;
        } else if (at(row + 1, column) >= at(row, column + 1)) {
            ++row;
        } else {
            ++column;
        }
    }
}

std::vector<DiffPiece> piecesOf(Tokens tokens) {
    for (size_t i = 1; i + 1 < tokens.size(); ++i)
        if (tokens[i].isBlank() && tokens[i - 1].differs && tokens[i + 1].differs)
            tokens[i].differs = true;
    std::vector<DiffPiece> pieces;
    for (const Token& token : tokens) {
        if (pieces.empty() || pieces.back().differs != token.differs)
            pieces.push_back({QString(), token.differs});
        pieces.back().text += token.text;
    }
    return pieces;
}

/// Exchange ends lines with a carriage return too, and blanks at their end are seen by nobody.
QStringList linesOf(const QString& text) {
    QStringList lines = text.split(u'\n');
    for (QString& line : lines)
        while (!line.isEmpty() && line.back().isSpace())
            line.chop(1);
    return lines;
}

} // namespace

WordDiff wordDiff(const QString& from, const QString& to) {
    Tokens old = tokensOf(from);
    Tokens now = tokensOf(to);
    size_t first = 0;
    while (first < old.size() && first < now.size() && old[first].text == now[first].text) {
        old[first].differs = now[first].differs = false;
        ++first;
    }
    size_t oldEnd = old.size();
    size_t nowEnd = now.size();
    while (oldEnd > first && nowEnd > first && old[oldEnd - 1].text == now[nowEnd - 1].text)
        old[--oldEnd].differs = now[--nowEnd].differs = false;
    matchMiddle(old, now, first, oldEnd, nowEnd);
    return {piecesOf(std::move(old)), piecesOf(std::move(now))};
}

std::vector<TextChange> changedLines(const TextChange& change) {
    QStringList from = linesOf(change.from);
    QStringList to = linesOf(change.to);
    while (!from.isEmpty() && !to.isEmpty() && from.front() == to.front()) {
        from.removeFirst();
        to.removeFirst();
    }
    while (!from.isEmpty() && !to.isEmpty() && from.back() == to.back()) {
        from.removeLast();
        to.removeLast();
    }
    std::vector<TextChange> changes;
    for (qsizetype i = 0; i < std::max(from.size(), to.size()); ++i)
        if (const TextChange line{change.label, from.value(i), to.value(i)}; line.from != line.to)
            changes.push_back(line);
    return changes;
}

} // namespace milepost
