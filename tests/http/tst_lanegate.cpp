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
    void narrowedLaneTakesOneAtATime();
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

void TstLaneGate::narrowedLaneTakesOneAtATime() {
    const FakeClock clock;
    LaneGate gate(clock, 4);
    gate.narrow(k_lane);
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
