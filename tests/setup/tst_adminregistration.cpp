// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/diagnosis.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "person.h"
#include "recordingstore.h"
#include "setup/adminregistration.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;
using Step = RegistrationProgress::Step;

namespace {

const QString k_calendars = u"ef54d2bf-783f-4e0f-bca1-3210c0444d99"_s;
const QString k_users = u"97235f07-e226-4f63-ace3-39588e11d3a1"_s;

QStringList s_log;
std::mutex s_logMutex;

void listen(QtMsgType, const QMessageLogContext&, const QString& text) {
    const std::scoped_lock lock(s_logMutex);
    s_log << text;
}

} // namespace

/// From an admin at the sign-in page to a registration that works, over the sandbox's pages and real sockets.
class TstAdminRegistration : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void anAdminMakesOne_data();
    void anAdminMakesOne();
    void withoutABrowserACodeIsShown();
    void whoMayNotSignInForItIsTold_data();
    void whoMayNotSignInForItIsTold();
    void whoMayNotGrantIsTold();
    void aForbiddenKindOfCredentialIsTold();
    void aClosedBrowserIsTold();
    void stoppedAtThePageItEndsAtOnce();
    void nothingSecretIsLogged_data();
    void nothingSecretIsLogged();

private:
    void control(const QString& name, const QJsonObject& json) { QVERIFY(m_sandbox->control(name, json)); }
    [[nodiscard]] qsizetype applications() const {
        return m_sandbox->control(u"applications"_s, QJsonObject())
            ->value(u"applications"_s)
            .toArray()
            .size();
    }
    [[nodiscard]] SecretKey key() const {
        const bool isSecret = m_order.wish.token.credential == CredentialKind::Secret;
        return entraKey(u"main"_s, isSecret ? SecretPurpose::EntraSecret : SecretPurpose::EntraCertificate,
                        m_order.wish.token.authority, m_order.wish.token.tenantId);
    }
    [[nodiscard]] RegistrationOutcome make(std::stop_token stop = {});

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<NetTransport> m_transport;
    std::unique_ptr<Person> m_person;
    FakeClock m_clock;
    RecordingStore m_secrets;
    RecordingSink m_sink;
    AdminRegistration::Order m_order;
    std::chrono::milliseconds m_patience = 10min;
    std::function<bool(const QUrl&)> m_open;
    std::function<void(const SignInPrompt&)> m_prompt;
    std::vector<SignInPrompt> m_prompts;
    QString m_account;
};

void TstAdminRegistration::init() {
    sandbox::Options options;
    options.traps = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_transport = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    m_person = std::make_unique<Person>(*m_sandbox);
    m_order = AdminRegistration::Order();
    RegistrationWish& wish = m_order.wish;
    wish.token.profile = u"main"_s;
    wish.token.authority = QUrl(m_sandbox->authority());
    wish.token.tenantId = demo::k_tenant.toString();
    wish.token.scope = u"https://graph.microsoft.com/.default"_s;
    wish.token.retry = RetryPolicy(1);
    wish.graphRoot = m_sandbox->graphRoot();
    wish.displayName = u"Milepost"_s;
    wish.roleIds = {k_calendars, k_users};
    m_order.publicClientId = demo::k_publicClientId.toString();
    m_patience = 10min;
    m_open = [this](const QUrl& page) { return m_person->visit(page); };
    m_prompt = {};
    m_prompts.clear();
    m_account.clear();
}

void TstAdminRegistration::cleanup() {
    m_person.reset();
    m_transport.reset();
    m_sandbox.reset();
}

RegistrationOutcome TstAdminRegistration::make(std::stop_token stop) {
    AdminRegistration::Parts parts{*m_transport, m_secrets, m_clock, &m_sink, {}, {}, {}, {}, m_patience};
    parts.openBrowser = [this](const QUrl& page, const std::stop_token&) { return m_open(page); };
    parts.prompt = [this](const SignInPrompt& prompt) {
        m_prompts.push_back(prompt);
        if (m_prompt)
            m_prompt(prompt);
    };
    parts.signedIn = [this](const QString& account) { m_account = account; };
    return AdminRegistration(parts).make(m_order, std::move(stop));
}

void TstAdminRegistration::anAdminMakesOne_data() {
    QTest::addColumn<bool>("byDevice");
    QTest::addColumn<bool>("isCertificate");
    QTest::newRow("browser, secret") << false << false;
    QTest::newRow("browser, certificate") << false << true;
    QTest::newRow("code, secret") << true << false;
}

void TstAdminRegistration::anAdminMakesOne() {
    QFETCH(const bool, byDevice);
    QFETCH(const bool, isCertificate);
    m_order.way = byDevice ? AdminSignIn::Way::Device : AdminSignIn::Way::Browser;
    m_order.wish.token.credential = isCertificate ? CredentialKind::Certificate : CredentialKind::Secret;
    m_prompt = [this, byDevice](const SignInPrompt& prompt) {
        if (byDevice)
            QVERIFY(m_person->enter(prompt.page, prompt.userCode));
    };
    const qsizetype before = applications();
    const auto outcome = make();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QCOMPARE(applications(), before + 1);
    QCOMPARE(m_account, demo::k_admin.toString());
    QCOMPARE(m_prompts.size(), size_t(1));
    QCOMPARE(m_prompts.front().userCode.isEmpty(), !byDevice);
    QVERIFY(m_prompts.front().untilUtc > m_clock.utcNow().addSecs(-3600));
    QVERIFY(!m_secrets.plain(key()).isEmpty());
}

void TstAdminRegistration::withoutABrowserACodeIsShown() {
    m_open = [](const QUrl&) { return false; };
    m_prompt = [this](const SignInPrompt& prompt) { QVERIFY(m_person->enter(prompt.page, prompt.userCode)); };
    const auto outcome = make();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QCOMPARE(m_prompts.size(), size_t(1));
}

void TstAdminRegistration::whoMayNotSignInForItIsTold_data() {
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("cause");
    QTest::newRow("declined") << demo::k_admin.toString() << u"consent-declined"_s;
    QTest::newRow("no admin") << demo::k_member.toString() << u"consent-account"_s;
}

void TstAdminRegistration::whoMayNotSignInForItIsTold() {
    QFETCH(const QString, who);
    QFETCH(const QString, cause);
    m_person->login = who;
    m_person->button = "cancel";
    const qsizetype before = applications();
    const auto outcome = make();
    QVERIFY(outcome.error && outcome.leftovers.empty());
    QCOMPARE(diagnose(*outcome.error).cause, cause);
    QCOMPARE(applications(), before);
    QVERIFY(m_secrets.plain(key()).isEmpty());
}

void TstAdminRegistration::whoMayNotGrantIsTold() {
    control(u"faults"_s, {{u"match"_s, QJsonObject{{u"area"_s, u"graph"_s},
                                                   {u"method"_s, u"POST"_s},
                                                   {u"path"_s, u"/appRoleAssignedTo"_s},
                                                   {u"times"_s, 0}}},
                          {u"action"_s, QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 403}}}});
    const qsizetype before = applications();
    const auto outcome = make();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, u"admin-rights"_s);
    QVERIFY(diagnose(*outcome.error).title.contains(u"account"_s));
    QCOMPARE(applications(), before);
}

void TstAdminRegistration::aForbiddenKindOfCredentialIsTold() {
    control(u"options"_s, {{u"passwordsForbidden"_s, true}});
    const qsizetype before = applications();
    const auto outcome = make();
    QVERIFY(outcome.error.has_value());
    const Diagnosis told = diagnose(*outcome.error);
    QVERIFY2(told.cause == "policy-blocked"_L1, qPrintable(outcome.error->summary()));
    QVERIFY(told.remedies.front().contains(u"certificate"_s));
    QCOMPARE(applications(), before);
}

void TstAdminRegistration::aClosedBrowserIsTold() {
    m_person->button.clear();
    m_patience = 200ms;
    const auto outcome = make();
    QCOMPARE(outcome.error ? outcome.error->code : QString(), u"sign-in-no-answer"_s);
}

void TstAdminRegistration::stoppedAtThePageItEndsAtOnce() {
    m_person->button.clear();
    std::stop_source stop;
    m_prompt = [&](const SignInPrompt&) { stop.request_stop(); };
    QElapsedTimer since;
    since.start();
    const auto outcome = make(stop.get_token());
    QVERIFY(outcome.error && outcome.error->isCancelled());
    QVERIFY(since.elapsed() < 5'000);
}

void TstAdminRegistration::nothingSecretIsLogged_data() { anAdminMakesOne_data(); }

void TstAdminRegistration::nothingSecretIsLogged() {
    QFETCH(const bool, byDevice);
    s_log.clear();
    QLoggingCategory::setFilterRules(u"*.debug=true\nqt.*=false"_s);
    const auto former = qInstallMessageHandler(listen);
    anAdminMakesOne();
    // The same answer once more: this time it is refused, with an error that must not repeat it.
    m_person->button = "accept";
    control(u"faults"_s, {{u"match"_s, QJsonObject{{u"area"_s, u"graph"_s}, {u"times"_s, 0}}},
                          {u"action"_s, QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 400}}}});
    const auto failed = make();
    qInstallMessageHandler(former);
    QVERIFY(failed.error.has_value());
    QStringList said = s_log;
    said << failed.error->summary() << failed.error->detail << failed.error->message;
    for (const Exchange& exchange : m_sink.exchanges())
        said << exchange.url;
    QVERIFY(!m_sink.exchanges().empty());
    QStringList secrets{m_secrets.plain(key()), u"eyJ"_s, u"code_verifier="_s, u"device_code="_s};
    if (!byDevice)
        secrets << m_person->told().value(u"code"_s);
    for (const QString& line : said)
        for (const QString& secret : secrets)
            QVERIFY2(secret.isEmpty() || !line.contains(secret), qPrintable(line));
}

QTEST_GUILESS_MAIN(TstAdminRegistration)
#include "tst_adminregistration.moc"
