// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "certificate.h"
#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Graph's directory part: who may do what, what is refused, what a reading shows.
class TestSandboxDirectory final : public QObject {
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

    void everyCallNeedsItsPermission_data();
    void everyCallNeedsItsPermission();
    void anOwnerNeedsLess();
    void badBodiesAreRefused_data();
    void badBodiesAreRefused();
    void theListOfKeysIsReplacedAsAWhole();
    void anAssignmentIsMadeOnce();
    void graphsOwnPrincipalHasTheRoles();
    void policiesForbidCredentials();
    void listingsAreFilteredAndSelected();
    void theTenantHasAName();

private:
    void hold(const QStringList& roles) {
        QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
        m_client->forgetToken();
    }
    void administer() { hold({u"Application.ReadWrite.All"_s, u"AppRoleAssignment.ReadWrite.All"_s}); }

    const QByteArray m_own = "/applications(appId='" + demo::k_clientId.toUtf8() + "')";
    const QByteArray m_graph = "/servicePrincipals/" + demo::k_graphPrincipalId.toUtf8();
    const QByteArray m_principal = "/servicePrincipals/" + demo::k_principalId.toUtf8();
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxDirectory::everyCallNeedsItsPermission_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QStringList>("enough");
    QTest::addColumn<QStringList>("less");
    QTest::addColumn<int>("status");
    const QStringList read{u"Application.Read.All"_s};
    const QStringList readDirectory{u"Directory.Read.All"_s};
    const QStringList write{u"Application.ReadWrite.All"_s};
    const QStringList none{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
    const QStringList assign{u"AppRoleAssignment.ReadWrite.All"_s, u"Application.Read.All"_s};
    const auto row = [](const char* name, const char* method, const QByteArray& path, const QJsonObject& body,
                        const QStringList& enough, const QStringList& less, int status) {
        QTest::newRow(name) << QByteArray(method) << path << body << enough << less << status;
    };
    row("list applications", "GET", "/applications", {}, read, none, 200);
    row("read an application", "GET", m_own, {}, readDirectory, none, 200);
    row("create", "POST", "/applications", {{u"displayName"_s, u"x"_s}}, write, read, 201);
    row("create alone", "POST", "/applications", {{u"displayName"_s, u"x"_s}}, {u"AppRegistration.Create"_s},
        none, 201);
    row("change", "PATCH", m_own, {{u"displayName"_s, u"x"_s}}, write, read, 204);
    row("add a secret", "POST", m_own + "/addPassword", {}, write, read, 200);
    row("delete", "DELETE", m_own, {}, write, read, 204);
    row("list principals", "GET", "/servicePrincipals", {}, read, none, 200);
    row("grants of one", "GET", m_principal + "/appRoleAssignments", {}, read, none, 200);
    row("switch off", "PATCH", m_principal, {{u"accountEnabled"_s, false}}, write, read, 204);
    const QJsonObject grant{{u"principalId"_s, demo::k_principalId.toString()},
                            {u"resourceId"_s, demo::k_graphPrincipalId.toString()},
                            {u"appRoleId"_s, u"40f97065-369a-49f4-947c-6a255697ae91"_s}};
    row("grant", "POST", m_graph + "/appRoleAssignedTo", grant, assign, write, 201);
    row("grant without reading", "POST", m_graph + "/appRoleAssignedTo", grant, assign, assign.mid(0, 1),
        201);
    row("organization", "GET", "/organization", {}, {u"User.Read.All"_s}, none, 200);
    row("organization itself", "GET", "/organization", {}, {u"Organization.Read.All"_s}, read, 200);
}

void TestSandboxDirectory::everyCallNeedsItsPermission() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QJsonObject, body);
    QFETCH(QStringList, enough);
    QFETCH(QStringList, less);
    QFETCH(int, status);
    hold(less);
    const Reply refused = m_client->graph(method, path, body);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"Authorization_RequestDenied"_s);
    hold(enough);
    QCOMPARE(m_client->graph(method, path, body).status, status);
}

void TestSandboxDirectory::anOwnerNeedsLess() {
    hold({u"Application.ReadWrite.OwnedBy"_s});
    QCOMPARE(m_client->graph("GET", m_own).status, 403);
    QCOMPARE(m_client->graph("POST", m_own + "/addPassword").status, 403);
    const QJsonObject made = m_client->graph("POST", "/applications", {{u"displayName"_s, u"Mine"_s}}).json();
    const QByteArray mine = "/applications/" + made.value(u"id"_s).toString().toUtf8();
    QCOMPARE(m_client->graph("POST", mine + "/addPassword").status, 200);
    QVERIFY(m_sandbox->control(u"application"_s, {{u"ownsItself"_s, true}}));
    QCOMPARE(m_client->graph("GET", m_own).status, 200);
    QCOMPARE(m_client->graph("POST", m_own + "/addPassword").status, 200);
}

void TestSandboxDirectory::badBodiesAreRefused_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QJsonObject>("body");
    const auto row = [](const char* name, const QByteArray& path, const char* method,
                        const QJsonObject& body) {
        QTest::newRow(name) << path << QByteArray(method) << body;
    };
    const auto web = [](const QString& uri) {
        return QJsonObject{{u"web"_s, QJsonObject{{u"redirectUris"_s, QJsonArray{uri}}}}};
    };
    row("no name", "/applications", "POST", {{u"signInAudience"_s, u"AzureADMyOrg"_s}});
    row("a member that it lacks", m_own, "PATCH", {{u"colour"_s, u"red"_s}});
    row("a secret by hand", m_own, "PATCH", {{u"passwordCredentials"_s, QJsonArray()}});
    row("plain http", m_own, "PATCH", web(u"http://planner.example"_s));
    row("IPv6 loopback", m_own, "PATCH", web(u"http://[::1]"_s));
    row("too long", m_own, "PATCH", web(u"https://planner.example/"_s + QString(240, u'a')));
    row("no certificate", m_own, "PATCH",
        {{u"keyCredentials"_s,
          QJsonArray{QJsonObject{
              {u"type"_s, u"AsymmetricX509Cert"_s}, {u"usage"_s, u"Verify"_s}, {u"key"_s, u"AAAA"_s}}}}});
    row("half a declaration", m_own, "PATCH",
        {{u"requiredResourceAccess"_s, QJsonArray{QJsonObject{{u"resourceAppId"_s, u"x"_s}}}}});
    row("a principal of nothing", "/servicePrincipals", "POST",
        {{u"appId"_s, u"11111111-2222-3333-4444-555555555555"_s}});
    row("ends before it starts", m_own + "/addPassword", "POST",
        {{u"passwordCredential"_s, QJsonObject{{u"endDateTime"_s, u"2020-01-01T00:00:00Z"_s}}}});
    row("no such secret", m_own + "/removePassword", "POST", {{u"keyId"_s, u"x"_s}});
    row("a permission that it lacks", m_graph + "/appRoleAssignedTo", "POST",
        {{u"principalId"_s, demo::k_principalId.toString()},
         {u"resourceId"_s, demo::k_graphPrincipalId.toString()},
         {u"appRoleId"_s, u"11111111-2222-3333-4444-555555555555"_s}});
}

void TestSandboxDirectory::badBodiesAreRefused() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, method);
    QFETCH(QJsonObject, body);
    administer();
    const QJsonObject before = m_client->graph("GET", m_own).json();
    const Reply reply = m_client->graph(method, path, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.code(), u"Request_BadRequest"_s);
    QCOMPARE(m_client->graph("GET", m_own).json(), before);
}

void TestSandboxDirectory::theListOfKeysIsReplacedAsAWhole() {
    administer();
    const TestCertificate first = makeCertificate();
    const TestCertificate second = makeCertificate(-1, 30);
    const auto put = [&](const QJsonArray& list) {
        return m_client->graph("PATCH", m_own, {{u"keyCredentials"_s, list}}).status;
    };
    const auto keys = [&](const QByteArray& query) {
        return m_client->graph("GET", m_own + query).json().value(u"keyCredentials"_s).toArray();
    };
    QCOMPARE(put({first.credential(u"First"_s)}), 204);
    const QJsonValue listed = keys({}).first();
    QVERIFY(listed[u"key"_s].isNull());
    QCOMPARE(listed[u"customKeyIdentifier"_s].toString().toLatin1(), first.sha1().toHex().toUpper());
    const QJsonArray selected = keys("?$select=id,keyCredentials");
    QCOMPARE(QByteArray::fromBase64(selected.first()[u"key"_s].toString().toLatin1()), first.der);
    // Sent without its key, an old one is known by its id.
    QCOMPARE(put({listed, second.credential(u"Second"_s)}), 204);
    QCOMPARE(keys({}).size(), qsizetype(2));
    QCOMPARE(keys({}).first(), listed);
    const QDateTime end = QDateTime::fromString(keys({}).at(1)[u"endDateTime"_s].toString(), Qt::ISODate);
    QCOMPARE(QDateTime::currentDateTimeUtc().addSecs(600).daysTo(end), qint64(30));
    QCOMPARE(put({second.credential(u"Second"_s)}), 204);
    QCOMPARE(keys({}).size(), qsizetype(1));
}

void TestSandboxDirectory::anAssignmentIsMadeOnce() {
    administer();
    const QJsonObject grant{{u"principalId"_s, demo::k_principalId.toString()},
                            {u"resourceId"_s, demo::k_graphPrincipalId.toString()},
                            {u"appRoleId"_s, u"ef54d2bf-783f-4e0f-bca1-3210c0444d99"_s}};
    const Reply made = m_client->graph("POST", m_graph + "/appRoleAssignedTo", grant);
    QCOMPARE(made.status, 201);
    const Reply again = m_client->graph("POST", m_graph + "/appRoleAssignedTo", grant);
    QCOMPARE(again.status, 400);
    QVERIFY(again.message().contains(u"already exists"_s));
    for (const QByteArray& path : {m_principal + "/appRoleAssignments", m_graph + "/appRoleAssignedTo"}) {
        const QJsonArray rows = m_client->graph("GET", path).value();
        QCOMPARE(rows.size(), qsizetype(3));
        QCOMPARE(rows.last().toObject(), made.json());
    }
}

void TestSandboxDirectory::graphsOwnPrincipalHasTheRoles() {
    administer();
    const QByteArray path = "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')";
    const QJsonObject graph = m_client->graph("GET", path + "?$select=id,appRoles").json();
    QCOMPARE(graph.size(), qsizetype(2));
    QCOMPARE(graph.value(u"id"_s).toString(), demo::k_graphPrincipalId.toString());
    QString calendars;
    for (const QJsonValue role : graph.value(u"appRoles"_s).toArray()) {
        if (role[u"value"_s].toString() == u"Calendars.ReadWrite"_s)
            calendars = role[u"id"_s].toString();
    }
    QCOMPARE(calendars, u"ef54d2bf-783f-4e0f-bca1-3210c0444d99"_s);
    QCOMPARE(
        m_client->graph("POST", "/servicePrincipals", {{u"appId"_s, demo::k_clientId.toString()}}).status,
        409);
}

void TestSandboxDirectory::policiesForbidCredentials() {
    administer();
    QVERIFY(m_sandbox->control(u"options"_s, {{u"passwordDaysMaximum"_s, 90}}));
    const Reply tooLong = m_client->graph("POST", m_own + "/addPassword");
    QCOMPARE(tooLong.status, 400);
    QVERIFY(tooLong.message().contains(u"Credential lifetime exceeds the max value"_s));
    const QString end = QDateTime::currentDateTimeUtc().addDays(89).toString(Qt::ISODate);
    const QJsonObject wish{{u"passwordCredential"_s, QJsonObject{{u"endDateTime"_s, end}}}};
    QCOMPARE(m_client->graph("POST", m_own + "/addPassword", wish).status, 200);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"passwordsForbidden"_s, true}, {u"keysForbidden"_s, true}}));
    QVERIFY(m_client->graph("POST", m_own + "/addPassword", wish)
                .message()
                .contains(u"Credential type not allowed as per assigned policy"_s));
    const QJsonArray keys{makeCertificate().credential(u"x"_s)};
    QCOMPARE(m_client->graph("PATCH", m_own, {{u"keyCredentials"_s, keys}}).status, 400);
}

void TestSandboxDirectory::listingsAreFilteredAndSelected() {
    administer();
    QCOMPARE(m_client->graph("POST", "/applications", {{u"displayName"_s, u"It's ours"_s}}).status, 201);
    const Reply hit = m_client->graph(
        "GET", "/applications?$filter=displayName%20eq%20'It''s%20ours'&$select=appId,displayName");
    QCOMPARE(hit.value().size(), qsizetype(1));
    QCOMPARE(hit.value().first().toObject().size(), qsizetype(2));
    QCOMPARE(m_client->graph("GET", "/applications?$filter=colour%20eq%20'red'").code(),
             u"Request_UnsupportedQuery"_s);
    const Reply first = m_client->graph("GET", "/applications?$top=1");
    QCOMPARE(first.value().size(), qsizetype(1));
    QVERIFY(first.json().contains(u"@odata.nextLink"_s));
}

void TestSandboxDirectory::theTenantHasAName() {
    hold({u"Organization.Read.All"_s});
    const QJsonArray rows =
        m_client->graph("GET", "/organization?$select=id,displayName,verifiedDomains").value();
    QCOMPARE(rows.size(), qsizetype(1));
    QCOMPARE(rows.first()[u"id"_s].toString(), demo::k_tenant.toString());
    QCOMPARE(rows.first()[u"verifiedDomains"_s][0][u"name"_s].toString(), demo::k_tenantDomain.toString());
}

QTEST_GUILESS_MAIN(TestSandboxDirectory)
#include "tst_sandbox_directory.moc"
