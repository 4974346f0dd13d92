// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"
#include "sync/driftengine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What people did in the shared calendar by hand, and what a run makes of it.
class TestHandEdits : public QObject {
    Q_OBJECT

private slots:
    void adoptsALookAlikeOnlyWhenAsked();
    void driftIsShownAndKept();
    void editedBodyOutlivesEveryUpdate();
    void whatWasTakenAwayIsDecidedAbout_data();
    void whatWasTakenAwayIsDecidedAbout();
};

void TestHandEdits::adoptsALookAlikeOnlyWhenAsked() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const auto first = machine.plan();
    QVERIFY(first);
    const Action& some = *std::ranges::find(first->actions, Verb::Create, &Action::verb);
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                        {u"op"_s, u"create"_s},
                                        {u"calendar"_s, machine.profile().calendarName},
                                        {u"subject"_s, some.subject},
                                        {u"date"_s, some.date.toString(Qt::ISODate)}}));
    Scope scope;
    scope.deliverables = {some.key.deliverable};
    QCOMPARE(machine.plan(scope)->summary.adopt, 1);
    QCOMPARE(machine.plan(scope)->pending(), 1); // the create
    const SyncReport adopted = machine.sync(scope, true);
    QVERIFY2(adopted.verified, adopted.error ? qPrintable(adopted.error->summary()) : "");
    QCOMPARE(adopted.summary.updated, 1);
    QCOMPARE(adopted.summary.created, 0);
    QCOMPARE(taggedEvents(sandbox).size(), 1);
}

void TestHandEdits::driftIsShownAndKept() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const QJsonObject event = taggedEvents(sandbox).first();
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                        {u"op"_s, u"update"_s},
                                        {u"event"_s, event.value(u"id"_s)},
                                        {u"set"_s, QJsonObject{{u"subject"_s, u"Moved by Ann"_s}}}}));
    const auto plan = machine.plan();
    QCOMPARE(plan->summary.drift, 1);
    QCOMPARE(plan->pending(), 0);
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                        {u"op"_s, u"delete"_s},
                                        {u"event"_s, event.value(u"id"_s)}}));
    const auto recreated = machine.plan();
    QCOMPARE(recreated->summary.create, 1);
    QVERIFY(std::ranges::find(recreated->actions, Verb::Create, &Action::verb)->reason ==
            Reason::DeletedInOutlook);
    const SyncReport report = machine.sync();
    QVERIFY2(report.verified, report.failures.empty() ? "" : qPrintable(report.failures[0].error.summary()));
    QCOMPARE(report.summary.created, 1);
}

void TestHandEdits::editedBodyOutlivesEveryUpdate() {
    sandbox::Sandbox sandbox;
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const QString key = taggedEvents(sandbox).firstKey();
    const qint64 id = EventKey::fromString(key)->deliverable;
    const auto patch = [&](const QJsonObject& set) {
        return sandbox.control(u"tracker"_s,
                               {{u"table"_s, u"deliverables"_s},
                                {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, id}, {u"set"_s, set}}}}});
    };
    const QJsonObject body{{u"contentType"_s, u"text"_s}, {u"content"_s, u"Ann's own agenda"_s}};
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                        {u"op"_s, u"update"_s},
                                        {u"event"_s, taggedEvents(sandbox).value(key).value(u"id"_s)},
                                        {u"set"_s, QJsonObject{{u"body"_s, body}}}}));
    QCOMPARE(machine.plan()->summary.drift, 1);
    QVERIFY(patch({{u"date"_s, u"2027-03-01"_s}})); // touches another field
    QVERIFY(machine.sync().verified);
    QCOMPARE(machine.plan()->summary.drift, 1);
    QVERIFY(patch({{u"description"_s, u"Renamed"_s}})); // would touch the body
    QVERIFY(machine.sync().verified);
    const QJsonObject event = taggedEvents(sandbox).value(key);
    QVERIFY(event.value(u"subject"_s).toString().contains(u"Renamed"_s));
    QVERIFY(event.value(u"body"_s).toString().contains(u"Ann's own agenda"_s));
}

void TestHandEdits::whatWasTakenAwayIsDecidedAbout_data() {
    QTest::addColumn<bool>("moved");
    QTest::addColumn<DriftDecision::Kind>("kind");
    for (const bool moved : {false, true})
        for (const auto kind :
             {DriftDecision::Kind::Keep, DriftDecision::Kind::Ignore, DriftDecision::Kind::Restore})
            QTest::addRow("%s, %s", moved ? "moved" : "deleted", qPrintable(toString(kind))) << moved << kind;
}

void TestHandEdits::whatWasTakenAwayIsDecidedAbout() {
    QFETCH(bool, moved);
    QFETCH(DriftDecision::Kind, kind);
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 20;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const auto edit = [&](QJsonObject arguments) {
        arguments.insert(u"mailbox"_s, machine.profile().mailbox);
        return sandbox.control(u"edit"_s, arguments).has_value();
    };
    QVERIFY(edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, u"Holidays"_s}}));
    const qsizetype all = taggedEvents(sandbox).size();
    const QString key = taggedEvents(sandbox).firstKey();
    const QJsonValue event = taggedEvents(sandbox).first().value(u"id"_s);
    QVERIFY(moved ? edit({{u"op"_s, u"move"_s}, {u"event"_s, event}, {u"to"_s, u"Holidays"_s}})
                  : edit({{u"op"_s, u"delete"_s}, {u"event"_s, event}}));

    const SystemClock clock;
    DriftEngine drift({machine.engine(), machine.journal(), clock});
    const auto found = drift.list({}, {});
    QVERIFY(found);
    QCOMPARE(found->size(), size_t{1});
    QVERIFY(found->front().kind() == (moved ? HandEdit::Kind::Moved : HandEdit::Kind::Deleted));
    QCOMPARE(found->front().fields.at(0).theirs, moved ? u"Holidays"_s : QString());
    QVERIFY(drift.decide({key, {}, kind}, {}, {}));

    const int again = kind == DriftDecision::Kind::Restore ? 1 : 0;
    const SyncReport report = machine.sync();
    QVERIFY2(report.verified, report.failures.empty() ? "" : qPrintable(report.failures[0].error.summary()));
    QCOMPARE(report.summary.created, again);
    QCOMPARE(report.summary.deleted, 0); // what was moved is left where it is
    QCOMPARE(taggedEvents(sandbox).size(), all - (moved ? 0 : 1) + again);
    QCOMPARE(machine.plan()->pending(), 0);
    QCOMPARE(drift.list({}, {})->size(), size_t(1 - again));
    if (again > 0)
        return;
    // Taken back: it is as open as it was, and the next run makes it again.
    QVERIFY(drift.decide({key, {}, std::nullopt}, {}, {}));
    QCOMPARE(machine.sync().summary.created, 1);
    QCOMPARE(machine.plan()->pending(), 0);
    QVERIFY(drift.list({}, {})->empty());
}

QTEST_GUILESS_MAIN(TestHandEdits)
#include "tst_handedits.moc"
