// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/letterdiff.h"

#include "base/letternames.h"
#include "base/text.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>
#include <QTextBoundaryFinder>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::LetterDiff)
};

QStringList lettersOf(const QString& text) {
    QStringList letters;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype from = 0, to = finder.toNextBoundary(); to >= 0; from = to, to = finder.toNextBoundary())
        letters << text.mid(from, to - from);
    return letters;
}

void add(std::vector<DiffPiece>& pieces, const QString& letter, bool differs) {
    if (!pieces.empty() && pieces.back().differs == differs)
        pieces.back().text += letter;
    else
        pieces.push_back({letter, differs});
}

/// lengths[i][j]: of the longest common row of letters from there on.
std::vector<std::vector<int>> commonLengths(const QStringList& a, const QStringList& b) {
    const auto rows = static_cast<size_t>(a.size());
    const auto columns = static_cast<size_t>(b.size());
    std::vector<std::vector<int>> lengths(rows + 1, std::vector<int>(columns + 1, 0));
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;)
            lengths[i][j] = a[static_cast<qsizetype>(i)] == b[static_cast<qsizetype>(j)]
                                ? lengths[i + 1][j + 1] + 1
                                : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    return lengths;
}

/// The first blank that is no space, or sign without width; null: none.
QChar oddBlank(const QString& text) {
    const auto odd =
        std::ranges::find_if(text, [](QChar c) { return c != u' ' && (c.isSpace() || !c.isPrint()); });
    return odd == text.end() ? QChar() : *odd;
}

QString blanksText(const QString& wanted, const QString& found) {
    const QChar here = oddBlank(wanted);
    const QChar there = oddBlank(found);
    if (here.isNull() != there.isNull()) {
        const QChar odd = there.isNull() ? here : there;
        return Texts::tr("an unusual blank, %1 (%2)").arg(letterName(odd), letterNumber(odd));
    }
    const auto endsInBlank = [](const QString& text) { return !text.isEmpty() && text.back().isSpace(); };
    const auto beginsWithBlank = [](const QString& text) { return !text.isEmpty() && text[0].isSpace(); };
    if (endsInBlank(wanted) != endsInBlank(found))
        return Texts::tr("a blank at the end");
    if (beginsWithBlank(wanted) != beginsWithBlank(found))
        return Texts::tr("a blank at the beginning");
    return Texts::tr("the number of blanks");
}

/// Signs that can be taken for one another, as one of them; case stays.
QString alike(const QString& text) {
    QString seen = withoutLookAlikes(text);
    for (QChar& c : seen)
        if (c == u'O')
            c = u'0';
        else if (c == u'I' || c == u'l' || c == u'|')
            c = u'1';
    return seen;
}

/// The first letter of the found name that only looks like the wanted one, by its name; where only the wanted
/// name has one of another alphabet, that one.
QString lookAlikeText(const QString& wanted, const QString& found) {
    const QChar own = foreignLetter(wanted, found);
    const QChar their = foreignLetter(found, wanted);
    if (!own.isNull() && their.isNull())
        return Texts::tr("a look-alike letter in the wanted name, “%1” (%2, %3)")
            .arg(own, letterName(own), letterNumber(own));
    for (const DiffPiece& piece : letterDiff(wanted, found).to)
        for (const QChar c : piece.differs ? piece.text : QString())
            if (alike(c) != c || c == u'0' || c == u'1')
                return Texts::tr("a look-alike letter, “%1” (%2)")
                    .arg(c, letterName(c) == letterNumber(c) ? letterNumber(c)
                                                             : letterName(c) + u", "_s + letterNumber(c));
    return Texts::tr("a look-alike letter");
}

} // namespace

WordDiff letterDiff(const QString& wanted, const QString& found) {
    const QStringList a = lettersOf(wanted);
    const QStringList b = lettersOf(found);
    const auto lengths = commonLengths(a, b);
    WordDiff diff;
    qsizetype i = 0;
    qsizetype j = 0;
    const auto length = [&](qsizetype row, qsizetype column) {
        return lengths[static_cast<size_t>(row)][static_cast<size_t>(column)];
    };
    while (i < a.size() || j < b.size())
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            add(diff.from, a[i++], false);
            add(diff.to, b[j++], false);
        } else if (j == b.size() || (i < a.size() && length(i + 1, j) >= length(i, j + 1))) {
            add(diff.from, a[i++], true);
        } else {
            add(diff.to, b[j++], true);
        }
    return diff;
}

QString differenceText(const QString& wanted, const QString& found) {
    if (wanted == found)
        return {};
    QStringList reasons;
    // Each step takes one kind of difference away: where that changes whether they are alike, it is one.
    const auto caseless = [](const QString& text) { return text.toCaseFolded(); };
    const auto accentless = [](const QString& text) {
        QString out;
        for (const QChar c : text.normalized(QString::NormalizationForm_KD))
            if (c.category() != QChar::Mark_NonSpacing)
                out += c;
        return out;
    };
    const auto marked = [](const QString& a, const QString& b) {
        const WordDiff diff = letterDiff(a, b);
        qsizetype count = 0;
        for (const auto& pieces : {diff.from, diff.to})
            for (const DiffPiece& piece : pieces)
                count += piece.differs ? piece.text.size() : 0;
        return count;
    };
    const qsizetype all = marked(wanted, found);
    if (marked(caseless(wanted), caseless(found)) < all)
        reasons << Texts::tr("upper and lower case");
    const bool inBlanks = marked(collapsed(wanted), collapsed(found)) < all;
    if (!inBlanks && marked(accentless(wanted), accentless(found)) < all)
        reasons << Texts::tr("an accent");
    if (inBlanks)
        reasons << blanksText(wanted, found);
    if (marked(alike(wanted), alike(found)) < all)
        reasons << lookAlikeText(wanted, found);
    return reasons.isEmpty() ? Texts::tr("some letters") : reasons.join(Texts::tr(", "));
}

QString withVisibleBlanks(const QString& text) {
    QString out;
    for (const QChar c : text)
        out += c.isSpace() ? QChar(0x2423) : c.isPrint() || c.isSurrogate() ? c : QChar(0x25AF);
    return out;
}

} // namespace milepost
