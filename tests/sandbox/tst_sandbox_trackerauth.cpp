// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

class TestSandboxTrackerAuth final : public QObject {
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

    void bearerModeHandsOutBothTokens();
    void cookieModeKeepsTheRefreshTokenInACookie();
    void refreshRotatesAndBlacklists();
    void loginFaultsLookAlike();
    void tokensOfTheOtherTrackerAreNoGood();
    void pathsWithoutSlashAreRedirected();
    void onlyJsonIsServed();
    void maintenanceStopsWritesAndLogins();
    void accountsThatWereDisabledAreTold();

private:
    Reply refreshWith(const QByteArray& token) {
        return m_client->send("POST", "/tracker/api/token/refresh/", "{\"refresh\":\"" + token + "\"}",
                              {{"Content-Type", "application/json"}});
    }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxTrackerAuth::bearerModeHandsOutBothTokens() {
    const Reply reply = m_client->login(u"planner"_s);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json().keys(), (QStringList{u"access"_s, u"refresh"_s}));
    QVERIFY(reply.header("Set-Cookie").isEmpty());
    QCOMPARE(m_client->login(u"PLANNER@contoso.example"_s).status, 200);
    const QJsonObject me = m_client->tracker("/auth/me/").json();
    QCOMPARE(me.value(u"user"_s).toObject().value(u"accountRole"_s).toString(), u"manager"_s);
}

void TestSandboxTrackerAuth::cookieModeKeepsTheRefreshTokenInACookie() {
    QVERIFY(m_sandbox->control(u"tracker"_s, {{u"cookieMode"_s, true}}));
    const Reply reply = m_client->login(u"planner"_s);
    QCOMPARE(reply.json().keys(), QStringList{u"access"_s});
    const QByteArray cookie = reply.header("Set-Cookie").split(';').first();
    QVERIFY(cookie.startsWith("refresh_token=ey"));
    QVERIFY(reply.header("Set-Cookie").contains("Path=/api/token/"));
    QVERIFY(reply.header("Set-Cookie").contains("Secure"));
    const Reply renewed = m_client->send("POST", "/tracker/api/token/refresh/", "{",
                                         {{"Cookie", cookie}, {"Content-Type", "application/json"}});
    QCOMPARE(renewed.status, 200); // even with a broken body
    QCOMPARE(renewed.json().keys(), QStringList{u"access"_s});
    QVERIFY(renewed.header("Set-Cookie").split(';').first() != cookie);
    const QByteArray lifted = renewed.header("Set-Cookie").split(';').first().mid(14);
    QCOMPARE(refreshWith(lifted).status, 200);
}

void TestSandboxTrackerAuth::refreshRotatesAndBlacklists() {
    (void)m_client->login(u"planner"_s);
    const Reply first = refreshWith(m_client->refresh);
    QCOMPARE(first.status, 200);
    const Reply reused = refreshWith(m_client->refresh);
    QCOMPARE(reused.status, 401);
    QCOMPARE(reused.json().value(u"detail"_s).toString(), u"Token is blacklisted"_s);
    QCOMPARE(refreshWith(m_client->access).json().value(u"detail"_s).toString(), u"Token has wrong type"_s);
    QCOMPARE(refreshWith("garbage").json().value(u"detail"_s).toString(), u"Token is invalid"_s);
    QCOMPARE(refreshWith("").status, 400);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"refreshLifetimeSeconds"_s, 0}}));
    (void)m_client->login(u"planner"_s);
    QCOMPARE(refreshWith(m_client->refresh).json().value(u"detail"_s).toString(), u"Token is expired"_s);
}

void TestSandboxTrackerAuth::loginFaultsLookAlike() {
    const auto attempt = [this](const QByteArray& body, const QByteArray& type = "application/json") {
        return m_client->send("POST", "/tracker/api/token/", body, {{"Content-Type", type}});
    };
    const Reply wrong = attempt(R"({"username":"planner","password":"x"})");
    const Reply unknown = attempt(R"({"username":"nobody","password":"x"})");
    const Reply disabled = attempt(R"({"username":"disabled","password":"Sandbox-Pass!7"})");
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.body, unknown.body);
    QCOMPARE(wrong.body, disabled.body);
    QVERIFY(!wrong.json().contains(u"code"_s));
    QCOMPARE(attempt("{").status, 400);
    QVERIFY(attempt("{}").json().value(u"password"_s).isArray());
    QCOMPARE(attempt("x", "text/plain").status, 415);
    QCOMPARE(m_client->send("GET", "/tracker/api/token/").status, 405);
    QCOMPARE(
        attempt("username=planner&password=Sandbox-Pass%217", "application/x-www-form-urlencoded").status,
        200);
}

void TestSandboxTrackerAuth::tokensOfTheOtherTrackerAreNoGood() {
    (void)m_client->login(u"planner"_s, "/staging");
    QCOMPARE(m_client->tracker("/auth/me/", "/staging").status, 200);
    const Reply other = m_client->tracker("/auth/me/");
    QCOMPARE(other.status, 401);
    QCOMPARE(other.json().value(u"code"_s).toString(), u"token_not_valid"_s);
}

void TestSandboxTrackerAuth::pathsWithoutSlashAreRedirected() {
    for (const QByteArray& method : {QByteArray("GET"), QByteArray("POST")}) {
        const Reply reply = m_client->send(method, "/tracker/api/token");
        QCOMPARE(reply.status, 301);
        QCOMPARE(reply.header("Location"), QByteArray("/tracker/api/token/"));
    }
    const Reply unknown = m_client->send("GET", "/tracker/api/nope/");
    QCOMPARE(unknown.status, 404);
    QVERIFY(unknown.header("Content-Type").startsWith("text/html"));
}

void TestSandboxTrackerAuth::onlyJsonIsServed() {
    (void)m_client->login(u"planner"_s);
    const auto accept = [this](const QByteArray& type) {
        return m_client
            ->send("GET", "/tracker/api/auth/me/", {},
                   {{"Authorization", "Bearer " + m_client->access}, {"Accept", type}})
            .status;
    };
    QCOMPARE(accept("application/xml"), 406);
    QCOMPARE(accept("text/html"), 406);
    QCOMPARE(accept("application/json"), 200);
    QCOMPARE(accept("*/*"), 200);
    const Reply health = m_client->send("GET", "/tracker/api/health/", {}, {{"X-Request-ID", "mine"}});
    QCOMPARE(health.json().value(u"service"_s).toString(), u"backend"_s);
    QCOMPARE(health.header("X-Request-ID"), QByteArray("mine"));
}

void TestSandboxTrackerAuth::maintenanceStopsWritesAndLogins() {
    (void)m_client->login(u"planner"_s);
    QVERIFY(m_sandbox->control(u"tracker"_s, {{u"maintenance"_s, true}}));
    const Reply login =
        m_client->send("POST", "/tracker/api/token/", "{}", {{"Content-Type", "application/json"}});
    QCOMPARE(login.status, 503);
    QCOMPARE(login.json().value(u"detail"_s).toString(), u"Read-only maintenance"_s);
    QCOMPARE(refreshWith(m_client->refresh).status, 503);
    QCOMPARE(m_client->tracker("/auth/me/").status, 200);
    QVERIFY(m_sandbox->control(u"tracker"_s, {{u"maintenance"_s, false}, {u"ready"_s, false}}));
    QCOMPARE(m_client->send("GET", "/tracker/api/readiness/").status, 503);
    QCOMPARE(refreshWith(m_client->refresh).status, 200);
}

void TestSandboxTrackerAuth::accountsThatWereDisabledAreTold() {
    (void)m_client->login(u"planner"_s);
    const auto account = [this](const QJsonObject& set) {
        QJsonObject json = set;
        json.insert(u"username"_s, u"planner"_s);
        return m_sandbox->control(u"tracker"_s, {{u"account"_s, json}}).has_value();
    };
    QVERIFY(account({{u"role"_s, u"user"_s}}));
    QCOMPARE(m_client->tracker("/auth/users/").status, 403);
    QVERIFY(account({{u"isActive"_s, false}}));
    QCOMPARE(m_client->tracker("/auth/me/").json().value(u"code"_s).toString(), u"user_inactive"_s);
    QVERIFY(!refreshWith(m_client->refresh).json().contains(u"code"_s));
    QVERIFY(account({{u"isDeleted"_s, true}}));
    QCOMPARE(m_client->tracker("/auth/me/").json().value(u"code"_s).toString(), u"user_not_found"_s);
}

QTEST_GUILESS_MAIN(TestSandboxTrackerAuth)
#include "tst_sandbox_trackerauth.moc"
