// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Tracker → plan → shared calendar, on the sandbox with every trap of the contracts switched on.
class TestMainJob : public QObject {
    Q_OBJECT

private slots:
    void firstSyncWritesEverythingSecondWritesNothing();
    void secondSyncCostsOneRequest();
    void planFileIsAppliedExactly();
    void alteredOrStalePlanWritesNothing();
    void missingCalendarNamesNearMisses();
    void twoAdminsCreateOneCalendar();
    void deletesByGroundAndGuard();
    void scopeTouchesNothingOutside();
    void stagingTrackerCannotTouchProduction();
    void confirmedMoveOfTheTrackerRetags();
};

void TestMainJob::firstSyncWritesEverythingSecondWritesNothing() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const QByteArray foreign = foreignEvents(sandbox);
    const auto plan = machine.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().summary()));
    QVERIFY(plan->summary.create > 250);
    QCOMPARE(sandbox.counters().value(u"writes"_s).toInt(), 1); // the calendar, and nothing by planning

    sandbox.resetLog();
    const SyncReport report = machine.sync();
    QVERIFY2(!report.error, report.error ? qPrintable(report.error->summary()) : "");
    QCOMPARE(report.summary.created, plan->summary.create);
    QCOMPARE(report.summary.failed, 0);
    QVERIFY(report.verified);
    QCOMPARE(sandbox.requests(u"graph"_s, u"POST"_s), plan->summary.create);
    // The stated constant: 3 before, 3 of the first writes, 1 to prove it all.
    QCOMPARE(sandbox.requests(u"graph"_s, u"GET"_s), 7);
    QCOMPARE(sandbox.requests(u"graph"_s, u"PATCH"_s) + sandbox.requests(u"graph"_s, u"DELETE"_s), 0);

    QCOMPARE(taggedEvents(sandbox).size(), qsizetype(plan->summary.create));
    QCOMPARE(taggedEvents(sandbox).uniqueKeys().size(), qsizetype(plan->summary.create));
    QCOMPARE(foreignEvents(sandbox), foreign);
    QCOMPARE(sandbox.mailsSent(), 0);
    for (const QJsonObject& event : taggedEvents(sandbox)) {
        QVERIFY(event.value(u"isAllDay"_s).toBool());
        QVERIFY(event.value(u"subject"_s).toString().size() <= 255);
    }

    const SyncReport second = machine.sync();
    QVERIFY(!second.run && second.verified);
    QCOMPARE(second.summary.unchanged, plan->summary.create);
    QCOMPARE(second.summary.drift, 0);
}

void TestMainJob::secondSyncCostsOneRequest() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    sandbox.resetLog();
    QVERIFY(machine.sync().verified);
    QCOMPARE(sandbox.requests(u"graph"_s, u"GET"_s), 1);
    QCOMPARE(sandbox.requests(u"graph"_s, u"POST"_s), 0);
}

void TestMainJob::planFileIsAppliedExactly() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const auto plan = machine.plan();
    QVERIFY(plan);
    const SyncReport report = machine.apply(toJson(*plan));
    QVERIFY2(report.verified, report.error ? qPrintable(report.error->summary()) : "not verified");
    QCOMPARE(report.summary.created, plan->summary.create);
    const SyncReport again = machine.apply(toJson(*plan)); // it was carried out: now it is stale
    QVERIFY(again.status == RunStatus::Refused);
    QCOMPARE(again.error->code, u"plan-stale"_s);
}

void TestMainJob::alteredOrStalePlanWritesNothing() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    QVERIFY(sandbox.control(
        u"tracker"_s,
        {{u"table"_s, u"deliverables"_s},
         {u"patch"_s,
          QJsonArray{QJsonObject{{u"id"_s, 3}, {u"set"_s, QJsonObject{{u"date"_s, u"2027-01-15"_s}}}}}}}));
    const auto plan = machine.plan();
    QVERIFY(plan && plan->pending() > 0);

    // An id of somebody else's event, put into the file by hand.
    QJsonObject altered = toJson(*plan);
    QJsonArray actions = altered.value(u"actions"_s).toArray();
    QJsonObject action = actions[0].toObject();
    action.insert(u"event"_s, QJsonObject{{u"id"_s, u"foreign"_s}, {u"changeKey"_s, u"x"_s}});
    actions[0] = action;
    altered.insert(u"actions"_s, actions);
    const QByteArray foreign = foreignEvents(sandbox);
    sandbox.resetLog();
    QCOMPARE(machine.apply(altered).error->code, u"plan-stale"_s);

    QVERIFY(sandbox.control(
        u"tracker"_s,
        {{u"table"_s, u"deliverables"_s},
         {u"patch"_s,
          QJsonArray{QJsonObject{{u"id"_s, 3}, {u"set"_s, QJsonObject{{u"date"_s, u"2027-01-16"_s}}}}}}}));
    const SyncReport stale = machine.apply(toJson(*plan));
    QCOMPARE(stale.error->code, u"plan-stale"_s);
    QVERIFY(!stale.error->detail.isEmpty());
    QCOMPARE(sandbox.counters().value(u"writes"_s).toInt(), 0);
    QCOMPARE(foreignEvents(sandbox), foreign);
}

void TestMainJob::missingCalendarNamesNearMisses() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine::Options options;
    options.createCalendar = false;
    Machine machine(sandbox, options);
    const auto plan = machine.plan();
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, u"calendar-missing"_s);
    QVERIFY2(plan.error().detail.contains(u"project deliverables"_s), qPrintable(plan.error().detail));
    QCOMPARE(sandbox.counters().value(u"writes"_s).toInt(), 0);
}

void TestMainJob::twoAdminsCreateOneCalendar() {
    sandbox::Sandbox::Options strange;
    strange.calendarIdDiffersOnCreate = true;
    sandbox::Sandbox sandbox(strange);
    QVERIFY(sandbox.start());
    Machine one(sandbox);
    Machine two(sandbox); // 409: adopted by name
    QCOMPARE(one.plan()->target.calendarId, two.plan()->target.calendarId);
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, one.profile().mailbox},
                                        {u"op"_s, u"renewCalendarId"_s},
                                        {u"calendar"_s, one.profile().calendarName}}));
    QVERIFY(one.plan()); // the remembered id answers 404 now
}

void TestMainJob::deletesByGroundAndGuard() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const auto before = taggedEvents(sandbox);
    QJsonArray ids;
    for (const QString& key : before.uniqueKeys())
        ids.append(EventKey::fromString(key)->deliverable);
    QVERIFY(sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"delete"_s, ids}}));
    machine.maxDelete.reset();
    sandbox.resetLog();
    const SyncReport refused = machine.sync();
    QVERIFY(refused.status == RunStatus::Refused);
    QCOMPARE(refused.error->code, u"guard-refused"_s);
    QCOMPARE(sandbox.counters().value(u"writes"_s).toInt(), 0);
    machine.maxDelete = DeletionLimit{100, DeletionLimit::Unit::Percent};
    const QByteArray foreign = foreignEvents(sandbox);
    const SyncReport done = machine.sync();
    QCOMPARE(done.summary.deleted, int(ids.size()));
    QVERIFY(done.verified);
    QVERIFY(taggedEvents(sandbox).isEmpty());
    QCOMPARE(foreignEvents(sandbox), foreign);
}

void TestMainJob::scopeTouchesNothingOutside() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    Scope scope;
    scope.project = u"2"_s;
    const SyncReport report = machine.sync(scope);
    QVERIFY(report.verified && report.summary.created > 0);
    const int all = machine.plan()->summary.create + report.summary.created;
    QVERIFY(report.summary.created < all);
    QCOMPARE(taggedEvents(sandbox).size(), qsizetype(report.summary.created));
}

void TestMainJob::stagingTrackerCannotTouchProduction() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine production(sandbox);
    QVERIFY(production.sync().verified);
    const auto before = taggedEvents(sandbox);
    Machine::Options other;
    other.trackerUrl = sandbox.stagingUrl();
    Machine staging(sandbox, other);
    const SyncReport report = staging.sync();
    QVERIFY2(report.verified, report.error ? qPrintable(report.error->summary()) : "");
    const auto after = taggedEvents(sandbox);
    for (auto it = before.begin(); it != before.end(); ++it)
        QCOMPARE(after.value(it.key()), it.value());
    QVERIFY(after.size() > before.size());
}

void TestMainJob::confirmedMoveOfTheTrackerRetags() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    QTemporaryDir data;
    Machine::Options options;
    options.dataDir = data.path();
    {
        Machine before(sandbox, options);
        QVERIFY(before.sync().verified);
    }
    options.trackerUrl = sandbox.stagingUrl();
    Machine moved(sandbox, options);
    const auto waiting = moved.plan();
    QVERIFY2(waiting, waiting ? "" : qPrintable(waiting.error().summary()));
    QCOMPARE(waiting->trackerReading, u"restricted"_s);
    QVERIFY(waiting->summary.blocked > 0);
    QVERIFY(moved.engine().confirmReadings({}));
    const auto confirmed = moved.plan();
    QVERIFY(confirmed && confirmed->trackerReading == u"complete"_s);
    const SyncReport report = moved.sync();
    QVERIFY2(report.verified, report.error ? qPrintable(report.error->summary()) : "");
    QVERIFY(report.summary.updated > 0);
    const auto after = taggedEvents(sandbox);
    QCOMPARE(after.size(), after.uniqueKeys().size());
    for (const QString& key : after.uniqueKeys())
        QVERIFY(key.startsWith(sourceOf(options.trackerUrl)));
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_mainjob.moc"
