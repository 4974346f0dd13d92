// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "browser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// The pages on which an administrator grants an application its permissions.
class TestSandboxConsent final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        Sandbox::Options options;
        options.roles.clear();
        m_sandbox = std::make_unique<Sandbox>(options);
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
        m_browser = std::make_unique<Browser>(*m_client);
        application({{u"declared"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s}},
                     {u"redirectUris"_s, QJsonArray{u"http://localhost"_s}}});
    }
    void cleanup() {
        m_browser.reset();
        m_client.reset();
        m_sandbox.reset();
    }

    void acceptingGrantsWhatIsDeclared_data();
    void acceptingGrantsWhatIsDeclared();
    void grantsComeAfterTheyHaveSpread();
    void whoeverDoesNotGrantIsToldSo_data();
    void whoeverDoesNotGrantIsToldSo();
    void scopesByNameGrantNoApplicationPermission();
    void whatMustNotBeRedirectedIsAPage_data();
    void whatMustNotBeRedirectedIsAPage();
    void withoutAnAddressTheConsentStillCounts();
    void anotherTenantsAdministratorGrantsNothingHere();
    void consentMakesTheEnterpriseApplication();

private:
    QJsonObject application(const QJsonObject& change = {}) {
        return m_sandbox->control(u"application"_s, change).value_or(QJsonObject());
    }
    QJsonArray granted() { return application().value(u"granted"_s).toArray(); }
    void open(bool second, QList<std::pair<QString, QString>> change = {}, const QByteArray& tenant = {}) {
        QList<std::pair<QString, QString>> query{{u"client_id"_s, demo::k_clientId.toString()},
                                                 {u"redirect_uri"_s, u"http://localhost:40123"_s},
                                                 {u"state"_s, u"s 1"_s}};
        if (second)
            query.append({u"scope"_s, u"https://graph.microsoft.com/.default"_s});
        for (const auto& [name, value] : change) {
            query.removeIf([&](const auto& pair) { return pair.first == name; });
            if (!value.isNull())
                query.append({name, value});
        }
        m_browser->open("/entra/" + (tenant.isEmpty() ? demo::k_tenant.toUtf8() : tenant) +
                        (second ? "/v2.0" : "") + "/adminconsent?" + Client::form(query));
    }
    QJsonArray rolesInToken() {
        m_client->forgetToken();
        const QByteArray claims = m_client->graphToken().split('.').value(1);
        return QJsonDocument::fromJson(QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding))
            .object()
            .value(u"roles"_s)
            .toArray();
    }

    const QJsonArray m_both{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<Browser> m_browser;
};

void TestSandboxConsent::acceptingGrantsWhatIsDeclared_data() {
    QTest::addColumn<bool>("second");
    QTest::newRow("v1") << false;
    QTest::newRow("v2") << true;
}

void TestSandboxConsent::acceptingGrantsWhatIsDeclared() {
    QFETCH(bool, second);
    open(second);
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->shows("Calendars.ReadWrite"));
    QCOMPARE(granted(), QJsonArray());
    QVERIFY(m_browser->press("accept"));
    QCOMPARE(m_browser->address(), QByteArray("http://localhost:40123"));
    QMap<QString, QString> told{
        {u"admin_consent"_s, u"True"_s}, {u"tenant"_s, demo::k_tenant.toString()}, {u"state"_s, u"s 1"_s}};
    if (second)
        told.insert(u"scope"_s, u"https://graph.microsoft.com/Calendars.ReadWrite "
                                "https://graph.microsoft.com/User.ReadBasic.All"_s);
    QCOMPARE(m_browser->answer(), told);
    QCOMPARE(rolesInToken(), m_both);
}

void TestSandboxConsent::grantsComeAfterTheyHaveSpread() {
    QVERIFY(m_sandbox->control(u"options"_s, {{u"propagationSeconds"_s, 600}}));
    open(true);
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
    QCOMPARE(granted(), m_both);
    QCOMPARE(rolesInToken(), QJsonArray());
    QVERIFY(m_sandbox->control(u"options"_s, {{u"dateSkewSeconds"_s, 600}}));
    QCOMPARE(rolesInToken(), m_both);
}

void TestSandboxConsent::whoeverDoesNotGrantIsToldSo_data() {
    QTest::addColumn<bool>("second");
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("words");
    for (const bool second : {false, true}) {
        const char* form = second ? "v2" : "v1";
        QTest::addRow("%s, declined", form) << second << demo::k_admin.toString() << u"AADSTS65004: "_s;
        QTest::addRow("%s, no admin", form) << second << demo::k_member.toString() << u"AADSTS90094: "_s;
    }
}

void TestSandboxConsent::whoeverDoesNotGrantIsToldSo() {
    QFETCH(bool, second);
    QFETCH(QString, who);
    QFETCH(QString, words);
    open(second);
    m_browser->signIn(who);
    QCOMPARE(m_browser->shows("AADSTS90094"), who == demo::k_member);
    QVERIFY(m_browser->press("cancel"));
    QMap<QString, QString> told = m_browser->answer();
    QVERIFY(told.take(u"error_description"_s).startsWith(words));
    // The second form's failure says admin_consent=True as well; the first one's carries no state.
    QCOMPARE(told, second ? (QMap<QString, QString>{{u"error"_s, u"consent_required"_s},
                                                    {u"admin_consent"_s, u"True"_s},
                                                    {u"tenant"_s, demo::k_tenant.toString()},
                                                    {u"state"_s, u"s 1"_s}})
                          : (QMap<QString, QString>{{u"error"_s, u"permission_denied"_s}}));
    QCOMPARE(granted(), QJsonArray());
}

void TestSandboxConsent::scopesByNameGrantNoApplicationPermission() {
    open(true, {{u"scope"_s, u"https://graph.microsoft.com/Calendars.ReadWrite"_s}});
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
    QVERIFY(!m_browser->answer().contains(u"error"_s));
    QCOMPARE(granted(), QJsonArray());
}

void TestSandboxConsent::whatMustNotBeRedirectedIsAPage_data() {
    QTest::addColumn<QByteArray>("tenant");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value"); // null: left out
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* tenant, const QString& key, const QString& value,
                        const char* words) {
        QTest::newRow(name) << QByteArray(tenant) << key << value << QByteArray(words);
    };
    row("unknown tenant", "fabrikam.example", {}, {}, "AADSTS90002");
    row("tenant of another cloud", "agency.example", {}, {}, "AADSTS90002");
    row("common", "common", {}, {}, "AADSTS9001023");
    row("unknown client", "", u"client_id"_s, u"x"_s, "AADSTS700016");
    row("unregistered address", "", u"redirect_uri"_s, u"http://localhost:1/elsewhere"_s, "AADSTS50011");
    row("no scope", "", u"scope"_s, {}, "AADSTS900144");
    row("an application permission", "", u"scope"_s, u"User.ReadBasic.All"_s, "AADSTS650053");
}

void TestSandboxConsent::whatMustNotBeRedirectedIsAPage() {
    QFETCH(QByteArray, tenant);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QByteArray, words);
    open(true, {{key, value}}, tenant);
    QCOMPARE(m_browser->status(), 400);
    QVERIFY(m_browser->shows(words));
    QVERIFY(m_browser->address().isEmpty());
}

void TestSandboxConsent::withoutAnAddressTheConsentStillCounts() {
    application({{u"redirectUris"_s, QJsonArray()}});
    open(true);
    QVERIFY(m_browser->shows("AADSTS50011")); // it named one that is not registered
    open(true, {{u"redirect_uri"_s, QString()}});
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
    QVERIFY(m_browser->shows("AADSTS500113"));
    QVERIFY(m_browser->address().isEmpty());
    QCOMPARE(granted(), m_both);
}

void TestSandboxConsent::anotherTenantsAdministratorGrantsNothingHere() {
    open(true);
    m_browser->signIn(demo::k_foreignAdmin);
    QVERIFY(m_browser->shows("AADSTS50020"));
    open(true, {}, "organizations");
    m_browser->signIn(demo::k_foreignAdmin);
    QVERIFY(m_browser->shows("AADSTS700016")); // the application is of one tenant
    application({{u"audience"_s, u"AzureADMultipleOrgs"_s}});
    open(true, {}, "organizations");
    m_browser->signIn(demo::k_foreignAdmin);
    QVERIFY(m_browser->press("accept"));
    QCOMPARE(m_browser->answer().value(u"admin_consent"_s), u"True"_s);
    QCOMPARE(m_browser->answer().value(u"tenant"_s), demo::k_foreignTenant.toString());
    QCOMPARE(granted(), QJsonArray());
}

void TestSandboxConsent::consentMakesTheEnterpriseApplication() {
    QVERIFY(application({{u"principal"_s, false}}).value(u"principalId"_s).isNull());
    open(false);
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
    QVERIFY(application().value(u"principalId"_s).isString());
    QCOMPARE(rolesInToken(), m_both);
}

QTEST_GUILESS_MAIN(TestSandboxConsent)
#include "tst_sandbox_consent.moc"
