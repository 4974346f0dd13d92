// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/guard.h"
#include "domain/planner.h"

#include <functional>

#include <QTest>

Q_DECLARE_METATYPE(milepost::SecondLook)

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPlanner : public QObject {
    Q_OBJECT

private slots:
    void init();
    void createsWhatIsMissing();
    void recreatesWhatWasDeletedByHand();
    void updatesOnlyWhatChanged();
    void showsAndKeepsAnEditByHand();
    void restoresAnEditWhenThePolicySaysSo();
    void putsBackWhatSomebodyChose();
    void whatCannotBeTouchedIsNotOffered();
    void bodyUnderOurOwnEtagIsOurs();
    void mergesEditAndChangeFieldByField();
    void overwritesNothingOnAGuess();
    void deletesOnTheGroundsOfLawTwoOnly_data();
    void deletesOnTheGroundsOfLawTwoOnly();
    void restrictedReadingDeletesNothing();
    void restrictedReadingRewritesNoBody();
    void incompleteReadingMakesNoPlan();
    void everyGroundIsAskedForAgain_data();
    void everyGroundIsAskedForAgain();
    void keepsTheOldestOfDuplicates();
    void editedCopiesAreBlocked_data();
    void editedCopiesAreBlocked();
    void noGroundTakesAnEditedCopy();
    void offersLookAlikesOnce();
    void touchesNoEventWithGuests();
    void leavesWhatLeavesTheHorizon();
    void retagsOnlyAConfirmedMove();
    void otherTrackersWithTheSameIdsAreForeign();
    void guardCounts_data();
    void guardCounts();

private:
    CalendarEvent standing(qint64 deliverable);
    void give(Reason ground);
    [[nodiscard]] Plan plan(bool restricted = false);
    [[nodiscard]] static const Action* only(const Plan& plan) {
        return plan.actions.size() == 1 ? &plan.actions.front() : nullptr;
    }

    Profile m_profile;
    TrackerData m_data;
    std::vector<CalendarEvent> m_events;
    std::vector<KnownEvent> m_known;
    SecondLook m_look;
    QStringList m_movedFrom;
    QStringList m_unconfirmed;
    Scope m_scope;
    bool m_adopt = false;
};

void TestPlanner::init() {
    m_profile = Profile{};
    m_profile.trackerUrl = u"https://tracker.example"_s;
    m_data = TrackerData{};
    m_data.projects = {{7, u"Bridge"_s, u"City"_s, {}, {}}};
    Deliverable row;
    row.id = 1;
    row.project = 7;
    row.description = u"Freeze"_s;
    row.date = QDate(2026, 5, 4);
    m_data.deliverables = {row};
    m_events.clear();
    m_known.clear();
    m_look = SecondLook{};
    m_movedFrom.clear();
    m_unconfirmed.clear();
    m_scope = Scope{};
    m_adopt = false;
}

CalendarEvent TestPlanner::standing(qint64 deliverable) {
    const Composer composer(m_profile, m_data, QDate(2026, 1, 1));
    Deliverable row = m_data.deliverables.front();
    row.id = deliverable;
    const auto desired = std::get<DesiredEvent>(composer.compose(row));
    CalendarEvent event;
    event.id = u"e%1"_s.arg(m_events.size());
    event.etag = u"w%1"_s.arg(m_events.size());
    event.content = desired.content;
    event.createdUtc = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addDays(qint64(m_events.size()));
    event.tag = desired.tag();
    m_events.push_back(event);
    return event;
}

Plan TestPlanner::plan(bool restricted) {
    const auto tracker = restricted ? Reading<TrackerData>::restricted(m_data, u"role is user"_s)
                                    : Reading<TrackerData>::complete(m_data);
    const auto existing = Reading<std::vector<CalendarEvent>>::complete(m_events);
    const Composer composer(m_profile, m_data, QDate(2026, 1, 1));
    const PlanInput input{{u"p"_s, u"tracker.example"_s, u"m"_s, u"c"_s, u"id"_s},
                          m_scope,
                          m_adopt,
                          m_profile.driftPolicy,
                          {},
                          tracker,
                          composer,
                          existing,
                          m_known,
                          m_look,
                          m_movedFrom,
                          m_unconfirmed};
    return *makePlan(input);
}

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

void TestPlanner::showsAndKeepsAnEditByHand() {
    standing(1);
    m_events[0].content.date = QDate(2026, 5, 8);
    const Plan shown = plan();
    QVERIFY(only(shown)->verb == Verb::Drift);
    QVERIFY(only(shown)->changes ==
            (std::vector<FieldChange>{{Field::Date, u"2026-05-04"_s, u"2026-05-08"_s}}));
    QCOMPARE(shown.pending(), 0);
    m_profile.driftPolicy = DriftPolicy::Keep;
    QVERIFY(plan().actions.empty());
    QCOMPARE(plan().summary.unchanged, 1);
}

void TestPlanner::restoresAnEditWhenThePolicySaysSo() {
    standing(1);
    m_events[0].content.date = QDate(2026, 5, 8);
    m_profile.driftPolicy = DriftPolicy::Restore;
    const Plan restored = plan();
    QVERIFY(only(restored)->verb == Verb::Update);
    QVERIFY(only(restored)->reason == Reason::DriftRestored);
    QVERIFY(only(restored)->changes ==
            (std::vector<FieldChange>{{Field::Date, u"2026-05-08"_s, u"2026-05-04"_s}}));
}

void TestPlanner::putsBackWhatSomebodyChose() {
    const CalendarEvent sent = standing(1);
    m_known = {{sent.tag->key, sent.id, 0, true, sent.content, bodyHash(sent.content.body)}};
    m_events[0].content.categories = {u"Red"_s};     // by hand
    m_data.deliverables[0].date = QDate(2026, 5, 6); // in the tracker
    const Plan shown = plan();
    QCOMPARE(shown.putBacks.size(), size_t{1});
    const Plan chosen = puttingBack(shown, {sent.tag->key});
    QCOMPARE(chosen.actions.size(), size_t{1}); // in place of the change and of the drift
    QCOMPARE(chosen.summary.update, 1);
    QCOMPARE(chosen.summary.drift, 0);
    // As the policy would do it, to the letter: a plan made afresh with the same choice agrees.
    m_profile.driftPolicy = DriftPolicy::Restore;
    const Plan restored = plan();
    QCOMPARE(toJson(chosen).value(u"actions"_s), toJson(restored).value(u"actions"_s));
    QVERIFY(restored.putBacks.empty());
    const EventKey other{sent.tag->key.source, 77, {}};
    QCOMPARE(toJson(puttingBack(shown, {other})), toJson(shown));
}

void TestPlanner::whatCannotBeTouchedIsNotOffered() {
    standing(1);
    m_events[0].content.date = QDate(2026, 5, 8);
    QCOMPARE(plan().putBacks.size(), size_t{1});
    m_events[0].hasAttendees = true; // a change would mail them (law 5)
    QVERIFY(plan().putBacks.empty());
    QCOMPARE(plan().summary.drift, 1);
}

void TestPlanner::bodyUnderOurOwnEtagIsOurs() {
    const CalendarEvent sent = standing(1);
    m_events[0].content.body = u"<html>"_s + sent.content.body + u"</html>"_s; // as a listing shows it
    m_known = {{sent.tag->key, sent.id, 0, true, sent.content, bodyHash(sent.content.body), sent.etag}};
    m_events[0].tag->bodyHash = u"01234567"_s; // what was sent is told from what is shown by nothing else
    m_events[0].tag->contentHash = contentHash(sent.content, u"01234567"_s);
    QCOMPARE(plan().summary.drift, 0);
    m_events[0].etag = u"moved"_s; // somebody wrote to it, and the body looks like none of ours
    QCOMPARE(plan().summary.drift, 1);
    m_known[0].bodyEcho = bodyHash(m_events[0].content.body); // as learnt from an earlier listing
    QCOMPARE(plan().summary.drift, 0);
}

void TestPlanner::mergesEditAndChangeFieldByField() {
    const CalendarEvent sent = standing(1);
    m_known = {{sent.tag->key, sent.id, 0, true, sent.content, bodyHash(sent.content.body)}};
    m_events[0].content.categories = {u"Red"_s};     // by hand
    m_data.deliverables[0].date = QDate(2026, 5, 6); // in the tracker
    const Plan merged = plan();
    QCOMPARE(merged.summary.update, 1);
    QCOMPARE(merged.summary.drift, 1);
    for (const Action& action : merged.actions)
        QVERIFY(action.changes.front().field ==
                (action.verb == Verb::Update ? Field::Date : Field::Categories));
}

void TestPlanner::overwritesNothingOnAGuess() {
    standing(1); // written by another machine: nothing is known here
    m_events[0].content.date = QDate(2026, 5, 8);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    const Plan guess = plan();
    QCOMPARE(guess.pending(), 0);
    QCOMPARE(guess.summary.drift, 1);
}

void TestPlanner::deletesOnTheGroundsOfLawTwoOnly_data() {
    QTest::addColumn<int>("ground");
    QTest::newRow("undated") << int(Reason::NoDate);
    QTest::newRow("completed") << int(Reason::Completed);
    QTest::newRow("inactive") << int(Reason::InactiveProject);
    QTest::newRow("vanished") << int(Reason::Vanished);
}

/// The listing gives the ground; the second look is made to agree.
void TestPlanner::give(Reason ground) {
    m_profile.completedPolicy = CompletedPolicy::Remove;
    Deliverable& row = m_data.deliverables[0];
    m_look = SecondLook{};
    if (ground == Reason::NoDate)
        row.date.reset();
    else if (ground == Reason::Completed)
        row.completed = true;
    else if (ground == Reason::InactiveProject)
        m_data.projects.clear();
    m_look.deliverables = {{1, row}};
    m_look.activeProjects = {{7, false}};
    if (ground == Reason::Vanished) {
        m_data.deliverables.clear();
        m_look.deliverables = {{1, std::nullopt}};
    }
}

void TestPlanner::deletesOnTheGroundsOfLawTwoOnly() {
    QFETCH(int, ground);
    standing(1);
    give(Reason(ground));
    const Plan made = plan();
    QVERIFY(only(made)->verb == Verb::Delete);
    QCOMPARE(int(only(made)->reason), ground);
    QCOMPARE(made.ownInScope, 1);
    QVERIFY(unconfirmedDeliverables(made).empty());
    m_scope.deliverables = {2}; // outside the scope nothing happens
    QVERIFY(plan().actions.empty());
    QCOMPARE(plan().ownInScope, 0);
}

void TestPlanner::everyGroundIsAskedForAgain_data() {
    QTest::addColumn<int>("ground");
    QTest::addColumn<SecondLook>("look");
    Deliverable there;
    there.id = 1;
    there.project = 7;
    there.date = QDate(2026, 5, 4);
    Deliverable undated = there;
    undated.date.reset();
    Deliverable elsewhere = there;
    elsewhere.project = 8;
    const auto row = [](const char* name, Reason ground, const SecondLook& look) {
        QTest::newRow(name) << int(ground) << look;
    };
    for (const Reason ground : {Reason::NoDate, Reason::Completed, Reason::InactiveProject, Reason::Vanished})
        row(qPrintable(toString(ground) + u", not asked"_s), ground, {});
    row("undated, has a date", Reason::NoDate, {{{1, there}}, {}});
    row("undated, gone", Reason::NoDate, {{{1, std::nullopt}}, {}});
    row("completed, open again", Reason::Completed, {{{1, there}}, {}});
    row("completed, undated instead", Reason::Completed, {{{1, undated}}, {}});
    row("inactive, project not asked", Reason::InactiveProject, {{{1, there}}, {}});
    row("inactive, project active", Reason::InactiveProject, {{{1, there}}, {{7, true}}});
    row("inactive, moved to another project", Reason::InactiveProject, {{{1, elsewhere}}, {{7, false}}});
    row("inactive, gone", Reason::InactiveProject, {{{1, std::nullopt}}, {{7, false}}});
    row("vanished, exists", Reason::Vanished, {{{1, there}}, {}});
}

void TestPlanner::everyGroundIsAskedForAgain() {
    QFETCH(int, ground);
    QFETCH(SecondLook, look);
    standing(1);
    give(Reason(ground));
    m_look = look;
    const Plan made = plan();
    QVERIFY(only(made) && only(made)->verb == Verb::Blocked);
    QVERIFY(only(made)->reason == Reason::NotConfirmed);
    QVERIFY2(only(made)->note.startsWith(toString(Reason(ground))), qPrintable(only(made)->note));
    QVERIFY(unconfirmedDeliverables(made) == std::set<qint64>{1});
}

void TestPlanner::restrictedReadingDeletesNothing() {
    standing(1);
    m_data.projects.clear(); // hidden from this account, or inactive: nobody can tell
    const Plan made = plan(true);
    QVERIFY(only(made)->verb == Verb::Blocked);
    QVERIFY(only(made)->reason == Reason::RestrictedReading);
    QVERIFY(only(made)->note.contains(u"role is user"_s));
    m_data.projects = {{7, u"Bridge"_s, u"City"_s, {}, {}}};
    standing(1); // a duplicate may not go either
    QCOMPARE(plan(true).summary.remove, 0);
    QCOMPARE(plan(false).summary.remove, 1);
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

void TestPlanner::keepsTheOldestOfDuplicates() {
    standing(1);
    standing(1);
    standing(1);
    std::swap(m_events[0], m_events[2]);
    const Plan made = plan();
    QCOMPARE(made.summary.remove, 2);
    for (const Action& action : made.actions) {
        QVERIFY(action.reason == Reason::Duplicate);
        QVERIFY(action.eventId() != u"e0"_s);
    }
}

void TestPlanner::editedCopiesAreBlocked_data() {
    QTest::addColumn<std::function<void(EventContent&)>>("edit");
    using Edit = std::function<void(EventContent&)>;
    QTest::newRow("subject") << Edit([](EventContent& c) { c.subject += u" (mine)"_s; });
    QTest::newRow("date") << Edit([](EventContent& c) { c.date = QDate(2026, 6, 1); });
    QTest::newRow("length") << Edit([](EventContent& c) { c.days = 2; });
    QTest::newRow("timed") << Edit([](EventContent& c) { c.allDay = false; });
    QTest::newRow("show as") << Edit([](EventContent& c) { c.showAs = ShowAs::Busy; });
    QTest::newRow("reminder") << Edit([](EventContent& c) { c.reminderMinutes = 5; });
    QTest::newRow("categories") << Edit([](EventContent& c) { c.categories = {u"Red"_s}; });
    QTest::newRow("body") << Edit([](EventContent& c) { c.body += u"\nBring the plans"_s; });
}

void TestPlanner::editedCopiesAreBlocked() {
    QFETCH(std::function<void(EventContent&)>, edit);
    standing(1);
    standing(1);
    edit(m_events[1].content);
    const Plan made = plan();
    QVERIFY(only(made) && only(made)->verb == Verb::Blocked);
    QVERIFY(only(made)->reason == Reason::EditedCopy);
    QCOMPARE(only(made)->eventId(), u"e1"_s);
    edit(m_events[0].content); // the copy was made after the edit: what it says stands in the other, too
    QCOMPARE(plan().summary.remove, 1);
    QCOMPARE(plan().summary.blocked, 0);
}

void TestPlanner::noGroundTakesAnEditedCopy() {
    const CalendarEvent sent = standing(1);
    standing(1);
    m_events[1].content.subject += u" (mine)"_s;
    give(Reason::Vanished);
    const Plan both = plan();
    QCOMPARE(both.summary.remove, 1);
    QCOMPARE(both.summary.blocked, 1);
    m_events.erase(m_events.begin()); // as if it were applied
    m_known = {{sent.tag->key, sent.id, 0, false, sent.content, {}}};
    QVERIFY(only(plan())->reason == Reason::EditedCopy);
    m_events[0].content = sent.content;
    QVERIFY(only(plan())->reason == Reason::Vanished);
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
    QCOMPARE(only(moved)->standingKey.source, u"old.example"_s);
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

void TestPlanner::guardCounts_data() {
    QTest::addColumn<int>("own");
    QTest::addColumn<int>("allowed");
    QTest::addColumn<int>("five");
    QTest::addColumn<int>("half");
    QTest::newRow("few") << 20 << 10 << 5 << 10;
    QTest::newRow("many") << 1000 << 200 << 5 << 500;
    QTest::newRow("rounded down") << 99 << 19 << 5 << 49;
    QTest::newRow("none") << 0 << 10 << 5 << 0;
}

void TestPlanner::guardCounts() {
    QFETCH(int, own);
    QTEST(allowedDeletions(own, std::nullopt), "allowed");
    QTEST(allowedDeletions(own, DeletionLimit{5, DeletionLimit::Unit::Events}), "five");
    QTEST(allowedDeletions(own, DeletionLimit{50, DeletionLimit::Unit::Percent}), "half");
    Plan made;
    made.ownInScope = own;
    made.summary.remove = allowedDeletions(own, std::nullopt);
    QVERIFY(checkGuard(made, std::nullopt));
    ++made.summary.remove;
    QCOMPARE(checkGuard(made, std::nullopt).error().code, u"guard-refused"_s);
}

QTEST_APPLESS_MAIN(TestPlanner)
#include "tst_planner.moc"
