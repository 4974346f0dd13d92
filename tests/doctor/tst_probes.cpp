// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/sessionsecretstore.h"
#include "auth/trackersession.h"
#include "base/futures.h"
#include "doctor/diagnosis.h"
#include "doctor/probes.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "sandbox/sandbox.h"
#include "tracker/trackererrors.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

const RetryPolicy k_retry(2, std::chrono::milliseconds(5));

ApiClient::Options apiOptions(Error::Stage stage, const QString& url, ApiClient::ErrorReader reader) {
    ApiClient::Options options;
    options.stage = stage;
    options.origin = originOf(QUrl(url));
    options.readError = std::move(reader);
    options.retry = k_retry;
    return options;
}

/// A set-up on its way through the probes: real clients against a sandbox, secrets in memory.
class Setup {
public:
    explicit Setup(const sandbox::Sandbox& sandbox) {
        profile.name = u"test"_s;
        profile.cloud = Cloud::Custom;
        profile.custom = {sandbox.authority(), sandbox.graphRoot(),
                          u"https://graph.microsoft.com/.default"_s};
        profile.tenantId = demo::k_tenant.toString();
        profile.clientId = demo::k_clientId.toString();
        profile.trackerUrl = sandbox.trackerUrl();
        profile.trackerUser = demo::k_trackerUser.toString();
        profile.mailbox = demo::k_mailbox.toString();
        profile.timeZone = u"W. Europe Standard Time"_s;
    }

    ProbeReport run(ProbeId id, std::stop_token stop = {}) {
        SystemClock clock;
        SessionSecretStore secrets;
        const auto keep = [&secrets](const SecretKey& key, const QString& value) {
            if (!value.isEmpty())
                (void)await(secrets.write(key, Redacted(value), {}));
        };
        keep(entraKey(profile.name, SecretPurpose::EntraSecret, QUrl(profile.custom.authority),
                      profile.tenantId, QUrl(profile.custom.graphRoot)),
             secret);
        keep(trackerPasswordKey(profile.name, QUrl(profile.trackerUrl)), password);
        auto transport = NetTransport::create({});
        if (!transport)
            qFatal("no transport");
        LaneGate gate(clock);
        EntraTokenProvider entra({**transport, secrets, clock, nullptr},
                                 {profile.name, QUrl(profile.custom.authority), profile.tenantId,
                                  profile.clientId, profile.custom.tokenScope, k_retry,
                                  QUrl(profile.custom.graphRoot)});
        TrackerSession session({**transport, secrets, clock, nullptr},
                               {profile.name, QUrl(profile.trackerUrl), profile.trackerUser, k_retry});
        ApiClient graphApi({**transport, &entra, clock, gate, nullptr},
                           apiOptions(Error::Stage::Graph, profile.custom.graphRoot, readGraphError));
        ApiClient trackerApi(
            {**transport, &session, clock, gate, nullptr},
            apiOptions(Error::Stage::Tracker, profile.trackerUrl, tracker::readTrackerError));
        GraphClient graph(graphApi, profile.custom.graphRoot, profile.timeZone);
        TrackerClient tracker(trackerApi, profile.trackerUrl);
        return runProbe(id, profile, {**transport, entra, graph, tracker, clock, nullptr, k_retry},
                        std::move(stop));
    }

    Profile profile;
    QString secret = demo::k_clientSecret.toString();
    QString password = demo::k_trackerPassword.toString();
};

QString causeOf(const ProbeReport& report) {
    return report.error ? diagnose(*report.error).cause : report.skipped ? u"skipped"_s : u"none"_s;
}

} // namespace

class TestProbes : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everythingIsWell_data();
    void everythingIsWell();
    void namesTheFault_data();
    void namesTheFault();
    void missingValuesAreNamedAndNothingIsAsked();
    void aMissingSecretIsMissingNotFailed();
    void theTenantIsAskedWithoutASecret();
    void aRefusedSecretProvesTheRegistration();
    void aTokenWithoutTheRoleIsAWarning();
    void anAccountThatMayNotSeeAllIsAWarning();
    void aPasswordIsNotSentToWhatIsNoTracker();
    void nearMissesAreNamed();
    void nothingIsEverWritten();
    void aStoppedProbeIsCancelled();

private:
    void makeCalendar(const QString& name);

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Setup> m_setup;
};

void TestProbes::init() {
    sandbox::Options options;
    options.deliverables = 5;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_setup = std::make_unique<Setup>(*m_sandbox);
}

void TestProbes::cleanup() {
    m_setup.reset();
    m_sandbox.reset();
}

void TestProbes::makeCalendar(const QString& name) {
    QVERIFY(m_sandbox->control(
        u"edit"_s,
        {{u"mailbox"_s, demo::k_mailbox.toString()}, {u"op"_s, u"createCalendar"_s}, {u"calendar"_s, name}}));
}

void TestProbes::everythingIsWell_data() {
    QTest::addColumn<ProbeId>("id");
    QTest::addColumn<QString>("evidence");
    QTest::newRow("tenant") << ProbeId::Tenant << demo::k_tenant.toString();
    QTest::newRow("registration") << ProbeId::Registration << u"Calendars.ReadWrite"_s;
    QTest::newRow("secret") << ProbeId::Secret << u"token"_s;
    QTest::newRow("tracker") << ProbeId::Tracker << u"manager"_s;
    QTest::newRow("calendar") << ProbeId::Calendar << demo::k_mailbox.toString();
}

void TestProbes::everythingIsWell() {
    QFETCH(ProbeId, id);
    QFETCH(QString, evidence);
    makeCalendar(m_setup->profile.calendarName);
    const ProbeReport report = m_setup->run(id);
    QVERIFY2(report.passed, qPrintable(report.error ? report.error->summary() : report.missing.join(u',')));
    QCOMPARE(report.id, id);
    QVERIFY2(report.evidence.contains(evidence), qPrintable(report.evidence));
    QCOMPARE(report.warning, QString());
    QVERIFY(!report.error && !report.skipped);
    QVERIFY(report.atUtc.isValid());
}

void TestProbes::namesTheFault_data() {
    using Change = std::function<void(Setup&, sandbox::Sandbox&)>;
    QTest::addColumn<ProbeId>("id");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, ProbeId id, const Change& change, const QString& cause) {
        QTest::newRow(name) << id << change << cause;
    };
    const auto set = [](QString Profile::*member, const QString& value) {
        return Change([=](Setup& setup, sandbox::Sandbox&) { setup.profile.*member = value; });
    };
    const auto fault = [](const QJsonObject& match, const QJsonObject& action) {
        return Change([=](Setup&, sandbox::Sandbox& sandbox) {
            QJsonObject always = match;
            always.insert(u"times"_s, 0);
            sandbox.addFault(always, action);
        });
    };
    const auto aadsts = [&](int number) {
        return fault({{u"area"_s, u"entra"_s}}, {{u"kind"_s, u"aadsts"_s}, {u"code"_s, number}});
    };
    const QJsonObject html{{u"kind"_s, u"html200"_s}};
    row("no such tenant", ProbeId::Tenant, set(&Profile::tenantId, u"fabrikam.example"_s), u"tenant-wrong"_s);
    row(
        "no Entra at all", ProbeId::Tenant,
        [](Setup& setup, sandbox::Sandbox& sandbox) { setup.profile.custom.authority = sandbox.baseUrl(); },
        u"network-intercept"_s);
    row("a web page for Entra", ProbeId::Tenant, fault({{u"area"_s, u"entra"_s}}, html),
        u"network-intercept"_s);
    row(
        "nobody listens", ProbeId::Tenant,
        [](Setup& setup, sandbox::Sandbox&) {
            setup.profile.custom.authority = u"http://127.0.0.1:1/entra"_s;
        },
        u"connect-failed"_s);
    row("no such app", ProbeId::Registration,
        set(&Profile::clientId, u"00000000-0000-4000-8000-000000000001"_s), u"app-unknown"_s);
    row("app disabled", ProbeId::Registration, aadsts(7000112), u"app-disabled"_s);
    row("app without consent", ProbeId::Registration, aadsts(7000229), u"app-unconsented"_s);
    row(
        "wrong secret", ProbeId::Secret, [](Setup& setup, sandbox::Sandbox&) { setup.secret = u"wrong"_s; },
        u"secret-invalid"_s);
    row(
        "expired secret", ProbeId::Secret,
        [](Setup&, sandbox::Sandbox& sandbox) {
            QVERIFY(sandbox.control(u"options"_s, {{u"secretExpired"_s, true}}));
        },
        u"secret-expired"_s);
    row("conditional access", ProbeId::Secret, aadsts(53003), u"policy-blocked"_s);
    row(
        "wrong password", ProbeId::Tracker,
        [](Setup& setup, sandbox::Sandbox&) { setup.password = u"wrong"_s; }, u"tracker-login"_s);
    row("not a tracker", ProbeId::Tracker, fault({{u"path"_s, u"/api/health"_s}}, html), u"address-wrong"_s);
    row(
        "tracker down", ProbeId::Tracker,
        [](Setup&, sandbox::Sandbox& sandbox) {
            QVERIFY(sandbox.control(u"tracker"_s, {{u"ready"_s, false}}));
        },
        u"tracker-down"_s);
    row(
        "no calendar", ProbeId::Calendar, [](Setup&, sandbox::Sandbox&) {}, u"calendar-missing"_s);
    row("no such mailbox", ProbeId::Calendar, set(&Profile::mailbox, u"nobody@contoso.example"_s),
        u"no-mailbox"_s);
    row("a user without mailbox", ProbeId::Calendar,
        set(&Profile::mailbox, demo::k_userWithoutMailbox.toString()), u"no-mailbox"_s);
    row("outside the access policy", ProbeId::Calendar,
        set(&Profile::mailbox, demo::k_blockedMailbox.toString()), u"access-policy"_s);
    row(
        "no permission", ProbeId::Calendar,
        [](Setup&, sandbox::Sandbox& sandbox) {
            QVERIFY(sandbox.control(u"options"_s, {{u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s}}}));
        },
        u"permission-missing"_s);
}

void TestProbes::namesTheFault() {
    using Change = std::function<void(Setup&, sandbox::Sandbox&)>;
    QFETCH(ProbeId, id);
    QFETCH(Change, change);
    QFETCH(QString, cause);
    change(*m_setup, *m_sandbox);
    const ProbeReport report = m_setup->run(id);
    QVERIFY(!report.passed && !report.skipped);
    QVERIFY2(causeOf(report) == cause, qPrintable(causeOf(report) + u": "_s + report.error->summary()));
}

void TestProbes::missingValuesAreNamedAndNothingIsAsked() {
    m_setup->profile.tenantId.clear();
    m_setup->profile.clientId.clear();
    m_setup->profile.trackerUser.clear();
    m_setup->profile.mailbox.clear();
    m_sandbox->resetLog();
    QCOMPARE(m_setup->run(ProbeId::Tenant).missing, QStringList{u"tenantId"_s});
    QCOMPARE(m_setup->run(ProbeId::Secret).missing, (QStringList{u"tenantId"_s, u"clientId"_s}));
    QCOMPARE(m_setup->run(ProbeId::Tracker).missing, QStringList{u"trackerUser"_s});
    const ProbeReport calendar = m_setup->run(ProbeId::Calendar);
    QCOMPARE(calendar.missing, (QStringList{u"tenantId"_s, u"clientId"_s, u"mailbox"_s}));
    QVERIFY(calendar.skipped && !calendar.error && !calendar.passed);
    QCOMPARE(m_sandbox->log().size(), 0);
}

void TestProbes::aMissingSecretIsMissingNotFailed() {
    m_setup->secret.clear();
    m_setup->password.clear();
    for (const ProbeId id : {ProbeId::Registration, ProbeId::Secret, ProbeId::Calendar}) {
        const ProbeReport report = m_setup->run(id);
        QVERIFY(report.skipped && !report.error);
        QCOMPARE(report.missing, QStringList{toString(SecretPurpose::EntraSecret)});
    }
    QCOMPARE(m_setup->run(ProbeId::Tracker).missing, QStringList{toString(SecretPurpose::TrackerPassword)});
}

void TestProbes::theTenantIsAskedWithoutASecret() {
    m_setup->secret.clear();
    m_setup->profile.tenantId = demo::k_tenantDomain.toString();
    m_sandbox->resetLog();
    const ProbeReport report = m_setup->run(ProbeId::Tenant);
    QVERIFY(report.passed);
    QVERIFY2(report.evidence.contains(demo::k_tenant), qPrintable(report.evidence));
    QCOMPARE(m_sandbox->log().size(), 1);
    QCOMPARE(m_sandbox->log().at(0)[u"method"_s].toString(), u"GET"_s);
    QVERIFY(!m_sandbox->log().at(0)[u"authorized"_s].toBool());
}

void TestProbes::aRefusedSecretProvesTheRegistration() {
    m_setup->secret = u"wrong"_s;
    QVERIFY(m_setup->run(ProbeId::Registration).passed);
    QVERIFY(!m_setup->run(ProbeId::Secret).passed);
}

void TestProbes::aTokenWithoutTheRoleIsAWarning() {
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray{u"Mail.Read"_s}}}));
    const ProbeReport report = m_setup->run(ProbeId::Registration);
    QVERIFY(report.passed);
    QVERIFY(report.warning.contains(u"Calendars.ReadWrite"_s));
    QCOMPARE(report.evidence, u"Mail.Read"_s);
}

void TestProbes::anAccountThatMayNotSeeAllIsAWarning() {
    m_setup->profile.trackerUser = u"viewer"_s;
    const ProbeReport report = m_setup->run(ProbeId::Tracker);
    QVERIFY(report.passed);
    QVERIFY(!report.warning.isEmpty());
}

void TestProbes::aPasswordIsNotSentToWhatIsNoTracker() {
    m_sandbox->addFault({{u"path"_s, u"/api/health"_s}, {u"times"_s, 0}}, {{u"kind"_s, u"html200"_s}});
    m_sandbox->resetLog();
    QVERIFY(!m_setup->run(ProbeId::Tracker).passed);
    for (const QJsonValue entry : m_sandbox->log())
        QCOMPARE(entry[u"method"_s].toString(), u"GET"_s);
}

void TestProbes::nearMissesAreNamed() {
    makeCalendar(u"project deliverables"_s);
    makeCalendar(u"Something else"_s);
    const ProbeReport report = m_setup->run(ProbeId::Calendar);
    QCOMPARE(causeOf(report), u"calendar-missing"_s);
    QVERIFY(report.nearMisses.contains(u"project deliverables"_s));
    QVERIFY(!report.nearMisses.contains(u"Something else"_s));
}

void TestProbes::nothingIsEverWritten() {
    makeCalendar(m_setup->profile.calendarName);
    m_sandbox->resetLog();
    for (const ProbeId id :
         {ProbeId::Tenant, ProbeId::Registration, ProbeId::Secret, ProbeId::Tracker, ProbeId::Calendar})
        QVERIFY(m_setup->run(id).passed);
    for (const QJsonValue entry : m_sandbox->log())
        QVERIFY2(entry[u"method"_s].toString() == u"GET"_s ||
                     entry[u"path"_s].toString().contains(u"token"_s),
                 qPrintable(entry[u"path"_s].toString()));
}

void TestProbes::aStoppedProbeIsCancelled() {
    std::stop_source stop;
    stop.request_stop();
    for (const ProbeId id : {ProbeId::Tenant, ProbeId::Secret, ProbeId::Tracker, ProbeId::Calendar}) {
        const ProbeReport report = m_setup->run(id, stop.get_token());
        QVERIFY(report.error && report.error->isCancelled());
    }
}

QTEST_GUILESS_MAIN(TestProbes)
#include "tst_probes.moc"
