// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "postgrestest.h"

#include <set>
#include <thread>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// A journal on a server that several machines use, whose connections are cut and whose server dies.
class TestPostgresLosses : public PostgresTest {
    Q_OBJECT

private slots:
    void init() { m_place = freshPlace(); }

    void whatIsSettledOnTwoMachinesIsSettledOnce() {
        const auto one = Journal::open(m_place, m_clock);
        const auto two = Journal::open(m_place, m_clock);
        const RunId run = *(*one)->beginRun(someRun());
        for (int i = 0; i < 40; ++i) {
            const auto id = (*one)->intend(createOf(run, i));
            std::atomic<int> settled = 0;
            std::thread other([&] {
                settled += (*two)->settle(*id, {IntentState::Done, u"event"_s, {}, {}}) ? 1 : 0;
            });
            settled += (*one)->settle(*id, {IntentState::Done, u"event"_s, {}, {}}) ? 1 : 0;
            other.join();
            QCOMPARE(settled.load(), 1);
        }
    }

    void twoMachinesClearTheLedgerAtOnce() {
        const auto one = Journal::open(m_place, m_clock);
        const auto two = Journal::open(m_place, m_clock);
        std::atomic<int> failures = 0;
        const auto spend = [&failures](Journal& journal, const QString& lane) {
            for (int i = 1; i <= 100; ++i)
                failures += journal.spendRequests(lane, {i * 10, 1}, i * 10 - 25) ? 0 : 1;
        };
        std::thread other([&] { spend(**two, u"b"_s); });
        spend(**one, u"a"_s);
        other.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE((*one)->spentRequests(u"a"_s, 0)->size(), 3U);
    }

    /// A cut between two commits goes unseen: the writer looks for the server again.
    void aCutConnectionIsOpenedAgain() {
        const auto journal = Journal::open(m_place, m_clock);
        const RunId run = *(*journal)->beginRun(someRun());
        for (int i = 0; i < 3; ++i) {
            m_server->cutConnections();
            const auto id = (*journal)->intend(createOf(run, i));
            QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
        }
        QCOMPARE((*journal)->openIntents(k_calendar)->size(), 3U);
    }

    /// Cut again and again while many write: whatever was promised stands, once.
    void everyPromiseOutlivesCutConnections() {
        const auto journal = Journal::open(m_place, m_clock);
        const RunId run = *(*journal)->beginRun(someRun());
        const auto promised = writeWhile(**journal, run, [this] {
            for (int i = 0; i < 8; ++i)
                m_server->cutConnections();
        });
        standsOnce(**journal, promised);
    }

    /// The whole server dies in the middle of a run, and comes back.
    void everyPromiseOutlivesTheServer() {
        const auto journal = Journal::open(m_place, m_clock);
        const RunId run = *(*journal)->beginRun(someRun());
        const auto promised = writeWhile(**journal, run, [this] { m_server->kill(); });
        QVERIFY(!promised.empty());
        const auto refused = (*journal)->intend(createOf(run, 999'999));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"cannot be reached"_s), qPrintable(refused.error().detail));
        m_server->restart();
        QVERIFY((*journal)->intend(createOf(run, 1'000'000))); // without being opened again
        standsOnce(**journal, promised);
    }

private:
    /// Four threads intend until a write fails or `trouble` is over; what they were promised.
    static std::set<qint64> writeWhile(Journal& journal, RunId run, const std::function<void()>& trouble) {
        std::mutex mutex;
        std::set<qint64> promised;
        std::atomic<bool> over = false;
        std::atomic<int> written = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = t; !over; i += 4)
                    if (const auto id = journal.intend(createOf(run, i)); id) {
                        const std::scoped_lock lock(mutex);
                        promised.insert(i);
                        ++written;
                        written.notify_all();
                    }
            });
        for (int seen = 0; seen < 40; seen = written)
            written.wait(seen);
        trouble();
        over = true;
        for (std::thread& thread : threads)
            thread.join();
        return promised;
    }
    static void standsOnce(const Journal& journal, const std::set<qint64>& promised) {
        const auto open = journal.openIntents(k_calendar);
        QVERIFY2(open, open ? "" : qPrintable(open.error().detail));
        std::multiset<qint64> standing;
        for (const IntentRecord& record : *open)
            standing.insert(record.intent.key.deliverable);
        for (const qint64 deliverable : promised)
            QCOMPARE(standing.count(deliverable), 1U);
    }
    FixedClock m_clock;
    StorePlace m_place = QString();
};

QTEST_GUILESS_MAIN(TestPostgresLosses)
#include "tst_postgreslosses.moc"
