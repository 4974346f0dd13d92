// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// The tenant's applications as the token endpoint sees them, and how long it takes to see them.
class TestSandboxRegistry final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
        m_skew = 0;
        hold({u"Application.ReadWrite.All"_s, u"AppRoleAssignment.ReadWrite.All"_s});
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void aRegistrationMadeThroughGraphWorks();
    void nothingIsKnownBeforeItHasSpread();
    void whatIsTakenAwayIsGoneAtOnce();
    void whatPropagatesNotCanStillBeTakenAway();
    void theIdOfASecretIsNotTheSecret();
    void everySecretHasItsOwnEnd();
    void theEnterpriseApplicationCountsToo();
    void aPublicClientHasNoCredential();
    void nationalCloudsAreToldApart_data();
    void nationalCloudsAreToldApart();

private:
    void hold(const QStringList& roles) {
        QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
        m_client->forgetToken();
    }
    void option(const QString& name, const QJsonValue& value) {
        QVERIFY(m_sandbox->control(u"options"_s, {{name, value}}));
    }
    /// An hour passes.
    void anHourPasses() {
        option(u"dateSkewSeconds"_s, m_skew += 3600);
        m_client->forgetToken();
    }
    Reply signIn(const QString& clientId, const QString& secret) {
        return m_client->entra(Client::form({{u"client_id"_s, clientId},
                                             {u"scope"_s, u"https://graph.microsoft.com/.default"_s},
                                             {u"client_secret"_s, secret},
                                             {u"grant_type"_s, u"client_credentials"_s}}));
    }
    int refusal(const QString& clientId, const QString& secret) {
        return signIn(clientId, secret).json().value(u"error_codes"_s).toArray().first().toInt();
    }
    QJsonObject createApplication() {
        const Reply reply =
            m_client->graph("POST", "/applications",
                            {{u"displayName"_s, u"Made"_s}, {u"signInAudience"_s, u"AzureADMyOrg"_s}});
        return reply.status == 201 ? reply.json() : QJsonObject();
    }
    Reply createPrincipal(const QJsonObject& app) {
        return m_client->graph("POST", "/servicePrincipals", {{u"appId"_s, app.value(u"appId"_s)}});
    }
    Reply addPassword(const QJsonObject& app, const QString& end = {}) {
        QJsonObject wish{{u"displayName"_s, u"One"_s}};
        if (!end.isEmpty())
            wish.insert(u"endDateTime"_s, end);
        return m_client->graph("POST", "/applications/" + text(app, u"id"_s) + "/addPassword",
                               {{u"passwordCredential"_s, wish}});
    }
    Reply grant(const QJsonObject& principal, const char* role) {
        return m_client->graph(
            "POST", "/servicePrincipals/" + demo::k_graphPrincipalId.toUtf8() + "/appRoleAssignedTo",
            {{u"principalId"_s, principal.value(u"id"_s)},
             {u"resourceId"_s, demo::k_graphPrincipalId.toString()},
             {u"appRoleId"_s, QString::fromLatin1(role)}});
    }
    static QByteArray text(const QJsonObject& json, const QString& name) {
        return json.value(name).toString().toUtf8();
    }
    static QJsonArray rolesOf(const Reply& token) {
        const QByteArray claims = text(token.json(), u"access_token"_s).split('.').value(1);
        return QJsonDocument::fromJson(QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding))
            .object()
            .value(u"roles"_s)
            .toArray();
    }

    static constexpr const char* k_calendars = "ef54d2bf-783f-4e0f-bca1-3210c0444d99";
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
    int m_skew = 0;
};

void TestSandboxRegistry::aRegistrationMadeThroughGraphWorks() {
    const QJsonObject app = createApplication();
    const QString id = app.value(u"appId"_s).toString();
    const Reply principal = createPrincipal(app);
    QCOMPARE(principal.status, 201);
    const Reply password = addPassword(app);
    QCOMPARE(password.status, 200);
    const QString secret = password.json().value(u"secretText"_s).toString();
    QCOMPARE(secret.size(), qsizetype(40));
    QCOMPARE(rolesOf(signIn(id, secret)), QJsonArray()); // a token comes without any consent
    QCOMPARE(grant(principal.json(), k_calendars).status, 201);
    const Reply token = signIn(id, secret);
    QCOMPARE(rolesOf(token), QJsonArray{u"Calendars.ReadWrite"_s});
    const Reply calendars =
        m_client->send("GET", "/graph/v1.0/users/projects@contoso.example/calendars", {},
                       {{"Authorization", "Bearer " + text(token.json(), u"access_token"_s)}});
    QCOMPARE(calendars.status, 200);
}

void TestSandboxRegistry::nothingIsKnownBeforeItHasSpread() {
    option(u"propagationSeconds"_s, 3600);
    const QJsonObject app = createApplication();
    const QString id = app.value(u"appId"_s).toString();
    QCOMPARE(refusal(id, u"x"_s), 700016);
    QCOMPARE(createPrincipal(app).status, 400);
    QCOMPARE(addPassword(app).status, 404);
    QCOMPARE(m_client->graph("GET", "/applications/" + text(app, u"id"_s)).status, 404);
    const qsizetype before = m_client->graph("GET", "/applications").value().size();
    anHourPasses();
    QCOMPARE(m_client->graph("GET", "/applications").value().size(), before + 1);
    const QJsonObject principal = createPrincipal(app).json();
    const QString secret = addPassword(app).json().value(u"secretText"_s).toString();
    QVERIFY(!secret.isEmpty());
    QCOMPARE(refusal(id, secret), 7000229);
    QCOMPARE(grant(principal, k_calendars).status, 404);
    QCOMPARE(m_client->graph("GET", "/servicePrincipals(appId='" + id.toUtf8() + "')").status, 404);
    anHourPasses();
    const QByteArray own = "/servicePrincipals/" + text(principal, u"id"_s) + "/appRoleAssignments";
    QCOMPARE(grant(principal, k_calendars).status, 201);
    QCOMPARE(m_client->graph("GET", own).value().size(), qsizetype(0));
    QCOMPARE(rolesOf(signIn(id, secret)), QJsonArray());
    const QString second = addPassword(app).json().value(u"secretText"_s).toString();
    QCOMPARE(refusal(id, second), 7000215);
    const QByteArray reading = "/applications/" + text(app, u"id"_s);
    QCOMPARE(m_client->graph("GET", reading).json().value(u"passwordCredentials"_s).toArray().size(),
             qsizetype(1));
    anHourPasses();
    QCOMPARE(m_client->graph("GET", own).value().size(), qsizetype(1));
    QCOMPARE(rolesOf(signIn(id, secret)), QJsonArray{u"Calendars.ReadWrite"_s});
    QCOMPARE(signIn(id, second).status, 200);
    QCOMPARE(m_client->graph("GET", reading).json().value(u"passwordCredentials"_s).toArray().size(),
             qsizetype(2));
}

void TestSandboxRegistry::whatIsTakenAwayIsGoneAtOnce() {
    const QJsonObject app = createApplication();
    const QString id = app.value(u"appId"_s).toString();
    const QJsonObject principal = createPrincipal(app).json();
    const QJsonObject first = addPassword(app).json();
    const QJsonObject second = addPassword(app).json();
    const QByteArray target = "/applications/" + text(app, u"id"_s);
    QCOMPARE(
        m_client->graph("POST", target + "/removePassword", {{u"keyId"_s, first.value(u"keyId"_s)}}).status,
        204);
    QCOMPARE(refusal(id, first.value(u"secretText"_s).toString()), 7000215);
    const QString secret = second.value(u"secretText"_s).toString();
    const QString assignment = grant(principal, k_calendars).json().value(u"id"_s).toString();
    QCOMPARE(rolesOf(signIn(id, secret)).size(), qsizetype(1));
    QCOMPARE(m_client
                 ->graph("DELETE", "/servicePrincipals/" + demo::k_graphPrincipalId.toUtf8() +
                                       "/appRoleAssignedTo/" + assignment.toUtf8())
                 .status,
             204);
    QCOMPARE(rolesOf(signIn(id, secret)).size(), qsizetype(0));
    QCOMPARE(m_client->graph("DELETE", target).status, 204);
    QCOMPARE(refusal(id, secret), 700016);
    QCOMPARE(m_client->graph("DELETE", target).status, 404);
    QCOMPARE(m_client->graph("GET", "/servicePrincipals/" + text(principal, u"id"_s)).status, 404);
}

void TestSandboxRegistry::whatPropagatesNotCanStillBeTakenAway() {
    option(u"propagationSeconds"_s, 3600);
    const QJsonObject app = createApplication();
    QCOMPARE(m_client->graph("DELETE", "/applications/" + text(app, u"id"_s)).status, 204);
    for (const QJsonValue left : m_sandbox->control(u"applications"_s)->value(u"applications"_s).toArray())
        QVERIFY(left[u"clientId"_s] != app.value(u"appId"_s));
}

void TestSandboxRegistry::theIdOfASecretIsNotTheSecret() {
    const Reply reply = signIn(demo::k_clientId.toString(), demo::k_clientSecretId.toString());
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.json().value(u"error_codes"_s).toArray(), QJsonArray{7000215});
    QVERIFY(reply.json().value(u"error_description"_s).toString().contains(u"not the client secret ID"_s));
    const QJsonObject app =
        m_client->graph("GET", "/applications(appId='" + demo::k_clientId.toUtf8() + "')").json();
    const QJsonValue listed = app.value(u"passwordCredentials"_s).toArray().first();
    QCOMPARE(listed[u"keyId"_s].toString(), demo::k_clientSecretId.toString());
    QCOMPARE(listed[u"hint"_s].toString(), demo::k_clientSecret.first(3).toString());
    QVERIFY(listed[u"secretText"_s].isNull());
}

void TestSandboxRegistry::everySecretHasItsOwnEnd() {
    QVERIFY(m_sandbox->control(u"application"_s, {{u"secretEndsInDays"_s, 7}}));
    const QByteArray path = "/applications(appId='" + demo::k_clientId.toUtf8() + "')";
    const QJsonObject app = m_client->graph("GET", path).json();
    const QJsonValue old = app.value(u"passwordCredentials"_s).toArray().first();
    const QDateTime end = QDateTime::fromString(old[u"endDateTime"_s].toString(), Qt::ISODate);
    QCOMPARE(QDateTime::currentDateTimeUtc().addSecs(600).daysTo(end), qint64(7));
    const QString fresh = addPassword(app).json().value(u"secretText"_s).toString();
    option(u"secretExpired"_s, true); // of the first one alone
    QCOMPARE(refusal(demo::k_clientId.toString(), demo::k_clientSecret.toString()), 7000222);
    QCOMPARE(signIn(demo::k_clientId.toString(), fresh).status, 200);
    option(u"secretExpired"_s, false);
    QCOMPARE(signIn(demo::k_clientId.toString(), demo::k_clientSecret.toString()).status, 200);
}

void TestSandboxRegistry::theEnterpriseApplicationCountsToo() {
    const QString id = demo::k_clientId.toString();
    const QString secret = demo::k_clientSecret.toString();
    QVERIFY(m_sandbox->control(u"application"_s, {{u"accountEnabled"_s, false}}));
    QCOMPARE(refusal(id, secret), 7000112);
    QCOMPARE(m_client->graph("GET", "/applications").status, 401);
    QVERIFY(m_sandbox->control(u"application"_s, {{u"accountEnabled"_s, true}}));
    QCOMPARE(signIn(id, secret).status, 200);
    QVERIFY(m_sandbox->control(u"application"_s, {{u"principal"_s, false}}));
    QCOMPARE(refusal(id, secret), 7000229);
    QCOMPARE(refusal(demo::k_applicationId.toString(), secret), 700016); // the object id is no client id
}

void TestSandboxRegistry::aPublicClientHasNoCredential() {
    QCOMPARE(refusal(demo::k_publicClientId.toString(), u"x"_s), 700025);
    QCOMPARE(refusal(demo::k_publicClientId.toString(), {}), 7000218);
}

void TestSandboxRegistry::nationalCloudsAreToldApart_data() {
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("tenant");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("subScope");
    const QByteArray own = demo::k_tenantDomain.toUtf8();
    QTest::newRow("this cloud") << QString() << own << 200 << QString();
    QTest::newRow("usgov") << u"usgov"_s << own << 200 << u"DODCON"_s;
    QTest::newRow("dod") << u"dod"_s << own << 200 << u"DOD"_s;
    QTest::newRow("china") << u"china"_s << own << 400 << QString();
    QTest::newRow("the other domain") << QString() << demo::k_nationalDomain.toUtf8() << 200 << u"DODCON"_s;
}

void TestSandboxRegistry::nationalCloudsAreToldApart() {
    QFETCH(QString, option);
    QFETCH(QByteArray, tenant);
    QFETCH(int, status);
    QFETCH(QString, subScope);
    this->option(u"nationalCloud"_s, option);
    const Reply document =
        m_client->send("GET", "/entra/" + tenant + "/v2.0/.well-known/openid-configuration");
    QCOMPARE(document.status, status);
    QCOMPARE(document.json().value(u"tenant_region_sub_scope"_s).toString(), subScope);
    if (status == 200) {
        const QString id = tenant == demo::k_nationalDomain.toUtf8() ? demo::k_nationalTenant.toString()
                                                                     : demo::k_tenant.toString();
        QVERIFY(document.json().value(u"issuer"_s).toString().contains(id));
    }
    const Reply token = m_client->entra(Client::goodForm(), tenant);
    const bool isHere = option.isEmpty() && tenant == demo::k_tenantDomain.toUtf8();
    QCOMPARE(token.status, isHere ? 200 : 400);
    if (!isHere)
        QCOMPARE(token.json().value(u"error_codes"_s).toArray(), QJsonArray{900432});
}

QTEST_GUILESS_MAIN(TestSandboxRegistry)
#include "tst_sandbox_registry.moc"
