// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "postgrestest.h"
#include "storage/database.h"

#include <future>

#include <QTemporaryDir>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Claims of the lanes of one run, by hands on several machines.
class TestStoreLanes : public PostgresTest {
    Q_OBJECT

private slots:
    void init() { m_place = freshPlace(); }

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

    void aFileIsNotShared() {
        const QTemporaryDir dir;
        const auto journal = Journal::open(dir.filePath(u"a.sqlite"_s), m_clock);
        const auto claimed = (*journal)->claimLanes(1);
        QVERIFY(!claimed && claimed.error().kind == Error::Kind::Config);
        QVERIFY(!(*journal)->isShared());
    }

private:
    [[nodiscard]] std::unique_ptr<Journal> journal() const {
        return std::move(*Journal::open(m_place, m_clock));
    }
    [[nodiscard]] static RunId begun(Journal& journal) {
        RunStart start;
        start.startedUtc = QDateTime::currentDateTimeUtc();
        return *journal.beginRun(start);
    }
    void sql(const QString& statement) const {
        const auto connection = Connection::open(m_place, Connection::Mode::ReadWrite);
        QVERIFY(connection->run(statement));
    }

    SystemClock m_clock;
    StorePlace m_place = QString();
};

QTEST_GUILESS_MAIN(TestStoreLanes)
#include "tst_storelanes.moc"
