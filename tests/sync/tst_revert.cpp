// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"
#include "stirring.h"

#include <QSet>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Taking a run back: what it wrote is as before, what somebody touched since is left alone and named.
class TestRevert : public QObject {
    Q_OBJECT

private slots:
    void calendarIsAsBefore_data();
    void calendarIsAsBefore();
    void laterRunsAreNamed();
    void guardAndTargetHold();
    void bodiesThatListingsRewriteAreNoEdits();
    void aBodyThatSomebodyEditedIsKept();
};

namespace {

sandbox::Sandbox::Options sized(int deliverables) {
    sandbox::Sandbox::Options options;
    options.deliverables = deliverables;
    options.retryAfterSeconds = 0.02;
    return options;
}

/// What an event says and whose it is, without what differs between an event and the one made again for it.
QJsonObject said(const QJsonObject& event) {
    QJsonObject json = event;
    for (const QString& name : {u"id"_s, u"restId"_s, u"serial"_s, u"transactionId"_s, u"changeKey"_s})
        json.remove(name);
    json.insert(u"body"_s, json.value(u"body"_s).toString().simplified());
    return json;
}

using Events = QMultiMap<QString, QJsonObject>; ///< by key

std::optional<QJsonObject> byId(const Events& events, const QString& id) {
    for (const QJsonObject& event : events)
        if (event.value(u"id"_s).toString() == id)
            return event;
    return std::nullopt;
}

/// Changes a deliverable in the tracker.
[[nodiscard]] bool patch(sandbox::Sandbox& sandbox, const EventKey& key, const QJsonObject& set) {
    const QJsonObject row{{u"id"_s, key.deliverable}, {u"set"_s, set}};
    return sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{row}}})
        .has_value();
}

QJsonObject fileOf(const Result<Plan>& plan) { return toJson(*plan); }

Result<Plan> revertPlan(Machine& machine, RunId run) {
    return machine.engine().plan(PlanPurpose{PlanPurpose::Kind::Revert, run.value}, {}, {});
}

/// How each write of a run stood before it, after it, and what became of it since.
struct Fate {
    std::optional<QJsonObject> before;
    std::optional<QJsonObject> after;
    std::optional<QJsonObject> now;

    [[nodiscard]] static bool same(const std::optional<QJsonObject>& a, const std::optional<QJsonObject>& b) {
        return a.has_value() == b.has_value() && (!a || said(*a) == said(*b));
    }
    [[nodiscard]] bool isTouched() const { return !same(now, after) && !same(now, before); }
};

} // namespace

void TestRevert::calendarIsAsBefore_data() {
    QTest::addColumn<unsigned>("seed");
    const unsigned seeds = qEnvironmentVariableIsSet("MILEPOST_LONG") ? 100 : 10;
    for (unsigned seed = 1; seed <= seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
    if (seeds < 100)
        qInfo("LEFT OUT: %u of 100 seeds of random weeks that are taken back", 100 - seeds);
}

void TestRevert::calendarIsAsBefore() {
    QFETCH(unsigned, seed);
    sandbox::Sandbox sandbox(sized(50));
    QVERIFY(sandbox.start());
    Stirring stirring(sandbox, seed);
    Machine::Options options;
    options.adjust = [&stirring](Profile& profile) {
        profile.completedPolicy = CompletedPolicy(stirring.pick(3));
        profile.driftPolicy = DriftPolicy(stirring.pick(3));
    };
    Machine machine(sandbox, options);
    const auto stirCalendar = [&](int edits) {
        stirring.stirCalendar(machine.profile().mailbox, machine.profile().calendarName, edits);
    };
    QVERIFY(machine.sync().verified);
    stirring.stirTracker(10);
    stirCalendar(4);

    const Events before = taggedEvents(sandbox);
    const SyncReport report = machine.sync();
    QVERIFY(report.verified && report.run);
    const Events after = taggedEvents(sandbox);
    const auto details = machine.journal().run(*report.run);
    QVERIFY(details && !details->actions.empty());
    stirCalendar(seed % 3 == 0 ? 0 : 6);
    const QByteArray foreign = foreignEvents(sandbox);
    const Events now = taggedEvents(sandbox);

    std::map<QString, Fate> fates;
    QStringList touched;
    QSet<QString> touchedEvents;
    for (const IntentRecord& action : details->actions) {
        const QString& id = action.eventId;
        const Fate& fate = fates[id] = {byId(before, id), byId(after, id), byId(now, id)};
        // A copy made in Outlook keeps a deleted event's key alive: the run's own event is not made again.
        const bool standsAgain = !fate.after && now.contains(action.intent.key.toString());
        if (fate.isTouched() || standsAgain) {
            touched << action.intent.key.toString();
            touchedEvents << id;
        }
    }

    if (seed % 2 == 0)
        stirring.breakSomething();
    if (const auto plan = revertPlan(machine, *report.run))
        (void)machine.apply(fileOf(plan)); // may fail in any way
    sandbox.clearFaults();
    const auto plan = revertPlan(machine, *report.run);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().summary()));
    const SyncReport back = machine.apply(fileOf(plan));
    QVERIFY2(back.verified, back.error ? qPrintable(back.error->summary()) : "not verified");

    QStringList listed;
    for (const Action& action : plan->actions)
        if (action.verb == Verb::Blocked)
            listed << action.key.toString();
    listed.sort();
    touched.sort();
    QCOMPARE(listed, touched);
    QCOMPARE(foreignEvents(sandbox), foreign);
    QCOMPARE(sandbox.mailsSent(), 0);
    const Events last = taggedEvents(sandbox);
    for (const IntentRecord& action : details->actions) {
        const QString key = action.intent.key.toString();
        const Fate& fate = fates[action.eventId];
        if (touchedEvents.contains(action.eventId))
            QCOMPARE(byId(last, action.eventId), fate.now); // not a byte
        else if (fate.before)
            QVERIFY2(Fate::same(fate.before, byId(last, action.eventId)) ||
                         Fate::same(fate.before, last.value(key)),
                     qPrintable(key));
        else
            QVERIFY2(!byId(last, action.eventId), qPrintable(key));
    }

    const SyncReport nothingLeft = machine.apply(fileOf(revertPlan(machine, *report.run)));
    QVERIFY(nothingLeft.verified && !nothingLeft.run);
}

void TestRevert::laterRunsAreNamed() {
    sandbox::Sandbox sandbox(sized(12));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const SyncReport first = machine.sync();
    QVERIFY(first.verified);
    const Events created = taggedEvents(sandbox);
    const EventKey key = *EventKey::fromString(created.firstKey());
    QVERIFY(patch(sandbox, key, {{u"date"_s, u"2027-03-02"_s}}));
    const SyncReport second = machine.sync();
    QVERIFY(second.verified && second.run);

    const auto plan = revertPlan(machine, *first.run);
    QVERIFY(plan);
    QCOMPARE(plan->summary.remove, int(created.size()) - 1);
    QCOMPARE(plan->summary.blocked, 1);
    const auto blocked = std::ranges::find(plan->actions, Verb::Blocked, &Action::verb);
    QVERIFY(blocked->key == key && blocked->reason == Reason::WrittenSince);
    QCOMPARE(blocked->note, u"by run %1"_s.arg(second.run->value));

    // The undo of the second run, and the undo of that undo.
    const SyncReport back = machine.apply(fileOf(revertPlan(machine, *second.run)));
    QVERIFY(back.verified && back.run);
    QCOMPARE(said(taggedEvents(sandbox).value(key.toString())), said(created.value(key.toString())));
    QCOMPARE(revertPlan(machine, *first.run)->summary.blocked, 0); // it is as the first run left it again
    const SyncReport forth = machine.apply(fileOf(revertPlan(machine, *back.run)));
    QVERIFY(forth.verified);
    QVERIFY(taggedEvents(sandbox).value(key.toString()).value(u"start"_s).toObject() !=
            created.value(key.toString()).value(u"start"_s).toObject());
    QCOMPARE(machine.plan()->pending(), 0);

    // After an undo the tracker rules again: the next sync writes what it asks for.
    QVERIFY(machine.apply(fileOf(revertPlan(machine, *forth.run))).verified);
    const auto next = machine.plan();
    QCOMPARE(next->summary.update, 1);
    QCOMPARE(next->summary.drift, 0);
}

void TestRevert::guardAndTargetHold() {
    sandbox::Sandbox sandbox(sized(40));
    QVERIFY(sandbox.start());
    const QTemporaryDir data;
    Machine::Options options;
    options.dataDir = data.path();
    SyncReport first;
    {
        Machine machine(sandbox, options);
        first = machine.sync();
        QVERIFY(first.verified);
        machine.maxDelete = std::nullopt;
        const SyncReport refused = machine.apply(fileOf(revertPlan(machine, *first.run)));
        QVERIFY(refused.status == RunStatus::Refused);
        QCOMPARE(refused.error->code, u"guard-refused"_s);
        QVERIFY(!taggedEvents(sandbox).isEmpty());
        QJsonObject stale = fileOf(revertPlan(machine, *first.run));
        QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                            {u"op"_s, u"update"_s},
                                            {u"event"_s, taggedEvents(sandbox).first().value(u"id"_s)},
                                            {u"set"_s, QJsonObject{{u"subject"_s, u"By hand"_s}}}}));
        machine.maxDelete = {100, DeletionLimit::Unit::Percent};
        QCOMPARE(machine.apply(stale).error->code, u"plan-stale"_s);
    }
    options.adjust = [](Profile& profile) { profile.calendarName = u"Another"_s; };
    Machine elsewhere(sandbox, options);
    const auto plan = revertPlan(elsewhere, *first.run);
    QVERIFY(!plan && plan.error().kind == Error::Kind::Refused);
}

void TestRevert::bodiesThatListingsRewriteAreNoEdits() {
    sandbox::Sandbox::Options rewriting = sized(12);
    rewriting.listingsWrapBodies = true;
    sandbox::Sandbox sandbox(rewriting);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QVERIFY(machine.sync().verified);
    const Events created = taggedEvents(sandbox);
    const EventKey key = *EventKey::fromString(created.firstKey());
    QVERIFY(patch(sandbox, key, {{u"description"_s, u"Renamed"_s}}));
    const SyncReport second = machine.sync();
    QVERIFY(second.verified && second.run);
    const auto plan = revertPlan(machine, *second.run);
    QVERIFY(plan);
    QCOMPARE(plan->summary.blocked, 0);
    QCOMPARE(plan->summary.update, 1);
    QVERIFY(machine.apply(fileOf(plan)).verified);
    QCOMPARE(taggedEvents(sandbox).value(key.toString()).value(u"subject"_s),
             created.value(key.toString()).value(u"subject"_s));
}

void TestRevert::aBodyThatSomebodyEditedIsKept() {
    sandbox::Sandbox sandbox(sized(12));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    const SyncReport first = machine.sync();
    QVERIFY(first.verified);
    const QJsonObject event = taggedEvents(sandbox).first();
    const QJsonObject body{{u"contentType"_s, u"text"_s}, {u"content"_s, u"Bring the plans"_s}};
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, machine.profile().mailbox},
                                        {u"op"_s, u"update"_s},
                                        {u"event"_s, event.value(u"id"_s)},
                                        {u"set"_s, QJsonObject{{u"body"_s, body}}}}));
    const QJsonObject edited = taggedEvents(sandbox).first();
    const auto plan = revertPlan(machine, *first.run);
    QCOMPARE(plan->summary.blocked, 1);
    QCOMPARE(plan->count(Reason::ChangedSince), 1);
    QVERIFY(machine.apply(fileOf(plan)).verified);
    QCOMPARE(taggedEvents(sandbox).size(), 1);
    QCOMPARE(taggedEvents(sandbox).first(), edited);
}

QTEST_GUILESS_MAIN(TestRevert)
#include "tst_revert.moc"
