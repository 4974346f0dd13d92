// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apitest.h"

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// How a call goes out, and what its answer becomes.
class TstApiClient : public ApiTest {
    Q_OBJECT

private slots:
    void dressesEveryAttempt();
    void refusesAnotherOrigin();
    void a401RenewsTheTokenOnce();
    void redirectIsRejectedWithItsPlace();
    void keepsTheClockSkew();
    void theLogHoldsNoSecret();
    void kindsByStatus();
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
