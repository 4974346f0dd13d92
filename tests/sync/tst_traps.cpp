// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What a real mailbox may do to make us write an event twice.
class TestTraps : public QObject {
    Q_OBJECT

private slots:
    void init();
    void lostTagIsNotCreatedAgain();
    void tagsThatAreNotKeptAreNoSuccess();
    void listingWithoutTagsIsNoListing();
    void shortListingOfEverythingCreatesNothing();
    void searchThatLagsBehindMakesNoSecondEvent();

private:
    [[nodiscard]] int eventsInCalendar() {
        return int(m_sandbox->events(m_machine->profile().mailbox, m_machine->profile().calendarName).size());
    }
    [[nodiscard]] bool removeTag(const QString& subject) {
        const QJsonObject event = taggedEvents(*m_sandbox).first();
        const QStringList properties = event.value(u"extended"_s).toObject().keys();
        return m_sandbox
            ->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                  {u"op"_s, u"update"_s},
                                  {u"event"_s, event.value(u"id"_s)},
                                  {u"set"_s, QJsonObject{{u"subject"_s, subject}}},
                                  {u"removeExtended"_s, QJsonArray::fromStringList(properties)}})
            .has_value();
    }
    void fault(const QString& query, const QJsonObject& action) {
        m_sandbox->addFault({{u"area"_s, u"graph"_s},
                             {u"method"_s, u"GET"_s},
                             {u"pathRegex"_s, u"/events$"_s},
                             {u"query"_s, query},
                             {u"times"_s, 0}},
                            action);
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

void TestTraps::init() {
    sandbox::Sandbox::Options options;
    options.deliverables = 40;
    m_machine.reset();
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
}

/// A program that edits events and drops what it does not know takes our tag along.
void TestTraps::lostTagIsNotCreatedAgain() {
    QVERIFY(m_machine->sync().verified);
    const int before = eventsInCalendar();
    QVERIFY(removeTag(u"Edited there"_s));
    const auto plan = m_machine->plan();
    QCOMPARE(plan->pending(), 0);
    QCOMPARE(plan->summary.adopt, 1);
    QVERIFY(plan->actions.front().reason == Reason::MarkLost);
    QVERIFY(m_machine->sync().status == RunStatus::Succeeded);
    QCOMPARE(eventsInCalendar(), before);
    const QJsonObject patch{{u"id"_s, EventKey::fromString(taggedEvents(*m_sandbox).lastKey())->deliverable},
                            {u"set"_s, QJsonObject{{u"description"_s, u"Renamed"_s}}}};
    QVERIFY(
        m_sandbox->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{patch}}}));
    const SyncReport other = m_machine->sync(); // what was lost before does not spoil another change
    QVERIFY(other.verified && other.summary.updated == 1);
    QVERIFY(m_machine->sync({}, true).verified); // adopted: it is ours again
    QCOMPARE(eventsInCalendar(), before);
    QCOMPARE(m_machine->plan({}, true)->pending(), 0);
}

/// Between the writes and the proof the tag is gone, as in a mailbox that never kept it.
void TestTraps::tagsThatAreNotKeptAreNoSuccess() {
    m_sandbox->addFault(
        {{u"area"_s, u"graph"_s}, {u"method"_s, u"GET"_s}, {u"pathRegex"_s, u"/events$"_s}, {u"nth"_s, 3}},
        {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    SyncReport report;
    QThreadPool pool;
    pool.start([&] { report = m_machine->sync(); });
    QVERIFY(m_sandbox->waitHeld(std::chrono::seconds(30)));
    QVERIFY(removeTag(u"Any"_s));
    m_sandbox->release();
    QVERIFY(pool.waitForDone(60'000));
    QVERIFY(report.summary.created > 20);
    QVERIFY(!report.verified);
}

/// A role or a gateway that leaves $expand out: every event of ours would read as missing.
void TestTraps::listingWithoutTagsIsNoListing() {
    QVERIFY(m_machine->sync().verified);
    QJsonArray bare;
    for (const QJsonObject& event : taggedEvents(*m_sandbox)) {
        const QJsonObject day{{u"dateTime"_s, u"2027-01-01T00:00:00"_s}, {u"timeZone"_s, u"UTC"_s}};
        bare.append(QJsonObject{{u"id"_s, event.value(u"id"_s)}, {u"start"_s, day}, {u"end"_s, day}});
    }
    fault(u"startswith"_s,
          {{u"kind"_s, u"status"_s}, {u"status"_s, 200}, {u"body"_s, QJsonObject{{u"value"_s, bare}}}});
    const auto plan = m_machine->plan();
    QVERIFY(!plan);
    QVERIFY(plan.error().kind == Error::Kind::Malformed);
}

void TestTraps::shortListingOfEverythingCreatesNothing() {
    QVERIFY(m_machine->sync().verified);
    const QJsonObject row{{u"id"_s, 990'001},
                          {u"project"_s, 1},
                          {u"description"_s, u"One more"_s},
                          {u"date"_s, u"2027-02-01"_s}};
    QVERIFY(
        m_sandbox->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"insert"_s, QJsonArray{row}}}));
    // Only the listing without a filter is short.
    m_sandbox->addFault(
        {{u"area"_s, u"graph"_s}, {u"method"_s, u"GET"_s}, {u"pathRegex"_s, u"/events$"_s}, {u"nth"_s, 2}},
        {{u"kind"_s, u"shortPage"_s}, {u"rows"_s, 1000}, {u"cutNext"_s, true}});
    QCOMPARE(m_machine->plan()->summary.create, 1);
}

/// Two computers with different texts, and a search that does not show the other's event yet.
void TestTraps::searchThatLagsBehindMakesNoSecondEvent() {
    QVERIFY(m_machine->sync().verified);
    const int before = eventsInCalendar();
    Machine::Options options;
    options.adjust = [](Profile& profile) { profile.bodyTemplate = u"{project}"_s; };
    Machine other(*m_sandbox, options);
    fault(u"$top"_s, {{u"kind"_s, u"shortPage"_s}, {u"rows"_s, 1000}, {u"cutNext"_s, true}});
    const SyncReport blind = other.sync();
    QVERIFY(blind.summary.failed + blind.summary.created > 0);
    QCOMPARE(eventsInCalendar(), before);
    m_sandbox->clearFaults();
    QVERIFY(other.sync().verified);
    QCOMPARE(eventsInCalendar(), before);
}

QTEST_GUILESS_MAIN(TestTraps)
#include "tst_traps.moc"
