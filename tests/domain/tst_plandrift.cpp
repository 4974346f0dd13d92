// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plannertest.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What somebody edited in the calendar.
class TestPlanDrift : public PlannerTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void showsAndKeepsAnEditByHand();
    void restoresAnEditWhenThePolicySaysSo();
    void putsBackWhatSomebodyChose();
    void whatCannotBeTouchedIsNotOffered();
    void bodyUnderOurOwnEtagIsOurs();
    void mergesEditAndChangeFieldByField();
    void overwritesNothingOnAGuess();
};

void TestPlanDrift::showsAndKeepsAnEditByHand() {
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

void TestPlanDrift::restoresAnEditWhenThePolicySaysSo() {
    standing(1);
    m_events[0].content.date = QDate(2026, 5, 8);
    m_profile.driftPolicy = DriftPolicy::Restore;
    const Plan restored = plan();
    QVERIFY(only(restored)->verb == Verb::Update);
    QVERIFY(only(restored)->reason == Reason::DriftRestored);
    QVERIFY(only(restored)->changes ==
            (std::vector<FieldChange>{{Field::Date, u"2026-05-08"_s, u"2026-05-04"_s}}));
}

void TestPlanDrift::putsBackWhatSomebodyChose() {
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

void TestPlanDrift::whatCannotBeTouchedIsNotOffered() {
    standing(1);
    m_events[0].content.date = QDate(2026, 5, 8);
    QCOMPARE(plan().putBacks.size(), size_t{1});
    m_events[0].hasAttendees = true; // a change would mail them (law 5)
    QVERIFY(plan().putBacks.empty());
    QCOMPARE(plan().summary.drift, 1);
}

void TestPlanDrift::bodyUnderOurOwnEtagIsOurs() {
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

void TestPlanDrift::mergesEditAndChangeFieldByField() {
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

void TestPlanDrift::overwritesNothingOnAGuess() {
    standing(1); // written by another machine: nothing is known here
    m_events[0].content.date = QDate(2026, 5, 8);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    const Plan guess = plan();
    QCOMPARE(guess.pending(), 0);
    QCOMPARE(guess.summary.drift, 1);
}

QTEST_APPLESS_MAIN(TestPlanDrift)
#include "tst_plandrift.moc"
