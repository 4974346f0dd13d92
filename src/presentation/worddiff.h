// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

#include <QMetaType>
#include <QString>

namespace milepost {

/// One thing that changes, as a row shows it: `label` (translated), and its two texts.
struct TextChange {
    QString label;
    QString from;
    QString to;

    friend bool operator==(const TextChange&, const TextChange&) = default;
};

/// A run of whole words that either stands in both texts or in one alone.
struct DiffPiece {
    QString text;
    bool differs = false;

    friend bool operator==(const DiffPiece&, const DiffPiece&) = default;
};

/// Two texts cut into pieces: joined they are the texts again, and the words that are not marked are the same
/// in both, in the same order. Neighbours are never of the same kind, none is empty.
struct WordDiff {
    std::vector<DiffPiece> from;
    std::vector<DiffPiece> to;
};

/// Which words differ. Pure. A blank between two marked words is marked with them. Two long texts that share
/// little are not searched for the last common word: their whole middle is marked.
[[nodiscard]] WordDiff wordDiff(const QString& from, const QString& to);

/// The lines of two texts that differ, in order, old beside new; a line that has no partner stands beside "".
/// How a line ends, and blanks before its end, make no difference.
[[nodiscard]] std::vector<TextChange> changedLines(const TextChange& change);

} // namespace milepost

Q_DECLARE_METATYPE(milepost::TextChange)
