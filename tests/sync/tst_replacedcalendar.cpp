// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>
#include <QThreadPool>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The calendar goes away, or another one takes its name, while a run writes into it: the plan was made for
/// the one that is gone, so that nothing more is written, and nothing counts as done that was not.
class TestReplacedCalendar : public QObject {
    Q_OBJECT

private slots:
    void nothingIsWrittenIntoAnotherCalendar_data();
    void nothingIsWrittenIntoAnotherCalendar();
    void aLookUpTellsItToo();
    void cancelDuringTheProofIsSaid();
};

void TestReplacedCalendar::nothingIsWrittenIntoAnotherCalendar_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<bool>("replaced");
    for (const QString& method : {u"POST"_s, u"PATCH"_s, u"DELETE"_s})
        for (const bool replaced : {false, true})
            QTest::addRow("%s, %s", qPrintable(method), replaced ? "replaced" : "gone") << method << replaced;
}

void TestReplacedCalendar::nothingIsWrittenIntoAnotherCalendar() {
    QFETCH(QString, method);
    QFETCH(bool, replaced);
    sandbox::Sandbox::Options options;
    options.deliverables = 40;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    if (method != u"POST"_s) {
        QVERIFY(machine.sync().verified);
        QJsonArray patch; // every event is to be changed, or goes
        const QJsonValue date = method == u"PATCH"_s ? QJsonValue(u"2027-03-01"_s) : QJsonValue();
        for (const QString& key : taggedEvents(sandbox).uniqueKeys())
            patch.append(QJsonObject{{u"id"_s, EventKey::fromString(key)->deliverable},
                                     {u"set"_s, QJsonObject{{u"date"_s, date}}}});
        QVERIFY(sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, patch}}));
    }
    // The first writes arrive only when the calendar is gone.
    sandbox.addFault({{u"area"_s, u"graph"_s}, {u"method"_s, method}, {u"times"_s, 0}},
                     {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    SyncReport report;
    QThreadPool pool;
    pool.start([&] { report = machine.sync(); });
    QVERIFY(sandbox.waitHeld(std::chrono::seconds(30)));
    const auto edit = [&](const QString& op) {
        return sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                           {u"op"_s, op},
                                           {u"calendar"_s, machine.profile().calendarName}});
    };
    QVERIFY(edit(u"deleteCalendar"_s));
    if (replaced)
        QVERIFY(edit(u"createCalendar"_s));
    sandbox.clearFaults();
    sandbox.release();
    QVERIFY(pool.waitForDone(60'000));

    QCOMPARE(report.summary.done(), 0);
    QVERIFY(report.summary.skipped > 0); // the rest was not even tried
    QVERIFY(!report.verified);
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code, replaced ? u"plan-stale"_s : u"calendar-missing"_s);
    if (replaced) {
        QVERIFY(sandbox.events(machine.profile().mailbox, machine.profile().calendarName).isEmpty());
        // The next run is about the calendar that stands now, and ends right.
        if (method == u"POST"_s) {
            const SyncReport next = machine.sync();
            QVERIFY(next.verified);
            QCOMPARE(taggedEvents(sandbox).size(), taggedEvents(sandbox).uniqueKeys().size());
        }
    }
}

void TestReplacedCalendar::aLookUpTellsItToo() {
    sandbox::Sandbox::Options options;
    options.deliverables = 40;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    // The answers of the writes are lost; the calendar goes before anybody can look what became of them.
    const QJsonObject writes{{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"times"_s, 0}};
    sandbox.addFault(writes, {{u"kind"_s, u"dropAfter"_s}});
    sandbox.addFault({{u"area"_s, u"graph"_s},
                      {u"method"_s, u"GET"_s},
                      {u"query"_s, u"startswith"_s},
                      {u"nth"_s, 2},
                      {u"times"_s, 0}},
                     {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    SyncReport report;
    QThreadPool pool;
    pool.start([&] { report = machine.sync(); });
    QVERIFY(sandbox.waitHeld(std::chrono::seconds(30), 3));
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                        {u"op"_s, u"deleteCalendar"_s},
                                        {u"calendar"_s, machine.profile().calendarName}}));
    sandbox.clearFaults();
    sandbox.release();
    QVERIFY(pool.waitForDone(60'000));
    QCOMPARE(report.summary.done(), 0);
    QCOMPARE(report.summary.failed, 3); // the first ones, under way, and not one more was tried
    QVERIFY(report.summary.skipped > 0);
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code, u"calendar-missing"_s);
}

void TestReplacedCalendar::cancelDuringTheProofIsSaid() {
    sandbox::Sandbox::Options options;
    options.deliverables = 10;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    // Reads of our events: before the writes, and then the proof, which is held.
    sandbox.addFault({{u"area"_s, u"graph"_s},
                      {u"method"_s, u"GET"_s},
                      {u"query"_s, u"startswith"_s},
                      {u"nth"_s, 2},
                      {u"times"_s, 0}},
                     {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    SyncReport report;
    QThreadPool pool;
    pool.start([&] { report = machine.sync(); });
    QVERIFY(sandbox.waitHeld(std::chrono::seconds(30)));
    machine.control.cancel();
    QVERIFY(pool.waitForDone(10'000));
    QVERIFY(report.status == RunStatus::Cancelled);
    QVERIFY(report.summary.created > 0); // what was done is said
    QCOMPARE(report.summary.skipped, 0);
    QVERIFY(!report.verified);
}

QTEST_GUILESS_MAIN(TestReplacedCalendar)
#include "tst_replacedcalendar.moc"
