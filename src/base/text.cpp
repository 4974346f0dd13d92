// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/text.h"

#include <QTextBoundaryFinder>

namespace milepost {

namespace {

bool isGap(QChar c) {
    const char16_t unit = c.unicode();
    if (unit < 0x80)
        return unit <= u' ' || unit == 0x7F;
    return unit < 0xA0 || c.isSpace() || unit == 0x200B || unit == 0xFEFF;
}

} // namespace

QString collapsed(QStringView text) {
    // Every planned text passes here more than once: written into one buffer, without an append per
    // character.
    QString out(text.size(), Qt::Uninitialized);
    QChar* const begin = out.data();
    QChar* end = begin;
    bool gap = false;
    for (const QChar c : text) {
        if (isGap(c)) {
            gap = end != begin;
            continue;
        }
        if (gap)
            *end++ = u' ';
        gap = false;
        *end++ = c;
    }
    out.truncate(end - begin);
    return out;
}

QString elided(const QString& text, qsizetype maxUnits) {
    if (text.size() <= maxUnits)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(maxUnits - 1);
    const qsizetype cut = finder.isAtBoundary() ? maxUnits - 1 : finder.toPreviousBoundary();
    return text.left(cut).trimmed() + QChar(0x2026);
}

QString folded(QStringView text) {
    QString out;
    for (const QChar c : collapsed(text).normalized(QString::NormalizationForm_KD))
        if (c.category() != QChar::Mark_NonSpacing)
            out += c;
    return out.toCaseFolded();
}

} // namespace milepost
