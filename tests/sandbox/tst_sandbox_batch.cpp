// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

class TestSandboxBatch final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void childrenAnswerInAnyOrder();
    void fourChildrenAMailboxPassAndTheFifthIsThrottled();
    void chainsPassTheLimit();
    void aFailedParentFailsItsChild();
    void malformedEnvelopesAreRefusedWhole_data();
    void malformedEnvelopesAreRefusedWhole();
    void childrenRunInParallel();
    void childrenMeetFaults();

private:
    static QJsonObject child(const QString& id, const QString& url, const QStringList& dependsOn = {}) {
        QJsonObject json{{u"id"_s, id}, {u"method"_s, u"GET"_s}, {u"url"_s, url}};
        if (!dependsOn.isEmpty())
            json.insert(u"dependsOn"_s, QJsonArray::fromStringList(dependsOn));
        return json;
    }
    Reply batch(const QJsonArray& requests) {
        return m_client->graph("POST", "/$batch", {{u"requests"_s, requests}});
    }
    static QHash<QString, QJsonObject> byId(const Reply& reply) {
        QHash<QString, QJsonObject> answers;
        for (const QJsonValue& answer : reply.json().value(u"responses"_s).toArray())
            answers.insert(answer.toObject().value(u"id"_s).toString(), answer.toObject());
        return answers;
    }
    static QMap<int, int> statuses(const Reply& reply) {
        QMap<int, int> counts;
        for (const QJsonObject& answer : byId(reply))
            ++counts[answer.value(u"status"_s).toInt()];
        return counts;
    }

    const QString m_calendars = u"/users/projects@contoso.example/calendars"_s;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxBatch::childrenAnswerInAnyOrder() {
    QJsonObject create{{u"id"_s, u"c"_s},
                       {u"method"_s, u"POST"_s},
                       {u"url"_s, m_calendars},
                       {u"headers"_s, QJsonObject{{u"Content-Type"_s, u"application/json"_s}}},
                       {u"body"_s, QJsonObject{{u"name"_s, u"Batched"_s}}}};
    const Reply reply =
        batch({child(u"a"_s, m_calendars), child(u"b"_s, u"/users/nobody@contoso.example"_s), create});
    QCOMPARE(reply.status, 200);
    const auto answers = byId(reply);
    QCOMPARE(answers.value(u"a"_s).value(u"status"_s).toInt(), 200);
    QCOMPARE(answers.value(u"b"_s).value(u"status"_s).toInt(), 404);
    QCOMPARE(answers.value(u"c"_s).value(u"status"_s).toInt(), 201);
    QVERIFY(!calendarPath(*m_client, u"Batched"_s).isEmpty());
    QVERIFY(reply.json().value(u"responses"_s).toArray().first().toObject().value(u"id"_s) !=
            QJsonValue(u"a"_s));
    QCOMPARE(m_sandbox->children(u"GET"_s), 2);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"POST"_s), 1);
}

void TestSandboxBatch::fourChildrenAMailboxPassAndTheFifthIsThrottled() {
    QJsonArray requests;
    for (int i = 0; i < 20; ++i)
        requests.append(
            child(QString::number(i), i < 12 ? m_calendars : u"/users/bridges@contoso.example/calendars"_s));
    const Reply reply = batch(requests);
    QCOMPARE(reply.status, 200);
    QCOMPARE(statuses(reply), (QMap<int, int>{{200, 8}, {429, 12}}));
    for (const QJsonObject& answer : byId(reply)) {
        if (answer.value(u"status"_s).toInt() == 429)
            QVERIFY(answer.value(u"headers"_s).toObject().contains(u"Retry-After"_s));
    }
}

void TestSandboxBatch::chainsPassTheLimit() {
    QJsonArray requests;
    for (int i = 0; i < 20; ++i)
        requests.append(child(QString::number(i), m_calendars,
                              i < 4 ? QStringList() : QStringList{QString::number(i - 4)}));
    QCOMPARE(statuses(batch(requests)), (QMap<int, int>{{200, 20}}));
}

void TestSandboxBatch::aFailedParentFailsItsChild() {
    const QString missing = u"/users/nobody@contoso.example"_s;
    const Reply reply = batch({child(u"1"_s, missing), child(u"2"_s, m_calendars, {u"1"_s}),
                               child(u"3"_s, m_calendars, {u"2"_s}), child(u"4"_s, m_calendars)});
    QCOMPARE(statuses(reply), (QMap<int, int>{{200, 1}, {404, 1}, {424, 2}}));
    QCOMPARE(m_sandbox->children(u"GET"_s), 2); // a 424 was not carried out
}

void TestSandboxBatch::malformedEnvelopesAreRefusedWhole_data() {
    QTest::addColumn<QJsonArray>("requests");
    QJsonArray many;
    for (int i = 0; i < 21; ++i)
        many.append(child(QString::number(i), m_calendars));
    QJsonObject untyped = child(u"1"_s, m_calendars);
    untyped.insert(u"method"_s, u"POST"_s);
    untyped.insert(u"body"_s, QJsonObject{{u"name"_s, u"x"_s}});
    QTest::newRow("none") << QJsonArray();
    QTest::newRow("21") << many;
    QTest::newRow("same id") << QJsonArray{child(u"a"_s, m_calendars), child(u"A"_s, m_calendars)};
    QTest::newRow("absolute url") << QJsonArray{child(u"1"_s, u"https://graph.microsoft.com/v1.0/users"_s)};
    QTest::newRow("nested") << QJsonArray{child(u"1"_s, u"/$batch"_s)};
    QTest::newRow("body without type") << QJsonArray{untyped};
    QTest::newRow("unknown parent") << QJsonArray{child(u"1"_s, m_calendars, {u"9"_s})};
}

void TestSandboxBatch::malformedEnvelopesAreRefusedWhole() {
    QFETCH(QJsonArray, requests);
    QCOMPARE(batch(requests).status, 400);
    QCOMPARE(m_sandbox->children(u"GET"_s), 0);
    QCOMPARE(m_sandbox->children(u"POST"_s), 0);
}

void TestSandboxBatch::childrenRunInParallel() {
    (void)m_client->graphToken();
    m_sandbox->addFault({{u"child"_s, true}, {u"times"_s, 0}}, {{u"kind"_s, u"hold"_s}});
    std::jthread sender([this] {
        Client own(*m_sandbox);
        (void)own.graph("POST", "/$batch",
                        {{u"requests"_s, QJsonArray{child(u"1"_s, m_calendars), child(u"2"_s, m_calendars),
                                                    child(u"3"_s, m_calendars)}}});
    });
    const bool allHeld = m_sandbox->waitHeld(std::chrono::seconds(20), 3);
    m_sandbox->clearFaults();
    m_sandbox->release();
    sender.join();
    QVERIFY(allHeld);
}

void TestSandboxBatch::childrenMeetFaults() {
    m_sandbox->addFault({{u"child"_s, true}, {u"nth"_s, 2}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 503}, {u"retryAfter"_s, u"2.128"_s}});
    const Reply reply =
        batch({child(u"1"_s, m_calendars), child(u"2"_s, m_calendars), child(u"3"_s, m_calendars)});
    QCOMPARE(statuses(reply), (QMap<int, int>{{200, 2}, {503, 1}}));
}

QTEST_GUILESS_MAIN(TestSandboxBatch)
#include "tst_sandbox_batch.moc"
