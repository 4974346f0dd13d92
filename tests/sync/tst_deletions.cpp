// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_trackerPass = 14; // docs/performance.md

QJsonObject project(qint64 id) {
    return {{u"id"_s, id}, {u"name"_s, u"Annex"_s}, {u"client"_s, u"City"_s}, {u"isActive"_s, true}};
}

QJsonObject deliverable(qint64 id, qint64 project) {
    return {{u"id"_s, id},
            {u"project"_s, project},
            {u"description"_s, u"Handover"_s},
            {u"date"_s, u"2027-02-01"_s},
            {u"isCompleted"_s, false}};
}

/// Project 990 with deliverable 990001.
bool addProject(sandbox::Sandbox& sandbox) {
    const auto add = [&sandbox](const QString& table, const QJsonObject& row) {
        return sandbox.control(u"tracker"_s, {{u"table"_s, table}, {u"insert"_s, QJsonArray{row}}});
    };
    return add(u"projects"_s, project(990)) && add(u"deliverables"_s, deliverable(990'001, 990));
}

sandbox::Sandbox::Options small() {
    sandbox::Sandbox::Options options;
    options.deliverables = 60;
    return options;
}

} // namespace

/// What must be true before an event is removed, and what is never removed (law 2).
class TestDeletions : public QObject {
    Q_OBJECT

private slots:
    void everyDeletionIsAskedForAgain_data();
    void everyDeletionIsAskedForAgain();
    void routeThatFindsNothingProvesNothing_data();
    void routeThatFindsNothingProvesNothing();
    void editedCopyIsBlockedPlainCopyIsPlannedAway();
};

void TestDeletions::everyDeletionIsAskedForAgain_data() {
    QTest::addColumn<QString>("table");
    QTest::addColumn<QJsonObject>("set"); // empty: the row is deleted
    QTest::addColumn<int>("questions");
    QTest::newRow("undated") << u"deliverables"_s << QJsonObject{{u"date"_s, QJsonValue()}} << 1;
    QTest::newRow("completed") << u"deliverables"_s << QJsonObject{{u"isCompleted"_s, true}} << 1;
    QTest::newRow("inactive project") << u"projects"_s << QJsonObject{{u"isActive"_s, false}} << 3;
    QTest::newRow("vanished") << u"deliverables"_s << QJsonObject{} << 2;
}

/// One deliverable loses its event: it is asked for once more (and its project, and one that must be found).
void TestDeletions::everyDeletionIsAskedForAgain() {
    QFETCH(QString, table);
    QFETCH(QJsonObject, set);
    QFETCH(int, questions);
    sandbox::Sandbox sandbox(small());
    QVERIFY(sandbox.start());
    QVERIFY(addProject(sandbox));
    Machine::Options options;
    options.adjust = [](Profile& profile) { profile.completedPolicy = CompletedPolicy::Remove; };
    Machine machine(sandbox, options);
    QVERIFY(machine.sync().verified);
    const qint64 id = table == u"projects"_s ? 990 : 990'001;
    QJsonObject edit{{u"table"_s, table}};
    if (set.isEmpty())
        edit.insert(u"delete"_s, QJsonArray{id});
    else
        edit.insert(u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, id}, {u"set"_s, set}}});
    QVERIFY(sandbox.control(u"tracker"_s, edit));

    sandbox.resetLog();
    const auto plan = machine.plan();
    QVERIFY(plan);
    QCOMPARE(plan->summary.remove, 1);
    QCOMPARE(sandbox.requests(u"tracker"_s, u"GET"_s), k_trackerPass + questions);

    // The answer about this one deliverable speaks against the listing: nothing is deleted for its key.
    const auto answer = [&sandbox](const QString& path, const QJsonObject& row) {
        sandbox.addFault({{u"area"_s, u"tracker"_s}, {u"path"_s, path}, {u"times"_s, 0}},
                         {{u"kind"_s, u"status"_s}, {u"status"_s, 200}, {u"body"_s, row}});
    };
    answer(u"/deliverables/990001/"_s, deliverable(990'001, 990));
    if (table == u"projects"_s)
        answer(u"/projects/990/"_s, project(990));
    const SyncReport report = machine.sync();
    QCOMPARE(report.summary.deleted, 0);
    if (set.isEmpty()) // a listing that leaves out what exists proves nothing at all
        QVERIFY(report.error && report.status == RunStatus::Incomplete);
    else {
        const auto blocked = machine.plan();
        QVERIFY2(blocked, blocked ? "" : qPrintable(blocked.error().summary()));
        QCOMPARE(blocked->summary.blocked, 1);
    }
    sandbox.clearFaults();
    QCOMPARE(machine.sync().summary.deleted, 1);
}

void TestDeletions::routeThatFindsNothingProvesNothing_data() {
    QTest::addColumn<QString>("route");
    QTest::addColumn<QJsonObject>("edit");
    QTest::newRow("deliverables") << u"/deliverables/\\d+/$"_s
                                  << QJsonObject{{u"table"_s, u"deliverables"_s},
                                                 {u"delete"_s, QJsonArray{990'001}}};
    QTest::newRow("projects")
        << u"/projects/\\d+/$"_s
        << QJsonObject{{u"table"_s, u"projects"_s},
                       {u"patch"_s, QJsonArray{QJsonObject{
                                        {u"id"_s, 990}, {u"set"_s, QJsonObject{{u"isActive"_s, false}}}}}}};
}

/// A gateway that forwards the listings alone answers every single row with a 404 like the tracker's own.
void TestDeletions::routeThatFindsNothingProvesNothing() {
    QFETCH(QString, route);
    QFETCH(QJsonObject, edit);
    sandbox::Sandbox sandbox(small());
    QVERIFY(sandbox.start());
    QVERIFY(addProject(sandbox));
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    QVERIFY(sandbox.control(u"tracker"_s, edit));
    sandbox.addFault({{u"area"_s, u"tracker"_s}, {u"pathRegex"_s, route}, {u"times"_s, 0}},
                     {{u"kind"_s, u"status"_s},
                      {u"status"_s, 404},
                      {u"body"_s, QJsonObject{{u"detail"_s, u"Not Found"_s}}}});
    const SyncReport report = machine.sync();
    QVERIFY(report.status == RunStatus::Incomplete && report.error);
    QCOMPARE(report.error->code, u"conflict"_s);
    sandbox.clearFaults();
    QCOMPARE(machine.sync().summary.deleted, 1);
}

void TestDeletions::editedCopyIsBlockedPlainCopyIsPlannedAway() {
    sandbox::Sandbox sandbox(small());
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const QJsonObject event = taggedEvents(sandbox).first();
    const QString key = taggedEvents(sandbox).firstKey();
    const auto edit = [&](QJsonObject what) {
        what.insert(u"mailbox"_s, machine.profile().mailbox);
        return sandbox.control(u"edit"_s, what);
    };
    for (int i = 0; i < 3; ++i)
        QVERIFY(edit({{u"op"_s, u"copy"_s}, {u"event"_s, event.value(u"id"_s)}}));
    const QJsonObject body{{u"contentType"_s, u"text"_s}, {u"content"_s, u"My own agenda"_s}};
    QStringList mine;
    for (const QJsonObject& copy : taggedEvents(sandbox).values(key))
        if (copy.value(u"id"_s) != event.value(u"id"_s))
            mine << copy.value(u"id"_s).toString();
    QVERIFY(
        edit({{u"op"_s, u"update"_s}, {u"event"_s, mine[0]}, {u"set"_s, QJsonObject{{u"body"_s, body}}}}));
    QVERIFY(edit({{u"op"_s, u"update"_s},
                  {u"event"_s, mine[1]},
                  {u"set"_s, QJsonObject{{u"subject"_s, u"Rehearsal"_s}}}}));
    const auto plan = machine.plan();
    QCOMPARE(plan->summary.remove, 1);
    QCOMPARE(plan->summary.blocked, 2);
    const SyncReport report = machine.sync();
    QCOMPARE(report.summary.deleted, 1);
    QVERIFY(report.verified);
    QCOMPARE(taggedEvents(sandbox).count(key), 3);
    // Not even when the deliverable goes: then its own event does, and its own event alone.
    QVERIFY(
        sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s},
                                       {u"delete"_s, QJsonArray{EventKey::fromString(key)->deliverable}}}));
    Machine other(sandbox); // a computer that knows nothing of the copies
    QVERIFY(other.sync().verified);
    QVERIFY(machine.sync().verified);
    QStringList left;
    for (const QJsonObject& copy : taggedEvents(sandbox).values(key))
        left << copy.value(u"id"_s).toString();
    QCOMPARE(QSet<QString>(left.begin(), left.end()), (QSet<QString>{mine[0], mine[1]}));
}

QTEST_GUILESS_MAIN(TestDeletions)
#include "tst_deletions.moc"
