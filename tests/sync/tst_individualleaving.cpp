// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "individuals.h"
#include "sync/calendarresolver.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What goes out of people's calendars, and on which grounds.
class TestIndividualLeaving : public QObject, protected Individuals {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void whoIsTakenOutLosesTheirEvents();
    void whoLeavesTheTrackerLosesTheirEvents();
    void whatIsNotProvenStays();
    void whoseMailboxIsGivenAwayKeepsTheirsUntilDecided();
    void whoIsNoLongerAssignedLosesThatEvent();
    void modesAreChangedBothWays();
    void anotherCalendarIsAMove();
    void whereTheTargetFailsTheFormerStays();
    void aCalendarUnderTwoIdsIsNotEmptied();
};

void TestIndividualLeaving::whoIsTakenOutLosesTheirEvents() {
    QVERIFY(m_machine->sync().verified);
    const auto wanted = expected();
    const QString mailbox = wanted.begin()->first;
    const qint64 person = byMailbox().at(mailbox).person;
    decide(person, PersonWish::k_nobody);
    const auto plan = m_machine->plan();
    QCOMPARE(plan->pending(), plan->summary.remove);
    QCOMPARE(plan->summary.remove, static_cast<int>(wanted.at(mailbox).size()));
    QCOMPARE(plan->count(Reason::TakenOut), plan->summary.remove);
    for (const Action& action : plan->actions)
        QCOMPARE(action.key.recipient, mailbox);
    m_machine->maxDelete = DeletionLimit{0, DeletionLimit::Unit::Events};
    QCOMPARE(toString(m_machine->sync().status), toString(RunStatus::Refused)); // through the guard
    m_machine->maxDelete = DeletionLimit{100, DeletionLimit::Unit::Percent};
    const SyncReport report = m_machine->sync();
    QVERIFY(report.verified && report.status == RunStatus::Succeeded);
    holdsForEverybody();
    const SyncReport again = m_machine->sync();
    QVERIFY(again.verified && !again.run);
}

void TestIndividualLeaving::whoLeavesTheTrackerLosesTheirEvents() {
    QVERIFY(m_machine->sync().verified);
    const auto wanted = expected();
    const QString mailbox = wanted.begin()->first;
    tracker({{u"table"_s, u"people"_s},
             {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, byMailbox().at(mailbox).person},
                                                 {u"set"_s, QJsonObject{{u"isActive"_s, false}}}}}}});
    const auto plan = m_machine->plan();
    // The team in others' bodies changes; deleted is in the one mailbox alone.
    QCOMPARE(plan->summary.remove, static_cast<int>(wanted.at(mailbox).size()));
    QCOMPARE(plan->count(Reason::PersonGone), plan->summary.remove);
    QVERIFY(m_machine->sync().verified);
    holdsForEverybody();
}

/// A look-up that fails says nothing about anybody (law 2).
void TestIndividualLeaving::whatIsNotProvenStays() {
    QVERIFY(m_machine->sync().verified);
    const auto before = ours();
    m_sandbox->addFault({{u"child"_s, true}, {u"query"_s, u"person01@"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"html200"_s}});
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    QCOMPARE(plan->pending(), 0);
    QVERIFY(std::ranges::any_of(plan->mailboxes, &PlanMailbox::isSkipped));
    const SyncReport report = m_machine->sync();
    QCOMPARE(toString(report.status), toString(RunStatus::Partial));
    QCOMPARE(ours(), before);
    // Nobody at all could be asked for: that is no plan.
    m_sandbox->clearFaults();
    m_sandbox->addFault({{u"path"_s, u"/$batch"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    QVERIFY(!m_machine->plan());
    QCOMPARE(toString(m_machine->sync().status), toString(RunStatus::Incomplete));
    QCOMPARE(ours(), before);
}

void TestIndividualLeaving::whoseMailboxIsGivenAwayKeepsTheirsUntilDecided() {
    QVERIFY(m_machine->sync().verified);
    const auto wanted = expected();
    const auto& [mailbox, ids] = *wanted.begin();
    const qint64 first = byMailbox().at(mailbox).person;
    const qint64 second = byMailbox().at(std::next(wanted.begin())->first).person;
    decide(second, mailbox); // by which the first one's is ambiguous
    m_machine->maxDelete = DeletionLimit{100, DeletionLimit::Unit::Percent};
    QVERIFY(m_machine->sync().verified);
    const auto held = ours();
    std::set<qint64> standing;
    for (const auto& [address, keys] : held)
        for (const QString& text : keys.keys())
            if (const auto key = EventKey::fromString(text); key->recipient == mailbox)
                standing.insert(key->deliverable);
    QVERIFY(std::ranges::includes(standing, ids));
    decide(first, PersonWish::k_nobody);
    QVERIFY(m_machine->sync().verified);
    holdsForEverybody();
}

void TestIndividualLeaving::whoIsNoLongerAssignedLosesThatEvent() {
    open([](Profile& profile) {
        profile.mode = CalendarMode::Individual;
        profile.assignmentRule = AssignmentRule::Direct;
    });
    QVERIFY(m_machine->sync().verified);
    holdsForEverybody();
    const auto wanted = expected();
    const auto& [mailbox, ids] = *wanted.begin();
    const qint64 person = byMailbox().at(mailbox).person;
    const qint64 deliverable = *ids.begin();
    const auto gathered = m_machine->engine().survey({}, false, {});
    QVERIFY(gathered);
    QJsonArray gone;
    for (const DeliverableLink& link : (*gathered)->data().links)
        if (link.person == person && link.deliverable == deliverable)
            gone.append(link.id);
    QVERIFY(!gone.isEmpty());
    tracker({{u"table"_s, u"links"_s}, {u"delete"_s, gone}});
    const auto plan = m_machine->plan();
    QCOMPARE(plan->summary.remove, 1);
    QCOMPARE(plan->count(Reason::NotAssigned), 1);
    QVERIFY(m_machine->sync().verified);
    holdsForEverybody();
}

void TestIndividualLeaving::modesAreChangedBothWays() {
    const SyncReport first = m_machine->sync();
    QVERIFY(first.verified);
    open([](Profile&) {});
    QVERIFY(CalendarResolver(m_machine->graph(), m_machine->journal())
                .create(m_machine->profile().mailbox, m_machine->profile().calendarName, {}));
    const auto there = m_machine->plan();
    QVERIFY2(there, there ? "" : qPrintable(there.error().summary()));
    QCOMPARE(there->summary.remove, first.summary.created);
    QCOMPARE(there->count(Reason::TargetChanged), first.summary.created);
    const SyncReport shared = m_machine->sync();
    QVERIFY(shared.verified && shared.status == RunStatus::Succeeded);
    const auto now = ours();
    QCOMPARE(now.size(), size_t(1));
    QCOMPARE(now.begin()->second.size(), shared.summary.created);
    QVERIFY(!m_machine->sync().run);
    individual();
    const SyncReport back = m_machine->sync();
    QVERIFY(back.verified && back.status == RunStatus::Succeeded);
    QCOMPARE(back.summary.deleted, shared.summary.created);
    QCOMPARE(back.summary.created, first.summary.created);
    holdsForEverybody();
    QVERIFY(!m_machine->sync().run);
}

void TestIndividualLeaving::anotherCalendarIsAMove() {
    const SyncReport first = m_machine->sync();
    QVERIFY(first.verified);
    open([](Profile& profile) {
        profile.mode = CalendarMode::Individual;
        profile.calendarName = u"Milestones"_s;
    });
    const SyncReport moved = m_machine->sync();
    QVERIFY(moved.verified && moved.status == RunStatus::Succeeded);
    QCOMPARE(moved.summary.created, first.summary.created);
    QCOMPARE(moved.summary.deleted, first.summary.created);
    holdsForEverybody();
    for (const auto& [mailbox, keys] : ours())
        for (const QString& calendar : keys)
            QCOMPARE(calendar, u"Milestones"_s);
    QVERIFY(!m_machine->sync().run);
}

/// Nobody loses what stood before because the new place takes nothing.
void TestIndividualLeaving::whereTheTargetFailsTheFormerStays() {
    QVERIFY(m_machine->sync().verified);
    const auto wanted = expected();
    const auto& [bad, ids] = *wanted.begin();
    open([](Profile& profile) {
        profile.mode = CalendarMode::Individual;
        profile.calendarName = u"Milestones"_s;
    });
    m_sandbox->addFault(
        {{u"mailbox"_s, bad}, {u"method"_s, u"POST"_s}, {u"path"_s, u"/events"_s}, {u"times"_s, 0}},
        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"code"_s, u"ErrorAccessDenied"_s}});
    QCOMPARE(toString(m_machine->sync().status), toString(RunStatus::Partial));
    std::set<qint64> standing;
    const auto listing = ours();
    for (const auto& [mailbox, keys] : listing)
        for (const QString& text : keys.keys())
            if (const auto key = EventKey::fromString(text); key->recipient == bad)
                standing.insert(key->deliverable);
    QCOMPARE(standing, ids);
}

/// A calendar's id may come in another form, and it is the target all the same.
void TestIndividualLeaving::aCalendarUnderTwoIdsIsNotEmptied() {
    open([](Profile&) {});
    QVERIFY(m_sandbox->control(u"options"_s, {{u"calendarIdDiffersOnCreate"_s, true}}));
    const Profile& profile = m_machine->profile();
    const auto made = m_machine->graph().createCalendar(profile.mailbox, profile.calendarName, {});
    QVERIFY(made);
    const SyncReport first = m_machine->sync();
    QVERIFY(first.verified && first.summary.created > 0);
    const QString source = sourceOf(profile.trackerUrl);
    const auto places = m_machine->journal().places(source);
    QVERIFY(places && places->size() == 1 && places->front().calendarId != made->id);
    WrittenPlace other = places->front();
    other.calendarId = made->id;
    QVERIFY(m_machine->journal().rememberPlaces(source, {other}));
    const auto known = m_machine->journal().known(source, places->front().calendarId);
    QVERIFY(known);
    for (const KnownEvent& event : *known)
        QVERIFY(m_machine->journal().remember(event, made->id));
    QCOMPARE(m_machine->journal().places(source)->size(), size_t(2));
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    QCOMPARE(plan->pending(), 0);
}

QTEST_GUILESS_MAIN(TestIndividualLeaving)
#include "tst_individualleaving.moc"
