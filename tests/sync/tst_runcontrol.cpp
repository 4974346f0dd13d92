// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A run that somebody holds up or ends.
class TestRunControl : public QObject {
    Q_OBJECT

private slots:
    void cancelEndsWithinASecond();
    void pauseHoldsAndResumeGoesOn();
};

void TestRunControl::cancelEndsWithinASecond() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    sandbox.addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, 20}, {u"times"_s, 0}},
                     {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    SyncReport report;
    QThreadPool pool;
    pool.start([&] { report = machine.sync(); });
    QVERIFY(sandbox.waitHeld(std::chrono::seconds(30)));
    QElapsedTimer timer;
    timer.start();
    machine.control.cancel();
    QVERIFY(pool.waitForDone(30'000));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(report.status == RunStatus::Cancelled);
    QVERIFY(report.summary.skipped > 0);
    // What was under way was neither skipped nor done: nobody knows, and that is said.
    QVERIFY(report.summary.failed > 0);
    QCOMPARE(report.failures.size(), size_t(report.summary.failed));
    for (const ActionFailure& failure : report.failures)
        QCOMPARE(failure.error.code, u"may-have-arrived"_s);
    sandbox.clearFaults();
    sandbox.release();
    Machine next(sandbox); // another data folder: knows nothing of the first run
    QVERIFY(next.sync().verified);
    QCOMPARE(taggedEvents(sandbox).size(), taggedEvents(sandbox).uniqueKeys().size());
}

void TestRunControl::pauseHoldsAndResumeGoesOn() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    machine.control.pause();
    SyncReport report;
    QThreadPool pool;
    pool.start([&] { report = machine.sync(); });
    // Everything is read, and nothing is written while it is paused.
    QTRY_VERIFY_WITH_TIMEOUT(sandbox.requests(u"graph"_s, u"GET"_s) >= 3, 30'000);
    QCOMPARE(sandbox.requests(u"graph"_s, u"POST"_s), 1); // the calendar
    machine.control.resume();
    QVERIFY(pool.waitForDone(60'000));
    QVERIFY(report.verified);
}

QTEST_GUILESS_MAIN(TestRunControl)
#include "tst_runcontrol.moc"
