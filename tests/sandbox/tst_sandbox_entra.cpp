// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

class TestSandboxEntra final : public QObject {
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

    void issuesATokenWithTheClaimsOfAnAppOnlyCall();
    void takesTheSecretFromHttpBasicToo();
    void refusesInTheServicesWords_data();
    void refusesInTheServicesWords();
    void readsAnUnencodedPlusAsASpace();
    void wantsAForm();
    void saysThatTheSecretExpired();
    void publishesTheDiscoveryDocumentOfItsTenantOnly();
    void graphWantsAFreshToken();
    void revokedTokensStopWorkingAndNewOnesDo();
    void permissionsAreFrozenIntoTheToken();
    void anyCodeCanBeForced();
    void everyCodeOfTheContractHasItsWords_data();
    void everyCodeOfTheContractHasItsWords();

private:
    static QJsonObject claimsOf(const QByteArray& token) {
        return QJsonDocument::fromJson(
                   QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding))
            .object();
    }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxEntra::issuesATokenWithTheClaimsOfAnAppOnlyCall() {
    const Reply reply = m_client->entra(Client::goodForm());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json().value(u"token_type"_s).toString(), u"Bearer"_s);
    QCOMPARE(reply.json().value(u"expires_in"_s).toInt(), 3599);
    QVERIFY(!reply.json().contains(u"refresh_token"_s));
    const QJsonObject claims = claimsOf(reply.json().value(u"access_token"_s).toString().toUtf8());
    QCOMPARE(claims.value(u"tid"_s).toString(), demo::k_tenant.toString());
    QCOMPARE(claims.value(u"appid"_s).toString(), demo::k_clientId.toString());
    QCOMPARE(claims.value(u"idtyp"_s).toString(), u"app"_s);
    QCOMPARE(claims.value(u"aud"_s).toString(), u"https://graph.microsoft.com"_s);
    QCOMPARE(claims.value(u"roles"_s).toArray().size(), 2);
    QCOMPARE(claims.value(u"exp"_s).toInteger() - claims.value(u"iat"_s).toInteger(), 3599);
}

void TestSandboxEntra::takesTheSecretFromHttpBasicToo() {
    const QByteArray pair =
        demo::k_clientId.toUtf8() + ':' + QUrl::toPercentEncoding(demo::k_clientSecret.toString());
    const Reply reply =
        m_client->send("POST", "/entra/contoso.example/oauth2/v2.0/token",
                       Client::form({{u"grant_type"_s, u"client_credentials"_s},
                                     {u"scope"_s, u"https://graph.microsoft.com/.default"_s}}),
                       {{"Content-Type", "application/x-www-form-urlencoded"},
                        {"Authorization", "Basic " + pair.toBase64()}});
    QCOMPARE(reply.status, 200);
}

void TestSandboxEntra::refusesInTheServicesWords_data() {
    QTest::addColumn<QByteArray>("tenant");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value"); // null: leave the key out
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* tenant, const QString& key, const QString& value,
                        int number, int status, const QString& error) {
        QTest::newRow(name) << QByteArray(tenant) << key << value << number << status << error;
    };
    row("not a tenant", "no_tenant!", {}, {}, 900023, 400, u"invalid_request"_s);
    row("unknown tenant", "00000000-1111-2222-3333-444444444444", {}, {}, 90002, 400, u"invalid_request"_s);
    row("unknown domain", "fabrikam.example", {}, {}, 90002, 400, u"invalid_request"_s);
    row("common", "common", {}, {}, 9001023, 400, u"invalid_request"_s);
    row("unknown client", "", u"client_id"_s, u"11111111-1111-2222-3333-444444444444"_s, 700016, 400,
        u"unauthorized_client"_s);
    row("wrong secret", "", u"client_secret"_s, u"nope"_s, 7000215, 401, u"invalid_client"_s);
    row("no secret", "", u"client_secret"_s, {}, 7000216, 401, u"invalid_client"_s);
    row("no scope", "", u"scope"_s, {}, 900144, 400, u"invalid_request"_s);
    row("no grant", "", u"grant_type"_s, {}, 900144, 400, u"invalid_request"_s);
    row("other grant", "", u"grant_type"_s, u"password"_s, 70003, 400, u"unsupported_grant_type"_s);
    row("not .default", "", u"scope"_s, u"https://graph.microsoft.com/Calendars.Read"_s, 1002012, 400,
        u"invalid_scope"_s);
    row("two scopes", "", u"scope"_s, u"https://graph.microsoft.com/.default openid"_s, 70011, 400,
        u"invalid_scope"_s);
    row("other resource", "", u"scope"_s, u"https://graph.microsoft.us/.default"_s, 500011, 400,
        u"invalid_resource"_s);
}

void TestSandboxEntra::refusesInTheServicesWords() {
    QFETCH(QByteArray, tenant);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(int, number);
    QFETCH(int, status);
    QFETCH(QString, error);
    QList<std::pair<QString, QString>> values{{u"client_id"_s, demo::k_clientId.toString()},
                                              {u"scope"_s, u"https://graph.microsoft.com/.default"_s},
                                              {u"client_secret"_s, demo::k_clientSecret.toString()},
                                              {u"grant_type"_s, u"client_credentials"_s}};
    values.removeIf([&](const auto& pair) { return pair.first == key; });
    if (!key.isEmpty() && !value.isNull())
        values.append({key, value});
    const Reply reply = m_client->entra(Client::form(values), tenant);
    QCOMPARE(reply.status, status);
    const QJsonObject json = reply.json();
    QCOMPARE(json.value(u"error"_s).toString(), error);
    QCOMPARE(json.value(u"error_codes"_s).toArray(), QJsonArray{number});
    QVERIFY(json.value(u"error_description"_s).toString().startsWith(u"AADSTS%1: "_s.arg(number)));
    QVERIFY(json.value(u"error_description"_s).toString().contains(u"Trace ID: "_s));
    for (const QString& member : {u"timestamp"_s, u"trace_id"_s, u"correlation_id"_s, u"error_uri"_s})
        QVERIFY2(json.value(member).isString(), qPrintable(member));
}

void TestSandboxEntra::readsAnUnencodedPlusAsASpace() {
    QByteArray form = Client::goodForm();
    QVERIFY(form.contains("%2B"));
    QCOMPARE(m_client->entra(form.replace("%2B", "+")).json().value(u"error_codes"_s).toArray(),
             QJsonArray{7000215});
}

void TestSandboxEntra::wantsAForm() {
    const QByteArray target = "/entra/contoso.example/oauth2/v2.0/token";
    QCOMPARE(m_client->send("POST", target, Client::goodForm(), {{"Content-Type", "text/plain"}}).status,
             400);
    QCOMPARE(m_client->send("GET", target).json().value(u"error_codes"_s).toArray(), QJsonArray{900561});
    QCOMPARE(m_client->entra(Client::goodForm() + "&scope=x").status, 400);
}

void TestSandboxEntra::saysThatTheSecretExpired() {
    QVERIFY(m_sandbox->control(u"options"_s, {{u"secretExpired"_s, true}}));
    const Reply reply = m_client->entra(Client::goodForm());
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.json().value(u"error_codes"_s).toArray(), QJsonArray{7000222});
}

void TestSandboxEntra::publishesTheDiscoveryDocumentOfItsTenantOnly() {
    const Reply good = m_client->send("GET", "/entra/contoso.example/v2.0/.well-known/openid-configuration");
    QCOMPARE(good.status, 200);
    QCOMPARE(good.json().value(u"token_endpoint"_s).toString(),
             m_sandbox->authority() + u'/' + demo::k_tenant.toString() + u"/oauth2/v2.0/token"_s);
    const Reply other =
        m_client->send("GET", "/entra/fabrikam.example/v2.0/.well-known/openid-configuration");
    QCOMPARE(other.status, 400);
    QCOMPARE(other.json().value(u"error"_s).toString(), u"invalid_tenant"_s);
}

void TestSandboxEntra::graphWantsAFreshToken() {
    const Reply none = m_client->send("GET", "/graph/v1.0/users");
    QCOMPARE(none.status, 401);
    QCOMPARE(none.code(), u"InvalidAuthenticationToken"_s);
    QVERIFY(!none.header("WWW-Authenticate").isEmpty());
    QByteArray forged = m_client->graphToken();
    forged[forged.size() - 3] = forged.at(forged.size() - 3) == 'A' ? 'B' : 'A';
    QCOMPARE(m_client->send("GET", "/graph/v1.0/users", {}, {{"Authorization", "Bearer " + forged}}).status,
             401);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"tokenLifetimeSeconds"_s, 0}}));
    m_client->forgetToken();
    const Reply expired = m_client->graph("GET", "/users");
    QCOMPARE(expired.status, 401);
    QVERIFY(expired.message().contains(u"expired"_s));
}

void TestSandboxEntra::revokedTokensStopWorkingAndNewOnesDo() {
    QCOMPARE(m_client->graph("GET", "/users").status, 200);
    QVERIFY(m_sandbox->control(u"revoke"_s));
    QCOMPARE(m_client->graph("GET", "/users").code(), u"InvalidAuthenticationToken"_s);
    m_client->forgetToken();
    QCOMPARE(m_client->graph("GET", "/users").status, 200);
}

void TestSandboxEntra::permissionsAreFrozenIntoTheToken() {
    const QByteArray calendars = "/users/projects@contoso.example/calendars";
    QCOMPARE(m_client->graph("GET", calendars).status, 200);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s}}}));
    QCOMPARE(m_client->graph("GET", calendars).status, 200);
    m_client->forgetToken();
    const Reply refused = m_client->graph("GET", calendars);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"ErrorAccessDenied"_s);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray{u"Calendars.Read"_s}}}));
    m_client->forgetToken();
    QCOMPARE(m_client->graph("GET", calendars).status, 200);
    QCOMPARE(m_client->graph("POST", calendars, {{u"name"_s, u"x"_s}}).status, 403);
    QCOMPARE(m_client->graph("GET", "/users").code(), u"Authorization_RequestDenied"_s);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray()}}));
    m_client->forgetToken();
    QCOMPARE(m_client->graph("GET", calendars).code(), u"NoPermissionsInAccessToken"_s);
}

void TestSandboxEntra::anyCodeCanBeForced() {
    m_sandbox->addFault({{u"area"_s, u"entra"_s}}, {{u"kind"_s, u"aadsts"_s}, {u"code"_s, 53003}});
    const Reply reply = m_client->entra(Client::goodForm());
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json().value(u"error_codes"_s).toArray(), QJsonArray{53003});
    QCOMPARE(m_client->entra(Client::goodForm()).status, 200);
}

void TestSandboxEntra::everyCodeOfTheContractHasItsWords_data() {
    QTest::addColumn<int>("number");
    // graph-contract 1.4
    for (const int number :
         {900023,  90002,  900432, 900382, 90038, 700016, 7000229, 7000215, 7000222, 7000216, 7000218,
          700027,  700024, 700025, 700030, 50012, 50013,  50048,   70011,   1002012, 500011,  650052,
          650053,  65001,  65002,  65004,  90094, 90095,  50034,   50020,   50194,   9001023, 53003,
          7000112, 50196,  90055,  90033,  90006, 90012,  90024,   50000,   50033})
        QTest::addRow("%d", number) << number;
}

void TestSandboxEntra::everyCodeOfTheContractHasItsWords() {
    QFETCH(int, number);
    m_sandbox->addFault({{u"area"_s, u"entra"_s}}, {{u"kind"_s, u"aadsts"_s}, {u"code"_s, number}});
    const Reply reply = m_client->entra(Client::goodForm());
    QVERIFY(reply.status >= 400);
    QCOMPARE(reply.json().value(u"error_codes"_s).toArray(), QJsonArray{number});
    const QString words = reply.json().value(u"error_description"_s).toString();
    QVERIFY2(words.size() > 30 && !words.contains(u"The request was refused."_s), qPrintable(words));
}

QTEST_GUILESS_MAIN(TestSandboxEntra)
#include "tst_sandbox_entra.moc"
