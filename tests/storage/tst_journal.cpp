// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Runs, what they set out to do, and what a profile remembers of its services.
class TestJournal : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void givesARunBackAsItWasBegunAndFinished() {
        RunStart start = someRun();
        start.purpose = {PlanPurpose::Kind::Revert, 7};
        Scope scope;
        scope.search = u"bridge"_s;
        start.wish = RunWish{scope, true, {keyOf(3)}, true};
        start.who = u"anna@ws-17"_s;
        start.resumes = 5;
        const auto id = m_journal->beginRun(start, {keyOf(1), keyOf(2)});
        QVERIFY(id);
        const RunEnd end{RunStatus::Partial, QJsonObject{{u"created"_s, 3}},
                         QJsonArray{QJsonObject{{u"key"_s, u"k"_s}}}, m_clock.utcNow(), u"offline"_s};
        QVERIFY(m_journal->finishRun(*id, end));
        reopen();
        QCOMPARE(*m_journal->planned(*id), (std::vector{keyOf(1), keyOf(2)}));
        const auto runs = m_journal->runs(10);
        QVERIFY(runs);
        QCOMPARE(runs->size(), 1U);
        QCOMPARE(runs->front().start, start);
        QVERIFY(runs->front().status == RunStatus::Partial);
        QCOMPARE(runs->front().summary, end.summary);
        QCOMPARE(runs->front().failures, end.failures);
        QCOMPARE(runs->front().why, u"offline"_s);
        QCOMPARE(runs->front().finishedUtc, std::optional(end.finishedUtc));
    }

    void knowsWhereEventsWereWrittenAsLongAsOneStands() {
        const WrittenPlace place{u"c"_s, u"r"_s, u"id"_s, u"ann@x"_s, u""_s, {3, 5}};
        KnownEvent event;
        event.key = keyOf(1);
        event.key.recipient = u"r"_s;
        event.eventId = u"e"_s;
        const QString source = event.key.source;
        QVERIFY(m_journal->rememberPlaces(source, {place, {u"d"_s, {}, u"id"_s, {}, u"n"_s, {}}}));
        QVERIFY(m_journal->places(source)->empty()); // nothing is known to stand there
        event.present = true;
        QVERIFY(m_journal->remember(event, u"c"_s));
        reopen();
        QCOMPARE(*m_journal->places(source), std::vector{place});
        QVERIFY(m_journal->places(u"other"_s)->empty());
        WrittenPlace renamed = place;
        renamed.address = u"lee@x"_s;
        QVERIFY(m_journal->rememberPlaces(source, {renamed}));
        QCOMPARE(*m_journal->places(source), std::vector{renamed});
        QVERIFY(m_journal->forgetPlace(source, renamed));
        QVERIFY(m_journal->places(source)->empty());
    }

    void aRefusalThatRepeatsIsOneRow() {
        RunEnd end{RunStatus::Refused, {}, {}, m_clock.utcNow(), u"frozen"_s};
        QVERIFY(m_journal->noteRefusal(someRun(), end));
        end.finishedUtc = end.finishedUtc.addSecs(60);
        QVERIFY(m_journal->noteRefusal(someRun(), end));
        QCOMPARE(m_journal->runs(9)->size(), 1U);
        QCOMPARE(m_journal->runs(9)->front().finishedUtc, std::optional(end.finishedUtc));
        QVERIFY(m_journal->runs(9)->front().status == RunStatus::Refused);
        end.why = u"read-only"_s;
        QVERIFY(m_journal->noteRefusal(someRun(), end));
        QCOMPARE(m_journal->runs(9)->size(), 2U);
    }

    void findsTheRunThatWasCutOff() {
        const auto run = [](qint64 id, RunStatus status, qint64 resumes = 0) {
            RunRecord record;
            record.id = {id};
            record.status = status;
            record.start.wish = RunWish{};
            record.start.resumes = resumes;
            return record;
        };
        const auto found = [](const std::vector<RunRecord>& newestFirst) {
            const RunRecord* cut = cutOff(newestFirst);
            return cut == nullptr ? 0 : cut->id.value;
        };
        using enum RunStatus;
        QCOMPARE(found({}), 0);
        QCOMPARE(found({run(2, Interrupted), run(1, Succeeded)}), 2);
        QCOMPARE(found({run(2, Refused), run(1, Cancelled)}), 1);
        QCOMPARE(found({run(2, Running), run(1, Interrupted)}), 0);
        QCOMPARE(found({run(2, Succeeded), run(1, Interrupted)}), 0); // of everything
        QCOMPARE(found({run(2, Succeeded, 1), run(1, Interrupted)}), 0);
        QCOMPARE(found({run(2, RunStatus::Failed, 1), run(1, Interrupted)}), 2);
        RunRecord part = run(2, Succeeded);
        part.start.wish->isPart = true;
        QCOMPARE(found({part, run(1, Partial)}), 1);
        part.start.resumes = 1;
        QCOMPARE(found({part, run(1, Partial)}), 0);
        RunRecord undo = run(3, Succeeded);
        undo.start.purpose = {PlanPurpose::Kind::Revert, 2};
        QCOMPARE(found({undo, run(2, Cancelled)}), 0);
        QCOMPARE(found({undo, run(2, Succeeded), run(1, Cancelled)}), 0);
        undo.start.purpose.run = 1;
        QCOMPARE(found({undo, run(2, Cancelled)}), 2);
        undo.status = RunStatus::Failed;
        QCOMPARE(found({undo, run(1, Cancelled)}), 3);
        RunRecord letGo = run(2, Succeeded);
        letGo.start.purpose = {PlanPurpose::Kind::RemoveAll};
        QCOMPARE(found({letGo, run(1, Interrupted)}), 0);
        RunRecord old = run(1, Interrupted);
        old.start.wish.reset(); // nobody knows what it was asked for
        QCOMPARE(found({old}), 0);
    }

    void listsTheNewestRunsFirstUpToTheLimit() {
        for (int i = 0; i < 5; ++i)
            QVERIFY(m_journal->beginRun(someRun()));
        const auto runs = m_journal->runs(2);
        QVERIFY(runs);
        QCOMPARE(runs->size(), 2U);
        QCOMPARE(runs->at(0).id.value, 5);
        QCOMPARE(runs->at(1).id.value, 4);
    }

    void anOpenRunIsRunningWhileItsLockIsHeldAndInterruptedAfterwards() {
        {
            const auto lock = m_journal->lock();
            QVERIFY(lock);
            QVERIFY(m_journal->beginRun(someRun()));
            QVERIFY(m_journal->beginRun(someRun()));
            QVERIFY(m_journal->runs(9)->at(0).status == RunStatus::Running);
            QVERIFY(m_journal->runs(9)->at(1).status == RunStatus::Interrupted);
        }
        QVERIFY(m_journal->runs(9)->at(0).status == RunStatus::Interrupted);
        QVERIFY(m_journal->run(RunId{2})->run.status == RunStatus::Interrupted);
    }

    void namesARunThatIsNotThere() {
        const auto missing = m_journal->run(RunId{77});
        QVERIFY(!missing);
        QVERIFY(missing.error().kind == Error::Kind::NotFound);
        const auto finished = m_journal->finishRun(RunId{77}, {});
        QVERIFY(!finished);
        QVERIFY(finished.error().kind == Error::Kind::Bug);
    }

    void anIntentComesBackWholeWithItsRun() {
        const RunId run = *m_journal->beginRun(someRun());
        Intent intent = createOf(run, 9'007'199'254'740'993LL); // beyond what a double holds
        intent.key.recipient = u"00000000-0000-0000-0000-000000000001"_s;
        intent.generation = 3;
        intent.tagBefore = Tag{intent.key, u"0123456789abcdef"_s, u"01234567"_s};
        intent.tagAfter = Tag{intent.key, u"fedcba9876543210"_s, u"76543210"_s};
        intent.fields = {Field::Subject, Field::Body};
        const auto id = m_journal->intend(intent);
        QVERIFY(id);
        const auto details = m_journal->run(run);
        QVERIFY(details);
        QCOMPARE(details->actions.size(), 1U);
        const IntentRecord& record = details->actions.front();
        QCOMPARE(record.id, *id);
        QCOMPARE(record.intent, intent);
        QVERIFY(record.state == IntentState::Open);
        QCOMPARE(record.intendedUtc, m_clock.utcNow());
        QVERIFY(!record.settledUtc);
    }

    void aDoubtfulIntentCanBeSettledOnceMoreAndThenNeverAgain() {
        const RunId run = *m_journal->beginRun(someRun());
        const auto id = m_journal->intend(createOf(run, 1));
        QVERIFY(m_journal->settle(*id, {IntentState::Doubtful, {}, {}, {}}));
        QVERIFY(m_journal->settle(*id, {IntentState::Done, u"event-A"_s, {}, {}}));
        const auto again = m_journal->settle(*id, {IntentState::Failed, {}, {}, {}});
        QVERIFY(!again);
        QVERIFY(again.error().kind == Error::Kind::Bug);
        QVERIFY(m_journal->known(k_source, k_calendar)->front().present);
    }

    void settlesAllOrNone() {
        const RunId run = *m_journal->beginRun(someRun());
        const auto first = m_journal->intend(createOf(run, 1));
        QVERIFY(first);
        QVERIFY(m_journal->intend(createOf(run, 2)));
        const Outcome done{IntentState::Done, u"event"_s, {}, {}};
        QVERIFY(!m_journal->settleAll({{*first, done}, {IntentId{999}, done}}));
        QCOMPARE(m_journal->openIntents(k_calendar)->size(), 2U);
        QVERIFY(m_journal->known(k_source, k_calendar)->empty());
    }

    void refusesAnIntentOfARunThatNeverBegan() {
        const auto id = m_journal->intend(createOf(RunId{42}, 1));
        QVERIFY(!id);
        QVERIFY(id.error().kind == Error::Kind::Storage);
    }

    void remembersEarlierAddressesWhenAChangedOneIsAccepted() {
        QCOMPARE(*m_journal->acceptedView(), std::nullopt);
        const auto view = [](const QString& source) { return TrackerView{source, u"ann"_s, u"manager"_s}; };
        for (const QString& source : {u"one"_s, u"one"_s, u"two"_s, u"three"_s})
            QVERIFY(m_journal->acceptView(view(source)));
        QCOMPARE(*m_journal->acceptedView(), std::optional(view(u"three"_s)));
        QCOMPARE(*m_journal->previousSources(), (QStringList{u"one"_s, u"two"_s}));
        QVERIFY(m_journal->acceptView(view(u"one"_s))); // back at home
        QCOMPARE(*m_journal->previousSources(), (QStringList{u"two"_s, u"three"_s}));
        QCOMPARE((*m_journal->acceptedView())->source, u"one"_s);
    }

    void remembersWhereASecretMayBeSent() {
        QCOMPARE(*m_journal->acceptedOrigin(u"tracker-password"_s), std::nullopt);
        QVERIFY(m_journal->acceptOrigin(u"tracker-password"_s, u"https://one"_s));
        QVERIFY(m_journal->acceptOrigin(u"entra-secret"_s, {}));
        reopen();
        QCOMPARE(*m_journal->acceptedOrigin(u"tracker-password"_s), u"https://one"_s);
        QCOMPARE(*m_journal->acceptedOrigin(u"entra-secret"_s), u""_s); // known, and accepted for nowhere
        QVERIFY(m_journal->acceptOrigin(u"tracker-password"_s, u"https://two"_s));
        QCOMPARE(*m_journal->acceptedOrigin(u"tracker-password"_s), u"https://two"_s);
        QCOMPARE(*m_journal->acceptedOrigin(u"proxy-password"_s), std::nullopt);
    }

    void cachesCalendarIdsByExactNameInAnyCaseOfTheMailbox() {
        QVERIFY(m_journal->rememberCalendar(u"Plans@Contoso.com"_s, u"Dates"_s, u"id-1"_s));
        QCOMPARE(*m_journal->calendarId(u"plans@contoso.com"_s, u"Dates"_s), std::optional(u"id-1"_s));
        QCOMPARE(*m_journal->calendarId(u"plans@contoso.com"_s, u"dates"_s), std::nullopt);
        QVERIFY(m_journal->rememberCalendar(u"plans@contoso.com"_s, u"Dates"_s, u"id-2"_s));
        QCOMPARE(*m_journal->calendarId(u"plans@contoso.com"_s, u"Dates"_s), std::optional(u"id-2"_s));
        QVERIFY(m_journal->forgetCalendar(u"PLANS@contoso.com"_s, u"Dates"_s));
        QCOMPARE(*m_journal->calendarId(u"plans@contoso.com"_s, u"Dates"_s), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
