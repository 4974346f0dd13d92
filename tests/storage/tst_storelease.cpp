// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "postgrestest.h"
#include "storage/database.h"

#include <thread>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// One writer among several machines. The journals of a test are the machines.
class TestStoreLease : public PostgresTest {
    Q_OBJECT

private slots:
    void init() {
        m_place = freshPlace();
        m_one = std::move(*Journal::open(m_place, m_clock));
        m_two = std::move(*Journal::open(m_place, m_clock));
    }
    void cleanup() {
        m_one.reset();
        m_two.reset();
    }

    void aSecondMachineIsRefusedAndToldWho() {
        {
            const auto lease = m_one->lock();
            QVERIFY2(lease, lease ? "" : qPrintable(lease.error().detail));
            const auto refused = m_two->lock();
            QVERIFY(!refused);
            QVERIFY(refused.error().kind == Error::Kind::Refused);
            for (const QString& fact : {QSysInfo::machineHostName(), m_place.name(),
                                        QString::number(QCoreApplication::applicationPid())})
                QVERIFY2(refused.error().detail.contains(fact), qPrintable(refused.error().detail));
        }
        QVERIFY(m_two->lock()); // it was given back
    }

    void ofManyMachinesOneComesFirst() {
        for (int round = 0; round < 5; ++round) {
            std::atomic<int> taken = 0;
            std::vector<std::optional<StoreLease>> leases(6);
            std::vector<std::thread> threads;
            for (auto& place : leases)
                threads.emplace_back([&] {
                    auto lease = StoreLease::take(m_place);
                    if (!lease)
                        return;
                    place.emplace(std::move(*lease));
                    ++taken;
                });
            for (std::thread& thread : threads)
                thread.join();
            QCOMPARE(taken.load(), 1);
        }
    }

    void whatIsHeldForAMomentIsGivenBack() {
        for (int round = 0; round < 20; ++round)
            QVERIFY(StoreLease::take(m_place));
    }

    /// Whatever the clocks of the machines say: the server's counts.
    void aDeadMachinesLeaseEndsAndNothingIsIntendedUnderIt() {
        const auto old = m_one->lock();
        const RunId run = *m_one->beginRun(someRun());
        QVERIFY(m_one->intend(createOf(run, 1)));
        QVERIFY(!m_two->lock());
        change(u"UPDATE leases SET ends = clock_timestamp() - interval '1 second'"_s);
        QVERIFY(m_two->runs(1)->front().status == RunStatus::Interrupted);
        QVERIFY(!m_one->intend(createOf(run, 2))); // nobody took it yet, and it is over all the same
        const auto next = m_two->lock();
        QVERIFY2(next, next ? "" : qPrintable(next.error().detail));
        const auto late = m_one->intend(createOf(run, 3));
        QVERIFY(!late);
        QVERIFY(late.error().kind == Error::Kind::Refused);
        const RunId second = *m_two->beginRun(someRun());
        QVERIFY(m_two->intend(createOf(second, 4)));
        QCOMPARE(m_two->openIntents(k_calendar)->size(), 2U);
    }

    void whatTheOldOwnerGivesBackIsNotTheNewOnes() {
        std::optional<RunLock> old(std::move(*m_one->lock()));
        change(u"UPDATE leases SET ends = clock_timestamp() - interval '1 second'"_s);
        const auto next = m_two->lock();
        QVERIFY(next);
        old.reset();
        QVERIFY(!m_one->lock());
    }

    void aLivingOwnerMovesTheEnd() {
        const auto lease = StoreLease::take(m_place, 3s);
        QVERIFY(lease);
        const QString before = ends();
        QTRY_VERIFY(ends() > before);
        const auto connection = Connection::open(m_place, Connection::Mode::ReadOnly);
        QVERIFY(*StoreLease::owner(*connection));
    }

    void aLivingOwnerSurvivesACutConnection() {
        const auto lease = StoreLease::take(m_place, 3s);
        const QString before = ends();
        QTRY_VERIFY(ends() > before); // its connection stands
        m_server->cutConnections();
        const QString after = ends();
        QTRY_VERIFY(ends() > after);
    }

    void whatWasCutIsGivenBackAllTheSame() {
        std::optional lease(StoreLease::take(m_place, 3s));
        QVERIFY(*lease);
        const QString before = ends();
        QTRY_VERIFY(ends() > before); // its connection stands
        m_server->cutConnections();
        lease.reset();
        QCOMPARE(ends(), QString());
    }

private:
    void change(const QString& sql) const {
        const auto connection = Connection::open(m_place, Connection::Mode::ReadWrite);
        QVERIFY(connection->run(sql));
    }
    QString ends() const {
        const auto connection = Connection::open(m_place, Connection::Mode::ReadOnly);
        return connection->value(u"SELECT ends::text FROM leases"_s).value_or(QVariant()).toString();
    }

    FixedClock m_clock;
    StorePlace m_place = QString();
    std::unique_ptr<Journal> m_one;
    std::unique_ptr<Journal> m_two;
};

QTEST_GUILESS_MAIN(TestStoreLease)
#include "tst_storelease.moc"
