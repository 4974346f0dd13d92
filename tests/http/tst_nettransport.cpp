// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

HttpRequest get(const QUrl& url, std::chrono::milliseconds deadline = 20s) {
    return {"GET", url, {}, {}, deadline};
}

HttpRequest post(const QUrl& url, const QByteArray& body, std::chrono::milliseconds deadline = 20s) {
    return {"POST", url, {{"Content-Type", "application/json"}}, body, deadline};
}

} // namespace

class TstNetTransport : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        auto made = NetTransport::create({});
        QVERIFY(made.has_value());
        m_transport = std::move(*made);
    }
    void cleanup() { m_transport.reset(); }

    void refusedConnectionIsOfflineAlsoForAWrite();
    void unknownNameIsADnsFailure();
    void addressIsSentExactlyAsEncoded_data();
    void addressIsSentExactlyAsEncoded();
    void everyStatusIsAnAnswer_data();
    void everyStatusIsAnAnswer();
    void bodiesAndHeadersArriveWhole();
    void emptyPostSaysItsLength();
    void severalCookiesStaySeveralAndAreNotKept();
    void redirectIsNotFollowedAndTheTokenStaysHome();
    void plainHttpLeavesThisComputerNever_data();
    void plainHttpLeavesThisComputerNever();
    void cutAnswersAreNotAnswers_data();
    void cutAnswersAreNotAnswers();
    void proxyThatWantsCredentialsIsSaid();

private:
    Result<HttpResponse> send(const HttpRequest& request, std::stop_token stop = {}) {
        return await(m_transport->send(request, stop));
    }
    std::unique_ptr<NetTransport> m_transport;
};

// The fault that the next test guards against: were it gone from Qt, law 4's device could go too.
void TstNetTransport::refusedConnectionIsOfflineAlsoForAWrite() {
    quint16 port = 0;
    {
        const RawServer gone([](const Seen&) { return closeSilently(); });
        port = gone.port();
    }
    const QUrl url(u"http://127.0.0.1:%1/x"_s.arg(port));
    for (const HttpRequest& request : {get(url), post(url, "{}")}) {
        const auto outcome = send(request);
        QVERIFY(!outcome);
        QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Offline));
        QCOMPARE(outcome.error().code, u"connect-failed"_s);
        QCOMPARE(toString(outcome.error().stage), toString(Error::Stage::Transport));
    }
}

void TstNetTransport::unknownNameIsADnsFailure() {
    const auto outcome = send(post(QUrl(u"https://milepost-test.invalid/x"_s), "{}"));
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Offline));
    QCOMPARE(outcome.error().code, u"dns-failure"_s);
}

void TstNetTransport::addressIsSentExactlyAsEncoded_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("filter with quotes and parentheses") << QByteArray(
        "/v1.0/users/a@b.example/events?$filter=singleValueExtendedProperties/any(ep:ep/id%20eq%20"
        "'String%20%7B66f5a359-4659-4830-9070-00047ec6ac6e%7D%20Name%20Milepost'%20and%20startswith("
        "ep/value,'mp1%7Ct.example%7C12%7C'))&$top=100");
    QTest::newRow("a quote doubled") << QByteArray("/x?$filter=name%20eq%20'O''Neil'");
    QTest::newRow("plus, encoded and not") << QByteArray("/x?a=1+2&b=1%2B2");
    QTest::newRow("spaces") << QByteArray("/a%20b/c?q=a%20b");
    QTest::newRow("an id with a slash in it") << QByteArray("/users/1/events/AAMk%2Fabc%2B%3D%3D");
    QTest::newRow("percent") << QByteArray("/x?q=100%25");
    QTest::newRow("umlauts") << QByteArray("/x?q=%C3%A4%C3%B6");
    QTest::newRow("batch") << QByteArray("/v1.0/$batch");
    QTest::newRow("skiptoken") << QByteArray("/x?$skiptoken=X%27445537%27&$expand=p($filter=id%20eq%20'a')");
    QTest::newRow("doubled slashes and dots") << QByteArray("/a//b/?x=../y");
}

void TstNetTransport::addressIsSentExactlyAsEncoded() {
    QFETCH(QByteArray, target);
    RawServer server([](const Seen&) { return json(200, "{}"); });
    QVERIFY(send(get(server.url(target))).has_value());
    QCOMPARE(server.seen().at(0).target, target);
}

void TstNetTransport::everyStatusIsAnAnswer_data() {
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409, 410, 412, 423, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TstNetTransport::everyStatusIsAnAnswer() {
    QFETCH(int, status);
    const bool hasBody = status != 204 && status != 304;
    RawServer server([&](const Seen&) {
        return answer(status, hasBody ? "{\"error\":{\"code\":\"c\"}}" : "",
                      "Retry-After: 7\r\nrequest-id: r1\r\nWWW-Authenticate: Bearer realm=\"api\"\r\n");
    });
    for (const HttpRequest& request : {get(server.url("/x")), post(server.url("/x"), "{}")}) {
        const auto outcome = send(request);
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(outcome.error().summary()));
        QCOMPARE(outcome->status, status);
        QCOMPARE(outcome->body, hasBody ? "{\"error\":{\"code\":\"c\"}}" : "");
        QCOMPARE(outcome->headers.value("retry-after"), "7");
        QCOMPARE(outcome->headers.value("Request-Id"), "r1");
    }
    QCOMPARE(server.count(), size_t(2));
}

void TstNetTransport::bodiesAndHeadersArriveWhole() {
    QByteArray big;
    for (int i = 0; i < 400'000; ++i)
        big += static_cast<char>(i * 7);
    RawServer server([&](const Seen& seen) { return answer(200, seen.body + "!"); });
    HttpRequest request = post(server.url("/x"), big);
    request.headers.set("Prefer", "IdType=\"ImmutableId\"");
    request.headers.set("If-Match", "W/\"abc\"");
    const auto outcome = send(request);
    QVERIFY(outcome.has_value());
    QCOMPARE(outcome->body, big + "!");
    const Seen seen = server.seen().at(0);
    QCOMPARE(seen.body, big);
    QCOMPARE(seen.headers.value("Content-Length").toLongLong(), big.size());
    QVERIFY(!seen.headers.contains("Transfer-Encoding"));
    QCOMPARE(seen.headers.value("Prefer"), "IdType=\"ImmutableId\"");
    QCOMPARE(seen.headers.value("If-Match"), "W/\"abc\"");
    QCOMPARE(seen.headers.value("Content-Type"), "application/json");
}

void TstNetTransport::emptyPostSaysItsLength() {
    RawServer server([](const Seen&) { return answer(204, ""); });
    const auto outcome = send(post(server.url("/x"), ""));
    QVERIFY(outcome.has_value());
    QCOMPARE(server.seen().at(0).headers.value("Content-Length"), "0");
}

void TstNetTransport::severalCookiesStaySeveralAndAreNotKept() {
    RawServer server([](const Seen&) {
        return json(200, "{}",
                    "Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2; expires=Sun, 22 Nov 2026 13:15:04 GMT\r\n");
    });
    const auto first = send(get(server.url("/x")));
    QVERIFY(first.has_value());
    const std::vector<QByteArray> expected{"a=1; Path=/", "b=2; expires=Sun, 22 Nov 2026 13:15:04 GMT"};
    QCOMPARE(first->headers.values("set-cookie"), expected);
    QVERIFY(send(get(server.url("/x"))).has_value());
    QVERIFY(!server.seen().at(1).headers.contains("Cookie"));
}

void TstNetTransport::redirectIsNotFollowedAndTheTokenStaysHome() {
    RawServer other([](const Seen&) { return json(200, "{}"); });
    RawServer server([&](const Seen&) {
        return answer(307, "", "Location: http://localhost:" + QByteArray::number(other.port()) + "/\r\n");
    });
    HttpRequest request = get(server.url("/x"));
    request.headers.set("Authorization", "Bearer t0ken");
    const auto outcome = send(request);
    QVERIFY(outcome.has_value());
    QCOMPARE(outcome->status, 307);
    QVERIFY(outcome->headers.contains("Location"));
    QCOMPARE(other.connections(), 0);
}

void TstNetTransport::plainHttpLeavesThisComputerNever_data() {
    QTest::addColumn<QString>("url");
    for (const char* url :
         {"http://192.0.2.1/", "http://tracker.example/api/", "http://10.0.0.1:8000/",
          "http://localhost.example/", "http://0.0.0.0/", "ftp://127.0.0.1/", "file:///etc/passwd",
          "http://[fe80::1]/", "https://user:pw@127.0.0.1/", "/relative", ""})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TstNetTransport::plainHttpLeavesThisComputerNever() {
    QFETCH(QString, url);
    QElapsedTimer timer;
    timer.start();
    const auto outcome = send(get(QUrl(url)));
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Config));
    QVERIFY(!outcome.error().summary().contains(u"user:pw"_s));
    QVERIFY(timer.elapsed() < 1000);
}

void TstNetTransport::cutAnswersAreNotAnswers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("reset");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    QTest::newRow("content length") << QByteArray(head + "Content-Length: 100\r\n\r\n{\"value\":[") << false;
    QTest::newRow("content length, nothing") << QByteArray(head + "Content-Length: 100\r\n\r\n") << false;
    QTest::newRow("content length, reset")
        << QByteArray(head + "Content-Length: 100\r\n\r\n{\"value\":[") << true;
    QTest::newRow("chunked, no last chunk")
        << QByteArray(head + "Transfer-Encoding: chunked\r\n\r\na\r\n{\"value\":[\r\n") << false;
    QTest::newRow("chunked, inside a chunk")
        << QByteArray(head + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"value\":[") << false;
}

void TstNetTransport::cutAnswersAreNotAnswers() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, reset);
    const auto cut = [&](const Seen&) {
        return Answer{bytes, reset ? Answer::After::Reset : Answer::After::Close};
    };
    RawServer reads(cut);
    const auto read = send(get(reads.url("/x")));
    QVERIFY(!read);
    QCOMPARE(toString(read.error().kind), toString(Error::Kind::Malformed));
    QCOMPARE(read.error().code, u"truncated"_s);
    RawServer writes(cut); // its own: Qt may take the first one's connection for alive, and repeats a GET
    const auto write = send(post(writes.url("/x"), "{}"));
    QVERIFY(!write);
    QCOMPARE(toString(write.error().kind), toString(Error::Kind::Doubtful));
    QCOMPARE(writes.count(), size_t(1));
}

void TstNetTransport::proxyThatWantsCredentialsIsSaid() {
    RawServer proxy([](const Seen&) {
        return answer(407, "<html>Access Denied</html>",
                      "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Type: text/html\r\n");
    });
    auto made = NetTransport::create({{}, u"http://127.0.0.1:%1"_s.arg(proxy.port()), {}});
    QVERIFY(made.has_value());
    for (const HttpRequest& request : {get(QUrl(u"https://login.example.invalid/x"_s)),
                                       post(QUrl(u"https://login.example.invalid/x"_s), "{}")}) {
        const auto outcome = await((*made)->send(request, {}));
        QVERIFY(!outcome);
        QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Offline));
        QCOMPARE(outcome.error().code, u"proxy-auth"_s);
    }
    QCOMPARE(proxy.seen().at(0).method, "CONNECT");
    // Loopback does not go through it.
    RawServer server([](const Seen&) { return json(200, "{}"); });
    QVERIFY(await((*made)->send(get(server.url("/x")), {})).has_value());
    QVERIFY(!NetTransport::create({{}, u"corp-proxy"_s, {}}).has_value());
}

QTEST_GUILESS_MAIN(TstNetTransport)
#include "tst_nettransport.moc"
