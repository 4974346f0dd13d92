// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/guard.h"
#include "plannertest.h"

#include <functional>

Q_DECLARE_METATYPE(milepost::SecondLook)

using namespace milepost;
using namespace Qt::StringLiterals;

/// When an event may go, and which.
class TestPlanDeletions : public PlannerTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void deletesOnTheGroundsOfLawTwoOnly_data();
    void deletesOnTheGroundsOfLawTwoOnly();
    void restrictedReadingDeletesNothing();
    void everyGroundIsAskedForAgain_data();
    void everyGroundIsAskedForAgain();
    void keepsTheOldestOfDuplicates();
    void editedCopiesAreBlocked_data();
    void editedCopiesAreBlocked();
    void noGroundTakesAnEditedCopy();
    void guardCounts_data();
    void guardCounts();

private:
    void give(Reason ground);
};

/// The listing gives the ground; the second look is made to agree.
void TestPlanDeletions::give(Reason ground) {
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

void TestPlanDeletions::deletesOnTheGroundsOfLawTwoOnly_data() {
    QTest::addColumn<int>("ground");
    QTest::newRow("undated") << int(Reason::NoDate);
    QTest::newRow("completed") << int(Reason::Completed);
    QTest::newRow("inactive") << int(Reason::InactiveProject);
    QTest::newRow("vanished") << int(Reason::Vanished);
}

void TestPlanDeletions::deletesOnTheGroundsOfLawTwoOnly() {
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

void TestPlanDeletions::everyGroundIsAskedForAgain_data() {
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

void TestPlanDeletions::everyGroundIsAskedForAgain() {
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

void TestPlanDeletions::restrictedReadingDeletesNothing() {
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

void TestPlanDeletions::keepsTheOldestOfDuplicates() {
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

void TestPlanDeletions::editedCopiesAreBlocked_data() {
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

void TestPlanDeletions::editedCopiesAreBlocked() {
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

void TestPlanDeletions::noGroundTakesAnEditedCopy() {
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

void TestPlanDeletions::guardCounts_data() {
    QTest::addColumn<int>("own");
    QTest::addColumn<int>("allowed");
    QTest::addColumn<int>("five");
    QTest::addColumn<int>("half");
    QTest::newRow("few") << 20 << 10 << 5 << 10;
    QTest::newRow("many") << 1000 << 200 << 5 << 500;
    QTest::newRow("rounded down") << 99 << 19 << 5 << 49;
    QTest::newRow("none") << 0 << 10 << 5 << 0;
}

void TestPlanDeletions::guardCounts() {
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

QTEST_APPLESS_MAIN(TestPlanDeletions)
#include "tst_plandeletions.moc"
