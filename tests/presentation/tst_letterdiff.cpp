// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/letterdiff.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// The pieces as text, those that differ in brackets.
QString marked(const std::vector<DiffPiece>& pieces) {
    QString text;
    for (const DiffPiece& piece : pieces)
        text += piece.differs ? u'[' + piece.text + u']' : piece.text;
    return text;
}

} // namespace

/// Names that almost match, letter by letter.
class TestLetterDiff : public QObject {
    Q_OBJECT

private slots:
    void marksTheLettersThatDiffer_data();
    void marksTheLettersThatDiffer();
    void blanksCanBeSeen();
};

void TestLetterDiff::marksTheLettersThatDiffer_data() {
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("words");
    QTest::newRow("same") << u"Plan"_s << u"Plan"_s << u"Plan"_s << u"Plan"_s << QString();
    QTest::newRow("case") << u"Project Plan"_s << u"project Plan"_s << u"[P]roject Plan"_s
                          << u"[p]roject Plan"_s << u"upper and lower case"_s;
    QTest::newRow("blank at the end")
        << u"Plan"_s << u"Plan "_s << u"Plan"_s << u"Plan[ ]"_s << u"a blank at the end"_s;
    QTest::newRow("two blanks") << u"A B"_s << u"A  B"_s << u"A B"_s << u"A [ ]B"_s
                                << u"the number of blanks"_s;
    QTest::newRow("no-break space") << u"A B"_s << u"A\u00A0B"_s << u"A[ ]B"_s << u"A[\u00A0]B"_s
                                    << u"an unusual blank, NO-BREAK SPACE (U+00A0)"_s;
    QTest::newRow("accent") << u"Elan"_s << u"\u00C9lan"_s << u"[E]lan"_s << u"[\u00C9]lan"_s
                            << u"an accent"_s;
    QTest::newRow("Cyrillic")
        << u"Plan"_s << u"Pl\u0430n"_s << u"Pl[a]n"_s << u"Pl[\u0430]n"_s
        << u"a look-alike letter, \u201C\u0430\u201D (CYRILLIC SMALL LETTER A, U+0430)"_s;
    QTest::newRow("Cyrillic in the wanted name")
        << u"Pl\u0430n"_s << u"Plan"_s << u"Pl[\u0430]n"_s << u"Pl[a]n"_s
        << u"a look-alike letter in the wanted name, \u201C\u0430\u201D (CYRILLIC SMALL LETTER A, U+0430)"_s;
    QTest::newRow("Greek beside a letter that differs too")
        << u"Team Office"_s << u"team \u039Fffice"_s << u"[T]eam [O]ffice"_s << u"[t]eam [\u039F]ffice"_s
        << u"upper and lower case, a look-alike letter, \u201C\u039F\u201D (GREEK CAPITAL LETTER OMICRON, U+039F)"_s;
    QTest::newRow("nought") << u"Office"_s << u"0ffice"_s << u"[O]ffice"_s << u"[0]ffice"_s
                            << u"a look-alike letter, \u201C0\u201D (DIGIT ZERO, U+0030)"_s;
    QTest::newRow("all capitals") << u"Old"_s << u"OLD"_s << u"O[ld]"_s << u"O[LD]"_s
                                  << u"upper and lower case"_s;
    QTest::newRow("two kinds") << u"Plan"_s << u"plan "_s << u"[P]lan"_s << u"[p]lan[ ]"_s
                               << u"upper and lower case, a blank at the end"_s;
    QTest::newRow("composed") << u"\u00C9lan"_s << u"E\u0301lan"_s << u"[\u00C9]lan"_s << u"[E\u0301]lan"_s
                              << u"an accent"_s;
}

void TestLetterDiff::marksTheLettersThatDiffer() {
    QFETCH(QString, wanted);
    QFETCH(QString, found);
    const WordDiff diff = letterDiff(wanted, found);
    QTEST(marked(diff.from), "left");
    QTEST(marked(diff.to), "right");
    QTEST(differenceText(wanted, found), "words");
}

void TestLetterDiff::blanksCanBeSeen() {
    QCOMPARE(withVisibleBlanks(u"a b\u00A0\u200Bc"_s), u"a\u2423b\u2423\u25AFc"_s);
}

QTEST_GUILESS_MAIN(TestLetterDiff)
#include "tst_letterdiff.moc"
