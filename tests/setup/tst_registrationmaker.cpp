// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakes.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "recordingstore.h"
#include "sandbox/sandbox.h"
#include "setup/registrationmaker.h"

#include <QJsonArray>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;
using Step = RegistrationProgress::Step;

namespace {

const QString k_calendars = u"ef54d2bf-783f-4e0f-bca1-3210c0444d99"_s;
const QString k_users = u"97235f07-e226-4f63-ace3-39588e11d3a1"_s;
const QString k_old = u"the secret that was there"_s;

} // namespace

/// A registration stands whole and proved, or nothing of it is left.
class TstRegistrationMaker : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aRegistrationIsMadeAndProved_data();
    void aRegistrationIsMadeAndProved();
    void whatSpreadsSlowlyIsWaitedFor_data();
    void whatSpreadsSlowlyIsWaitedFor();
    void aTokenWithoutThePermissionsIsNotKept();
    void aFailedStepLeavesNothing_data();
    void aFailedStepLeavesNothing();
    void stoppedAnywhereNothingIsLeft_data();
    void stoppedAnywhereNothingIsLeft();
    void aKeychainThatFailsLeavesNothing();
    void whatCannotBeRemovedIsListed();

private:
    using Tell = std::function<void(const RegistrationProgress&)>;
    void control(const QString& name, const QJsonObject& json) { QVERIFY(m_sandbox->control(name, json)); }
    void fault(const QJsonObject& match, const QJsonObject& action) {
        control(u"faults"_s, {{u"match"_s, match}, {u"action"_s, action}});
    }
    /// Beside those that every sandbox has.
    [[nodiscard]] qsizetype applications() const {
        const auto listed = m_sandbox->control(u"applications"_s, QJsonObject());
        return listed->value(u"applications"_s).toArray().size() - m_atStart;
    }
    [[nodiscard]] SecretKey key() const {
        const bool isSecret = m_wish.token.credential == CredentialKind::Secret;
        return entraKey(m_wish.token.profile,
                        isSecret ? SecretPurpose::EntraSecret : SecretPurpose::EntraCertificate,
                        m_wish.token.authority, m_wish.token.tenantId);
    }
    [[nodiscard]] RegistrationOutcome make(const Tell& tell = {}, std::stop_token stop = {}) {
        return RegistrationMaker({*m_directory, m_secrets, *m_transport, m_clock, tell}).make(m_wish, stop);
    }
    void holdsNothing(const RegistrationOutcome& outcome);

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<NetTransport> m_transport;
    FakeClock m_clock;
    RecordingStore m_secrets;
    std::unique_ptr<EntraTokenProvider> m_admin;
    std::unique_ptr<LaneGate> m_gate;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<AppDirectory> m_directory;
    RegistrationWish m_wish;
    qsizetype m_atStart = 0;
};

void TstRegistrationMaker::init() {
    sandbox::Options options;
    options.traps = false;
    options.roles = {u"Application.ReadWrite.All"_s, u"AppRoleAssignment.ReadWrite.All"_s};
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_atStart = 0;
    m_atStart = applications();
    m_transport = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    EntraTokenProvider::Options admin;
    admin.profile = u"admin"_s;
    admin.authority = QUrl(m_sandbox->authority());
    admin.tenantId = demo::k_tenant.toString();
    admin.clientId = demo::k_clientId.toString();
    admin.scope = u"https://graph.microsoft.com/.default"_s;
    admin.retry = RetryPolicy(1);
    m_secrets.put(entraKey(u"admin"_s, SecretPurpose::EntraSecret, admin.authority, admin.tenantId),
                  demo::k_clientSecret.toString());
    m_admin = std::make_unique<EntraTokenProvider>(
        EntraTokenProvider::Parts{*m_transport, m_secrets, m_clock, nullptr}, admin);
    QVERIFY(m_admin->bearer({}));
    m_gate = std::make_unique<LaneGate>(m_clock);
    ApiClient::Options graph;
    graph.stage = Error::Stage::Graph;
    graph.origin = originOf(QUrl(m_sandbox->graphRoot()));
    graph.readError = readGraphError;
    graph.retry = RetryPolicy(1);
    m_api = std::make_unique<ApiClient>(
        ApiClient::Parts{*m_transport, m_admin.get(), m_clock, *m_gate, nullptr}, graph);
    m_directory = std::make_unique<AppDirectory>(*m_api, m_sandbox->graphRoot());
    m_wish = RegistrationWish();
    m_wish.token = admin;
    m_wish.token.profile = u"main"_s;
    m_wish.token.clientId.clear();
    m_wish.graphRoot = m_sandbox->graphRoot();
    m_wish.displayName = u"Milepost"_s;
    m_wish.roleIds = {k_calendars, k_users};
    m_secrets.put(key(), k_old);
}

void TstRegistrationMaker::cleanup() {
    m_secrets.writeFailure.reset();
    m_directory.reset();
    m_api.reset();
    m_admin.reset();
    m_transport.reset();
    m_sandbox.reset();
}

void TstRegistrationMaker::holdsNothing(const RegistrationOutcome& outcome) {
    QVERIFY(outcome.error.has_value());
    QVERIFY2(outcome.leftovers.empty(), qPrintable(outcome.error->summary()));
    QCOMPARE(applications(), 0);
    QCOMPARE(m_secrets.plain(key()), k_old);
}

void TstRegistrationMaker::aRegistrationIsMadeAndProved_data() {
    QTest::addColumn<bool>("isCertificate");
    QTest::newRow("secret") << false;
    QTest::newRow("certificate") << true;
}

void TstRegistrationMaker::aRegistrationIsMadeAndProved() {
    QFETCH(const bool, isCertificate);
    m_wish.token.credential = isCertificate ? CredentialKind::Certificate : CredentialKind::Secret;
    std::vector<Step> steps;
    const auto outcome = make([&](const RegistrationProgress& progress) { steps.push_back(progress.step); });
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QCOMPARE(applications(), 1);
    QCOMPARE(toIsoUtc(outcome.expiresUtc), toIsoUtc(m_clock.utcNow().addDays(365)));
    const std::vector<Step> expected{Step::Application, Step::Principal, Step::Grants,
                                     Step::Credential,  Step::Token,     Step::Proof};
    QVERIFY(steps == expected);
    // What is stored is what works.
    EntraTokenProvider::Options options = m_wish.token;
    options.clientId = outcome.application.appId;
    EntraTokenProvider provider({*m_transport, m_secrets, m_clock, nullptr}, options);
    QVERIFY(provider.bearer({}));
    QCOMPARE(provider.facts().principalId, outcome.principal.objectId);
    QCOMPARE(provider.facts().byCertificate, isCertificate);
    QCOMPARE(provider.roles().size(), 2);
}

void TstRegistrationMaker::whatSpreadsSlowlyIsWaitedFor_data() {
    QTest::addColumn<int>("waits");
    for (const int waits : {1, 3, 8})
        QTest::addRow("%d waits", waits) << waits;
}

void TstRegistrationMaker::whatSpreadsSlowlyIsWaitedFor() {
    QFETCH(const int, waits);
    control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
    int waited = 0;
    const auto outcome = make([&](const RegistrationProgress& progress) {
        if (progress.isWaiting && ++waited == waits)
            control(u"options"_s, {{u"propagationSeconds"_s, 0}});
    });
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QCOMPARE(waited, waits);
    // What never spreads is given up, within the patience of one step.
    control(u"options"_s, {{u"propagationSeconds"_s, 3600}});
    m_secrets.put(key(), k_old);
    const QDateTime before = m_clock.utcNow();
    const auto never = make();
    QVERIFY(never.error && never.leftovers.empty());
    QVERIFY(before.secsTo(m_clock.utcNow()) < 11 * 60);
    QCOMPARE(applications(), 1);
}

void TstRegistrationMaker::aTokenWithoutThePermissionsIsNotKept() {
    // The grants reach the token endpoint later than everything else.
    const auto outcome = make([this](const RegistrationProgress& progress) {
        if (progress.step != Step::Token)
            return;
        const auto listed = m_sandbox->control(u"applications"_s, QJsonObject());
        const QJsonValue newest = listed->value(u"applications"_s).toArray().last();
        const QJsonArray granted{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};
        control(u"application"_s, {{u"clientId"_s, newest[u"clientId"]},
                                   {u"granted"_s, progress.isWaiting ? granted : QJsonArray()}});
    });
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
}

void TstRegistrationMaker::aFailedStepLeavesNothing_data() {
    QTest::addColumn<QJsonObject>("match");
    QTest::addColumn<bool>("isCertificate");
    const auto graph = [](const QString& method, const QString& path) {
        return QJsonObject{
            {u"area"_s, u"graph"_s}, {u"method"_s, method}, {u"path"_s, path}, {u"times"_s, 0}};
    };
    QTest::newRow("principal") << graph(u"POST"_s, u"/servicePrincipals"_s) << false;
    QTest::newRow("Graph's principal") << graph(u"GET"_s, u"/servicePrincipals"_s) << false;
    QTest::newRow("grant") << graph(u"POST"_s, u"/appRoleAssignedTo"_s) << false;
    QTest::newRow("secret") << graph(u"POST"_s, u"/addPassword"_s) << false;
    QTest::newRow("certificate, read") << graph(u"GET"_s, u"/applications"_s) << true;
    QTest::newRow("certificate, written") << graph(u"PATCH"_s, u"/applications"_s) << true;
    QTest::newRow("token") << QJsonObject{{u"area"_s, u"entra"_s}, {u"times"_s, 0}} << false;
    QTest::newRow("call") << graph(u"GET"_s, u"/users"_s) << false;
}

void TstRegistrationMaker::aFailedStepLeavesNothing() {
    QFETCH(const QJsonObject, match);
    QFETCH(const bool, isCertificate);
    m_wish.token.credential = isCertificate ? CredentialKind::Certificate : CredentialKind::Secret;
    m_secrets.put(key(), k_old);
    for (const int status : {403, 500}) {
        fault(match, {{u"kind"_s, u"status"_s}, {u"status"_s, status}});
        holdsNothing(make());
        control(u"faults"_s, {{u"clear"_s, true}});
    }
}

void TstRegistrationMaker::stoppedAnywhereNothingIsLeft_data() {
    QTest::addColumn<int>("at");
    for (int at = 0; at < 6; ++at)
        QTest::addRow("step %d", at) << at;
}

void TstRegistrationMaker::stoppedAnywhereNothingIsLeft() {
    QFETCH(const int, at);
    std::stop_source stop;
    int told = 0;
    const auto outcome = make(
        [&](const RegistrationProgress&) {
            if (told++ == at)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(outcome.error && outcome.error->isCancelled());
    holdsNothing(outcome);
}

void TstRegistrationMaker::aKeychainThatFailsLeavesNothing() {
    m_secrets.onWrite = [this, asked = 0](const SecretKey&) mutable {
        m_secrets.writeFailure.reset();
        if (++asked == 1)
            m_secrets.writeFailure =
                makeError(Error::Kind::Keychain, Error::Stage::Keychain, u"no"_s, u"keychain-denied"_s);
    };
    const auto outcome = make();
    m_secrets.onWrite = {};
    QCOMPARE(outcome.error ? outcome.error->code : QString(), u"keychain-denied"_s);
    holdsNothing(outcome);
}

void TstRegistrationMaker::whatCannotBeRemovedIsListed() {
    const QJsonObject refusal{{u"kind"_s, u"status"_s}, {u"status"_s, 403}};
    const QJsonObject removals{{u"area"_s, u"graph"_s}, {u"method"_s, u"DELETE"_s}, {u"times"_s, 0}};
    const QJsonObject secrets{{u"area"_s, u"graph"_s}, {u"path"_s, u"/addPassword"_s}, {u"times"_s, 0}};
    control(u"faults"_s,
            {{u"faults"_s, QJsonArray{QJsonObject{{u"match"_s, removals}, {u"action"_s, refusal}},
                                      QJsonObject{{u"match"_s, secrets}, {u"action"_s, refusal}}}}});
    const auto outcome = make();
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.leftovers.size(), size_t(2));
    QVERIFY(outcome.leftovers.at(0).kind == Leftover::Kind::ServicePrincipal);
    QVERIFY(outcome.leftovers.at(1).kind == Leftover::Kind::Application);
    QVERIFY(!outcome.leftovers.at(1).id.isEmpty());
    QVERIFY(outcome.leftovers.at(1).why.kind == Error::Kind::Forbidden);
    QCOMPARE(applications(), 1);
    // Whether it was made at all may remain unknown.
    control(u"faults"_s, {{u"clear"_s, true}});
    fault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"path"_s, u"/applications"_s}},
          {{u"kind"_s, u"dropAfter"_s}});
    const auto unsure = make();
    QVERIFY(unsure.error && unsure.error->kind == Error::Kind::Doubtful);
    QCOMPARE(unsure.leftovers.size(), size_t(1));
    QVERIFY(unsure.leftovers.front().id.isEmpty());
}

QTEST_GUILESS_MAIN(TstRegistrationMaker)
#include "tst_registrationmaker.moc"
