// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakes.h"
#include "http/apiclient.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

void readCode(const HttpResponse& response, Error& error) { error.code = QString::fromUtf8(response.body); }

/// Answers in turn, the last one for ever.
RawServer::Handler inTurn(std::vector<Answer> answers) {
    return [answers = std::move(answers), next = size_t(0)](const Seen&) mutable {
        return answers[std::min(next++, answers.size() - 1)];
    };
}

} // namespace

class TstApiClient : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_transport = std::move(*NetTransport::create({})); }
    void dressesEveryAttempt();
    void refusesAnotherOrigin();
    void a401RenewsTheTokenOnce();
    void repeatsWhatMayBeRepeated_data();
    void repeatsWhatMayBeRepeated();
    void waitsAsLongAsAdvisedAndSaysSo();
    void longPausesEndTheCallInsteadOfHangingIt();
    void aBoundedNumberOfAttempts();
    void concurrentSaveNarrowsTheLane();
    void redirectIsRejectedWithItsPlace();
    void stopEndsAWait();
    void keepsTheClockSkew();
    void theLogHoldsNoSecret();
    void kindsByStatus();

private:
    struct Setup {
        Setup(Transport& transport, const QString& origin, RetryPolicy retry = RetryPolicy(3),
              std::chrono::milliseconds longestWait = 10min)
            : gate(clock),
              client({transport, &bearer, clock, gate, &sink},
                     {Error::Stage::Graph, origin, readCode, retry, longestWait, {}}) {}
        FakeClock clock;
        CountingBearer bearer;
        RecordingSink sink;
        LaneGate gate;
        ApiClient client;
    };
    static ApiClient::Call call(const RawServer& server, const QByteArray& method = "GET") {
        ApiClient::Call call;
        call.request.method = method;
        call.request.url = server.url("/v1.0/x?token=s3cret");
        call.request.body = method == "GET" ? QByteArray() : QByteArray("{}");
        call.repeat = method == "GET" ? Repeat::Freely : Repeat::WhenNotDone;
        call.lane = u"lane"_s;
        return call;
    }
    std::unique_ptr<NetTransport> m_transport;
};

void TstApiClient::dressesEveryAttempt() {
    RawServer server(inTurn({answer(500, ""), json(200, "{}")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    QVERIFY(setup.client.call(call(server), {}));
    const auto seen = server.seen();
    QCOMPARE(seen.size(), size_t(2));
    for (const Seen& one : seen) {
        QCOMPARE(one.headers.value("Authorization"), "Bearer t1");
        QCOMPARE(one.headers.value("Accept"), "application/json");
        QVERIFY(one.headers.value("User-Agent").startsWith("Milepost/"));
        QCOMPARE(one.headers.value("return-client-request-id"), "true");
    }
    QCOMPARE(seen[0].headers.value("client-request-id").size(), 36);
    QVERIFY(seen[0].headers.value("client-request-id") != seen[1].headers.value("client-request-id"));
    const auto exchanges = setup.sink.exchanges();
    QCOMPARE(exchanges.size(), size_t(2));
    QCOMPARE(exchanges[1].attempt, 2);
    QCOMPARE(exchanges[1].clientRequestId.toLatin1(), seen[1].headers.value("client-request-id"));
}

void TstApiClient::refusesAnotherOrigin() {
    RawServer server(inTurn({json(200, "{}")}));
    for (const QString& origin :
         {u"https://graph.microsoft.com:443"_s, u"http://localhost:%1"_s.arg(server.port()),
          u"https://127.0.0.1:%1"_s.arg(server.port())}) {
        Setup setup(*m_transport, origin);
        const auto outcome = setup.client.call(call(server), {});
        QVERIFY(!outcome);
        QCOMPARE(toString(outcome.error().kind), u"refused"_s);
        QCOMPARE(outcome.error().code, u"other-origin"_s);
    }
    QCOMPARE(server.connections(), 0);
}

void TstApiClient::a401RenewsTheTokenOnce() {
    RawServer server([](const Seen& seen) {
        return seen.headers.value("Authorization") == "Bearer t2" ? json(200, "{}") : json(401, "expired");
    });
    Setup setup(*m_transport, originOf(server.url("/")));
    QVERIFY(setup.client.call(call(server, "POST"), {}));
    QCOMPARE(server.count(), size_t(2));

    RawServer never(inTurn({json(401, "no")}));
    Setup other(*m_transport, originOf(never.url("/")));
    const auto outcome = other.client.call(call(never), {});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"auth"_s);
    QCOMPARE(outcome.error().code, u"no"_s);
    QCOMPARE(never.count(), size_t(2));
}

void TstApiClient::repeatsWhatMayBeRepeated_data() {
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

void TstApiClient::repeatsWhatMayBeRepeated() {
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

void TstApiClient::waitsAsLongAsAdvisedAndSaysSo() {
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

void TstApiClient::longPausesEndTheCallInsteadOfHangingIt() {
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

void TstApiClient::aBoundedNumberOfAttempts() {
    RawServer server(inTurn({json(429, "TooManyRequests", "Retry-After: 1\r\n")}));
    Setup setup(*m_transport, originOf(server.url("/")), RetryPolicy(4));
    const auto outcome = setup.client.call(call(server, "POST"), {});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"throttled"_s);
    QCOMPARE(server.count(), size_t(4));
}

void TstApiClient::concurrentSaveNarrowsTheLane() {
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

void TstApiClient::redirectIsRejectedWithItsPlace() {
    RawServer server(
        inTurn({answer(301, "<html>", "Location: https://elsewhere.example/login?token=abc\r\n")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    const auto outcome = setup.client.call(call(server), {});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"rejected"_s);
    QCOMPARE(outcome.error().code, u"redirect"_s);
    QVERIFY(outcome.error().detail.contains(u"https://elsewhere.example/login"_s));
    QVERIFY(!outcome.error().detail.contains(u"abc"_s));
}

void TstApiClient::stopEndsAWait() {
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

void TstApiClient::keepsTheClockSkew() {
    RawServer server(inTurn({json(200, "{}", "Date: Tue, 24 Nov 2026 12:10:00 GMT\r\n")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    QVERIFY(!setup.client.clockSkew());
    QVERIFY(setup.client.call(call(server), {}));
    QCOMPARE(setup.client.clockSkew()->count(), 600);
}

void TstApiClient::theLogHoldsNoSecret() {
    RawServer server(inTurn({json(404, "gone", "request-id: r-7\r\n")}));
    Setup setup(*m_transport, originOf(server.url("/")));
    const auto outcome = setup.client.call(call(server), {});
    const Exchange exchange = setup.sink.exchanges().at(0);
    QVERIFY(exchange.url.contains(u"token=***"_s));
    QCOMPARE(exchange.requestId, u"r-7"_s);
    QCOMPARE(exchange.status, 404);
    QVERIFY(!exchange.error.isEmpty());
    QCOMPARE(outcome.error().requestId, u"r-7"_s);
    for (const QString& text : {exchange.url, exchange.error, outcome.error().summary()})
        QVERIFY(!text.contains(u"s3cret"_s) && !text.contains(u"t1"_s));
}

void TstApiClient::kindsByStatus() {
    using Kind = Error::Kind;
    const std::vector<std::pair<int, Kind>> table{
        {301, Kind::Rejected},  {400, Kind::Rejected},    {401, Kind::Auth},        {403, Kind::Forbidden},
        {404, Kind::NotFound},  {408, Kind::Timeout},     {409, Kind::Conflict},    {410, Kind::NotFound},
        {412, Kind::Conflict},  {413, Kind::Rejected},    {422, Kind::Rejected},    {423, Kind::Rejected},
        {429, Kind::Throttled}, {500, Kind::Unavailable}, {503, Kind::Unavailable}, {599, Kind::Unavailable}};
    for (const auto& [status, kind] : table)
        QCOMPARE(toString(kindOfStatus(status)), toString(kind));
}

QTEST_GUILESS_MAIN(TstApiClient)
#include "tst_apiclient.moc"
