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

    void aLaneIsInOneHandAtATime() {
        const auto one = journal();
        const auto two = journal();
        const auto lock = one->lock();
        QVERIFY(lock);
        const RunId run = begun(*one);
        std::vector<SharedLane> lanes;
        for (int i = 0; i < 50; ++i)
            lanes.push_back({run, u"mailbox %1"_s.arg(i), {}});
        QVERIFY(one->publishLanes(lanes));
        std::vector<std::unique_ptr<Journal>> workers;
        for (int i = 0; i < 4; ++i)
            workers.push_back(journal());
        std::vector<std::future<std::vector<QString>>> hands;
        std::mutex mutex;
        std::vector<Journal::Claimed> kept;
        for (const auto& worker : workers)
            hands.push_back(std::async(std::launch::async, [&] {
                std::vector<QString> mine;
                auto claimed = worker->claimLanes(20);
                for (const SharedLane& lane : claimed->lanes)
                    mine.push_back(lane.mailbox);
                const std::scoped_lock guard(mutex);
                kept.push_back(std::move(*claimed));
                return mine;
            }));
        QStringList all;
        for (auto& hand : hands)
            for (const QString& mailbox : hand.get())
                all << mailbox;
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
        const auto rest = two->claimLanes(50);
        QVERIFY(rest);
        for (const SharedLane& lane : rest->lanes)
            all << lane.mailbox;
        QCOMPARE(all.size(), 50);
        QVERIFY(two->claimLanes(50)->lanes.empty()); // the second does nothing
        QVERIFY(one->leadLanes(run, 50)->empty());
        kept.clear(); // given back
        QVERIFY(!one->leadLanes(run, 1)->empty());
    }

    void aClaimThatWasLostWritesNothing_data() {
        QTest::addColumn<QString>("loss");
        QTest::newRow("its end") << u"UPDATE lanes SET ends = clock_timestamp()"_s;
        QTest::newRow("taken by another") << u"UPDATE lanes SET owner = 'another'"_s;
        QTest::newRow("the leader's end") << u"UPDATE leases SET ends = clock_timestamp()"_s;
        QTest::newRow("another leader") << u"UPDATE leases SET owner = 'another'"_s;
        QTest::newRow("given back") << u"DELETE FROM leases"_s;
    }
    void aClaimThatWasLostWritesNothing() {
        QFETCH(QString, loss);
        const auto leader = journal();
        const auto worker = journal();
        const auto lock = leader->lock();
        const RunId run = begun(*leader);
        QVERIFY(leader->publishLanes({{run, u"a"_s, {}}, {run, u"b"_s, {}}}));
        const auto claimed = worker->claimLanes(1);
        QCOMPARE(claimed->lanes.size(), 1U);
        Intent intent;
        intent.run = run;
        intent.key = EventKey{u"tracker"_s, 1, {}};
        intent.calendarId = u"calendar"_s;
        intent.mailbox = u"a"_s;
        QVERIFY(worker->intend(intent));
        intent.mailbox = u"b"_s; // nobody's
        QVERIFY(!worker->intend(intent));
        intent.mailbox = u"a"_s;
        sql(loss);
        const auto refused = worker->intend(intent);
        QVERIFY(!refused && refused.error().kind == Error::Kind::Refused);
        QVERIFY2(refused.error().detail.contains(u"nothing more is sent"_s),
                 qPrintable(refused.error().detail));
        if (loss.contains(u"leases"_s))
            QVERIFY(worker->claimLanes(9)->lanes.empty());
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

    void aFileIsNotShared() {
        const QTemporaryDir dir;
        const auto journal = Journal::open(dir.filePath(u"a.sqlite"_s), m_clock);
        const auto claimed = (*journal)->claimLanes(1);
        QVERIFY(!claimed && claimed.error().kind == Error::Kind::Config);
        QVERIFY(!(*journal)->isShared());
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
    [[nodiscard]] static RunId begun(Journal& journal) {
        RunStart start;
        start.startedUtc = QDateTime::currentDateTimeUtc();
        return *journal.beginRun(start);
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
