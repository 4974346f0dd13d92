// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakes.h"
#include "http/quotaledger.h"

#include <atomic>
#include <barrier>
#include <random>
#include <thread>

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

const QString k_lane = u"team@example.org"_s;
constexpr Quota k_quota{500, 30s};

/// A store that outlives the ledgers of a test.
class MemoryStore final : public LedgerStore {
public:
    Result<std::vector<Slot>> add(const QString& lane, const Slot& slot, qint64 sinceMs) override {
        const std::scoped_lock lock(m_mutex);
        if (broken)
            return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::None, u"disk full"_s));
        ++calls;
        m_lanes[lane][slot.endMs] += slot.requests;
        std::vector<Slot> left;
        for (const auto& [end, requests] : m_lanes[lane])
            if (end > sinceMs)
                left.push_back({end, requests});
        return left;
    }
    [[nodiscard]] int sum(const QString& lane) {
        const std::scoped_lock lock(m_mutex);
        int sum = 0;
        for (const auto& [end, requests] : m_lanes[lane])
            sum += requests;
        return sum;
    }
    int calls = 0;
    bool broken = false;

private:
    std::mutex m_mutex;
    std::map<QString, std::map<qint64, int>> m_lanes;
};

/// A service that counts what arrives, a little later than it was sent.
class Service {
public:
    Service(int quota, milliseconds window) : m_quota(size_t(quota)), m_window(window.count()) {}
    /// False: refused.
    bool arrive(qint64 at) {
        while (!m_arrivals.empty() && m_arrivals.front() < at - m_window)
            m_arrivals.pop_front();
        if (m_arrivals.size() >= m_quota)
            return false;
        m_arrivals.push_back(at);
        return true;
    }

private:
    size_t m_quota;
    qint64 m_window;
    std::deque<qint64> m_arrivals;
};

int spendAll(QuotaLedger& ledger, const QString& lane = k_lane) {
    int spent = 0;
    while (ledger.spend(lane) == 0ms)
        ++spent;
    return spent;
}

} // namespace

class TstQuotaLedger : public QObject {
    Q_OBJECT

private slots:
    void manyThreadsSpendOneQuota();
    void lanesHaveQuotasOfTheirOwn();
    void neverMoreThanTheServiceAllows();
    void isCloseToWhatTheServiceAllows();
    void whatWasSpentIsKnownAfterARestart();
    void aKilledProgramCountedAtLeastWhatItSent();
    void anEndGivesBackWhatWasNotSent();
    void twoProgramsShareOneQuota();
    void manyThreadsAtOnce();
    void aClockThatJumpsMakesNoWaitLongerThanTwoWindows();
    void aBrokenStoreHoldsNobodyUp();
    void theDiskIsAskedOnceInAWhile();
    void theCourseKnowsTheWall();
};

/// Eight threads and two lanes: together they get the quota, and the store knows of each request.
void TstQuotaLedger::manyThreadsSpendOneQuota() {
    constexpr Quota large{50'000, 30s}; // so that they meet
    const FakeClock clock;
    MemoryStore store;
    std::map<QString, std::atomic<int>> spent;
    const QStringList lanes{u"a"_s, u"b"_s};
    for (const QString& lane : lanes)
        spent[lane] = 0;
    int alone = 0;
    {
        QuotaLedger ledger(clock, nullptr, large);
        alone = spendAll(ledger);
    }
    QuotaLedger ledger(clock, &store, large);
    {
        std::barrier all(8);
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, lane = lanes[i % 2]] {
                all.arrive_and_wait();
                (void)ledger.course(lane, 10, 1ms);
                spent.at(lane) += spendAll(ledger, lane);
            });
    }
    for (const QString& lane : lanes) {
        QCOMPARE(spent.at(lane).load(), alone);
        QVERIFY(store.sum(lane) >= alone);
    }
}

void TstQuotaLedger::lanesHaveQuotasOfTheirOwn() {
    const FakeClock clock;
    QuotaLedger ledger(clock, nullptr, k_quota);
    QCOMPARE(spendAll(ledger), 500);
    QCOMPARE(spendAll(ledger, u"another"_s), 500);
    QVERIFY(ledger.spend(k_lane) > 29s);
}

/// Whatever the pace and however late a request arrives, the service refuses none.
void TstQuotaLedger::neverMoreThanTheServiceAllows() {
    std::mt19937 random(20261127);
    for (int turn = 0; turn < 20; ++turn) {
        FakeClock clock;
        MemoryStore store;
        Service service(500, 30s);
        std::optional<QuotaLedger> ledger(std::in_place, clock, &store, k_quota);
        const int pace = std::uniform_int_distribution(1, 60)(random);
        for (int sent = 0; sent < 3000;) {
            clock.advance(milliseconds(std::uniform_int_distribution(0, pace)(random)));
            if (std::uniform_int_distribution(0, 400)(random) == 0)
                ledger.emplace(clock, &store, k_quota);
            if (const milliseconds wait = ledger->spend(k_lane); wait > 0ms) {
                clock.advance(wait);
                continue;
            }
            const int late = std::uniform_int_distribution(0, 250)(random); // less than a slot
            QVERIFY2(service.arrive(clock.utcNow().toMSecsSinceEpoch() + late),
                     qPrintable(QString::number(sent)));
            ++sent;
        }
    }
}

void TstQuotaLedger::isCloseToWhatTheServiceAllows() {
    FakeClock clock;
    MemoryStore store;
    QuotaLedger ledger(clock, &store, k_quota);
    const QDateTime begin = clock.utcNow();
    for (int sent = 0; sent < 5000;) {
        const milliseconds wait = ledger.spend(k_lane);
        clock.advance(wait > 0ms ? wait : 25ms); // four at once, 100 ms each
        sent += wait > 0ms ? 0 : 1;
    }
    const double seconds = double(begin.msecsTo(clock.utcNow())) / 1000.0;
    const double ideal = 9 * 30 + 500 * 0.025; // 500 at once, then as many in each window
    QVERIFY2(ideal / seconds >= 0.97, qPrintable(QString::number(ideal / seconds)));
    QVERIFY(ideal / seconds <= 1);
}

void TstQuotaLedger::whatWasSpentIsKnownAfterARestart() {
    FakeClock clock;
    MemoryStore store;
    for (int i = 0; i < 120; ++i)
        QCOMPARE(QuotaLedger(clock, &store, k_quota).spend(k_lane), 0ms);
    clock.advance(20s);
    QCOMPARE(spendAll(*std::make_unique<QuotaLedger>(clock, &store, k_quota)), 380);
    clock.advance(11s); // the first ones are out of the window
    QCOMPARE(spendAll(*std::make_unique<QuotaLedger>(clock, &store, k_quota)), 120);
}

/// A ledger that never comes to its end is what a kill leaves: nothing was given back.
void TstQuotaLedger::aKilledProgramCountedAtLeastWhatItSent() {
    FakeClock clock;
    MemoryStore store;
    for (int sent = 1; sent <= 40; ++sent) {
        MemoryStore fresh;
        auto* killed = new QuotaLedger(clock, &fresh, k_quota);
        for (int i = 0; i < sent; ++i) {
            QCOMPARE(killed->spend(k_lane), 0ms);
            QVERIFY(fresh.sum(k_lane) >= i + 1); // before it is sent
        }
        const int counted = fresh.sum(k_lane);
        QVERIFY(counted >= sent && counted < sent + 5); // less than one reservation too many
        delete killed;
        QCOMPARE(fresh.sum(k_lane), sent);
    }
}

void TstQuotaLedger::anEndGivesBackWhatWasNotSent() {
    FakeClock clock;
    MemoryStore store;
    {
        QuotaLedger ledger(clock, &store, k_quota);
        QCOMPARE(ledger.spend(k_lane), 0ms);
        QCOMPARE(store.sum(k_lane), 5);
        clock.advance(5s);
        QCOMPARE(ledger.spend(k_lane), 0ms); // in another slot
        QCOMPARE(store.sum(k_lane), 1 + 5);
    }
    QCOMPARE(store.sum(k_lane), 2);
}

void TstQuotaLedger::twoProgramsShareOneQuota() {
    FakeClock clock;
    MemoryStore store;
    QuotaLedger one(clock, &store, k_quota);
    QuotaLedger other(clock, &store, k_quota);
    int spent = 0;
    while (one.spend(k_lane) == 0ms && other.spend(k_lane) == 0ms)
        spent += 2;
    QVERIFY2(spent <= 500 && spent >= 490, qPrintable(QString::number(spent)));
}

void TstQuotaLedger::manyThreadsAtOnce() {
    FakeClock clock;
    MemoryStore store;
    std::atomic<int> spent = 0;
    {
        QuotaLedger ledger(clock, &store, k_quota);
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { spent += spendAll(ledger); });
    }
    QCOMPARE(spent.load(), 500);
    QCOMPARE(store.sum(k_lane), 500);
}

void TstQuotaLedger::aClockThatJumpsMakesNoWaitLongerThanTwoWindows() {
    FakeClock clock;
    QuotaLedger ledger(clock, nullptr, k_quota);
    clock.advance(400 * 24h);
    QCOMPARE(spendAll(ledger), 500);
    clock.advance(-20s);
    QVERIFY(ledger.spend(k_lane) <= 2 * 30s + 1s); // still counted
    clock.advance(-400 * 24h);
    QCOMPARE(ledger.spend(k_lane), 0ms);
}

void TstQuotaLedger::aBrokenStoreHoldsNobodyUp() {
    FakeClock clock;
    MemoryStore store;
    store.broken = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the quota's ledger"_s));
    QuotaLedger ledger(clock, &store, k_quota);
    QCOMPARE(spendAll(ledger), 500); // counted all the same
}

void TstQuotaLedger::theDiskIsAskedOnceInAWhile() {
    FakeClock clock;
    MemoryStore store;
    QuotaLedger ledger(clock, &store);
    for (int i = 0; i < 4000; ++i) {
        QCOMPARE(ledger.spend(k_lane), 0ms);
        clock.advance(25ms);
    }
    // 100 s are 17 slots; each has its reservations of 100, and gives one back.
    QVERIFY2(store.calls <= 17 * 4 + 1, qPrintable(QString::number(store.calls)));
}

void TstQuotaLedger::theCourseKnowsTheWall() {
    FakeClock clock;
    QuotaLedger ledger(clock, nullptr, k_quota);
    QCOMPARE(ledger.course(k_lane, 200, 25ms), 5s);
    const auto all = ledger.course(k_lane, 1500, 25ms);
    QVERIFY(all >= 72'500ms && all <= 74s); // two windows and a burst
    for (int i = 0; i < 400; ++i)
        QCOMPARE(ledger.spend(k_lane), 0ms);
    clock.advance(10s);
    const auto behind = ledger.course(k_lane, 200, 25ms);
    QVERIFY(behind >= 22s && behind <= 24s); // 100 are left; those of 10 s ago come back after 20 more
    QCOMPARE(ledger.course(k_lane, 0, 25ms), 0ms);
}

QTEST_GUILESS_MAIN(TstQuotaLedger)
#include "tst_quotaledger.moc"
