// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>

#include <QStringView>

namespace milepost {

/// The first two letters of a text as one number, case apart: kept side by side for type-ahead, they tell of
/// nearly every row of a long list that it does not begin as wanted, without a look at the row.
[[nodiscard]] inline quint32 firstLetters(QStringView text) {
    const auto letter = [&](qsizetype at) -> quint32 {
        return at < text.size() ? QChar::toCaseFolded(static_cast<char32_t>(text[at].unicode())) & 0xFFFF : 0;
    };
    return letter(0) << 16 | letter(1);
}

/// False: a text with those first letters does not begin with `wanted`.
[[nodiscard]] inline bool mayBegin(quint32 letters, QStringView wanted) {
    const quint32 mask = wanted.isEmpty() ? 0 : wanted.size() == 1 ? 0xFFFF0000 : 0xFFFFFFFF;
    return (letters & mask) == firstLetters(wanted.first(std::min<qsizetype>(wanted.size(), 2)));
}

} // namespace milepost
