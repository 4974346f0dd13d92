// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The first writes of a run are read back; a tenant that alters them is found after three.
#include "machine.h"
#include "sync/canary.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

sandbox::Options options(const QString& alters) {
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 60;
    options.alters = alters;
    return options;
}

void moveAll(sandbox::Sandbox& sandbox) {
    QJsonArray patch;
    for (const QString& key : taggedEvents(sandbox).uniqueKeys())
        patch.append(QJsonObject{{u"id"_s, EventKey::fromString(key)->deliverable},
                                 {u"set"_s, QJsonObject{{u"date"_s, u"2027-03-01"_s}}}});
    QVERIFY(sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, patch}}));
}

void verifyStopped(sandbox::Sandbox& sandbox, const SyncReport& report, const QString& method) {
    QCOMPARE(sandbox.requests(u"graph"_s, method), k_canaries);
    QCOMPARE(report.summary.done(), 0);
    QCOMPARE(report.summary.failed, k_canaries);
    QVERIFY(report.summary.skipped > 10);
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code, u"canary"_s);
    QVERIFY(report.status == RunStatus::Failed);
    QVERIFY(!report.verified);
}

} // namespace

class TstCanary : public QObject {
    Q_OBJECT

private slots:
    void anAlteredEventStopsTheRun_data();
    void anAlteredEventStopsTheRun();
    void theThreeAreInTheJournal();
    void whatIsKeptAsSentIsReadBackThreeTimes();
    void aSingleWriteIsReadBackToo();
    void whereNothingCanBeReadNothingFollows();
    void anUpdateThatLeavesTheDateSaysNothingOfIt();
    void whatAnotherComputerWroteIsNoAlteration();
};

void TstCanary::anAlteredEventStopsTheRun_data() {
    QTest::addColumn<QString>("alters");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("update");
    const std::pair<QString, QString> kinds[] = {{u"date"_s, u" instead of "_s},
                                                 {u"allDay"_s, u"not all-day"_s},
                                                 {u"zone"_s, u"zone \"UTC\" instead of"_s},
                                                 {u"attendees"_s, u"with attendees"_s},
                                                 {u"tag"_s, u"no mark"_s}};
    for (const auto& [alters, says] : kinds)
        for (const bool update : {false, true})
            QTest::addRow("%s, %s", qPrintable(alters), update ? "update" : "create")
                << alters << says << update;
}

void TstCanary::anAlteredEventStopsTheRun() {
    QFETCH(QString, alters);
    QFETCH(QString, says);
    QFETCH(bool, update);
    sandbox::Sandbox sandbox(options(update ? QString() : alters));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    if (update) {
        QVERIFY(machine.sync().verified);
        moveAll(sandbox);
        QVERIFY(sandbox.control(u"options"_s, {{u"alters"_s, alters}}));
    }
    sandbox.resetLog();
    const SyncReport report = machine.sync();
    verifyStopped(sandbox, report, update ? u"PATCH"_s : u"POST"_s);
    QVERIFY2(report.error->detail.contains(says), qPrintable(report.error->detail));
}

/// They stand, so they are known: the next run finds them.
void TstCanary::theThreeAreInTheJournal() {
    sandbox::Sandbox sandbox(options(u"zone"_s));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const SyncReport report = machine.sync();
    const auto details = machine.journal().run(*report.run);
    QVERIFY(details);
    QCOMPARE(int(details->actions.size()), k_canaries);
    for (const IntentRecord& action : details->actions)
        QVERIFY(action.state == IntentState::Done);
    QVERIFY(sandbox.control(u"options"_s, {{u"alters"_s, QString()}}));
    QVERIFY(machine.sync().verified);
    for (const QString& key : taggedEvents(sandbox).uniqueKeys())
        QCOMPARE(int(taggedEvents(sandbox).count(key)), 1);
}

void TstCanary::whatIsKeptAsSentIsReadBackThreeTimes() {
    sandbox::Sandbox sandbox(options({}));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const auto plan = machine.plan();
    QVERIFY(plan);
    sandbox.resetLog();
    const SyncReport report = machine.sync();
    QVERIFY(report.verified);
    int readBack = 0;
    int writes = 0;
    int writesBeforeTheLastProof = 0;
    for (const QJsonValue& value : sandbox.log()) {
        const QJsonObject call = value.toObject();
        if (call[u"area"_s] != u"graph"_s)
            continue;
        writes += call[u"method"_s] == u"POST"_s ? 1 : 0;
        if (call[u"method"_s] == u"GET"_s && call[u"path"_s].toString().contains(u"/events/"_s)) {
            ++readBack;
            writesBeforeTheLastProof = writes;
        }
    }
    QCOMPARE(readBack, k_canaries);
    QCOMPARE(writesBeforeTheLastProof, k_canaries); // nothing else is sent before they are proved
    // The forecast knows them.
    const int graph = sandbox.requests(u"graph"_s, u"GET"_s) + sandbox.requests(u"graph"_s, u"POST"_s);
    QCOMPARE(plan->forecast.requests, graph);
}

void TstCanary::aSingleWriteIsReadBackToo() {
    sandbox::Sandbox sandbox(options({}));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const QString key = taggedEvents(sandbox).firstKey();
    const QJsonObject row{{u"id"_s, EventKey::fromString(key)->deliverable},
                          {u"set"_s, QJsonObject{{u"date"_s, u"2027-03-01"_s}}}};
    QVERIFY(sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{row}}}));
    QVERIFY(sandbox.control(u"options"_s, {{u"alters"_s, u"allDay"_s}}));
    const SyncReport report = machine.sync();
    QCOMPARE(report.summary.failed, 1);
    QCOMPARE(report.error->code, u"canary"_s);
}

/// The events stand, but not one of them can be read: nobody knows what they became.
void TstCanary::whereNothingCanBeReadNothingFollows() {
    sandbox::Sandbox sandbox(options({}));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    sandbox.addFault({{u"method"_s, u"GET"_s}, {u"path"_s, u"/events/"_s}, {u"times"_s, 0}},
                     {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    sandbox.resetLog();
    const SyncReport report = machine.sync();
    QCOMPARE(sandbox.requests(u"graph"_s, u"POST"_s), k_canaries);
    QCOMPARE(report.summary.created, k_canaries);
    QVERIFY(report.summary.skipped > 10);
    QCOMPARE(report.error->httpStatus, 500);
    sandbox.clearFaults();
    QVERIFY(machine.sync().verified);
}

void TstCanary::anUpdateThatLeavesTheDateSaysNothingOfIt() {
    Action action;
    action.verb = Verb::Update;
    action.changes = {{Field::Subject, {}, {}}};
    action.content.date = QDate(2026, 12, 1);
    action.content.timeZone = u"W. Europe Standard Time"_s;
    CalendarEvent standing;
    standing.content = action.content;
    standing.tag = action.tag;
    standing.zone = u"UTC"_s;
    standing.content.date = QDate(2026, 12, 2); // moved by hand, and kept
    QCOMPARE(alterations(action, standing), QString());
    action.changes.push_back({Field::Date, {}, {}});
    QVERIFY(alterations(action, standing).contains(u"zone"_s));
    QVERIFY(alterations(action, standing).contains(u"2026-12-02 instead of 2026-12-01"_s));
}

/// Two admins sync at once, with other texts: the event of the key may be the other one's.
void TstCanary::whatAnotherComputerWroteIsNoAlteration() {
    Action action;
    action.verb = Verb::Create;
    action.tag = {{u"tracker.example"_s, 7, {}}, u"0123456789abcdef"_s, u"01234567"_s};
    CalendarEvent standing;
    standing.content.date = QDate(2026, 12, 1);
    standing.tag = action.tag;
    standing.tag->contentHash = u"fedcba9876543210"_s;
    QCOMPARE(alterations(action, standing), QString());
    standing.tag->key.deliverable = 8;
    QVERIFY(alterations(action, standing).contains(u"another mark"_s));
}

QTEST_GUILESS_MAIN(TstCanary)
#include "tst_canary.moc"
