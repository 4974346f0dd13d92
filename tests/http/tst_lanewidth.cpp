// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/lanewidth.h"

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

#include <QTest>

using namespace milepost;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// A mailbox that bears some calls at once, serves each in 100 ms and asks for a pause of a second, and a
/// lane before it that always has work.
struct Service {
    std::function<int(int done)> limit;
    int writes = 2000;
    milliseconds service = 100ms;
    milliseconds pause = 1s;
};

struct Course {
    milliseconds took{0};
    milliseconds ideal{0};
    int wasted = 0;
    int widest = 0;

    [[nodiscard]] double ratio() const { return double(ideal.count()) / double(took.count()); }
};

Course simulate(const Service& service, LaneWidth lane) {
    struct Flight {
        milliseconds end;
        int epoch;
        bool fills;
    };
    Course course;
    std::vector<Flight> flights; // in the order of their ends
    milliseconds now{0};
    milliseconds closedUntil{0};
    for (int i = 0; i < service.writes; ++i)
        course.ideal += service.service / service.limit(i);
    for (int done = 0; done < service.writes;) {
        const bool hasWork = done + int(flights.size()) < service.writes;
        const bool mayGo = hasWork && int(flights.size()) < lane.width();
        if (mayGo && now >= closedUntil) {
            if (int(flights.size()) < service.limit(done)) {
                flights.push_back(
                    {now + service.service, lane.epoch(), int(flights.size()) + 1 >= lane.width()});
            } else {
                ++course.wasted;
                lane.refused(now, service.pause);
                closedUntil = now + service.pause;
            }
            course.widest = std::max(course.widest, lane.width());
            continue;
        }
        const bool waits = mayGo && (flights.empty() || closedUntil < flights.front().end);
        now = waits ? closedUntil : flights.front().end;
        if (waits)
            continue;
        const Flight landed = flights.front();
        flights.erase(flights.begin());
        ++done;
        if (landed.fills && landed.epoch == lane.epoch())
            lane.served(now);
    }
    course.took = now;
    return course;
}

} // namespace

class TstLaneWidth : public QObject {
    Q_OBJECT

private slots:
    void startsAsStatedAndStaysInside_data();
    void startsAsStatedAndStaysInside();
    void isNearTheBestForAHiddenLimit_data();
    void isNearTheBestForAHiddenLimit();
    void aLimitThatIsNeverReachedCostsNothing();
    void anyCourseKeepsItBetweenOneAndMost();
    void halvesWhenRefused();
    void takesBackAStepThatIsRefused();
    void oneAtATimeAfterACollision();
    void aClockSetBackDoesNotHoldItForEver();
};

void TstLaneWidth::startsAsStatedAndStaysInside_data() {
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("width");
    QTest::newRow("as stated") << 2 << 4 << 2;
    QTest::newRow("the most") << 4 << 4 << 4;
    QTest::newRow("a lane for one") << 4 << 1 << 1;
    QTest::newRow("nothing at all is one") << 0 << 0 << 1;
}

void TstLaneWidth::startsAsStatedAndStaysInside() {
    QFETCH(int, start);
    QFETCH(int, most);
    QTEST(LaneWidth(start, most).width(), "width");
}

void TstLaneWidth::isNearTheBestForAHiddenLimit_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("then");
    QTest::addColumn<int>("start");
    for (const int first : {1, 2, 3, 4})
        for (const int then : {1, 2, 3, 4})
            for (const int start : {1, 4})
                QTest::addRow("%d then %d from %d", first, then, start) << first << then << start;
}

/// 2,000 writes, the limit changes when half of them are done.
void TstLaneWidth::isNearTheBestForAHiddenLimit() {
    QFETCH(int, first);
    QFETCH(int, then);
    QFETCH(int, start);
    const auto course = simulate({[&](int done) { return done < 1000 ? first : then; }}, LaneWidth(start));
    QVERIFY2(course.ratio() >= 0.90, qPrintable(QString::number(course.ratio())));
    QVERIFY2(course.wasted <= 20, qPrintable(QString::number(course.wasted)));
}

void TstLaneWidth::aLimitThatIsNeverReachedCostsNothing() {
    const auto course = simulate({[](int) { return 4; }}, LaneWidth(4));
    QCOMPARE(course.wasted, 0);
    QCOMPARE(course.took, course.ideal);
}

/// Whatever happens in whatever order.
void TstLaneWidth::anyCourseKeepsItBetweenOneAndMost() {
    std::mt19937 random(20261127);
    for (int turn = 0; turn < 200; ++turn) {
        const int most = std::uniform_int_distribution(1, 6)(random);
        LaneWidth lane(std::uniform_int_distribution(0, 6)(random), most);
        milliseconds now{0};
        for (int i = 0; i < 2000; ++i) {
            now += milliseconds(std::uniform_int_distribution(-500, 2000)(random));
            const int before = lane.width();
            const int epoch = lane.epoch();
            const int what = std::uniform_int_distribution(0, 20)(random);
            if (what == 0)
                lane.refused(now, milliseconds(std::uniform_int_distribution(0, 9000)(random)));
            else if (what == 1)
                lane.collided(now, 1s);
            else
                lane.served(now);
            QVERIFY(lane.width() >= 1 && lane.width() <= most);
            QVERIFY(lane.width() <= before + 1);
            QVERIFY(what > 1 || lane.width() < before || before == 1);
            QVERIFY(lane.width() == before || lane.epoch() != epoch);
        }
    }
}

void TstLaneWidth::halvesWhenRefused() {
    LaneWidth lane(4);
    lane.refused(0ms, 1s);
    QCOMPARE(lane.width(), 2);
    lane.refused(1s, 1s);
    QCOMPARE(lane.width(), 1);
    lane.refused(2s, 1s);
    QCOMPARE(lane.width(), 1);
}

void TstLaneWidth::takesBackAStepThatIsRefused() {
    LaneWidth lane(3);
    milliseconds now{0};
    while (lane.width() == 3)
        lane.served(now += 100ms);
    QCOMPARE(lane.width(), 4);
    lane.refused(now, 1s);
    QCOMPARE(lane.width(), 3); // known to be borne
    // The next step up is far off, in calls and in time.
    int calls = 0;
    const milliseconds refusedAt = now;
    while (lane.width() == 3) {
        lane.served(now += 100ms);
        ++calls;
    }
    QVERIFY(calls >= LaneWidth::k_callsPerStep);
    QVERIFY(now - refusedAt >= LaneWidth::k_pausesPerStep * milliseconds(1s));
}

void TstLaneWidth::oneAtATimeAfterACollision() {
    LaneWidth lane(4);
    lane.collided(0ms, 1s);
    QCOMPARE(lane.width(), 1);
    for (int i = 0; i < LaneWidth::k_callsPerStep - 1; ++i)
        lane.served(1h);
    QCOMPARE(lane.width(), 1);
    lane.served(1h);
    QCOMPARE(lane.width(), 2);
}

void TstLaneWidth::aClockSetBackDoesNotHoldItForEver() {
    LaneWidth lane(4);
    lane.collided(400 * 24h, 1s);
    for (int i = 0; i < LaneWidth::k_callsPerStep; ++i)
        lane.served(1s);
    QCOMPARE(lane.width(), 2);
}

QTEST_GUILESS_MAIN(TstLaneWidth)
#include "tst_lanewidth.moc"
