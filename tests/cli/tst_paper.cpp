// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exitcode.h"
#include "cli/table.h"

#include <algorithm>

#include <QTest>

using namespace milepost;
using namespace milepost::cli;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ExitCode)

class TestPaper final : public QObject {
    Q_OBJECT

private slots:
    void widthIsWhatATerminalDraws_data();
    void widthIsWhatATerminalDraws();
    void elidesInTheMiddleWithinTheWidth_data();
    void elidesInTheMiddleWithinTheWidth();
    void takesControlCharactersOutOfForeignText_data();
    void takesControlCharactersOutOfForeignText();
    void wrapsAtWordsAndKeepsThemAll();
    void alignsColumnsAndFitsThePaper_data();
    void alignsColumnsAndFitsThePaper();
    void cutsElasticColumnsOnly();
    void coloursOnlyWhereTheyAreWelcome();
    void exitCodesOfErrors_data();
    void exitCodesOfErrors();
    void theGraverExitCodeWins();
    void exitCodesOfReports_data();
    void exitCodesOfReports();
};

void TestPaper::widthIsWhatATerminalDraws_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("nothing") << u""_s << 0;
    QTest::newRow("latin") << u"Plan"_s << 4;
    QTest::newRow("precomposed") << u"Élan"_s << 4;
    QTest::newRow("combining accent") << u"E\u0301lan"_s << 4;
    QTest::newRow("ideographs") << u"計画"_s << 4;
    QTest::newRow("hangul") << u"계획"_s << 4;
    QTest::newRow("fullwidth letter") << u"Ａ"_s << 2;
    QTest::newRow("emoji") << u"🚀"_s << 2;
    QTest::newRow("family joined by zero width joiners") << u"👩‍👩‍👧"_s << 2;
    QTest::newRow("heart drawn as emoji") << u"❤\uFE0F"_s << 2;
    QTest::newRow("zero width space") << u"a\u200Bb"_s << 2;
}

void TestPaper::widthIsWhatATerminalDraws() {
    QFETCH(QString, text);
    QTEST(displayWidth(text), "width");
}

void TestPaper::elidesInTheMiddleWithinTheWidth_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("expected");
    QTest::newRow("fits") << u"abcdef"_s << 6 << u"abcdef"_s;
    QTest::newRow("cut") << u"abcdefgh"_s << 5 << u"ab…gh"_s;
    QTest::newRow("even") << u"abcdefgh"_s << 6 << u"abc…gh"_s;
    QTest::newRow("one") << u"abc"_s << 1 << u"…"_s;
    QTest::newRow("none") << u"abc"_s << 0 << u""_s;
    QTest::newRow("wide ones are not halved") << u"計画計画計画"_s << 6 << u"計…画"_s;
    QTest::newRow("a combined character stays whole") << u"abe\u0301defgh"_s << 7 << u"abe\u0301…fgh"_s;
    QTest::newRow("a surrogate pair stays whole") << u"🚀🚀🚀🚀"_s << 5 << u"🚀…🚀"_s;
}

void TestPaper::elidesInTheMiddleWithinTheWidth() {
    QFETCH(QString, text);
    QFETCH(int, width);
    const QString cut = elidedMiddle(text, width);
    QTEST(cut, "expected");
    QVERIFY(displayWidth(cut) <= width);
}

void TestPaper::takesControlCharactersOutOfForeignText_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("escape sequence") << u"a\x1b[31mb"_s << u"a[31mb"_s;
    QTest::newRow("line ends") << u"a\r\nb"_s << u"a  b"_s;
    QTest::newRow("bell and nul") << (u"a\ab"_s + QChar::Null) << u"ab"_s;
    QTest::newRow("C1") << u"a\u009bb"_s << u"ab"_s;
    QTest::newRow("right-to-left override") << u"a\u202Eb\u2066c"_s << u"abc"_s;
    QTest::newRow("harmless") << u"Élan 計画 🚀"_s << u"Élan 計画 🚀"_s;
}

void TestPaper::takesControlCharactersOutOfForeignText() {
    QFETCH(QString, text);
    QTEST(printable(text), "expected");
}

void TestPaper::wrapsAtWordsAndKeepsThemAll() {
    QCOMPARE(wrapped(u"one two three four"_s, 10, 2), u"  one two\n  three\n  four"_s);
    QCOMPARE(wrapped(u"one two"_s, 0, 2), u"  one two"_s);
    QCOMPARE(wrapped(u"unbreakable-word x"_s, 5, 0), u"unbreakable-word\nx"_s);
}

namespace {

Table sample() {
    Table table({{u"Date"_s}, {u"Id"_s, Table::Align::Right}, {u"Subject"_s, Table::Align::Left, true}});
    table.add({{u"2026-01-02"_s}, {u"7"_s}, {u"Bridge: concept design and everything around it"_s}});
    table.add({{u"2026-01-03"_s}, {u"1234"_s}, {u"計画: 橋の基本設計"_s}});
    table.add({{u"2026-01-04"_s}, {u"12"_s}, {u"short"_s}});
    return table;
}

} // namespace

void TestPaper::alignsColumnsAndFitsThePaper_data() {
    QTest::addColumn<int>("width");
    for (const int width : {0, 120, 60, 40, 32})
        QTest::addRow("%d columns", width) << width;
}

void TestPaper::alignsColumnsAndFitsThePaper() {
    QFETCH(int, width);
    const QStringList lines = sample().toText({width, false}).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    for (const QString& line : lines) {
        QVERIFY2(width == 0 || displayWidth(line) <= width, qPrintable(line));
        // The second column ends at the same place in every line.
        QVERIFY2(line.at(16) == u' ' && line.at(15) != u' ', qPrintable(line));
    }
    QVERIFY(lines.at(1).startsWith(u"2026-01-02     7  Bridge"_s));
}

void TestPaper::cutsElasticColumnsOnly() {
    const QString text = sample().toText({20, false});
    QVERIFY(text.contains(u"2026-01-02"_s));
    QVERIFY(text.contains(u"1234"_s));
    QVERIFY(text.contains(u'…'));
    QCOMPARE(Table({{u"Empty"_s}}).toText({20, false}), QString());
}

void TestPaper::coloursOnlyWhereTheyAreWelcome() {
    QCOMPARE(Paper{}.inked(Paper::Ink::Red, u"x"_s), u"x"_s);
    QCOMPARE((Paper{0, true}.inked(Paper::Ink::Red, u"x"_s)), u"\x1b[31mx\x1b[0m"_s);
    QVERIFY(!sample().toText({0, false}).contains(u'\x1b'));
}

void TestPaper::exitCodesOfErrors_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("code");
    QTest::addColumn<ExitCode>("expected");
    using K = Error::Kind;
    using S = Error::Stage;
    const auto row = [](const char* name, K kind, S stage, const QString& code, ExitCode expected) {
        QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(stage) << code << expected;
    };
    row("secret refused", K::Auth, S::Token, u"AADSTS7000215"_s, ExitCode::Configuration);
    row("Entra is down", K::Unavailable, S::Token, {}, ExitCode::Unreadable);
    row("password refused", K::Auth, S::Tracker, u"tracker-login"_s, ExitCode::Configuration);
    row("locked out", K::Forbidden, S::Tracker, u"tracker-lockout"_s, ExitCode::Configuration);
    row("token refused while reading", K::Auth, S::Tracker, u"token_not_valid"_s, ExitCode::Unreadable);
    row("token refused by Graph", K::Auth, S::Graph, u"InvalidAuthenticationToken"_s, ExitCode::Unreadable);
    row("right missing", K::Forbidden, S::Graph, u"ErrorAccessDenied"_s, ExitCode::Unreadable);
    row("calendar absent", K::NotFound, S::Graph, u"calendar-missing"_s, ExitCode::Configuration);
    row("page gone", K::NotFound, S::Tracker, {}, ExitCode::Unreadable);
    row("guard", K::Refused, S::Plan, u"guard-refused"_s, ExitCode::Refused);
    row("stale plan", K::Refused, S::Plan, u"plan-stale"_s, ExitCode::Refused);
    row("no keychain", K::Keychain, S::Keychain, u"keychain-absent"_s, ExitCode::Configuration);
    row("no credential", K::Config, S::Keychain, u"credential-missing"_s, ExitCode::Configuration);
    row("profile broken", K::Config, S::Config, u"config-invalid"_s, ExitCode::Configuration);
    row("file missing", K::NotFound, S::Storage, u"store-failed"_s, ExitCode::Configuration);
    row("disk full", K::Storage, S::Storage, u"store-failed"_s, ExitCode::Configuration);
    row("another run", K::Refused, S::Storage, u"store-failed"_s, ExitCode::Refused);
    row("usage", K::Config, S::Config, u"usage"_s, ExitCode::Usage);
    row("cancelled", K::Cancelled, S::None, {}, ExitCode::Cancelled);
    row("HTML", K::Malformed, S::Tracker, u"html"_s, ExitCode::Unreadable);
}

void TestPaper::exitCodesOfErrors() {
    QFETCH(int, kind);
    QFETCH(int, stage);
    QFETCH(QString, code);
    const Error error =
        makeError(static_cast<Error::Kind>(kind), static_cast<Error::Stage>(stage), u"detail"_s, code);
    QTEST(exitCodeOf(error), "expected");
}

void TestPaper::theGraverExitCodeWins() {
    const std::vector order{ExitCode::Cancelled,  ExitCode::Configuration, ExitCode::Refused,
                            ExitCode::Unreadable, ExitCode::SomeFailed,    ExitCode::Done};
    for (size_t a = 0; a < order.size(); ++a)
        for (size_t b = 0; b < order.size(); ++b)
            QCOMPARE(graver(order[a], order[b]), order[std::min(a, b)]);
}

void TestPaper::exitCodesOfReports_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("errorKind");
    QTest::addColumn<ExitCode>("expected");
    const auto row = [](const char* name, RunStatus status, int kind, ExitCode expected) {
        QTest::newRow(name) << static_cast<int>(status) << kind << expected;
    };
    constexpr int none = -1;
    row("done", RunStatus::Succeeded, none, ExitCode::Done);
    row("partly", RunStatus::Partial, none, ExitCode::SomeFailed);
    row("all failed", RunStatus::Failed, none, ExitCode::SomeFailed);
    row("not read", RunStatus::Incomplete, static_cast<int>(Error::Kind::Malformed), ExitCode::Unreadable);
    row("not configured", RunStatus::Incomplete, static_cast<int>(Error::Kind::Config),
        ExitCode::Configuration);
    row("refused", RunStatus::Refused, static_cast<int>(Error::Kind::Refused), ExitCode::Refused);
    row("cancelled", RunStatus::Cancelled, none, ExitCode::Cancelled);
    row("cancelled after a failure", RunStatus::Cancelled, static_cast<int>(Error::Kind::Config),
        ExitCode::Cancelled);
    row("failed for the disk", RunStatus::Partial, static_cast<int>(Error::Kind::Storage),
        ExitCode::Configuration);
}

void TestPaper::exitCodesOfReports() {
    QFETCH(int, status);
    QFETCH(int, errorKind);
    SyncReport report;
    report.status = static_cast<RunStatus>(status);
    if (errorKind >= 0)
        report.error = makeError(static_cast<Error::Kind>(errorKind), Error::Stage::None, u"detail"_s);
    QTEST(exitCodeOf(report), "expected");
}

QTEST_APPLESS_MAIN(TestPaper)
#include "tst_paper.moc"
