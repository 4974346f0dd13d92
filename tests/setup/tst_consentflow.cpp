// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/diagnosis.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "person.h"
#include "recordingstore.h"
#include "setup/consentflow.h"

#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;
using Step = ConsentProgress::Step;

namespace {

const QStringList k_both{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};

} // namespace

/// Consent from our address to our listener and on to the proof, over the sandbox's pages and real sockets.
class TstConsentFlow : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatIsGrantedIsProved();
    void whoeverDoesNotGrantIsTold_data();
    void whoeverDoesNotGrantIsTold();
    void anotherTenantIsTold();
    void aForeignAnswerChangesNothing();
    void aClosedBrowserIsTold();
    void withoutALocalAddressTheTokenIsAsked_data();
    void withoutALocalAddressTheTokenIsAsked();
    void aRegistrationThatCanBeReadIsSentTheRightWay();
    void exchangesOwnRightIsProofEnough();
    void exchangesRightDoesNotStandInForTheDirectorys();
    void grantsThatSpreadSlowlyAreWaitedFor();
    void grantsThatNeverComeAreGivenUp();
    void whatIsGrantedAlreadyOpensNothing();
    void againAnAnswerCountsAndNoOlderToken();
    void aWrongSecretIsToldBeforeTheBrowserOpens();
    void stoppedItEndsAtOnce_data();
    void stoppedItEndsAtOnce();

private:
    void control(const QString& name, const QJsonObject& json) { QVERIFY(m_sandbox->control(name, json)); }
    void setApp(QJsonObject json) {
        json.insert(u"clientId"_s, demo::k_clientId.toString());
        control(u"application"_s, json);
    }
    void takesAnswers() { setApp({{u"redirectUris"_s, QJsonArray{u"http://localhost"_s}}}); }
    [[nodiscard]] ConsentOutcome grant(std::stop_token stop = {});

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<NetTransport> m_transport;
    std::unique_ptr<Person> m_person;
    SystemClock m_clock;
    RecordingStore m_secrets;
    ConsentWish m_wish;
    std::chrono::milliseconds m_patience = 30s; ///< for the answer
    std::chrono::milliseconds m_spread = 30s;
    std::function<bool(const QUrl&)> m_open;
    std::function<void(const ConsentProgress&)> m_tell;
    std::vector<ConsentProgress> m_told;
    bool m_hasDirectory = false;
    const QString m_secret = demo::k_clientSecret.toString();
};

void TstConsentFlow::init() {
    sandbox::Options options;
    options.traps = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    setApp({{u"granted"_s, QJsonArray()}});
    m_transport = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    m_person = std::make_unique<Person>(*m_sandbox);
    m_wish = ConsentWish();
    m_wish.authority = QUrl(m_sandbox->authority());
    m_wish.tenantId = demo::k_tenant.toString();
    m_wish.clientId = demo::k_clientId.toString();
    m_wish.scope = u"https://graph.microsoft.com/.default"_s;
    m_wish.roles = k_both;
    m_wish.mailbox = demo::k_mailbox.toString();
    m_secrets.put(entraKey(u"main"_s, SecretPurpose::EntraSecret, m_wish.authority, m_wish.tenantId),
                  m_secret);
    m_patience = m_spread = 30s;
    m_open = [this](const QUrl& page) { return m_person->visit(page); };
    m_tell = {};
    m_told.clear();
    m_hasDirectory = false;
}

void TstConsentFlow::cleanup() {
    m_person.reset();
    m_transport.reset();
    m_sandbox.reset();
}

ConsentOutcome TstConsentFlow::grant(std::stop_token stop) {
    EntraTokenProvider entra(
        {*m_transport, m_secrets, m_clock, nullptr},
        {u"main"_s, m_wish.authority, m_wish.tenantId, m_wish.clientId, m_wish.scope, RetryPolicy(1)});
    LaneGate gate(m_clock);
    ApiClient::Options options;
    options.stage = Error::Stage::Graph;
    options.origin = originOf(QUrl(m_sandbox->graphRoot()));
    options.readError = readGraphError;
    options.retry = RetryPolicy(1);
    ApiClient api({*m_transport, &entra, m_clock, gate, nullptr}, options);
    GraphClient graph(api, m_sandbox->graphRoot(), u"W. Europe Standard Time"_s);
    AppDirectory directory(api, m_sandbox->graphRoot());
    const auto tell = [this](const ConsentProgress& progress) {
        m_told.push_back(progress);
        if (m_tell)
            m_tell(progress);
    };
    const auto open = [this](const QUrl& page, const std::stop_token&) { return m_open(page); };
    return ConsentFlow({entra, graph, m_hasDirectory ? &directory : nullptr, m_clock, open, tell, m_patience,
                        m_spread, 50ms, 200ms})
        .grant(m_wish, std::move(stop));
}

void TstConsentFlow::whatIsGrantedIsProved() {
    takesAnswers();
    const auto outcome = grant();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.wasAnswered && !outcome.wasGranted && !outcome.byExchange);
    QCOMPARE(outcome.roles, k_both);
    QCOMPARE(outcome.mailbox, m_wish.mailbox);
    QVERIFY(outcome.provedUtc.isValid());
    QCOMPARE(m_person->opened.size(), 1);
    QVERIFY(m_person->opened.front().query().contains(u"redirect_uri=http%3A%2F%2Flocalhost"_s));
    QCOMPARE(m_told.size(), size_t(3));
    QVERIFY(m_told.at(1).step == Step::Answer && m_told.at(1).isOpened);
    QVERIFY(!m_told.at(1).plainPage.query().contains(u"redirect_uri"_s));
}

void TstConsentFlow::whoeverDoesNotGrantIsTold_data() {
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("cause");
    QTest::newRow("declined") << demo::k_admin.toString() << u"65004"_s << u"consent-declined"_s;
    QTest::newRow("no admin") << demo::k_member.toString() << u"90094"_s << u"consent-account"_s;
}

void TstConsentFlow::whoeverDoesNotGrantIsTold() {
    QFETCH(const QString, who);
    QFETCH(const QString, code);
    QFETCH(const QString, cause);
    takesAnswers();
    m_person->login = who;
    m_person->button = "cancel";
    const auto outcome = grant();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, code);
    QCOMPARE(diagnose(*outcome.error).cause, cause);
    QVERIFY(!outcome.wasAnswered && outcome.roles.isEmpty());
}

void TstConsentFlow::anotherTenantIsTold() {
    takesAnswers();
    // Of a single-tenant app the other tenant's admin sees a page of trouble, and no answer comes.
    m_open = [this](const QUrl& page) {
        QUrlQuery query(page);
        return Person::get(QUrl(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)),
                           "admin_consent=True&tenant=" + demo::k_foreignTenant.toLatin1() +
                               "&state=" + query.queryItemValue(u"state"_s, QUrl::FullyDecoded).toLatin1());
    };
    const auto outcome = grant();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, u"consent-account"_s);
    QVERIFY(diagnose(*outcome.error).title.contains(u"another tenant"_s));
}

void TstConsentFlow::aForeignAnswerChangesNothing() {
    takesAnswers();
    m_open = [this](const QUrl& page) {
        const QUrl home(QUrlQuery(page).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        return Person::get(home, "admin_consent=True&state=guessed&tenant=" + demo::k_tenant.toLatin1()) &&
               m_person->visit(page);
    };
    const auto outcome = grant();
    QVERIFY(!outcome.error && outcome.wasAnswered);
    // An answer that is ours and says yes is no proof: nothing was granted here.
    setApp({{u"granted"_s, QJsonArray()}});
    m_spread = 300ms;
    m_open = [](const QUrl& page) {
        QUrlQuery query(page);
        return Person::get(QUrl(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)),
                           "admin_consent=True&tenant=" + demo::k_tenant.toLatin1() +
                               "&state=" + query.queryItemValue(u"state"_s, QUrl::FullyDecoded).toLatin1());
    };
    const auto forged = grant();
    QVERIFY(forged.error && forged.wasAnswered);
    QCOMPARE(forged.error->code, u"roles-missing"_s);
}

void TstConsentFlow::aClosedBrowserIsTold() {
    takesAnswers();
    m_person->button.clear();
    m_patience = 300ms;
    const auto outcome = grant();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->code, u"sign-in-no-answer"_s);
    QVERIFY(diagnose(*outcome.error).title.contains(u"No answer"_s));
}

void TstConsentFlow::withoutALocalAddressTheTokenIsAsked_data() {
    QTest::addColumn<int>("propagation");
    QTest::newRow("at once") << 0;
    QTest::newRow("later") << 3600;
}

void TstConsentFlow::withoutALocalAddressTheTokenIsAsked() {
    QFETCH(const int, propagation);
    control(u"options"_s, {{u"propagationSeconds"_s, propagation}});
    // The page refuses the address that nobody registered; the other one takes none.
    std::thread spreading;
    m_open = [&](const QUrl& page) { return m_person->visit(page) || m_person->saw("AADSTS50011"); };
    m_tell = [&](const ConsentProgress& progress) {
        if (progress.step != Step::Answer || spreading.joinable())
            return;
        QVERIFY(m_person->saw("AADSTS50011"));
        spreading = std::thread([this, plain = progress.plainPage] {
            Person other(*m_sandbox);
            other.visit(plain);
            (void)m_sandbox->control(u"options"_s, {{u"propagationSeconds"_s, 0}});
        });
    };
    const auto outcome = grant();
    spreading.join();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(!outcome.wasAnswered);
    QCOMPARE(outcome.roles, k_both);
}

void TstConsentFlow::aRegistrationThatCanBeReadIsSentTheRightWay() {
    m_hasDirectory = true;
    setApp({{u"granted"_s, QJsonArray{u"Application.Read.All"_s}}});
    const auto plain = grant();
    QVERIFY2(!plain.error, plain.error ? qPrintable(plain.error->summary()) : "");
    QVERIFY(!plain.wasAnswered);
    QVERIFY(!m_person->opened.front().query().contains(u"redirect_uri"_s));
    setApp({{u"granted"_s, QJsonArray{u"Application.Read.All"_s}}});
    takesAnswers();
    QVERIFY(grant().wasAnswered);
    QVERIFY(m_person->opened.back().query().contains(u"redirect_uri"_s));
}

void TstConsentFlow::exchangesOwnRightIsProofEnough() {
    setApp({{u"granted"_s, QJsonArray{u"User.ReadBasic.All"_s}}});
    m_open = [this](const QUrl&) {
        control(u"options"_s, {{u"rbacMailboxes"_s, QJsonArray{m_wish.mailbox}}});
        return true;
    };
    const auto outcome = grant();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.byExchange && !outcome.wasAnswered);
    QCOMPARE(outcome.mailbox, m_wish.mailbox);
    QCOMPARE(outcome.roles, QStringList{u"User.ReadBasic.All"_s});
}

void TstConsentFlow::exchangesRightDoesNotStandInForTheDirectorys() {
    control(u"options"_s, {{u"rbacMailboxes"_s, QJsonArray{m_wish.mailbox}}});
    m_person->button.clear();
    m_patience = 300ms;
    const auto outcome = grant();
    QVERIFY(outcome.error && !outcome.byExchange);
}

void TstConsentFlow::grantsThatSpreadSlowlyAreWaitedFor() {
    takesAnswers();
    control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
    std::thread spreading;
    m_tell = [&](const ConsentProgress& progress) {
        if (progress.step == Step::Spread)
            spreading = std::thread([this] {
                (void)m_sandbox->control(u"options"_s, {{u"propagationSeconds"_s, 0}});
            });
    };
    const auto outcome = grant();
    spreading.join();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.wasAnswered);
    QCOMPARE(outcome.roles, k_both);
}

void TstConsentFlow::grantsThatNeverComeAreGivenUp() {
    takesAnswers();
    control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
    m_spread = 300ms;
    const auto outcome = grant();
    QVERIFY(outcome.error && outcome.wasAnswered);
    QCOMPARE(outcome.error->code, u"roles-missing"_s);
    QVERIFY(outcome.error->detail.contains(u"Calendars.ReadWrite"_s));
    QVERIFY(diagnose(*outcome.error).retryable);
}

void TstConsentFlow::whatIsGrantedAlreadyOpensNothing() {
    setApp({{u"granted"_s, QJsonArray::fromStringList(k_both)}});
    const auto outcome = grant();
    QVERIFY(!outcome.error && outcome.wasGranted);
    QVERIFY(m_person->opened.isEmpty());
    QCOMPARE(outcome.roles, k_both);
}

void TstConsentFlow::againAnAnswerCountsAndNoOlderToken() {
    setApp({{u"granted"_s, QJsonArray::fromStringList(k_both)}});
    takesAnswers();
    m_wish.again = true;
    QVERIFY(grant().wasAnswered);
    m_person->button.clear();
    m_patience = 300ms;
    const auto closed = grant();
    QCOMPARE(closed.error ? closed.error->code : QString(), u"sign-in-no-answer"_s);
}

void TstConsentFlow::aWrongSecretIsToldBeforeTheBrowserOpens() {
    m_secrets.put(entraKey(u"main"_s, SecretPurpose::EntraSecret, m_wish.authority, m_wish.tenantId),
                  u"no"_s);
    const auto outcome = grant();
    QCOMPARE(outcome.error ? outcome.error->code : QString(), u"7000215"_s);
    QVERIFY(m_person->opened.isEmpty());
}

void TstConsentFlow::stoppedItEndsAtOnce_data() {
    QTest::addColumn<int>("step");
    for (const Step step : {Step::Look, Step::Answer, Step::Spread})
        QTest::addRow("step %d", int(step)) << int(step);
}

void TstConsentFlow::stoppedItEndsAtOnce() {
    QFETCH(const int, step);
    takesAnswers();
    control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
    if (step == int(Step::Answer))
        m_person->button.clear();
    m_patience = m_spread = 10min;
    std::stop_source stop;
    QElapsedTimer since;
    m_tell = [&](const ConsentProgress& progress) {
        if (int(progress.step) == step) {
            since.start();
            stop.request_stop();
        }
    };
    const auto outcome = grant(stop.get_token());
    QVERIFY(outcome.error && outcome.error->isCancelled());
    QVERIFY2(since.elapsed() < 5'000, qPrintable(QString::number(since.elapsed())));
}

QTEST_GUILESS_MAIN(TstConsentFlow)
#include "tst_consentflow.moc"
