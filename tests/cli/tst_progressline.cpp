// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/progressline.h"
#include "faketerminal.h"

#include <QTest>

using namespace milepost;
using namespace milepost::cli;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = RunProgress::Phase;

class TestProgressLine final : public QObject {
    Q_OBJECT

private slots:
    void rewritesOneLineOnATerminal();
    void writesPlainLinesNowAndThenElsewhere();
    void tellsWaitsAndWhoAskedForThem();
    void saysNothingWhenItIsToBeQuiet();
    void fitsTheTerminal();
};

void TestProgressLine::rewritesOneLineOnATerminal() {
    FakeTerminal terminal;
    terminal.isTerminal = true;
    FakeClock clock;
    {
        ProgressLine line(terminal, clock, false);
        line.progressed({Phase::Applying, 1, 400, 0});
        line.progressed({Phase::Applying, 2, 400, 0}); // too soon to be drawn
        clock.now = clock.now.addMSecs(150);
        line.progressed({Phase::Applying, 3, 400, 1, 61});
        QCOMPARE(terminal.notes.size(), 2);
        QVERIFY(terminal.notes.at(0).startsWith(u"\rApplying: 1 of 400"_s));
        QVERIFY(terminal.notes.at(1).startsWith(u"\rApplying: 3 of 400, 1 failed, about 61 s left"_s));
        for (const QString& note : terminal.notes)
            QVERIFY(!note.contains(u'\n'));
    }
    QCOMPARE(terminal.notes.last(), u"\r\x1b[K"_s); // the line is gone
}

void TestProgressLine::writesPlainLinesNowAndThenElsewhere() {
    FakeTerminal terminal;
    FakeClock clock;
    ProgressLine line(terminal, clock, false);
    line.progressed({Phase::Reading, 0, 0, 0});
    for (int done = 0; done < 100; ++done) {
        line.progressed({Phase::Applying, done, 100, 0});
        clock.now = clock.now.addMSecs(100);
    }
    line.progressed({Phase::Applying, 100, 100, 0});
    line.progressed({Phase::Verifying, 0, 0, 0});
    QCOMPARE(terminal.notes,
             (QStringList{u"Reading the tracker and the calendar\n"_s, u"Applying: 0 of 100\n"_s,
                          u"Applying: 50 of 100\n"_s, u"Applying: 100 of 100\n"_s,
                          u"Verifying with a fresh reading\n"_s}));
}

void TestProgressLine::tellsWaitsAndWhoAskedForThem() {
    FakeTerminal terminal;
    FakeClock clock;
    ProgressLine line(terminal, clock, false);
    line.nameLane(u"projects@contoso.example"_s, u"Graph"_s);
    line.waiting({u"projects@contoso.example"_s, 12s, u"429"_s});
    line.waiting({u"elsewhere"_s, 2s, u"retry"_s});
    line.waiting({u"projects@contoso.example"_s, 11s, u"fence"_s}); // asked of another call
    line.waiting({u"elsewhere"_s, 100ms, u"retry"_s});              // too short to be worth a line
    QCOMPARE(terminal.notes, (QStringList{u"waiting 12 s: Graph asked for it (429)\n"_s,
                                          u"waiting 2.0 s: before elsewhere is tried again\n"_s,
                                          u"waiting 11 s: Graph asked for it\n"_s}));
}

void TestProgressLine::saysNothingWhenItIsToBeQuiet() {
    FakeTerminal terminal;
    FakeClock clock;
    {
        ProgressLine line(terminal, clock, true);
        line.progressed({Phase::Applying, 1, 1, 0});
        line.waiting({u"lane"_s, 12s, u"429"_s});
    }
    QCOMPARE(terminal.notes, QStringList());
}

void TestProgressLine::fitsTheTerminal() {
    FakeTerminal terminal;
    terminal.isTerminal = true;
    terminal.columns = 20;
    FakeClock clock;
    ProgressLine line(terminal, clock, false);
    line.progressed({Phase::Reading, 0, 0, 0});
    QString drawn = terminal.notes.first();
    drawn.remove(u"\r"_s).remove(u"\x1b[K"_s);
    QVERIFY2(displayWidth(drawn) < 20, qPrintable(drawn));
}

QTEST_APPLESS_MAIN(TestProgressLine)
#include "tst_progressline.moc"
