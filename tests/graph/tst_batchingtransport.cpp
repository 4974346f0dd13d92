// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many callers over few connections, in a network that loses, refuses and leaves out: each hears the truth
// about its own request, and no write is carried out twice (law 4).
#include "base/futures.h"
#include "base/topic.h"
#include "graph/batchenvelope.h"
#include "graph/batchingtransport.h"
#include "heldnetwork.h"

#include <random>
#include <set>
#include <thread>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr auto k_graph = "https://graph.example";

HttpRequest numbered(const QByteArray& method, int number, const QByteArray& token = "one") {
    HttpRequest request;
    request.method = method;
    request.url = QUrl(QString::fromLatin1(k_graph) + u"/v1.0/users/u/events/"_s + QString::number(number));
    request.headers.set("Authorization", "Bearer " + token);
    if (request.isWrite()) {
        request.headers.set("Content-Type", "application/json");
        request.body = R"({"subject":"x"})";
    }
    return request;
}

/// What the caller may conclude, held against what was done. Empty: right.
QString lie(const HttpRequest& request, const Result<HttpResponse>& answer, int carriedOut) {
    if (carriedOut > 1 && request.isWrite())
        return u"carried out twice"_s;
    if (answer && answer->isSuccess() && carriedOut != 1)
        return u"a yes that was none"_s;
    const bool saysNotDone =
        answer ? answer->status == 429
               : (answer.error().kind == Error::Kind::Offline && request.isWrite()) ||
                     (answer.error().isCancelled() && answer.error().code.isEmpty() && request.isWrite());
    if (saysNotDone && carriedOut != 0)
        return u"a no that was none"_s;
    if (!answer && answer.error().kind == Error::Kind::Doubtful && !request.isWrite())
        return u"a read in doubt"_s;
    return {};
}

} // namespace

class TestBatchingTransport : public QObject {
    Q_OBJECT

private slots:
    void fewGoAlone();
    void whatWaitsGoesTogether();
    void oneTokenAnEnvelope();
    void eachEnvelopeIsTold();
    void aStoppedOneIsNotWaitedFor();
    void everybodyHearsTheTruth();
    void theEndAnswersEverybody();
};

void TestBatchingTransport::fewGoAlone() {
    HeldNetwork network;
    BatchingTransport batching(network, QString::fromLatin1(k_graph));
    std::vector<QFuture<Result<HttpResponse>>> answers;
    for (int i = 0; i < BatchingTransport::k_connections; ++i)
        answers.push_back(batching.send(numbered("POST", i), {}));
    QCOMPARE(network.waiting(), answers.size());
    for (const auto& answer : answers) {
        const auto held = network.next();
        QVERIFY(!held->isBatch());
        held->answer(json(201, {}));
        QCOMPARE(answer.result()->status, 201);
    }
}

void TestBatchingTransport::whatWaitsGoesTogether() {
    HeldNetwork network;
    BatchingTransport batching(network, QString::fromLatin1(k_graph));
    std::vector<QFuture<Result<HttpResponse>>> answers;
    for (int i = 0; i < BatchingTransport::k_connections + 45; ++i)
        answers.push_back(batching.send(numbered("POST", i), {}));
    // What is no request to Graph's version goes past those that wait.
    auto past = batching.send({"GET", QUrl(u"https://login.example/token"_s), {}, {}}, {});
    QCOMPARE(network.waiting(), size_t(BatchingTransport::k_connections) + 1);
    std::vector<qsizetype> sizes;
    for (int i = 0; i < BatchingTransport::k_connections + 1 + 3; ++i) {
        const auto held = network.next();
        if (!held->isBatch()) {
            held->answer(json(201, {}));
            continue;
        }
        QJsonArray all;
        for (const QJsonValue child : held->children())
            all.prepend(childOf(child[u"id"_s], 201));
        sizes.push_back(all.size());
        held->answer(json(200, {{u"responses"_s, all}}));
    }
    QCOMPARE(sizes, (std::vector<qsizetype>{20, 20, 5}));
    for (const auto& answer : answers)
        QCOMPARE(answer.result()->status, 201);
    QVERIFY(past.isFinished());
}

void TestBatchingTransport::oneTokenAnEnvelope() {
    HeldNetwork network;
    BatchingTransport batching(network, QString::fromLatin1(k_graph));
    std::vector<QFuture<Result<HttpResponse>>> answers;
    for (int i = 0; i < BatchingTransport::k_connections + 10; ++i)
        answers.push_back(batching.send(numbered("GET", i, i % 2 == 0 ? "even" : "odd"), {}));
    for (int i = 0; i < BatchingTransport::k_connections; ++i)
        network.next()->answer(json(200, {}));
    std::set<QByteArray> tokens;
    for (int i = 0; i < 2; ++i) {
        const auto held = network.next();
        QVERIFY(held->isBatch());
        const QByteArray token = held->request.headers.value("Authorization");
        QVERIFY(tokens.insert(token).second);
        QCOMPARE(held->children().size(), 5);
        for (const QJsonValue child : held->children())
            QCOMPARE(child[u"url"_s].toString().section(u'/', -1).toInt() % 2,
                     token == "Bearer even" ? 0 : 1);
        held->answer(json(400, {})); // then each goes alone
    }
    for (int i = 0; i < 10; ++i) {
        const auto held = network.next();
        QVERIFY(!held->isBatch());
        held->answer(json(200, {}));
    }
    for (const auto& answer : answers)
        QCOMPARE(answer.result()->status, 200);
}

void TestBatchingTransport::eachEnvelopeIsTold() {
    HeldNetwork network;
    const SystemClock clock;
    std::vector<Exchange> told;
    BatchingTransport batching(
        network, QString::fromLatin1(k_graph),
        BatchingTransport::Hearing{clock, [&](const Exchange& one) { told.push_back(one); }});
    std::vector<QFuture<Result<HttpResponse>>> answers;
    for (int i = 0; i < BatchingTransport::k_connections + 25; ++i) {
        const Topic topic({7, i, 70}); // one run, many deliverables
        answers.push_back(batching.send(numbered("POST", i), {}));
    }
    std::vector<QByteArray> ids;
    while (told.size() < 2) {
        const auto held = network.next();
        if (!held->isBatch()) {
            held->answer(json(201, {}));
            continue;
        }
        ids.push_back(held->request.headers.value("client-request-id"));
        HttpResponse refused{503, {}, "{}", std::chrono::milliseconds(40)};
        refused.headers.set("request-id", "of the envelope");
        refused.headers.set("Date", "Sat, 28 Nov 2026 06:00:00 GMT");
        held->answer(ids.size() == 1
                         ? Result<HttpResponse>(refused)
                         : std::unexpected(makeError(Error::Kind::Timeout, Error::Stage::Transport, u"late"_s,
                                                     u"no-answer"_s)));
    }
    QCOMPARE(told.size(), ids.size());
    for (size_t i = 0; i < told.size(); ++i) {
        QCOMPARE(told[i].clientRequestId.toLatin1(), ids[i]);
        QCOMPARE(told[i].urlTemplate, u"/v1.0/$batch"_s);
        QCOMPARE(told[i].method, u"POST"_s);
        QCOMPARE(told[i].run, 7);
        QCOMPARE(told[i].work, 70);
        QCOMPARE(told[i].deliverable, 0);
        QVERIFY(told[i].startedUtc.isValid());
    }
    QCOMPARE(told[0].children + told[1].children, 25);
    QCOMPARE(told[0].status, 503);
    QCOMPARE(told[0].elapsed, std::chrono::milliseconds(40));
    QCOMPARE(told[0].requestId, u"of the envelope"_s);
    QCOMPARE(told[0].serverDate, u"Sat, 28 Nov 2026 06:00:00 GMT"_s);
    QCOMPARE(told[1].status, 0);
    QCOMPARE(told[1].code, u"no-answer"_s);
}

void TestBatchingTransport::aStoppedOneIsNotWaitedFor() {
    HeldNetwork network;
    BatchingTransport batching(network, QString::fromLatin1(k_graph));
    std::vector<QFuture<Result<HttpResponse>>> before;
    for (int i = 0; i < BatchingTransport::k_connections; ++i)
        before.push_back(batching.send(numbered("GET", i), {}));
    std::array<std::stop_source, 4> stops;
    std::vector<QFuture<Result<HttpResponse>>> answers;
    for (size_t i = 0; i < stops.size(); ++i)
        answers.push_back(batching.send(numbered("POST", 100 + int(i)), stops[i].get_token()));
    stops[0].request_stop(); // still waits
    QVERIFY(answers[0].isFinished() && answers[0].result().error().isCancelled());
    QVERIFY(answers[0].result().error().code.isEmpty()); // surely not sent
    network.next()->answer(json(200, {}));
    for (int i = 1; i < BatchingTransport::k_connections; ++i)
        (void)network.next();
    const auto batch = network.next();
    QCOMPARE(batch->children().size(), 3);
    stops[1].request_stop();
    stops[2].request_stop();
    QVERIFY(answers[1].isFinished() && answers[2].isFinished() && !answers[3].isFinished());
    QCOMPARE(answers[1].result().error().code, u"may-have-arrived"_s);
    QVERIFY(!batch->stop.stop_requested()); // somebody still wants to know
    stops[3].request_stop();
    QVERIFY(batch->stop.stop_requested());
    QCOMPARE(answers[3].result().error().code, u"may-have-arrived"_s);
    batch->answer(std::unexpected(cancelled())); // comes to nobody
}

void TestBatchingTransport::everybodyHearsTheTruth() {
    const auto seed = static_cast<quint32>(qEnvironmentVariableIntValue("MILEPOST_SEED") + 1);
    qInfo("seed %u", seed);
    constexpr int k_callers = 40;
    constexpr int k_each = 60;
    HeldNetwork network;
    BatchingTransport batching(network, QString::fromLatin1(k_graph));
    Service service(network, seed);
    std::vector<std::jthread> servants;
    for (int i = 0; i < 3; ++i)
        servants.emplace_back([&] { service.serve(); });
    std::mutex mutex;
    QStringList lies;
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < k_callers; ++caller)
        callers.emplace_back([&, caller] {
            std::mt19937 random(seed * 1000 + quint32(caller));
            for (int i = 0; i < k_each; ++i) {
                const int number = caller * k_each + i;
                const HttpRequest request = numbered(random() % 3 == 0 ? "GET" : "POST", number);
                std::stop_source stop;
                const auto future = batching.send(request, stop.get_token());
                if (random() % 10 == 0)
                    stop.request_stop();
                const auto answer = await(future);
                // What was stopped may still be carried out: it is looked at when all is over.
                if (const QString wrong = lie(request, answer, service.carriedOut(number));
                    !wrong.isEmpty()) {
                    const std::scoped_lock lock(mutex);
                    lies << u"%1: %2"_s.arg(number).arg(wrong);
                }
            }
        });
    callers.clear();
    network.end();
    servants.clear();
    QVERIFY2(lies.isEmpty(), qUtf8Printable(lies.join(u"; "_s)));
    for (int number = 0; number < k_callers * k_each; ++number)
        QVERIFY(service.carriedOut(number) <= 1);
    QVERIFY(service.isSound);
    QVERIFY(service.batches > 0);
    QVERIFY(network.most() <= BatchingTransport::k_connections);
}

void TestBatchingTransport::theEndAnswersEverybody() {
    HeldNetwork network;
    std::vector<QFuture<Result<HttpResponse>>> answers;
    {
        BatchingTransport batching(network, QString::fromLatin1(k_graph));
        for (int i = 0; i < BatchingTransport::k_connections + 30; ++i)
            answers.push_back(batching.send(numbered("POST", i), {}));
        network.next()->answer(json(201, {})); // twenty go after it
    }
    for (int i = 1; i < BatchingTransport::k_connections; ++i)
        network.next()->answer(json(201, {}));
    network.next()->answer(json(400, {})); // none of them is sent again
    QCOMPARE(network.waiting(), size_t(0));
    int served = 0;
    for (const auto& answer : answers) {
        QVERIFY(answer.isFinished());
        served += answer.result() ? 1 : 0;
    }
    QCOMPARE(served, BatchingTransport::k_connections);
}

QTEST_GUILESS_MAIN(TestBatchingTransport)
#include "tst_batchingtransport.moc"
