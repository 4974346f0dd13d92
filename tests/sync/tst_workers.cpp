// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../storage/postgrestest.h"
#include "machine.h"
#include "storage/database.h"

#include <future>

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Several machines that share the work of one run over many mailboxes, through a real PostgreSQL server.
class TestWorkers : public PostgresTest {
    Q_OBJECT

private slots:
    void init() {
        m_options = {};
        m_options.createCalendar = false;
        m_options.store = freshPlace();
        m_options.adjust = [](Profile& profile) { profile.mode = CalendarMode::Individual; };
    }
    void cleanup() {
        m_leader.reset();
        m_sandbox.reset();
    }

    void machinesSplitOneRun() {
        beginTenant();
        Machine worker(*m_sandbox, m_options);
        auto run = std::async(std::launch::async, [this] { return m_leader->sync(); });
        int lanes = 0;
        int created = 0;
        whileItRuns(run, [&] {
            const auto share = worker.engine().work(4, worker.control, nullptr);
            QVERIFY2(share, share ? "" : qPrintable(share.error().summary()));
            lanes += share->lanes;
            created += share->report.summary.created;
        });
        succeeded(run.get());
        QVERIFY2(lanes >= 4 && created > 0, qPrintable(QString::number(lanes)));
        QVERIFY(created < m_expected);
        everyKeyStandsOnce();
        QVERIFY(!m_leader->sync().run);
        QCOMPARE(worker.engine().work(4, worker.control, nullptr)->lanes, 0);
    }

    /// It took lanes and was never heard of again; the leader takes them up once their end has come.
    void whatADeadWorkerHeldIsTakenUp() {
        beginTenant();
        const auto dead = journal();
        auto run = std::async(std::launch::async, [this] { return m_leader->sync(); });
        std::optional<Journal::Claimed> claimed;
        whileItRuns(run, [&] {
            if (!claimed || claimed->lanes.empty())
                claimed = std::move(*dead->claimLanes(3));
            else if (open() == 3) // the leader has done the rest, and waits
                sql(u"UPDATE lanes SET ends = clock_timestamp() WHERE ends < 'infinity'"_s);
        });
        QCOMPARE(claimed->lanes.size(), 3U);
        succeeded(run.get());
        everyKeyStandsOnce();
    }

    /// A worker whose profile says something else would write something else: it leaves it to the leader.
    void onlyWhatWasConfirmedIsWritten() {
        beginTenant();
        m_options.adjust = [](Profile& profile) {
            profile.mode = CalendarMode::Individual;
            profile.subjectTemplate = u"Other {title}"_s;
        };
        Machine worker(*m_sandbox, m_options);
        auto run = std::async(std::launch::async, [this] { return m_leader->sync(); });
        int lanes = 0;
        whileItRuns(run, [&] {
            const auto share = worker.engine().work(4, worker.control, nullptr);
            QVERIFY(share);
            QCOMPARE(share->report.summary.done(), 0);
            lanes += share->lanes;
        });
        QVERIFY(lanes > 0);
        succeeded(run.get());
        everyKeyStandsOnce();
    }

    /// Leader and worker lose the journal in the middle of their writes; who comes next makes up for both.
    void theServerDiesUnderLeaderAndWorker() {
        beginTenant();
        // On a busy computer too the run has not ended when the server is killed.
        QVERIFY(m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, 150}}));
        {
            Machine worker(*m_sandbox, m_options);
            auto run = std::async(std::launch::async, [this] { return m_leader->sync(); });
            int lanes = 0;
            while (lanes == 0) {
                const auto share = worker.engine().work(1, worker.control, nullptr);
                QVERIFY(share);
                lanes = share->lanes;
            }
            auto help = std::async(std::launch::async,
                                   [&worker] { return worker.engine().work(4, worker.control, nullptr); });
            const int before = m_sandbox->requests(u"graph"_s, u"POST"_s);
            while (m_sandbox->requests(u"graph"_s, u"POST"_s) < before + 8 &&
                   run.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
                std::this_thread::yield();
            m_server->kill();
            QVERIFY(run.get().status != RunStatus::Succeeded);
            (void)help.get(); // whether it had written by then or not
            m_leader.reset();
        }
        m_server->restart();
        QVERIFY(m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, 10}}));
        sql(u"UPDATE leases SET ends = clock_timestamp()"_s); // a minute later
        Machine next(*m_sandbox, m_options);
        const SyncReport report =
            next.engine().resume({RunKind::Resume, std::nullopt}, nullptr, next.control, nullptr);
        QVERIFY2(report.status == RunStatus::Succeeded && report.verified,
                 report.error ? qPrintable(report.error->summary()) : "");
        everyKeyStandsOnce();
        QVERIFY(!next.sync().run);
    }

    /// What docs/scale.md says of the leader's work.
    void onlyWritesOfALargeSyncAreSplit() {
        beginTenant();
        Scope few;
        few.deliverables = {m_leader->plan()->actions.front().key.deliverable};
        const SyncReport small = m_leader->sync(few);
        QVERIFY(small.verified && small.summary.created > 0);
        QCOMPARE(lanesOf(small), 0);
        const SyncReport large = m_leader->sync();
        QVERIFY(large.verified);
        QVERIFY(lanesOf(large) > 8);

        m_options.adjust = [](Profile& profile) {
            profile.mode = CalendarMode::Individual;
            profile.calendarName = u"Elsewhere"_s;
        };
        Machine moved(*m_sandbox, m_options);
        QVERIFY(moved.engine().retarget());
        const SyncReport former = moved.sync();
        QVERIFY(former.verified && former.summary.deleted == m_expected);
        QCOMPARE(lanesOf(former), 0);
        const auto back = moved.engine().plan(PlanPurpose{PlanPurpose::Kind::RemoveAll, 0}, {}, {});
        QVERIFY(back);
        const SyncReport removed = moved.apply(toJson(*back));
        QVERIFY(removed.verified && removed.summary.deleted == m_expected);
        QCOMPARE(lanesOf(removed), 0);

        m_options.adjust = {};
        m_options.createCalendar = true;
        Machine shared(*m_sandbox, m_options);
        QVERIFY(shared.engine().retarget());
        const SyncReport one = shared.sync();
        QVERIFY(one.verified && one.summary.created > 8);
        QCOMPARE(lanesOf(one), 0);
    }

private:
    void beginTenant() {
        sandbox::Options options;
        options.deliverables = 100;
        options.people = 90;
        options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s};
        options.latencyMilliseconds = 10; // a run has a middle
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
        m_leader = std::make_unique<Machine>(*m_sandbox, m_options);
        const auto plan = m_leader->plan();
        QVERIFY(plan);
        m_expected = plan->summary.create;
        std::set<int> mailboxes;
        for (const Action& action : plan->actions)
            if (plan->isPending(action))
                mailboxes.insert(action.mailbox);
        QVERIFY2(mailboxes.size() > 32, qPrintable(QString::number(mailboxes.size())));
    }
    [[nodiscard]] std::unique_ptr<Journal> journal() const {
        return std::move(*Journal::open(*m_options.store, m_clock));
    }
    void sql(const QString& statement) const {
        const auto connection = Connection::open(*m_options.store, Connection::Mode::ReadWrite);
        QVERIFY(connection->run(statement));
    }
    /// Lanes that are not done, once there are any.
    [[nodiscard]] int open() const {
        const auto connection = Connection::open(*m_options.store, Connection::Mode::ReadOnly);
        return connection->value(u"SELECT count(*) FROM lanes WHERE state <> 'done'"_s)->toInt();
    }
    /// Into how many the run was split.
    [[nodiscard]] int lanesOf(const SyncReport& report) const {
        const auto connection = Connection::open(*m_options.store, Connection::Mode::ReadOnly);
        return connection->value(u"SELECT count(*) FROM lanes WHERE run_id = ?"_s, {report.run->value})
            ->toInt();
    }
    template <class Act> static void whileItRuns(const std::future<SyncReport>& run, Act act) {
        while (run.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready)
            act();
    }
    void succeeded(const SyncReport& report) const {
        QVERIFY2(report.status == RunStatus::Succeeded && report.verified,
                 report.error ? qPrintable(report.error->summary()) : "");
        QCOMPARE(report.summary.created, m_expected);
        QCOMPARE(report.summary.skipped, 0);
    }
    void everyKeyStandsOnce() const {
        QMultiMap<QString, QString> keys;
        const auto state = m_sandbox->control(u"state"_s);
        const QJsonObject mailboxes = state->value(u"mailboxes"_s).toObject();
        for (const QJsonValue mailbox : mailboxes)
            for (const QJsonValue calendar : mailbox.toObject().value(u"calendars"_s).toArray())
                for (const QJsonValue event : calendar.toObject().value(u"events"_s).toArray())
                    for (const QJsonValue value : event.toObject().value(u"extended"_s).toObject())
                        if (const auto tag = Tag::fromString(value.toString()))
                            keys.insert(tag->key.toString(), event.toObject().value(u"subject"_s).toString());
        QCOMPARE(keys.size(), m_expected);
        QCOMPARE(keys.uniqueKeys().size(), m_expected);
        for (const QString& subject : keys)
            QVERIFY2(!subject.startsWith(u"Other"_s), qPrintable(subject));
    }

    SystemClock m_clock;
    Machine::Options m_options;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_leader;
    int m_expected = 0;
};

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
