// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <thread>

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

/// Deadlines, stops, the limit of connections, and the end of it all.
class TstNetWaits : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        auto made = NetTransport::create({});
        QVERIFY(made.has_value());
        m_transport = std::move(*made);
    }
    void cleanup() { m_transport.reset(); }

    void deadlineEndsAReadAndDoubtsAWrite();
    void deadlineDoesNotCountTheTimeInOurQueue();
    void neverMoreThanSixAtOnceToAHost();
    void stopEndsARunningRequestAtOnce();
    void stopEndsAWaitingRequestWithoutSendingIt();
    void stoppedBeforeSendingSendsNothing();
    void shutdownCompletesEverything();

private:
    Result<HttpResponse> send(const HttpRequest& request, std::stop_token stop = {}) {
        return await(m_transport->send(request, stop));
    }
    std::unique_ptr<NetTransport> m_transport;
};

void TstNetWaits::deadlineEndsAReadAndDoubtsAWrite() {
    RawServer server([](const Seen&) { return neverAnswer(); });
    const auto read = send(get(server.url("/x"), 150ms));
    QVERIFY(!read);
    QCOMPARE(toString(read.error().kind), toString(Error::Kind::Timeout));
    const auto write = send(post(server.url("/x"), "{}", 150ms));
    QVERIFY(!write);
    QCOMPARE(toString(write.error().kind), toString(Error::Kind::Doubtful));
    QCOMPARE(write.error().code, u"timeout"_s);
    QCOMPARE(server.count(), size_t(2));
}

void TstNetWaits::deadlineDoesNotCountTheTimeInOurQueue() {
    RawServer server([](const Seen&) {
        return Answer{json(200, "{}").bytes, Answer::After::KeepOpen, 300ms};
    });
    std::vector<QFuture<Result<HttpResponse>>> futures;
    for (int i = 0; i < 18; ++i) // three waves of 300 ms, each request with 600 ms
        futures.push_back(m_transport->send(get(server.url("/x"), 600ms), {}));
    for (const auto& future : futures) {
        const auto outcome = await(future);
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(outcome.error().summary()));
    }
}

void TstNetWaits::neverMoreThanSixAtOnceToAHost() {
    RawServer server([](const Seen&) {
        return Answer{json(200, "{}").bytes, Answer::After::KeepOpen, 20ms};
    });
    std::vector<QFuture<Result<HttpResponse>>> futures;
    for (int i = 0; i < 60; ++i)
        futures.push_back(
            m_transport->send(i % 2 == 0 ? get(server.url("/x")) : post(server.url("/x"), "{}"), {}));
    for (const auto& future : futures)
        QVERIFY(await(future).has_value());
    QCOMPARE(server.count(), size_t(60));
    QCOMPARE(server.mostAtOnce(), 6);
}

void TstNetWaits::stopEndsARunningRequestAtOnce() {
    RawServer server([](const Seen&) { return neverAnswer(); });
    std::stop_source source;
    const auto future = m_transport->send(post(server.url("/x"), "{}"), source.get_token());
    QTRY_COMPARE(server.count(), size_t(1));
    QElapsedTimer timer;
    timer.start();
    source.request_stop();
    const auto outcome = await(future);
    QVERIFY(timer.elapsed() < 500);
    QVERIFY(!outcome);
    QVERIFY(outcome.error().isCancelled());
    QCOMPARE(outcome.error().code, u"may-have-arrived"_s);
}

void TstNetWaits::stopEndsAWaitingRequestWithoutSendingIt() {
    RawServer server([](const Seen&) { return neverAnswer(); });
    std::vector<QFuture<Result<HttpResponse>>> blockers;
    for (int i = 0; i < 6; ++i)
        blockers.push_back(m_transport->send(get(server.url("/blocker")), {}));
    QTRY_COMPARE(server.count(), size_t(6));
    std::stop_source source;
    const auto future = m_transport->send(post(server.url("/late"), "{}"), source.get_token());
    source.request_stop();
    const auto outcome = await(future);
    QVERIFY(!outcome);
    QVERIFY(outcome.error().isCancelled());
    QCOMPARE(outcome.error().code, QString());
    QCOMPARE(server.count(), size_t(6));
    m_transport.reset();
    for (const auto& blocker : blockers)
        QVERIFY(await(blocker).error().isCancelled());
}

void TstNetWaits::stoppedBeforeSendingSendsNothing() {
    RawServer server([](const Seen&) { return json(200, "{}"); });
    std::stop_source source;
    source.request_stop();
    const auto outcome = send(post(server.url("/x"), "{}"), source.get_token());
    QVERIFY(!outcome);
    QVERIFY(outcome.error().isCancelled());
    QVERIFY(send(get(server.url("/y"))).has_value()); // the place was given back
    QCOMPARE(server.count(), size_t(1));
}

void TstNetWaits::shutdownCompletesEverything() {
    RawServer server([](const Seen&) { return neverAnswer(); });
    std::vector<QFuture<Result<HttpResponse>>> futures;
    for (int i = 0; i < 40; ++i)
        futures.push_back(m_transport->send(get(server.url("/x")), {}));
    QElapsedTimer timer;
    timer.start();
    std::jthread closer([&] { m_transport.reset(); });
    for (const auto& future : futures) {
        const auto outcome = await(future);
        QVERIFY(!outcome);
        QVERIFY(outcome.error().isCancelled());
        QCOMPARE(future.resultCount(), 1);
    }
    closer.join();
    QVERIFY(timer.elapsed() < 2000);
}

QTEST_GUILESS_MAIN(TstNetWaits)
#include "tst_netwaits.moc"
