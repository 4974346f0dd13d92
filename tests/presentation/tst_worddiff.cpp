// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/worddiff.h"

#include <random>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// "same [differs] same".
QString shown(const std::vector<DiffPiece>& pieces) {
    QString text;
    for (const DiffPiece& piece : pieces)
        text += piece.differs ? u'[' + piece.text + u']' : piece.text;
    return text;
}

QString joined(const std::vector<DiffPiece>& pieces) {
    QString text;
    for (const DiffPiece& piece : pieces)
        text += piece.text;
    return text;
}

/// Everything unmarked, without blanks: blanks may be marked on one side alone.
QString common(const std::vector<DiffPiece>& pieces) {
    QString text;
    for (const DiffPiece& piece : pieces)
        if (!piece.differs)
            text += piece.text;
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

bool areWellFormed(const std::vector<DiffPiece>& pieces) {
    for (size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].text.isEmpty())
            return false;
        if (i == 0)
            continue;
        if (pieces[i].differs == pieces[i - 1].differs)
            return false;
        // A word is never cut.
        if (pieces[i].text.front().isLetterOrNumber() && pieces[i - 1].text.back().isLetterOrNumber())
            return false;
    }
    return true;
}

QString someText(std::mt19937& random) {
    static const QStringList words{u"Team"_s, u":"_s, u"Ann"_s,  u"Lee"_s,        u","_s,  u" "_s,
                                   u" "_s,    u"%"_s, u"75"_s,   u"naïve"_s,      u"\n"_s, u"  "_s,
                                   u"-"_s,    u"–"_s, u"日本"_s, u"\U0001F3D7"_s, u"CD"_s};
    QString text;
    const int length = std::uniform_int_distribution(0, 14)(random);
    for (int i = 0; i < length; ++i)
        text += words.at(std::uniform_int_distribution<qsizetype>(0, words.size() - 1)(random));
    return text;
}

} // namespace

class TestWordDiff : public QObject {
    Q_OBJECT

private slots:
    void marksOnlyTheWordsThatDiffer_data();
    void marksOnlyTheWordsThatDiffer();
    void holdsForAnyTwoTexts();
    void longTextsThatShareNothingAreMarkedWhole();
    void showsChangedLinesOnly();
};

void TestWordDiff::marksOnlyTheWordsThatDiffer_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("marked");
    QTest::newRow("date") << u"Tue 1 Dec 2026"_s << u"Fri 4 Dec 2026"_s
                          << u"[Tue 1] Dec 2026 → [Fri 4] Dec 2026"_s;
    QTest::newRow("title") << u"Office: 100 % CD"_s << u"Office: IFP"_s
                           << u"Office: [100 % CD] → Office: [IFP]"_s;
    QTest::newRow("added") << u"Team: Marcus Bell"_s << u"Team: Marcus Bell, Li Wen"_s
                           << u"Team: Marcus Bell → Team: Marcus Bell[, Li Wen]"_s;
    QTest::newRow("in between") << u"a b c"_s << u"a x c"_s << u"a [b] c → a [x] c"_s;
    QTest::newRow("equal") << u"a b"_s << u"a b"_s << u"a b → a b"_s;
    QTest::newRow("from nothing") << u""_s << u"a b"_s << u" → [a b]"_s;
    QTest::newRow("to nothing") << u"15"_s << u""_s << u"[15] → "_s;
    QTest::newRow("blanks") << u"a  b"_s << u"a b"_s << u"a[  ]b → a[ ]b"_s;
    QTest::newRow("part of a word") << u"Bulletin"_s << u"Bulletins"_s << u"[Bulletin] → [Bulletins]"_s;
}

void TestWordDiff::marksOnlyTheWordsThatDiffer() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    const WordDiff diff = wordDiff(from, to);
    QTEST(shown(diff.from) + u" → "_s + shown(diff.to), "marked");
}

void TestWordDiff::holdsForAnyTwoTexts() {
    std::mt19937 random(20261126);
    for (int i = 0; i < 5000; ++i) {
        const QString from = someText(random);
        const QString to = i % 10 == 0 ? from : someText(random);
        const WordDiff diff = wordDiff(from, to);
        QCOMPARE(joined(diff.from), from);
        QCOMPARE(joined(diff.to), to);
        QCOMPARE(common(diff.from), common(diff.to));
        QVERIFY2(areWellFormed(diff.from) && areWellFormed(diff.to), qPrintable(from + u" → "_s + to));
        if (from == to)
            QVERIFY(diff.from == diff.to && (from.isEmpty() || !diff.from.front().differs));
    }
}

void TestWordDiff::longTextsThatShareNothingAreMarkedWhole() {
    const QString from = u"Head "_s + u"old "_s.repeated(2000) + u"tail"_s;
    const QString to = u"Head "_s + u"new "_s.repeated(2000) + u"tail"_s;
    const WordDiff diff = wordDiff(from, to);
    QCOMPARE(diff.from.size(), size_t{3});
    QCOMPARE(diff.from.at(1).text, u"old "_s.repeated(2000).chopped(1));
    QCOMPARE(diff.to.at(2).text, u" tail"_s);
}

void TestWordDiff::showsChangedLinesOnly() {
    const TextChange body{u"Body"_s, u"Client: Hospital\nTeam: Ann\nLink"_s,
                          u"Client: Health\nTeam: Ann\nLink"_s};
    const std::vector<TextChange> one{{u"Body"_s, u"Client: Hospital"_s, u"Client: Health"_s}};
    QVERIFY(changedLines(body) == one);
    const std::vector<TextChange> added{{u"Body"_s, QString(), u"Team: Bo"_s}};
    QVERIFY(changedLines({u"Body"_s, u"Client\nLink"_s, u"Client\nTeam: Bo\nLink"_s}) == added);
    QVERIFY(changedLines({u"Body"_s, u"a\nb"_s, u"a\nb"_s}).empty());
    // As Exchange gives a text back.
    QVERIFY(changedLines({u"Body"_s, u"Client\r\n\r\nLink \r\n"_s, u"Client\n\nLink\n"_s}).empty());
    QVERIFY(changedLines({u"Body"_s, u"Client\r\nLink\r\n"_s, u"Client\nTeam: Bo\nLink\n"_s}) == added);
}

QTEST_GUILESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"
