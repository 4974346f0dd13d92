// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// What the journal knows of the events in a calendar, from what was done to them.
class TestJournalEvents : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void aCreateThatIsDoneIsKnownAndPresent() {
        const RunId run = *m_journal->beginRun(someRun());
        Intent intent = createOf(run, 1);
        intent.generation = 2;
        const auto id = m_journal->intend(intent);
        QVERIFY(m_journal->settle(*id, {IntentState::Done, u"event-A"_s, u"echo"_s, {}}));
        const auto known = m_journal->known(k_source, k_calendar);
        QVERIFY(known);
        QCOMPARE(*known, (std::vector<KnownEvent>{
                             {keyOf(1), u"event-A"_s, 2, true, contentFromJson(intent.after), u"echo"_s}}));
        QVERIFY(m_journal->openIntents(k_calendar)->empty());
    }

    void aDeleteKeepsTheGenerationAndTheKeyAsAbsent() {
        const RunId run = *m_journal->beginRun(someRun());
        QVERIFY(m_journal->remember({keyOf(1), u"event-A"_s, 4, true, contentOf(u"x"_s), {}}, k_calendar));
        const auto id = m_journal->intend(deleteOf(run, 1, u"event-A"_s));
        QVERIFY(m_journal->settle(*id, {}));
        const KnownEvent known = m_journal->known(k_source, k_calendar)->front();
        QCOMPARE(known.present, false);
        QCOMPARE(known.generation, 4);
    }

    void saysWhenEachKeyWasWrittenLast() {
        const RunId run = *m_journal->beginRun(someRun());
        const QDateTime begun = m_clock.utcNow();
        const auto settle = [&](qint64 deliverable, IntentState state, int minutes) {
            m_clock.set(begun.addSecs(60 * minutes));
            const auto id = m_journal->intend(createOf(run, deliverable));
            return m_journal->settle(*id, {state, u"event-%1"_s.arg(deliverable), {}, {}});
        };
        QVERIFY(settle(1, IntentState::Done, 1) && settle(1, IntentState::Done, 9));
        QVERIFY(settle(1, IntentState::Failed, 11)); // nothing was written
        QVERIFY(settle(2, IntentState::Done, 5) && settle(3, IntentState::Doubtful, 6));
        QVERIFY(m_journal->intend(createOf(run, 4)));
        const QHash<qint64, QDateTime> expected{{1, begun.addSecs(540)}, {2, begun.addSecs(300)}};
        QCOMPARE(*m_journal->lastWritten(k_source, k_calendar), expected);
        QVERIFY(m_journal->lastWritten(k_source, u"another calendar"_s)->isEmpty());
        QVERIFY(m_journal->lastWritten(u"another.example.com"_s, k_calendar)->isEmpty());
    }

    void deletingADuplicateLeavesTheKeyPresent() {
        const RunId run = *m_journal->beginRun(someRun());
        QVERIFY(m_journal->remember({keyOf(1), u"event-A"_s, 0, true, {}, {}}, k_calendar));
        const auto id = m_journal->intend(deleteOf(run, 1, u"event-B"_s));
        QVERIFY(m_journal->settle(*id, {}));
        QVERIFY(m_journal->known(k_source, k_calendar)->front().present);
    }

    void aRetagMovesTheEventToItsNewKey() {
        const RunId run = *m_journal->beginRun(someRun());
        QVERIFY(m_journal->remember({keyOf(1), u"event-A"_s, 0, true, {}, {}}, k_calendar));
        Intent retag = createOf(run, 1);
        retag.verb = Verb::Update;
        retag.eventId = u"event-A"_s;
        retag.key.source = u"new.example.com"_s;
        const auto id = m_journal->intend(retag);
        QVERIFY(m_journal->settle(*id, {}));
        QCOMPARE(m_journal->known(k_source, k_calendar)->front().present, false);
        const KnownEvent moved = m_journal->known(u"new.example.com"_s, k_calendar)->front();
        QCOMPARE(moved.present, true);
        QCOMPARE(moved.eventId, u"event-A"_s);
    }

    void whatIsNotDoneChangesNothingKnown_data() {
        QTest::addColumn<IntentState>("state");
        QTest::addColumn<int>("stillOpen");
        QTest::newRow("failed") << IntentState::Failed << 0;
        QTest::newRow("cancelled") << IntentState::Cancelled << 0;
        QTest::newRow("doubtful stays to be resolved") << IntentState::Doubtful << 1;
    }
    void whatIsNotDoneChangesNothingKnown() {
        QFETCH(IntentState, state);
        QFETCH(int, stillOpen);
        const RunId run = *m_journal->beginRun(someRun());
        const auto id = m_journal->intend(createOf(run, 1));
        QVERIFY(m_journal->settle(*id, {state, {}, {}, u"503 · busy"_s}));
        QVERIFY(m_journal->known(k_source, k_calendar)->empty());
        QCOMPARE(m_journal->openIntents(k_calendar)->size(), static_cast<size_t>(stillOpen));
        const IntentRecord record = m_journal->run(run)->actions.front();
        QVERIFY(record.state == state);
        QCOMPARE(record.error, u"503 · busy"_s);
        QCOMPARE(record.settledUtc, std::optional(m_clock.utcNow()));
    }

    void neverLowersAGeneration() {
        QVERIFY(m_journal->raiseGeneration(keyOf(1), k_calendar, 5));
        QVERIFY(m_journal->raiseGeneration(keyOf(1), k_calendar, 3));
        QCOMPARE(m_journal->known(k_source, k_calendar)->front().generation, 5);
        QVERIFY(m_journal->remember({keyOf(1), u"event"_s, 1, true, {}, {}}, k_calendar));
        QCOMPARE(m_journal->known(k_source, k_calendar)->front().generation, 5);
    }

    void keepsCalendarsAndSourcesApart() {
        QVERIFY(m_journal->remember({keyOf(1), u"a"_s, 0, true, {}, {}}, u"one"_s));
        QVERIFY(m_journal->remember({keyOf(1), u"b"_s, 0, true, {}, {}}, u"two"_s));
        QVERIFY(m_journal->remember({{u"staging"_s, 1, {}}, u"c"_s, 0, true, {}, {}}, u"one"_s));
        QCOMPARE(m_journal->known(k_source, u"one"_s)->size(), 1U);
        QCOMPARE(m_journal->known(k_source, u"one"_s)->front().eventId, u"a"_s);
        QCOMPARE(m_journal->known(u"staging"_s, u"one"_s)->front().eventId, u"c"_s);
    }
};

QTEST_GUILESS_MAIN(TestJournalEvents)
#include "tst_journalevents.moc"
