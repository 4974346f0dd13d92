// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
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

/// Closes every request but the first of a connection without a byte.
Answer diesWhenReused(const Seen& seen) { return seen.onConnection == 1 ? json(200, "{}") : closeSilently(); }

} // namespace

/// A write reaches the server once, whatever Qt would like to do (law 4).
class TstNetSendsOnce : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        auto made = NetTransport::create({});
        QVERIFY(made.has_value());
        m_transport = std::move(*made);
    }
    void cleanup() { m_transport.reset(); }

    void naivePostOnAReusedConnectionReachesTheServerTwice();
    void ourWritesReachTheServerOnceAndAreDoubtful_data();
    void ourWritesReachTheServerOnceAndAreDoubtful();
    void writesOnAFreshConnectionReachTheServerOnce();
    void anotherRequestWorksAfterABrokenConnection();

private:
    Result<HttpResponse> send(const HttpRequest& request, std::stop_token stop = {}) {
        return await(m_transport->send(request, stop));
    }
    std::unique_ptr<NetTransport> m_transport;
};

void TstNetSendsOnce::naivePostOnAReusedConnectionReachesTheServerTwice() {
    RawServer server(diesWhenReused);
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url("/first"));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> first(manager.get(request));
    QSignalSpy firstDone(first.get(), &QNetworkReply::finished);
    QTRY_COMPARE(firstDone.size(), 1);

    request.setUrl(server.url("/create"));
    const std::unique_ptr<QNetworkReply> second(manager.post(request, "{\"subject\":\"x\"}"));
    QSignalSpy secondDone(second.get(), &QNetworkReply::finished);
    QTRY_COMPARE(secondDone.size(), 1);

    const auto seen = server.seen();
    QCOMPARE(seen.size(), size_t(3));
    QCOMPARE(seen[1].target, "/create");
    QCOMPARE(seen[2].target, "/create");
    QCOMPARE(second->error(), QNetworkReply::NoError); // and nobody would ever know
}

void TstNetSendsOnce::ourWritesReachTheServerOnceAndAreDoubtful_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("{\"subject\":\"x\"}");
    QTest::newRow("PATCH") << QByteArray("PATCH") << QByteArray("{\"subject\":\"x\"}");
    QTest::newRow("DELETE with a body") << QByteArray("DELETE") << QByteArray("{}");
    QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray();
    QTest::newRow("POST of 300,000 bytes") << QByteArray("POST") << QByteArray(300'000, 'x');
}

void TstNetSendsOnce::ourWritesReachTheServerOnceAndAreDoubtful() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    RawServer server(diesWhenReused);
    QVERIFY(send(get(server.url("/first"))).has_value());

    HttpRequest write = post(server.url("/create"), body);
    write.method = method;
    const auto outcome = send(write);

    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Doubtful));
    QCOMPARE(outcome.error().code, u"no-answer"_s);
    QCOMPARE(outcome.error().httpStatus, 0);
    const auto seen = server.seen();
    QCOMPARE(seen.size(), size_t(2));
    QCOMPARE(seen[1].method, method);
    QCOMPARE(seen[1].body, body);
    QCOMPARE(seen[1].onConnection, 2); // it was the reused connection
}

void TstNetSendsOnce::writesOnAFreshConnectionReachTheServerOnce() {
    RawServer server([](const Seen&) { return closeSilently(); });
    const auto outcome = send(post(server.url("/create"), "{}"));
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), toString(Error::Kind::Doubtful));
    QCOMPARE(server.count(), size_t(1));
}

void TstNetSendsOnce::anotherRequestWorksAfterABrokenConnection() {
    RawServer server(diesWhenReused);
    QVERIFY(send(get(server.url("/1"))).has_value());
    QVERIFY(!send(post(server.url("/2"), "{}")).has_value());
    QVERIFY(send(post(server.url("/3"), "{}")).has_value());
    QCOMPARE(server.seen().back().onConnection, 1);
}

QTEST_GUILESS_MAIN(TstNetSendsOnce)
#include "tst_netsendsonce.moc"
