// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Which requests a fault meets, and what they get in place of their answer.
class TestSandboxFaults final : public QObject {
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

    void statusesCarryWhatWasAsked_data();
    void statusesCarryWhatWasAsked();
    void spoiltBodies_data();
    void spoiltBodies();
    void shortPagesLoseRowsSilently();
    void aDelayTakesItsTime();
    void countsWhichRequestIsMet();
    void meetsOnlyWhatMatches();
    void probabilityIsReproducible();
    void aRedirectNamesItsTarget();
    void anEchoPrintsWhatWasSent_data();
    void anEchoPrintsWhatWasSent();

private:
    const QByteArray m_calendars = "/users/projects@contoso.example/calendars";
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxFaults::statusesCarryWhatWasAsked_data() {
    QTest::addColumn<QJsonObject>("action");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("retryAfter");
    const auto row = [](const char* name, QJsonObject action, int status, const QString& code,
                        const char* retry) {
        action.insert(u"kind"_s, u"status"_s);
        action.insert(u"status"_s, status);
        QTest::newRow(name) << action << status << code << QByteArray(retry);
    };
    row("seconds", {{u"retryAfter"_s, 7}}, 429, u"ApplicationThrottled"_s, "7");
    row("decimal", {{u"retryAfter"_s, u"2.128"_s}}, 429, u"ApplicationThrottled"_s, "2.128");
    row("date", {{u"retryAfter"_s, u"Wed, 25 Nov 2026 10:00:00 GMT"_s}}, 503,
        u"ErrorMailboxStoreUnavailable"_s, "Wed, 25 Nov 2026 10:00:00 GMT");
    row("missing", {}, 503, u"ErrorMailboxStoreUnavailable"_s, "");
    row("code", {{u"code"_s, u"ErrorQuotaExceeded"_s}}, 507, u"ErrorQuotaExceeded"_s, "");
    row("html", {{u"body"_s, u"<html>gateway</html>"_s}}, 502, u""_s, "");
}

void TestSandboxFaults::statusesCarryWhatWasAsked() {
    QFETCH(QJsonObject, action);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(QByteArray, retryAfter);
    m_sandbox->addFault({{u"area"_s, u"graph"_s}}, action);
    const Reply reply = m_client->graph("GET", m_calendars);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.code(), code);
    QCOMPARE(reply.header("Retry-After"), retryAfter);
    QVERIFY(!reply.header("request-id").isEmpty());
    QCOMPARE(m_client->graph("GET", m_calendars).status, 200);
}

void TestSandboxFaults::spoiltBodies_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status"); // as the client library sees it
    QTest::newRow("html") << u"html200"_s << 200;
    QTest::newRow("empty") << u"empty200"_s << 200;
    QTest::newRow("bad JSON") << u"badJson"_s << 200;
    QTest::newRow("truncated") << u"truncate"_s << 0;
}

void TestSandboxFaults::spoiltBodies() {
    QFETCH(QString, kind);
    QFETCH(int, status);
    for (const QString& area : {u"graph"_s, u"tracker"_s}) {
        m_sandbox->clearFaults();
        (void)m_client->login(u"planner"_s);
        (void)m_client->graphToken();
        m_sandbox->addFault({{u"area"_s, area}}, {{u"kind"_s, kind}});
        const Reply reply = area == u"graph"_s ? m_client->graph("GET", m_calendars)
                                               : m_client->tracker("/projects/?all=true");
        QCOMPARE(reply.status, status);
        QVERIFY(QJsonDocument::fromJson(reply.body).isNull());
        QCOMPARE(reply.body.isEmpty(), kind == u"empty200"_s || status == 0);
        QCOMPARE(reply.header("Content-Type").startsWith("text/html"), kind == u"html200"_s);
    }
}

void TestSandboxFaults::shortPagesLoseRowsSilently() {
    (void)m_client->login(u"planner"_s);
    const QByteArray whole = m_client->tracker("/deliverables/").body;
    m_sandbox->addFault({{u"path"_s, u"/deliverables/"_s}}, {{u"kind"_s, u"shortPage"_s}, {u"rows"_s, 3}});
    const QJsonObject cut = m_client->tracker("/deliverables/").json();
    QCOMPARE(cut.value(u"results"_s).toArray().size(), 97);
    QCOMPARE(cut.value(u"count"_s), QJsonDocument::fromJson(whole).object().value(u"count"_s));
    m_sandbox->addFault({{u"area"_s, u"graph"_s}}, {{u"kind"_s, u"shortPage"_s}, {u"cutNext"_s, true}});
    const Reply page = m_client->graph("GET", m_calendars);
    QCOMPARE(page.value().size(), 9);
    QVERIFY(!page.json().contains(u"@odata.nextLink"_s));
}

void TestSandboxFaults::aDelayTakesItsTime() {
    (void)m_client->graphToken();
    m_sandbox->addFault({{u"area"_s, u"graph"_s}}, {{u"kind"_s, u"delay"_s}, {u"delayMs"_s, 150}});
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_client->graph("GET", m_calendars).status, 200);
    QVERIFY(timer.elapsed() >= 150);
}

void TestSandboxFaults::countsWhichRequestIsMet() {
    (void)m_client->graphToken();
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"nth"_s, 3}, {u"times"_s, 2}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    QList<int> statuses;
    for (int i = 0; i < 6; ++i)
        statuses.append(m_client->graph("GET", m_calendars).status);
    QCOMPARE(statuses, (QList<int>{200, 200, 500, 500, 200, 200}));
}

void TestSandboxFaults::meetsOnlyWhatMatches() {
    (void)m_client->graphToken();
    m_sandbox->addFault(
        {{u"mailbox"_s, u"bridges@contoso.example"_s}, {u"method"_s, u"GET"_s}, {u"times"_s, 0}},
        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    m_sandbox->addFault(
        {{u"query"_s, u"$filter=name eq 'x'"_s}, {u"pathRegex"_s, u"/calendars$"_s}, {u"times"_s, 0}},
        {{u"kind"_s, u"status"_s}, {u"status"_s, 501}});
    QCOMPARE(m_client->graph("GET", m_calendars).status, 200);
    QCOMPARE(m_client->graph("GET", "/users/Bridges@contoso.example/calendars").status, 500);
    QCOMPARE(
        m_client->graph("POST", "/users/bridges@contoso.example/calendars", {{u"name"_s, u"x"_s}}).status,
        201);
    QCOMPARE(m_client->graph("GET", m_calendars + "?$filter=name%20eq%20'x'").status, 501);
    QVERIFY(!m_sandbox->control(u"faults"_s, {{u"action"_s, QJsonObject{{u"kind"_s, u"nonsense"_s}}}}));
}

void TestSandboxFaults::probabilityIsReproducible() {
    (void)m_client->graphToken();
    const auto run = [this] {
        m_sandbox->clearFaults();
        m_sandbox->addFault(
            {{u"area"_s, u"graph"_s}, {u"times"_s, 0}, {u"probability"_s, 0.5}, {u"seed"_s, 42}},
            {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
        QList<int> statuses;
        for (int i = 0; i < 30; ++i)
            statuses.append(m_client->graph("GET", m_calendars).status);
        return statuses;
    };
    const QList<int> first = run();
    QVERIFY(first.contains(200) && first.contains(500));
    QCOMPARE(run(), first);
}

void TestSandboxFaults::aRedirectNamesItsTarget() {
    (void)m_client->login(u"planner"_s);
    m_sandbox->addFault({{u"area"_s, u"tracker"_s}},
                        {{u"kind"_s, u"redirect"_s}, {u"location"_s, u"https://elsewhere.example/"_s}});
    const Reply reply = m_client->tracker("/auth/me/");
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.header("Location"), QByteArray("https://elsewhere.example/"));
}

void TestSandboxFaults::anEchoPrintsWhatWasSent_data() {
    QTest::addColumn<QString>("as");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("page") << u"html"_s << QByteArray("text/html; charset=utf-8");
    QTest::newRow("json") << u"json"_s << QByteArray("application/json");
}

void TestSandboxFaults::anEchoPrintsWhatWasSent() {
    QFETCH(QString, as);
    QFETCH(QByteArray, type);
    const QByteArray token = m_client->graphToken();
    m_sandbox->addFault({}, {{u"kind"_s, u"echo"_s}, {u"as"_s, as}, {u"status"_s, 401}});
    Reply reply = m_client->graph("GET", m_calendars);
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.header("Content-Type").startsWith(type.left(9)));
    QVERIFY(reply.body.contains("Bearer " + token));
    m_sandbox->addFault({}, {{u"kind"_s, u"echo"_s}, {u"as"_s, as}});
    reply = m_client->entra(Client::goodForm());
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.body.contains(QUrl::toPercentEncoding(demo::k_clientSecret.toString())));
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandbox_faults.moc"
