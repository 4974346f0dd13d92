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
    void editsAreTheThreeTexts();
    void keepHoldsUntilTheTrackerWantsSomethingElse();
    void anIgnoredFieldBelongsToPeople();
    void restoreTakesBackExactlyThatEdit();
    void decisionsGoBeforeThePolicy();
    void aDeletedEventIsListedAndMadeAgain();
    void whatWeDeletedOurselvesIsNoEdit();
    void aDeletedEventStaysAwayUntilTheTrackerMovesIt();
    void anIgnoredEventStaysAwayForGood();
    void aDecisionAboutOneDeletionIsNoneAboutTheNext();
    void aMovedEventNamesItsCalendar();

private:
    /// A known event, and its date edited by hand.
    void editDate(QDate date) {
        const CalendarEvent sent = standing(1);
        m_known = {{sent.tag->key, sent.id, 0, true, sent.content, bodyHash(sent.content.body)}};
        m_events[0].content.date = date;
    }
    /// A known event, taken out of the calendar by hand.
    CalendarEvent takeAway() {
        const CalendarEvent sent = standing(1);
        m_known = {{sent.tag->key, sent.id, 2, true, sent.content, bodyHash(sent.content.body)}};
        m_events.clear();
        return sent;
    }
    void decide(DriftDecision::Kind kind) {
        const HandEdit edit = plan().edits.at(0);
        for (const DriftedField& field : edit.fields)
            m_decisions[{edit.key, field.field}] = decisionAbout(field, kind);
    }
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

void TestPlanDrift::editsAreTheThreeTexts() {
    editDate(QDate(2026, 5, 8));
    m_events[0].content.categories = {u"Red"_s};
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    const std::vector<HandEdit> edits = plan().edits;
    QCOMPARE(edits.size(), size_t{1});
    const std::vector<DriftedField> expected{
        {Field::Date, u"2026-05-04"_s, u"2026-05-06"_s, u"2026-05-08"_s, {}},
        {Field::Categories, u"Workload Tracker"_s, u"Workload Tracker"_s, u"Red"_s, {}}};
    QVERIFY(edits[0].fields == expected);
    m_known.clear(); // of another machine's event nobody knows what was sent
    const std::vector<HandEdit> another = plan().edits;
    for (const DriftedField& field : another.at(0).fields)
        QVERIFY(!field.original);
}

void TestPlanDrift::keepHoldsUntilTheTrackerWantsSomethingElse() {
    editDate(QDate(2026, 5, 8));
    decide(DriftDecision::Kind::Keep);
    QVERIFY(plan().actions.empty());
    QCOMPARE(plan().summary.unchanged, 1);
    QVERIFY(plan().edits.at(0).fields.at(0).decided == DriftDecision::Kind::Keep);
    m_events[0].content.date = QDate(2026, 5, 9); // theirs again, and as welcome
    QVERIFY(plan().actions.empty());
    m_data.deliverables[0].description = u"Thaw"_s; // another field goes on
    QCOMPARE(plan().summary.update, 1);
    QCOMPARE(plan().summary.drift, 0);
    const Plan another = plan();
    for (const FieldChange& change : only(another)->changes)
        QVERIFY(change.field != Field::Date);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    QCOMPARE(plan().summary.drift, 1); // to be decided once more
    QVERIFY(!plan().edits.at(0).fields.at(0).decided);
}

void TestPlanDrift::anIgnoredFieldBelongsToPeople() {
    editDate(QDate(2026, 5, 8));
    decide(DriftDecision::Kind::Ignore);
    QVERIFY(plan().actions.empty());
    m_events[0].content.date = QDate(2026, 6, 1);
    QVERIFY(plan().actions.empty());
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    m_data.deliverables[0].description = u"Thaw"_s;
    const Plan both = plan();
    QVERIFY(only(both)->verb == Verb::Update);
    for (const FieldChange& change : only(both)->changes)
        QVERIFY(change.field != Field::Date);
}

void TestPlanDrift::restoreTakesBackExactlyThatEdit() {
    editDate(QDate(2026, 5, 8));
    decide(DriftDecision::Kind::Restore);
    const Plan restored = plan();
    QVERIFY(only(restored)->verb == Verb::Update && only(restored)->reason == Reason::DriftRestored);
    QVERIFY(only(restored)->changes ==
            (std::vector<FieldChange>{{Field::Date, u"2026-05-08"_s, u"2026-05-04"_s}}));
    m_events[0].content.date = QDate(2026, 5, 9); // edited once more: nobody decided about that
    QVERIFY(only(plan())->verb == Verb::Drift);
}

void TestPlanDrift::decisionsGoBeforeThePolicy() {
    editDate(QDate(2026, 5, 8));
    decide(DriftDecision::Kind::Keep);
    m_profile.driftPolicy = DriftPolicy::Restore;
    QVERIFY(plan().actions.empty());
    decide(DriftDecision::Kind::Restore);
    m_profile.driftPolicy = DriftPolicy::Keep;
    QVERIFY(only(plan())->verb == Verb::Update);
    m_decisions.clear();
    QVERIFY(plan().actions.empty());
}

void TestPlanDrift::aDeletedEventIsListedAndMadeAgain() {
    const CalendarEvent sent = takeAway();
    m_data.deliverables[0].date = QDate(2026, 5, 6); // in the tracker, meanwhile
    for (const DriftPolicy policy : {DriftPolicy::Show, DriftPolicy::Keep, DriftPolicy::Restore}) {
        m_profile.driftPolicy = policy;
        const Plan gone = plan();
        QVERIFY(only(gone)->verb == Verb::Create);
        QVERIFY(only(gone)->reason == Reason::DeletedInOutlook);
        QCOMPARE(only(gone)->generation, 3);
        QCOMPARE(gone.edits.size(), size_t{1});
        const HandEdit& edit = gone.edits[0];
        QVERIFY(edit.kind() == HandEdit::Kind::Deleted);
        QVERIFY(edit.key == sent.tag->key);
        QCOMPARE(edit.date, QDate(2026, 5, 4));
        QCOMPARE(edit.fields.size(), size_t{1});
        QCOMPARE(*edit.fields[0].original, u"2026-05-04  "_s + sent.content.subject);
        QVERIFY(edit.fields[0].ours.startsWith(u"2026-05-06  "_s));
        QCOMPARE(edit.fields[0].theirs, QString());
        QVERIFY(!edit.fields[0].decided);
    }
}

void TestPlanDrift::whatWeDeletedOurselvesIsNoEdit() {
    takeAway();
    m_known[0].present = false;
    QVERIFY(plan().edits.empty());
    QCOMPARE(plan().summary.create, 1);
    m_known[0].present = true;
    m_data.deliverables[0].date = {}; // nor what the tracker no longer wants
    QVERIFY(plan().edits.empty());
    QVERIFY(plan().actions.empty());
}

void TestPlanDrift::aDeletedEventStaysAwayUntilTheTrackerMovesIt() {
    takeAway();
    decide(DriftDecision::Kind::Keep);
    m_profile.driftPolicy = DriftPolicy::Restore; // a decision goes before the policy
    QVERIFY(plan().actions.empty());
    QCOMPARE(plan().summary.unchanged, 1);
    QVERIFY(plan().edits.at(0).fields.at(0).decided == DriftDecision::Kind::Keep);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    QCOMPARE(plan().summary.create, 1);
    QVERIFY(!plan().edits.at(0).fields.at(0).decided);
}

void TestPlanDrift::anIgnoredEventStaysAwayForGood() {
    takeAway();
    decide(DriftDecision::Kind::Ignore);
    m_data.deliverables[0].date = QDate(2026, 5, 6);
    QVERIFY(plan().actions.empty());
    m_decisions.clear();
    QCOMPARE(plan().summary.create, 1);
}

void TestPlanDrift::aDecisionAboutOneDeletionIsNoneAboutTheNext() {
    takeAway();
    decide(DriftDecision::Kind::Restore);
    QVERIFY(plan().edits.at(0).fields.at(0).decided == DriftDecision::Kind::Restore);
    QCOMPARE(plan().summary.create, 1);
    m_known[0].eventId = u"made again"_s; // and deleted once more
    QVERIFY(!plan().edits.at(0).fields.at(0).decided);
}

void TestPlanDrift::aMovedEventNamesItsCalendar() {
    const CalendarEvent sent = takeAway();
    m_elsewhere = {{sent.id, u"Holidays"_s}};
    QVERIFY(plan().edits.at(0).kind() == HandEdit::Kind::Moved);
    QCOMPARE(plan().edits.at(0).fields.at(0).theirs, u"Holidays"_s);
    QCOMPARE(plan().summary.create, 1);
    decide(DriftDecision::Kind::Keep);
    QVERIFY(plan().actions.empty());
    m_elsewhere.clear(); // and deleted there
    QVERIFY(plan().edits.at(0).kind() == HandEdit::Kind::Deleted);
    QVERIFY(plan().actions.empty());
}

QTEST_APPLESS_MAIN(TestPlanDrift)
#include "tst_plandrift.moc"
