// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakes.h"
#include "http/lanegate.h"

#include <atomic>
#include <optional>
#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString k_lane = u"team@example.org"_s;

} // namespace

class TstLaneGate : public QObject {
    Q_OBJECT

private slots:
    void neverLetsInMoreThanTheLimit();
    void lanesAreIndependent();
    void fenceHoldsEverybodyForItsWholeTime();
    void aLaterFenceWinsAndAnEarlierOneDoesNotShorten();
    void fenceThatComesWhileWaitingIsObeyed();
    void aCollisionLeavesOneAtATime();
    void aRefusalHalvesAndClosesTheLane();
    void whatWasSentBeforeTheChangeTeachesNothing();
    void startsAsWideAsStatedAndGrows();
    void stopEndsAWaitForAPlaceAtOnce();
    void stopEndsAWaitForAFenceAtOnce();
};

void TstLaneGate::neverLetsInMoreThanTheLimit() {
    const SystemClock clock;
    LaneGate gate(clock, 4);
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    std::atomic<int> passed = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] {
                for (int turn = 0; turn < 50; ++turn) {
                    const auto pass = gate.enter(k_lane, {});
                    const int now = ++inside;
                    int seen = most.load();
                    while (now > seen && !most.compare_exchange_weak(seen, now)) {
                    }
                    std::this_thread::yield();
                    --inside;
                    ++passed;
                    pass->served(1ms);
                    (void)gate.width(k_lane);
                    (void)gate.closedFor(k_lane);
                    (void)gate.serviceTime(k_lane);
                }
            });
    }
    QCOMPARE(passed.load(), 800);
    QVERIFY2(most.load() <= 4, qPrintable(QString::number(most.load())));
    QVERIFY(most.load() > 1);
}

void TstLaneGate::lanesAreIndependent() {
    const FakeClock clock;
    LaneGate gate(clock, 1);
    const auto first = gate.enter(u"a"_s, {});
    const auto second = gate.enter(u"b"_s, {}); // would hang
    QVERIFY(first && second);
    gate.fence(u"a"_s, 10s);
    QCOMPARE(gate.closedFor(u"b"_s).count(), 0);
}

void TstLaneGate::fenceHoldsEverybodyForItsWholeTime() {
    FakeClock clock;
    LaneGate gate(clock, 4);
    gate.fence(k_lane, 2128ms);
    QCOMPARE(gate.closedFor(k_lane).count(), 2128);
    QVERIFY(gate.enter(k_lane, {}));
    QCOMPARE(clock.slept().count(), 2128);
    QVERIFY(gate.enter(k_lane, {}));
    QCOMPARE(clock.slept().count(), 2128); // open again
}

void TstLaneGate::aLaterFenceWinsAndAnEarlierOneDoesNotShorten() {
    const FakeClock clock;
    LaneGate gate(clock, 4);
    gate.fence(k_lane, 10s);
    gate.fence(k_lane, 3s);
    QCOMPARE(gate.closedFor(k_lane).count(), 10'000);
    gate.fence(k_lane, 30s);
    QCOMPARE(gate.closedFor(k_lane).count(), 30'000);
}

void TstLaneGate::fenceThatComesWhileWaitingIsObeyed() {
    FakeClock clock;
    LaneGate gate(clock, 1);
    std::optional<LaneGate::Pass> held(std::move(*gate.enter(k_lane, {})));
    std::jthread waiter([&] { QVERIFY(gate.enter(k_lane, {})); });
    gate.fence(k_lane, 5s);
    held.reset();
    waiter.join();
    QCOMPARE(clock.slept().count(), 5000);
}

void TstLaneGate::aCollisionLeavesOneAtATime() {
    const FakeClock clock;
    LaneGate gate(clock, 4);
    gate.enter(k_lane, {})->collided(1s);
    std::optional<LaneGate::Pass> held(std::move(*gate.enter(k_lane, {})));
    std::atomic<bool> isInside = false;
    std::jthread waiter([&] {
        const auto pass = gate.enter(k_lane, {});
        isInside = true;
    });
    QVERIFY(!QTest::qWaitFor([&] { return isInside.load(); }, 50));
    held.reset();
    QTRY_VERIFY(isInside.load());
}

void TstLaneGate::aRefusalHalvesAndClosesTheLane() {
    const FakeClock clock;
    LaneGate gate(clock);
    gate.enter(k_lane, {})->refused(2128ms);
    QCOMPARE(gate.width(k_lane), 2);
    QCOMPARE(gate.closedFor(k_lane).count(), 2128);
    QCOMPARE(gate.width(u"another"_s), 4);
    QCOMPARE(gate.closedFor(u"another"_s).count(), 0);
}

/// Four are sent at once and all are refused: that is one lesson, not four.
void TstLaneGate::whatWasSentBeforeTheChangeTeachesNothing() {
    FakeClock clock;
    LaneGate gate(clock);
    std::vector<LaneGate::Pass> sent;
    for (int i = 0; i < 4; ++i)
        sent.push_back(std::move(*gate.enter(k_lane, {})));
    for (const LaneGate::Pass& pass : sent) {
        pass.refused(1s);
        clock.advance(100ms);
    }
    QCOMPARE(gate.width(k_lane), 2);
    QCOMPARE(gate.closedFor(k_lane).count(), 900); // the last of them counts for the fence all the same
}

void TstLaneGate::startsAsWideAsStatedAndGrows() {
    const FakeClock clock;
    LaneGate gate(clock, 4, 1);
    QCOMPARE(gate.width(k_lane), 1);
    for (int i = 0; i < 100; ++i) { // one at a time never fills a wider lane, and proves nothing for it
        const auto pass = gate.enter(k_lane, {});
        pass->served(1ms);
    }
    QCOMPARE(gate.width(k_lane), 2);
    for (int round = 0; round < 100; ++round) {
        std::vector<LaneGate::Pass> full;
        for (int width = gate.width(k_lane); width > 0; --width)
            full.push_back(std::move(*gate.enter(k_lane, {})));
        for (const LaneGate::Pass& pass : full)
            pass.served(1ms);
    }
    QCOMPARE(gate.width(k_lane), 4);
}

void TstLaneGate::stopEndsAWaitForAPlaceAtOnce() {
    const SystemClock clock;
    LaneGate gate(clock, 1);
    const auto held = gate.enter(k_lane, {});
    std::stop_source source;
    std::optional<Error> outcome;
    std::jthread waiter([&] { outcome = gate.enter(k_lane, source.get_token()).error(); });
    QElapsedTimer timer;
    timer.start();
    source.request_stop();
    waiter.join();
    QVERIFY(outcome->isCancelled());
    QVERIFY(timer.elapsed() < 500);
}

void TstLaneGate::stopEndsAWaitForAFenceAtOnce() {
    const SystemClock clock;
    LaneGate gate(clock, 1);
    gate.fence(k_lane, 1h);
    std::stop_source source;
    std::optional<Error> outcome;
    std::jthread waiter([&] { outcome = gate.enter(k_lane, source.get_token()).error(); });
    QElapsedTimer timer;
    timer.start();
    source.request_stop();
    waiter.join();
    QVERIFY(outcome->isCancelled());
    QVERIFY(timer.elapsed() < 500);
}

QTEST_GUILESS_MAIN(TstLaneGate)
#include "tst_lanegate.moc"
