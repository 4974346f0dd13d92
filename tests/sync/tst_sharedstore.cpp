// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../storage/postgrestest.h"
#include "machine.h"

#include <thread>

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Whole runs of several machines whose journal is one schema on a real PostgreSQL server.
class TestSharedStore : public PostgresTest {
    Q_OBJECT

private slots:
    void init() {
        m_options.store = freshPlace();
        sandbox::Options options;
        options.latencyMilliseconds = 4; // a run has a middle
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
    }

    void whatOneMachineWroteTheOtherKnows() {
        Machine one(*m_sandbox, m_options);
        Machine two(*m_sandbox, m_options);
        const SyncReport first = one.sync();
        QVERIFY2(!first.error, first.error ? qPrintable(first.error->summary()) : "");
        QVERIFY(first.verified && first.summary.created > 250);
        m_sandbox->resetLog();
        const SyncReport second = two.sync();
        QVERIFY(!second.run && second.verified);
        QCOMPARE(second.summary.unchanged, first.summary.created);
        // The calendar's id, that its name was proven and what was sent are known there too.
        QCOMPARE(m_sandbox->requests(u"graph"_s, u"GET"_s), 1);
        QCOMPARE(two.journal().runs(9)->size(), 1U);
        everyKeyStandsOnce(first.summary.created);
    }

    void twoMachinesAtOnceWriteEachEventOnce() {
        Machine one(*m_sandbox, m_options);
        Machine two(*m_sandbox, m_options);
        const auto plan = one.plan();
        QVERIFY(plan);
        SyncReport other;
        std::thread thread([&] { other = two.sync(); });
        const SyncReport report = one.sync();
        thread.join();
        QVERIFY(report.status == RunStatus::Succeeded || other.status == RunStatus::Succeeded);
        for (const SyncReport* each : std::initializer_list<const SyncReport*>{&report, &other})
            QVERIFY(each->status == RunStatus::Succeeded || each->status == RunStatus::Refused);
        everyKeyStandsOnce(plan->summary.create);
    }

    /// Nothing is sent any more once the journal is gone, and what was under way is found again.
    void theServerDiesInTheMiddleOfARun() {
        int expected = 0;
        {
            Machine one(*m_sandbox, m_options);
            const auto plan = one.plan();
            QVERIFY(plan);
            expected = plan->summary.create;
            SyncReport report;
            std::thread thread([&] { report = one.sync(); });
            while (m_sandbox->requests(u"graph"_s, u"POST"_s) < 40)
                std::this_thread::yield();
            m_server->kill();
            thread.join();
            QVERIFY(report.status != RunStatus::Succeeded);
            QVERIFY(report.error || report.summary.failed > 0);
            QVERIFY(taggedEvents(*m_sandbox).size() < expected); // it was the middle
        }
        m_server->restart();
        // The lease could not be given back: a minute later it has ended.
        PostgresServer::endLeases(*m_options.store);
        Machine two(*m_sandbox, m_options);
        QVERIFY(two.journal().runs(1)->front().status == RunStatus::Interrupted);
        const SyncReport report = two.sync();
        QVERIFY2(report.status == RunStatus::Succeeded && report.verified,
                 report.error ? qPrintable(report.error->summary()) : "");
        everyKeyStandsOnce(expected);
        QVERIFY(!two.sync().run);
    }

    /// The connections are cut again and again, as by a network; the run goes on or is made up for.
    void cutConnectionsLoseAndDoubleNothing() {
        Machine one(*m_sandbox, m_options);
        const auto plan = one.plan();
        QVERIFY(plan);
        SyncReport report;
        std::atomic<bool> over = false;
        std::thread thread([&] {
            report = one.sync();
            over = true;
        });
        for (int cuts = 0; cuts < 10 && !over; ++cuts)
            m_server->cutConnections();
        thread.join();
        const SyncReport again = one.sync();
        QVERIFY2(again.status == RunStatus::Succeeded && again.verified,
                 again.error ? qPrintable(again.error->summary()) : "");
        everyKeyStandsOnce(plan->summary.create);
    }

private:
    void everyKeyStandsOnce(qsizetype expected) const {
        const auto events = taggedEvents(*m_sandbox);
        QCOMPARE(events.size(), expected);
        QCOMPARE(events.uniqueKeys().size(), expected);
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    Machine::Options m_options;
};

QTEST_GUILESS_MAIN(TestSharedStore)
#include "tst_sharedstore.moc"
