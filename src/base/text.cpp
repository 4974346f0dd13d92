// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/text.h"

#include <QTextBoundaryFinder>

namespace milepost {

QString collapsed(QStringView text) {
    QString out;
    out.reserve(text.size());
    bool gap = false;
    for (const QChar c : text) {
        if (c.isSpace() || c == QChar::Null || c == QChar(0x200B) || c == QChar(0xFEFF)) {
            gap = !out.isEmpty();
            continue;
        }
        if (gap)
            out += u' ';
        gap = false;
        out += c;
    }
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
