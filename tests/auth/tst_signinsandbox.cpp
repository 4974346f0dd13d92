// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/consent.h"
#include "auth/redirectlistener.h"
#include "auth/signin.h"
#include "browser.h"
#include "fakes.h"
#include "graph/appdirectory.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"

#include <QTcpSocket>
#include <QTest>

using namespace milepost;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// Sign-in and consent from our address to our listener, with the sandbox's pages between them.
class TstSignInSandbox : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void anAdminSignsInByTheBrowserAndMakesARegistration();
    void anAdminSignsInAtAnotherScreen();
    void whoSaysNoAtAnotherScreenIsTold();
    void consentComesHome_data();
    void consentComesHome();

private:
    void visit(const QUrl& url) {
        m_browser->open(url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
    }
    /// What a real browser does with the redirect: it asks our listener for it.
    void comeHome();
    [[nodiscard]] Result<AppRegistration> makeRegistration(const DelegatedToken& token);
    [[nodiscard]] DeviceCode device() { return *m_signIn->beginDevice({}); }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<sandbox::Client> m_client;
    std::unique_ptr<sandbox::Browser> m_browser;
    std::unique_ptr<NetTransport> m_transport;
    std::unique_ptr<test::FakeClock> m_clock;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<RedirectListener> m_listener;
    const QString m_state = randomWord();
};

void TstSignInSandbox::init() {
    sandbox::Options options;
    options.traps = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_client = std::make_unique<sandbox::Client>(*m_sandbox);
    m_browser = std::make_unique<sandbox::Browser>(*m_client);
    m_transport = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    m_clock = std::make_unique<test::FakeClock>();
    m_signIn = std::make_unique<SignIn>(
        SignIn::Parts{*m_transport, *m_clock, nullptr},
        SignIn::Options{QUrl(m_sandbox->authority()),
                        demo::k_tenant.toString(),
                        demo::k_publicClientId.toString(),
                        {u"Application.ReadWrite.All"_s, u"AppRoleAssignment.ReadWrite.All"_s}});
    auto opened = RedirectListener::open(m_state, {u"Milepost"_s, u"done"_s, u"other"_s});
    QVERIFY(opened.has_value());
    m_listener = std::move(*opened);
}

void TstSignInSandbox::cleanup() {
    m_listener.reset();
    m_signIn.reset();
    m_transport.reset();
    m_browser.reset();
    m_client.reset();
    m_sandbox.reset();
}

void TstSignInSandbox::comeHome() {
    QCOMPARE(m_browser->address(), m_listener->redirectUri().toLatin1());
    QByteArray query;
    const QMap<QString, QString> answer = m_browser->answer();
    for (auto pair = answer.begin(); pair != answer.end(); ++pair)
        query += (query.isEmpty() ? "" : "&") + pair.key().toLatin1() + '=' +
                 QUrl::toPercentEncoding(pair.value());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(QUrl(m_listener->redirectUri()).port()));
    QVERIFY(socket.waitForConnected(20'000));
    socket.write("GET /?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(20'000));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
}

Result<AppRegistration> TstSignInSandbox::makeRegistration(const DelegatedToken& token) {
    DelegatedBearer bearer(token, *m_clock);
    LaneGate gate(*m_clock);
    ApiClient::Options options;
    options.stage = Error::Stage::Graph;
    options.origin = originOf(QUrl(m_sandbox->graphRoot()));
    options.readError = readGraphError;
    ApiClient api({*m_transport, &bearer, *m_clock, gate, nullptr}, options);
    return AppDirectory(api, m_sandbox->graphRoot()).createApplication(u"Milepost"_s, {}, {});
}

void TstSignInSandbox::anAdminSignsInByTheBrowserAndMakesARegistration() {
    const PkcePair pkce = makePkce();
    visit(m_signIn->authorizeUrl(m_listener->redirectUri(), m_state, pkce.challenge));
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
    comeHome();
    const auto answer = m_listener->wait(20s, {});
    QVERIFY(answer.has_value());
    // Another verifier than the one that the address was made with buys nothing.
    QVERIFY(!m_signIn->redeem(*answer, m_listener->redirectUri(), makePkce().verifier, {}));
    visit(m_signIn->authorizeUrl(m_listener->redirectUri(), m_state, pkce.challenge));
    m_browser->signIn(demo::k_admin);
    if (m_browser->address().isEmpty())
        QVERIFY(m_browser->press("accept"));
    QUrlQuery again;
    again.addQueryItem(u"code"_s, m_browser->answer().value(u"code"_s));
    const auto token = m_signIn->redeem(again, m_listener->redirectUri(), pkce.verifier, {});
    QVERIFY2(token.has_value(), token ? "" : qPrintable(token.error().summary()));
    QCOMPARE(token->tenantId, demo::k_tenant.toString());
    const auto made = makeRegistration(*token);
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().summary()));
}

void TstSignInSandbox::anAdminSignsInAtAnotherScreen() {
    const DeviceCode code = device();
    visit(code.verificationUri);
    m_browser->type("otc", code.userCode);
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("accept"));
    const auto token = m_signIn->awaitDevice(code, {});
    QVERIFY2(token.has_value(), token ? "" : qPrintable(token.error().summary()));
    QVERIFY(makeRegistration(*token));
    QVERIFY(!m_signIn->awaitDevice(code, {})); // it is used up
}

void TstSignInSandbox::whoSaysNoAtAnotherScreenIsTold() {
    const DeviceCode code = device();
    visit(code.verificationUri);
    m_browser->type("otc", code.userCode);
    m_browser->signIn(demo::k_admin);
    QVERIFY(m_browser->press("cancel"));
    QCOMPARE(m_signIn->awaitDevice(code, {}).error().code, u"consent-declined"_s);
    // Nobody came: it ends by itself, by the clock.
    QCOMPARE(m_signIn->awaitDevice(device(), {}).error().code, u"sign-in-expired"_s);
}

void TstSignInSandbox::consentComesHome_data() {
    QTest::addColumn<QString>("login");
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QString>("code");
    QTest::newRow("granted") << demo::k_admin.toString() << QByteArray("accept") << QString();
    QTest::newRow("declined") << demo::k_admin.toString() << QByteArray("cancel") << u"65004"_s;
    QTest::newRow("not an admin") << demo::k_member.toString() << QByteArray("cancel") << u"90094"_s;
}

void TstSignInSandbox::consentComesHome() {
    QFETCH(const QString, login);
    QFETCH(const QByteArray, button);
    QFETCH(const QString, code);
    QVERIFY(m_sandbox->control(u"application"_s, {{u"declared"_s, QJsonArray{u"Calendars.ReadWrite"_s}},
                                                  {u"granted"_s, QJsonArray()},
                                                  {u"redirectUris"_s, QJsonArray{u"http://localhost"_s}}}));
    visit(
        adminConsentUrl({QUrl(m_sandbox->authority()), demo::k_tenant.toString(), demo::k_clientId.toString(),
                         u"https://graph.microsoft.com/.default"_s, m_listener->redirectUri(), m_state}));
    m_browser->signIn(login);
    QVERIFY(m_browser->press(button));
    comeHome();
    const auto answer = m_listener->wait(20s, {});
    QVERIFY(answer.has_value());
    const auto consent = readConsent(*answer, m_state, demo::k_tenant.toString());
    QCOMPARE(consent ? QString() : consent.error().code, code);
    const auto app = m_sandbox->control(u"application"_s, QJsonObject());
    QCOMPARE(app->value(u"granted"_s).toArray().size(), code.isEmpty() ? 1 : 0);
}

QTEST_GUILESS_MAIN(TstSignInSandbox)
#include "tst_signinsandbox.moc"
