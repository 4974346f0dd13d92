// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faults.h"

#include <atomic>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

namespace {

const std::vector<std::pair<const char*, QByteArray>>& listings() {
    static const std::vector<std::pair<const char*, QByteArray>> all{
        {"projects", targets::k_projects}, {"deliverables", targets::k_deliverables},
        {"links", targets::k_links},       {"assignments", targets::k_assignments},
        {"people", targets::k_people},     {"users", targets::k_users},
    };
    return all;
}

} // namespace

class TestTrackerRead : public QObject {
    Q_OBJECT

private slots:
    void readsEverything() {
        Bench bench;
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY2(reading.isComplete(), reading.failure() ? qPrintable(reading.failure()->summary()) : "");
        QVERIFY(reading.deletionPermit());
        const TrackerData& data = *reading.rows();
        QCOMPARE(data.projects.size(), 2U);
        QCOMPARE(data.deliverables.size(), 3U);
        QCOMPARE(data.deliverables[2].id, 9007199254740993LL);
        QCOMPARE(data.links.size(), 1U);
        QCOMPARE(data.assignments.size(), 1U);
        QCOMPARE(data.people.size(), 2U);
        QVERIFY(!data.people[1].active);
        QCOMPARE(data.accounts.size(), 2U);
        QCOMPARE(bench.tracker.targets().size(), 13); // each once, and five counts
    }

    void isIncompleteWhenAPageFails_data() {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<size_t>("fault");
        QTest::addColumn<bool>("second"); ///< page of an envelope
        for (const auto& [listing, target] : listings())
            for (size_t i = 0; i < faults().size(); ++i)
                for (const bool second : {false, true})
                    QTest::addRow("%s: %s%s", listing, faults()[i].name, second ? " on page 2" : "")
                        << target << i << second;
        for (const auto& [count, listing] : countPages())
            for (size_t i = 0; i < faults().size(); ++i)
                if (!faults()[i].listOnly) // those shift the blame to the listing, see below
                    QTest::addRow("%s: %s", count.constData(), faults()[i].name) << count << i << false;
        for (const QByteArray& target : {targets::k_health, targets::k_readiness})
            for (size_t i = 0; i < faults().size(); ++i)
                if (!faults()[i].listOnly)
                    QTest::addRow("%s: %s", target.constData(), faults()[i].name) << target << i << false;
    }
    void isIncompleteWhenAPageFails() {
        QFETCH(QByteArray, target);
        QFETCH(size_t, fault);
        QFETCH(bool, second);
        Bench bench;
        QByteArray failing = target;
        if (second) {
            const QByteArray rows = bench.tracker.body(target);
            failing = target.split('?').first() + "?page=2";
            const QByteArray page = R"({"count":900,"next":"?page=2","results":)" + rows + "}";
            bench.tracker.answer(target, json(200, page));
        }
        bench.tracker.answer(failing, faults()[fault].answer);
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isIncomplete());
        QVERIFY(!reading.rows());
        QVERIFY(!reading.deletionPermit());
        const Error& error = *reading.failure();
        QCOMPARE(toString(error.kind), toString(faults()[fault].kind));
        QCOMPARE(toString(error.stage), toString(Error::Stage::Tracker));
        QVERIFY2(error.detail.startsWith(u"GET "_s) &&
                     error.detail.contains(QString::fromLatin1(failing) + u": "_s),
                 qPrintable(error.detail));
        QVERIFY(error.detail.size() > failing.size() + 10); // and says why
    }

    void isIncompleteWhenTheServerIsNotWell_data() {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("another service")
            << targets::k_health << QByteArray(R"({"status":"ok","service":"billing"})")
            << u"address-wrong"_s;
        QTest::newRow("no service") << targets::k_health << QByteArray("[]") << u"address-wrong"_s;
        QTest::newRow("degraded") << targets::k_readiness << QByteArray(R"({"status":"degraded"})")
                                  << u"not-ready"_s;
        QTest::newRow("no status") << targets::k_readiness << QByteArray("{}") << u"not-ready"_s;
    }
    void isIncompleteWhenTheServerIsNotWell() {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        Bench bench;
        bench.tracker.answer(target, json(200, body));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isIncomplete());
        QCOMPARE(reading.failure()->code, code);
        for (const QByteArray& asked : bench.tracker.targets()) // no listing
            QVERIFY(asked == targets::k_health || asked == targets::k_readiness);
    }

    void isIncompleteWhenAListIsShorterThanItsCount_data() {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("listing");
        for (const auto& [page, listing] : countPages())
            QTest::newRow(page.constData()) << page << listing;
    }
    void isIncompleteWhenAListIsShorterThanItsCount() {
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, listing);
        Bench bench;
        bench.tracker.answer(page, json(200, R"({"count":9,"next":"?page=2","results":[]})"));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isIncomplete());
        QCOMPARE(reading.failure()->code, u"count"_s);
        QVERIFY2(reading.failure()->detail.contains(QString::fromLatin1(listing)),
                 qPrintable(reading.failure()->detail));
        QVERIFY(bench.tracker.targets().count(listing) == 2); // and it had a second chance
    }

    void readsAgainWhenSomebodyWroteMeanwhile() {
        Bench bench;
        const QByteArray after = bench.tracker.body(targets::k_people);
        auto reads = std::make_shared<std::atomic<int>>(0);
        bench.tracker.respond(targets::k_people, [reads, after](const HttpRequest&) -> Answer {
            return json(200, reads->fetch_add(1) == 0 ? QByteArray(R"([{"id":1,"name":"Ann"}])") : after);
        });
        bench.tracker.answer("/api/people/?include_inactive=1",
                             json(200, R"({"count":2,"next":null,"results":[]})"));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY2(reading.isComplete(), reading.failure() ? qPrintable(reading.failure()->summary()) : "");
        QCOMPARE(reading.rows()->people.size(), 2U);
    }

    void doesNotTakeAnEmptyProjectListForTheTruth() {
        Bench bench;
        bench.tracker.answer(targets::k_projects, json(200, "[]"));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isIncomplete());
        QVERIFY(reading.failure()->detail.contains(u"projects"_s));
    }

    void trustsAnEmptyTrackerWithNoDeletion() {
        Bench bench;
        bench.tracker.answer(targets::k_projects, json(200, "[]"));
        bench.tracker.answer(targets::k_deliverables, json(200, "[]"));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isRestricted());
        QVERIFY(!reading.deletionPermit());
    }

    void stopsTheOtherCallsAtTheFirstError() {
        Bench bench;
        bench.tracker.hang(targets::k_people);
        bench.tracker.hang(targets::k_users);
        bench.tracker.answer(targets::k_projects, html(500, "Server Error (500)"));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isIncomplete());
        QCOMPARE(reading.failure()->httpStatus, 500); // not the cancelled ones
    }

    void endsCancelledWhenAskedToStop() {
        Bench bench;
        bench.tracker.hang(targets::k_deliverables);
        std::stop_source stop;
        bench.tracker.respond(targets::k_users, [&stop](const HttpRequest&) -> Answer {
            stop.request_stop();
            return failure(Error::Kind::Timeout, {});
        });
        const Reading<TrackerData> reading = bench.client.read(stop.get_token());
        QVERIFY(reading.isIncomplete());
        QVERIFY(reading.failure()->isCancelled());
    }

    void holdsAHundredThousandDeliverables() {
        QByteArray body = "[";
        for (int i = 1; i <= 100'000; ++i)
            body +=
                (i > 1 ? "," : "") + QByteArray(R"({"id":)") + QByteArray::number(i) +
                R"(,"project":1,"percentage":35,"description":"Foundation drawings, revision","date":)"
                R"("2027-03-01","notes":"","sortOrder":10,"templateMilestoneKey":null,"isCompleted":false,)"
                R"("completedDate":null,"createdAt":"2026-11-22T13:09:39.624875Z",)"
                R"("updatedAt":"2026-11-22T13:09:39.624885Z","preItems":null})";
        body += "]";
        Bench bench;
        bench.tracker.answer(targets::k_deliverables, json(200, body));
        QElapsedTimer timer;
        timer.start();
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY(reading.isComplete());
        QCOMPARE(reading.rows()->deliverables.size(), 100'000U);
        qInfo("100,000 deliverables: %lld bytes read in %lld ms", static_cast<long long>(body.size()),
              static_cast<long long>(timer.elapsed()));
    }
};

QTEST_GUILESS_MAIN(TestTrackerRead)
#include "tst_trackerread.moc"
