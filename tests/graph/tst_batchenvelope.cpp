// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests in an envelope and out of it (graph-contract 7).
#include "graph/batchenvelope.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr auto k_root = "https://graph.example/v1.0/";

HttpRequest request(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}) {
    HttpRequest request{method, QUrl::fromEncoded(k_root + path, QUrl::StrictMode), {}, body};
    request.headers.set("Authorization", "Bearer canary-token");
    request.headers.set("Prefer", "IdType=\"ImmutableId\"");
    if (!body.isEmpty())
        request.headers.set("Content-Type", "application/json");
    return request;
}

const HttpRequest k_read = request("GET", "users/a/events/1?$select=subject&$filter=a%20eq%20'%2B'");
const HttpRequest k_write = request("POST", "users/b/events", R"({"subject":"Fundament","n":1.5})");
const std::vector<const HttpRequest*> k_both{&k_read, &k_write};

HttpResponse answer(int status, const QByteArray& body) {
    return {status, {{"Date", "Sun, 22 Nov 2026 13:15:04 GMT"}, {"request-id", "envelope"}}, body, {}};
}

QString kindOf(const std::optional<Result<HttpResponse>>& outcome) {
    if (!outcome)
        return u"again"_s;
    return *outcome ? QString::number((*outcome)->status) : toString(outcome->error().kind);
}

} // namespace

class TestBatchEnvelope : public QObject {
    Q_OBJECT

private slots:
    void holdsWhatWasAsked();
    void leavesOutWhatIsNoChild();
    void handsOutEachAnswer();
    void tellsWhatBecameOfEach_data();
    void tellsWhatBecameOfEach();
};

void TestBatchEnvelope::holdsWhatWasAsked() {
    const auto read = asChild(k_read, k_root);
    const auto write = asChild(k_write, k_root);
    QVERIFY(read && write);
    const HttpRequest envelope = envelopeOf(k_both, {*read, *write}, k_root);
    QCOMPARE(envelope.method, "POST");
    QCOMPARE(envelope.url.toEncoded(), QByteArray(k_root) + "$batch");
    QCOMPARE(envelope.headers.value("Authorization"), "Bearer canary-token");
    QVERIFY(!envelope.body.contains("canary-token")); // not once for each child
    const QJsonArray children = QJsonDocument::fromJson(envelope.body)[u"requests"_s].toArray();
    QCOMPARE(children.size(), 2);
    QCOMPARE(children[0][u"url"_s].toString(), u"/users/a/events/1?$select=subject&$filter=a%20eq%20'%2B'"_s);
    QCOMPARE(children[0][u"headers"_s][u"Prefer"_s].toString(), u"IdType=\"ImmutableId\""_s);
    QVERIFY(!children[0].toObject().contains(u"body"_s));
    QCOMPARE(children[1][u"method"_s].toString(), u"POST"_s);
    QCOMPARE(children[1][u"headers"_s][u"Content-Type"_s].toString(), u"application/json"_s);
    QCOMPARE(children[1][u"body"_s].toObject(), QJsonObject({{u"subject"_s, u"Fundament"_s}, {u"n"_s, 1.5}}));
    QVERIFY(children[0][u"id"_s] != children[1][u"id"_s]);
}

void TestBatchEnvelope::leavesOutWhatIsNoChild() {
    QVERIFY(!asChild(request("POST", "$batch", "{}"), k_root));
    QVERIFY(!asChild(request("POST", "users/a/photo", "\xff\xd8"), k_root));
    QVERIFY(!asChild(request("POST", "users/a/events", "{\"body\":\"" + QByteArray(200'000, 'x') + "\"}"),
                     k_root));
    HttpRequest elsewhere = k_read;
    for (const char* url : {"https://graph.example/beta/users", "https://graph.example.evil/v1.0/users",
                            "http://graph.example/v1.0/users"}) {
        elsewhere.url = QUrl::fromEncoded(url);
        QVERIFY2(!asChild(elsewhere, k_root), url);
    }
}

void TestBatchEnvelope::handsOutEachAnswer() {
    const auto outcomes = answersOf(answer(200, R"({"responses":[
        {"id":"1","status":201,"headers":{"request-id":"mine"},"body":{"id":"new"}},
        {"id":"0","status":429,"headers":{"retry-after":"7"},"body":"aGVsbG8="}]})"),
                                    k_both);
    QCOMPARE(kindOf(outcomes[0]), u"429"_s);
    QCOMPARE((*outcomes[0])->headers.value("Retry-After"), "7");
    QCOMPARE((*outcomes[0])->body, "hello");
    QCOMPARE((*outcomes[0])->headers.value("request-id"), "envelope");
    QCOMPARE(kindOf(outcomes[1]), u"201"_s);
    QCOMPARE((*outcomes[1])->body, R"({"id":"new"})");
    QCOMPARE((*outcomes[1])->headers.value("request-id"), "mine");
    QCOMPARE((*outcomes[1])->headers.value("Date"), "Sun, 22 Nov 2026 13:15:04 GMT");
}

/// Of a read and of a write in the same envelope.
void TestBatchEnvelope::tellsWhatBecameOfEach_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("ofRead");
    QTest::addColumn<QString>("ofWrite");
    const auto row = [](const char* name, int status, const QByteArray& body, const QString& ofRead,
                        const QString& ofWrite) {
        QTest::newRow(name) << status << body << ofRead << ofWrite;
    };
    row("token refused", 401, "{}", u"401"_s, u"401"_s);
    row("too fast", 429, "{}", u"429"_s, u"429"_s);
    row("down", 503, "<html>", u"503"_s, u"503"_s); // whoever asked makes a doubt of it
    row("slow", 408, "{}", u"408"_s, u"408"_s);
    row("one child is malformed", 400, "{}", u"again"_s, u"again"_s);
    row("too large", 413, "<html>", u"again"_s, u"again"_s);
    row("no batches here", 404, "<html>", u"again"_s, u"again"_s);
    row("a portal", 200, "<html>", u"malformed"_s, u"doubtful"_s);
    row("nothing in it", 200, R"({"responses":[]})", u"malformed"_s, u"doubtful"_s);
    row("no answers", 200, "{}", u"malformed"_s, u"doubtful"_s);
    row("failed, and nothing said", 424, "{}", u"malformed"_s, u"doubtful"_s);
    row("424 as the documentation has it", 424,
        R"({"responses":[{"id":"0","status":429},{"id":"1","status":201}]})", u"429"_s, u"201"_s);
    row("depends on another", 200, R"({"responses":[{"id":"0","status":424},{"id":"1","status":424}]})",
        u"again"_s, u"again"_s);
    row("answered twice", 200,
        R"({"responses":[{"id":"0","status":200},{"id":"0","status":200},{"id":"1","status":201},{"id":"1","status":424}]})",
        u"malformed"_s, u"doubtful"_s);
    row("no status", 200, R"({"responses":[{"id":"0"},{"id":"1","status":"201"}]})", u"malformed"_s,
        u"doubtful"_s);
}

void TestBatchEnvelope::tellsWhatBecameOfEach() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, ofRead);
    QFETCH(QString, ofWrite);
    const auto outcomes = answersOf(answer(status, body), k_both);
    QCOMPARE(kindOf(outcomes[0]), ofRead);
    QCOMPARE(kindOf(outcomes[1]), ofWrite);
}

QTEST_APPLESS_MAIN(TestBatchEnvelope)
#include "tst_batchenvelope.moc"
