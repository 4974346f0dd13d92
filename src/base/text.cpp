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

QString withBreaks(const QString& text) {
    constexpr qsizetype k_unbroken = 24;
    QString out;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype run = 0;
    for (qsizetype from = 0, to = 0; (to = finder.toNextBoundary()) >= 0; from = to) {
        run = text.at(from).isSpace() ? 0 : run + 1;
        if (run > k_unbroken) {
            out += QChar(0x200B);
            run = 1;
        }
        out += QStringView(text).mid(from, to - from);
    }
    return out;
}

QString folded(QStringView text) {
    QString out;
    for (const QChar c : collapsed(text).normalized(QString::NormalizationForm_KD))
        if (c.category() != QChar::Mark_NonSpacing)
            out += c;
    return out.toCaseFolded();
}

QString withoutLookAlikes(QStringView text) {
    // Two letters each: what looks like the second is written as the second.
    static constexpr QStringView pairs =
        u"\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T\u0423Y\u0425X\u0406I\u0408J"
        u"\u0405S"
        "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u04BBh\u0501d\u051Bq\u051Dw"
        "\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A5Y\u03A7X"
        "\u03BFo\u03BDv\u03C1p\u2010-\u2011-\u2012-\u2013-\u2014-\u2212-\u2018'\u2019'\u02BC'"
        "\u201C\"\u201D\"";
    QString out = text.toString();
    for (QChar& c : out)
        for (qsizetype i = 0; i < pairs.size(); i += 2)
            if (pairs[i] == c)
                c = pairs[i + 1];
    return out;
}

} // namespace milepost
