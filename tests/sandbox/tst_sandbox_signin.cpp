// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "signin.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// People sign in: authorization code with PKCE.
class TestSandboxSignIn final : public SignIn {
    Q_OBJECT

private slots:
    void init() { SignIn::open(); }
    void cleanup() { close(); }
    void anAdministratorSignsInAndAdministers();
    void anOrdinaryUserIsSentToTheAdministrator();
    void anOrdinaryUserMaySignInForLittle();
    void theDirectoryWantsAnAdministratorBehindTheToken();
    void decliningIsToldToTheApplication();
    void wrongWordsStayOnThePage_data();
    void wrongWordsStayOnThePage();
    void badRequestsNeverReachAnAddress_data();
    void badRequestsNeverReachAnAddress();
    void badWishesAreToldToTheApplication_data();
    void badWishesAreToldToTheApplication();
    void aCodeWorksOnceForItsOwner_data();
    void aCodeWorksOnceForItsOwner();
    void aRefreshTokenComesOnlyWhenAskedFor();

private:
    static Query
    request(const QString& scope = u"Application.ReadWrite.All AppRoleAssignment.ReadWrite.All"_s) {
        return {{u"client_id"_s, demo::k_publicClientId.toString()},
                {u"response_type"_s, u"code"_s},
                {u"redirect_uri"_s, u"http://localhost:41231"_s},
                {u"scope"_s, scope},
                {u"state"_s, u"my state"_s},
                {u"code_challenge"_s, challenge()},
                {u"code_challenge_method"_s, u"S256"_s}};
    }
    static Query with(Query query, const QString& name, const QString& value) {
        for (auto& [key, old] : query)
            old = key == name ? value : old;
        return query;
    }
    static QString challenge() {
        return QString::fromLatin1(
            QCryptographicHash::hash(k_verifier, QCryptographicHash::Sha256)
                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }
    void open(const Query& query, const QByteArray& tenant = "contoso.example") {
        m_browser->open("/entra/" + tenant + "/oauth2/v2.0/authorize?" + Client::form(query));
    }
    QString codeFor(const Query& query, QStringView login = demo::k_admin) {
        open(query);
        m_browser->signIn(login);
        return m_browser->press("accept") ? m_browser->answer().value(u"code"_s) : QString();
    }
    static Query redemption(const QString& code) {
        return {{u"client_id"_s, demo::k_publicClientId.toString()},
                {u"grant_type"_s, u"authorization_code"_s},
                {u"code"_s, code},
                {u"redirect_uri"_s, u"http://localhost:41231"_s},
                {u"code_verifier"_s, QString::fromLatin1(k_verifier)}};
    }

    static constexpr const char* k_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
};

void TestSandboxSignIn::anAdministratorSignsInAndAdministers() {
    const QString code = codeFor(request());
    QVERIFY(!code.isEmpty());
    QCOMPARE(m_browser->address(), QByteArray("http://localhost:41231"));
    QCOMPARE(m_browser->answer().value(u"state"_s), u"my state"_s);
    const Reply token = redeem(redemption(code));
    QCOMPARE(token.status, 200);
    QCOMPARE(graphAs(token, "POST", "/applications", R"({"displayName":"Made by Gloria"})").status, 201);
    QCOMPARE(graphAs(token, "GET", "/servicePrincipals").status, 200);
    QCOMPARE(graphAs(token, "GET", "/users/projects@contoso.example/calendars").status, 403);
}

void TestSandboxSignIn::anOrdinaryUserIsSentToTheAdministrator() {
    open(request());
    m_browser->signIn(demo::k_member);
    QVERIFY(m_browser->shows("AADSTS90094"));
    QVERIFY(!m_browser->press("accept"));
    QVERIFY(m_browser->press("cancel"));
    QCOMPARE(m_browser->answer().value(u"error"_s), u"access_denied"_s);
    QVERIFY(m_browser->answer().value(u"error_description"_s).startsWith(u"AADSTS90094: "_s));
}

void TestSandboxSignIn::anOrdinaryUserMaySignInForLittle() {
    const Reply token = redeem(redemption(codeFor(request(u"User.Read"_s), demo::k_member)));
    QCOMPARE(token.json().value(u"scope"_s).toString(), u"User.Read"_s);
    QCOMPARE(graphAs(token, "GET", "/organization").status, 200);
    QCOMPARE(graphAs(token, "GET", "/applications").code(), u"Authorization_RequestDenied"_s);
}

void TestSandboxSignIn::theDirectoryWantsAnAdministratorBehindTheToken() {
    // Somebody who was an administrator when the token was made.
    const Reply token = redeem(redemption(codeFor(request())));
    QVERIFY(m_sandbox->control(u"mailbox"_s,
                               {{u"mailbox"_s, demo::k_admin.toString()}, {u"isAdministrator"_s, false}}));
    QCOMPARE(graphAs(token, "GET", "/applications").status, 200);
    const Reply refused = graphAs(token, "POST", "/applications", R"({"displayName":"x"})");
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"Authorization_RequestDenied"_s);
}

void TestSandboxSignIn::decliningIsToldToTheApplication() {
    open(request());
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("cancel"));
    QCOMPARE(m_browser->answer().value(u"error"_s), u"access_denied"_s);
    QVERIFY(m_browser->answer().value(u"error_description"_s).startsWith(u"AADSTS65004: "_s));
    QCOMPARE(m_browser->answer().value(u"state"_s), u"my state"_s);
}

void TestSandboxSignIn::wrongWordsStayOnThePage_data() {
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QByteArray>("words");
    const QString good = demo::k_peoplePassword.toString();
    QTest::newRow("wrong password") << demo::k_admin.toString() << u"nope"_s << QByteArray("AADSTS50126");
    QTest::newRow("no password") << demo::k_mailbox.toString() << QString() << QByteArray("AADSTS50126");
    QTest::newRow("nobody") << u"nobody@contoso.example"_s << good << QByteArray("AADSTS50034");
    QTest::newRow("another tenant's") << demo::k_foreignAdmin.toString() << good << QByteArray("AADSTS50020");
}

void TestSandboxSignIn::wrongWordsStayOnThePage() {
    QFETCH(QString, login);
    QFETCH(QString, password);
    QFETCH(QByteArray, words);
    open(request());
    m_browser->signIn(login, password);
    QCOMPARE(m_browser->status(), 200);
    QVERIFY(m_browser->shows(words));
    QVERIFY(!m_browser->press("accept"));
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
}

void TestSandboxSignIn::badRequestsNeverReachAnAddress_data() {
    QTest::addColumn<QByteArray>("tenant");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* tenant, const QString& key, const QString& value,
                        const char* words) {
        QTest::newRow(name) << QByteArray(tenant) << key << value << QByteArray(words);
    };
    row("unknown client", "contoso.example", u"client_id"_s, u"11111111-2222-3333-4444-555555555555"_s,
        "AADSTS700016");
    row("unknown tenant", "fabrikam.example", {}, {}, "AADSTS90002");
    row("single tenant at common", "common", {}, {}, "AADSTS50194");
    row("another path", "contoso.example", u"redirect_uri"_s, u"http://localhost:41231/Back"_s,
        "AADSTS50011");
    row("another host", "contoso.example", u"redirect_uri"_s, u"http://127.0.0.1:41231"_s, "AADSTS50011");
    row("elsewhere", "contoso.example", u"redirect_uri"_s, u"https://localhost:41231"_s, "AADSTS50011");
    row("no address", "contoso.example", u"redirect_uri"_s, u""_s, "AADSTS50011");
}

void TestSandboxSignIn::badRequestsNeverReachAnAddress() {
    QFETCH(QByteArray, tenant);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QByteArray, words);
    open(with(request(), key, value), tenant);
    QCOMPARE(m_browser->status(), 400);
    QVERIFY(m_browser->shows(words));
    QVERIFY(m_browser->address().isEmpty());
}

void TestSandboxSignIn::badWishesAreToldToTheApplication_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("plain PKCE") << u"code_challenge_method"_s << u"plain"_s << u"AADSTS9002325"_s;
    QTest::newRow("no PKCE") << u"code_challenge"_s << u""_s << u"AADSTS9002325"_s;
    QTest::newRow("a token at once") << u"response_type"_s << u"token"_s << u"AADSTS700054"_s;
    QTest::newRow("an application permission") << u"scope"_s << u"User.ReadBasic.All"_s << u"AADSTS650053"_s;
    QTest::newRow("no scope") << u"scope"_s << u""_s << u"AADSTS900144"_s;
}

void TestSandboxSignIn::badWishesAreToldToTheApplication() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, words);
    open(with(request(), key, value));
    QCOMPARE(m_browser->status(), 302);
    QVERIFY(!m_browser->answer().value(u"error"_s).isEmpty());
    QVERIFY(m_browser->answer().value(u"error_description"_s).startsWith(words + u": "_s));
    QCOMPARE(m_browser->answer().value(u"state"_s), u"my state"_s);
}

void TestSandboxSignIn::aCodeWorksOnceForItsOwner_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("number");
    QTest::newRow("twice") << QString() << QString() << 54005;
    QTest::newRow("another verifier") << u"code_verifier"_s << QString(43, u'x') << 501481;
    QTest::newRow("another address") << u"redirect_uri"_s << u"http://localhost:41232"_s << 500112;
    QTest::newRow("another client") << u"client_id"_s << demo::k_clientId.toString() << 70000;
    QTest::newRow("no such code") << u"code"_s << u"1.AXoA"_s << 70000;
}

void TestSandboxSignIn::aCodeWorksOnceForItsOwner() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(int, number);
    const QString code = codeFor(request());
    if (key.isEmpty())
        QCOMPARE(redeem(redemption(code)).status, 200);
    const Reply refused = redeem(with(redemption(code), key, value));
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.json().value(u"error"_s).toString(), u"invalid_grant"_s);
    QCOMPARE(this->number(refused), number);
    const QString late = codeFor(request());
    QVERIFY(m_sandbox->control(u"options"_s, {{u"dateSkewSeconds"_s, 601}}));
    QCOMPARE(this->number(redeem(redemption(late))), 70008);
}

void TestSandboxSignIn::aRefreshTokenComesOnlyWhenAskedFor() {
    QVERIFY(!redeem(redemption(codeFor(request(u"User.Read"_s)))).json().contains(u"refresh_token"_s));
    const QString token = redeem(redemption(codeFor(request(u"User.Read offline_access"_s))))
                              .json()
                              .value(u"refresh_token"_s)
                              .toString();
    QVERIFY(!token.isEmpty());
    const Query query{{u"client_id"_s, demo::k_publicClientId.toString()},
                      {u"grant_type"_s, u"refresh_token"_s},
                      {u"refresh_token"_s, token}};
    QCOMPARE(graphAs(redeem(query), "GET", "/organization").status, 200);
    QCOMPARE(number(redeem(with(query, u"refresh_token"_s, u"x"_s))), 70000);
}

QTEST_GUILESS_MAIN(TestSandboxSignIn)
#include "tst_sandbox_signin.moc"
