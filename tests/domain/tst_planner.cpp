// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plannertest.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What is created, changed, taken over and left alone.
class TestPlanner : public PlannerTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void createsWhatIsMissing();
    void recreatesWhatWasDeletedByHand();
    void updatesOnlyWhatChanged();
    void restrictedReadingRewritesNoBody();
    void incompleteReadingMakesNoPlan();
    void offersLookAlikesOnce();
    void touchesNoEventWithGuests();
    void leavesWhatLeavesTheHorizon();
    void retagsOnlyAConfirmedMove();
    void otherTrackersWithTheSameIdsAreForeign();
};

void TestPlanner::createsWhatIsMissing() {
    const Plan made = plan();
    const Action* action = only(made);
    QVERIFY(action);
    QVERIFY(action->verb == Verb::Create);
    QVERIFY(action->reason == Reason::New);
    QCOMPARE(action->generation, 0);
    QCOMPARE(action->content.date, QDate(2026, 5, 4));
    standing(1);
    QCOMPARE(plan().summary.unchanged, 1);
    QVERIFY(plan().actions.empty());
}

void TestPlanner::recreatesWhatWasDeletedByHand() {
    m_known = {{{u"tracker.example"_s, 1, {}}, u"gone"_s, 2, true, {}, {}}};
    QVERIFY(only(plan())->reason == Reason::DeletedInOutlook);
    QCOMPARE(only(plan())->generation, 3);
    m_known[0].present = false; // deleted by ourselves, undated then dated again
    QVERIFY(only(plan())->reason == Reason::New);
    QCOMPARE(only(plan())->generation, 3);
}

void TestPlanner::updatesOnlyWhatChanged() {
    standing(1);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    const Plan moved = plan();
    QVERIFY(only(moved)->verb == Verb::Update);
    QVERIFY(only(moved)->changes ==
            (std::vector<FieldChange>{{Field::Date, u"2026-05-04"_s, u"2026-05-06"_s}}));
    m_data.deliverables[0].description = u"Renamed"_s;
    std::vector<Field> fields;
    const Plan renamed = plan();
    for (const FieldChange& change : only(renamed)->changes)
        fields.push_back(change.field);
    QVERIFY(fields == (std::vector<Field>{Field::Subject, Field::Date, Field::Body}));
}

void TestPlanner::restrictedReadingRewritesNoBody() {
    m_data.people = {{1, u"Ann"_s, true}};
    m_data.links = {{1, 1, 1, u"Ann"_s, {}}};
    standing(1);
    m_data.people.clear(); // hidden from this account
    m_data.links.clear();
    QVERIFY(plan(true).actions.empty());
    QCOMPARE(plan(false).summary.update, 1);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    const Plan moved = plan(true);
    QCOMPARE(only(moved)->changes.size(), size_t(1));
    QCOMPARE(only(moved)->tag.bodyHash, m_events[0].tag->bodyHash);
    m_events[0].content.date = QDate(2026, 5, 6); // as if it were applied
    m_events[0].tag = only(moved)->tag;
    QVERIFY(plan(true).actions.empty());
    const Plan complete = plan(false);
    QVERIFY(only(complete)->changes.size() == 1 && only(complete)->changes[0].field == Field::Body);
}

void TestPlanner::incompleteReadingMakesNoPlan() {
    const Composer composer(m_profile, m_data, {});
    const auto whole = Reading<TrackerData>::complete(m_data);
    const auto broken =
        Reading<TrackerData>::incomplete(makeError(Error::Kind::Timeout, Error::Stage::Tracker, {}));
    const auto events = Reading<std::vector<CalendarEvent>>::complete({});
    const auto noEvents = Reading<std::vector<CalendarEvent>>::incomplete(
        makeError(Error::Kind::Forbidden, Error::Stage::Graph, {}));
    QVERIFY(makePlan({{}, {}, false, {}, {}, broken, composer, events, {}, {}, {}, {}}).error().kind ==
            Error::Kind::Timeout);
    QVERIFY(makePlan({{}, {}, false, {}, {}, whole, composer, noEvents, {}, {}, {}, {}}).error().kind ==
            Error::Kind::Forbidden);
    QVERIFY(broken.rows() == nullptr && !broken.deletionPermit());
}

void TestPlanner::offersLookAlikesOnce() {
    standing(1);
    m_events[0].tag.reset();
    Deliverable twin = m_data.deliverables[0];
    twin.id = 2; // the same project, title and date: legitimate
    m_data.deliverables.push_back(twin);
    const Plan offered = plan();
    QCOMPARE(offered.summary.adopt, 1);
    QCOMPARE(offered.summary.create, 2);
    QCOMPARE(offered.pending(), 2);
    m_adopt = true;
    const Plan taken = plan();
    QCOMPARE(taken.summary.adopt, 1);
    QCOMPARE(taken.summary.create, 1);
    QCOMPARE(taken.pending(), 2);
    m_events[0].hasAttendees = true; // taking it over would mail them
    QCOMPARE(plan().summary.adopt, 0);
}

void TestPlanner::touchesNoEventWithGuests() {
    standing(1);
    m_events[0].hasAttendees = true;
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    QVERIFY(only(plan())->verb == Verb::Blocked);
    QVERIFY(only(plan())->reason == Reason::PeopleInvited);
    m_data.deliverables[0].date.reset();
    QVERIFY(only(plan())->verb == Verb::Blocked);
    m_events[0].hasAttendees = false;
    m_events[0].recurring = true;
    QVERIFY(only(plan())->reason == Reason::MadeRecurring);
}

void TestPlanner::leavesWhatLeavesTheHorizon() {
    standing(1);
    m_profile.horizonFutureDays = 30;
    QVERIFY(plan().actions.empty());
}

void TestPlanner::retagsOnlyAConfirmedMove() {
    standing(1);
    m_events[0].tag->key.source = u"old.example"_s;
    m_unconfirmed = {u"old.example"_s};
    const Plan waiting = plan();
    QVERIFY(only(waiting)->verb == Verb::Blocked);
    QVERIFY(only(waiting)->reason == Reason::TrackerUnconfirmed);
    m_unconfirmed.clear();
    m_movedFrom = {u"old.example"_s};
    const Plan moved = plan();
    QVERIFY(only(moved)->verb == Verb::Update);
    QVERIFY(only(moved)->reason == Reason::TrackerMoved);
    QVERIFY(only(moved)->changes.empty());
    QCOMPARE(only(moved)->tag.key.source, u"tracker.example"_s);
    QCOMPARE(only(moved)->standing->key.source, u"old.example"_s);
}

void TestPlanner::otherTrackersWithTheSameIdsAreForeign() {
    standing(1);
    m_events[0].tag->key.source = u"staging.example"_s;
    const Plan made = plan();
    QCOMPARE(made.summary.create, 1);
    QCOMPARE(made.actions.size(), size_t(1));
    m_data.deliverables.clear();
    QVERIFY(plan().actions.empty());
}

QTEST_APPLESS_MAIN(TestPlanner)
#include "tst_planner.moc"
