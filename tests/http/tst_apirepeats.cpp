// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apitest.h"

#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What is sent again, and how long a call waits before.
class TstApiRepeats : public ApiTest {
    Q_OBJECT

private slots:
    void repeatsWhatMayBeRepeated_data();
    void repeatsWhatMayBeRepeated();
    void waitsAsLongAsAdvisedAndSaysSo();
    void longPausesEndTheCallInsteadOfHangingIt();
    void aBoundedNumberOfAttempts();
    void concurrentSaveNarrowsTheLane();
    void stopEndsAWait();
};

void TstApiRepeats::repeatsWhatMayBeRepeated_data() {
    QTest::addColumn<int>("status"); ///< 0: closed without a byte, -1: answer cut
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("sent");
    QTest::addColumn<QString>("kind"); ///< "" for success
    for (const int status : {500, 502, 503, 504}) {
        QTest::addRow("GET %d", status) << status << QByteArray("GET") << 2 << QString();
        QTest::addRow("POST %d", status) << status << QByteArray("POST") << 1 << u"doubtful"_s;
    }
    QTest::newRow("GET 429") << 429 << QByteArray("GET") << 2 << QString();
    QTest::newRow("POST 429") << 429 << QByteArray("POST") << 2 << QString();
    QTest::newRow("GET cut") << -1 << QByteArray("GET") << 2 << QString();
    QTest::newRow("POST cut") << -1 << QByteArray("POST") << 1 << u"doubtful"_s;
    QTest::newRow("POST closed") << 0 << QByteArray("POST") << 1 << u"doubtful"_s;
    QTest::newRow("PATCH closed") << 0 << QByteArray("PATCH") << 1 << u"doubtful"_s;
    QTest::newRow("POST 408") << 408 << QByteArray("POST") << 1 << u"doubtful"_s;
    for (const auto& [status, kind] : {std::pair{400, u"rejected"_s},
                                       {403, u"forbidden"_s},
                                       {404, u"not-found"_s},
                                       {409, u"conflict"_s},
                                       {412, u"conflict"_s}}) {
        QTest::addRow("GET %d", status) << status << QByteArray("GET") << 1 << kind;
        QTest::addRow("POST %d", status) << status << QByteArray("POST") << 1 << kind;
    }
}

void TstApiRepeats::repeatsWhatMayBeRepeated() {
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(int, sent);
    QFETCH(QString, kind);
    Answer first = status > 0 ? json(status, "code") : closeSilently();
    if (status < 0)
        first.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{";
    RawServer server(inTurn({first, json(200, "{}")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    const auto outcome = setup.client.call(call(server, method), {});
    QCOMPARE(server.count(), static_cast<size_t>(sent));
    QCOMPARE(outcome ? QString() : toString(outcome.error().kind), kind);
    if (!outcome && status > 0) {
        QCOMPARE(outcome.error().httpStatus, status);
        QCOMPARE(toString(outcome.error().stage), u"graph"_s);
    }
}

void TstApiRepeats::waitsAsLongAsAdvisedAndSaysSo() {
    RawServer server(inTurn({json(429, "TooManyRequests", "Retry-After: 2.128\r\n"), json(200, "{}")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    QVERIFY(setup.client.call(call(server, "POST"), {}));
    QCOMPARE(setup.clock.slept().count(), 2128);
    const auto waits = setup.sink.waits();
    QCOMPARE(waits.size(), size_t(1));
    QCOMPARE(waits[0].lane, u"lane"_s);
    QCOMPARE(waits[0].duration.count(), 2128);
    QCOMPARE(waits[0].reason, u"429"_s);
    // A write that ended with 503 is not repeated, but the lane keeps the pause.
    RawServer busy(inTurn({json(503, "busy", "Retry-After: 30\r\n")}));
    Setup other(*m_transport, originOf(busy.url("/")));
    QVERIFY(!other.client.call(call(busy, "POST"), {}));
    QCOMPARE(other.gate.closedFor(u"lane"_s).count(), 30'000);
    // Whoever comes next waits at the fence, and that is said too.
    (void)other.client.call(call(busy), {});
    const auto fenced = other.sink.waits();
    QVERIFY(!fenced.empty());
    QCOMPARE(fenced[0].reason, u"fence"_s);
    QCOMPARE(fenced[0].duration.count(), 30'000);
    // What was waited there counts: with the pause asked for next it would be more than a call waits.
    Setup patient(*m_transport, originOf(busy.url("/")), RetryPolicy(3), 50s);
    patient.gate.fence(u"lane"_s, 30s);
    QVERIFY(!patient.client.call(call(busy), {}));
    QCOMPARE(patient.clock.slept().count(), 30'000);
}

void TstApiRepeats::longPausesEndTheCallInsteadOfHangingIt() {
    RawServer server(inTurn({json(429, "TooManyRequests", "Retry-After: 3600\r\n")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    auto outcome = setup.client.call(call(server), {});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"throttled"_s);
    outcome = setup.client.call(call(server), {}); // the lane is still closed
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"throttled"_s);
    QCOMPARE(outcome.error().retryAfter.count(), 3'600'000);
    QCOMPARE(server.count(), size_t(1));
    QCOMPARE(setup.clock.slept().count(), 0);
}

void TstApiRepeats::aBoundedNumberOfAttempts() {
    RawServer server(inTurn({json(429, "TooManyRequests", "Retry-After: 1\r\n")}));
    Setup setup(*m_transport, originOf(server.url("/")), RetryPolicy(4));
    const auto outcome = setup.client.call(call(server, "POST"), {});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"throttled"_s);
    QCOMPARE(server.count(), size_t(4));
}

void TstApiRepeats::concurrentSaveNarrowsTheLane() {
    RawServer server(inTurn({json(503, "ConcurrentItemSave")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    const auto outcome = setup.client.call(call(server, "POST"), {});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"doubtful"_s);
    QCOMPARE(outcome.error().code, u"ConcurrentItemSave"_s);
    QCOMPARE(server.count(), size_t(1));
    const auto held = setup.gate.enter(u"lane"_s, {});
    std::stop_source source;
    bool gotIn = true;
    std::jthread waiter([&] { gotIn = setup.gate.enter(u"lane"_s, source.get_token()).has_value(); });
    source.request_stop();
    waiter.join();
    QVERIFY(!gotIn);
}

void TstApiRepeats::stopEndsAWait() {
    RawServer server(inTurn({json(429, "slow", "Retry-After: 500\r\n")}));
    const SystemClock clock;
    LaneGate gate(clock);
    CountingBearer bearer;
    RecordingSink sink;
    ApiClient client({*m_transport, &bearer, clock, gate, &sink},
                     {Error::Stage::Graph, originOf(server.url("/")), readCode, RetryPolicy(), 10min, {}});
    std::stop_source source;
    std::optional<Result<HttpResponse>> outcome;
    std::jthread caller([&] { outcome = client.call(call(server), source.get_token()); });
    QTRY_COMPARE(sink.waits().size(), size_t(1));
    QElapsedTimer timer;
    timer.start();
    source.request_stop();
    caller.join();
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(outcome->error().isCancelled());
}

QTEST_GUILESS_MAIN(TstApiRepeats)
#include "tst_apirepeats.moc"
