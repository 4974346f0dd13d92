// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"
#include "storage/database.h"

#include <set>
#include <thread>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// One journal in the hands of many threads, and what it leaves behind.
class TestJournalThreads : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void sixteenThreadsShareCommitsAndLoseNothing() {
        constexpr int k_threads = 16;
        constexpr int k_each = 40;
        const RunId run = *m_journal->beginRun(someRun());
        const auto before = m_journal->counters();
        std::atomic<int> failures = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < k_threads; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < k_each; ++i) {
                    const auto id = m_journal->intend(createOf(run, t * k_each + i));
                    const Outcome done{IntentState::Done, u"event-%1-%2"_s.arg(t).arg(i), {}, {}};
                    failures +=
                        id && m_journal->settle(*id, done) && m_journal->known(k_source, u"-"_s) ? 0 : 1;
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        const auto known = m_journal->known(k_source, k_calendar);
        QCOMPARE(known->size(), static_cast<size_t>(k_threads * k_each));
        std::set<QString> events;
        for (const KnownEvent& event : *known)
            events.insert(event.eventId);
        QCOMPARE(events.size(), known->size());
        const auto after = m_journal->counters();
        QCOMPARE(after.records - before.records, 2LL * k_threads * k_each);
        QVERIFY2(after.commits - before.commits < k_threads * k_each,
                 qPrintable(u"%1 commits"_s.arg(after.commits - before.commits)));
    }

    void oneFailedRecordDoesNotUndoItsNeighbours() {
        const RunId run = *m_journal->beginRun(someRun());
        std::atomic<int> kept = 0;
        std::atomic<int> refused = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 16; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 20; ++i)
                    ++(m_journal->intend(createOf(t % 2 == 0 ? run : RunId{999}, i)) ? kept : refused);
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(kept.load(), 160);
        QCOMPARE(refused.load(), 160);
        QCOMPARE(m_journal->openIntents(k_calendar)->size(), 160U);
    }

    void leavesNoConnectionBehind() {
        (void)m_journal->runs(1);
        m_journal.reset();
        if (m_place.isServer()) {
            const auto connection = Connection::open(m_place, Connection::Mode::ReadOnly);
            QCOMPARE(*connection->value(u"SELECT count(*) FROM pg_stat_activity WHERE "
                                        "application_name = 'milepost'"_s),
                     QVariant(1));
            return;
        }
        QVERIFY2(!QFileInfo::exists(m_place.name() + u"-wal"_s),
                 "an open connection keeps the write-ahead log");
    }
};

QTEST_GUILESS_MAIN(TestJournalThreads)
#include "tst_journalthreads.moc"
