// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rotationtest.h"

#include "graph/grapherrors.h"

#include <QJsonArray>

namespace milepost::test {

using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

/// Making a key pair takes its time: what is only the one before is made once.
const AppCertificate& firstCertificate() {
    static const auto made = generateCertificate(u"first"_s, 100, FakeClock());
    return *made;
}

} // namespace

void RotationTest::bothKinds() {
    QTest::addColumn<bool>("isCertificate");
    QTest::newRow("secret") << false;
    QTest::newRow("certificate") << true;
}

void RotationTest::init() {
    m_tell = {};
    start(false);
}

void RotationTest::cleanup() {
    m_directory.reset();
    m_api.reset();
    m_gate.reset();
    m_entra.reset();
    m_transport.reset();
    m_network.reset();
    m_sandbox.reset();
}

void RotationTest::start(bool isCertificate, const QStringList& more) {
    cleanup();
    m_fuse.set(1'000'000);
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 1;
    options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s} + more;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_network = std::move(*NetTransport::create({m_sandbox->caFile(), {}, {}}));
    m_transport = std::make_unique<FusedTransport>(m_fuse, *m_network);
    m_secrets = std::make_unique<FusedStore>(m_fuse);
    m_profile = Profile();
    m_profile.name = u"main"_s;
    m_profile.cloud = Cloud::Custom;
    m_profile.custom = {m_sandbox->authority(), m_sandbox->graphRoot(),
                        u"https://graph.microsoft.com/.default"_s};
    m_profile.tenantId = demo::k_tenant.toString();
    m_profile.clientId = demo::k_clientId.toString();
    m_profile.mailbox = demo::k_mailbox.toString();
    m_profile.trackerUrl = m_sandbox->trackerUrl();
    m_profile.trackerUser = demo::k_trackerUser.toString();
    m_profile.credential = isCertificate ? CredentialKind::Certificate : CredentialKind::Secret;
    control(u"application"_s, {{u"ownsItself"_s, true}});
    QString first = demo::k_clientSecret.toString();
    if (isCertificate) {
        const AppCertificate& certificate = firstCertificate();
        control(u"application"_s, {{u"withoutCredentials"_s, true},
                                   {u"certificate"_s, QString::fromLatin1(certificate.der.toBase64())}});
        first = certificate.pem.reveal();
    }
    QVERIFY(await(m_secrets->write(key(), Redacted(first), {})));
}

SecretKey RotationTest::key() const {
    return entraKey(m_profile.name,
                    m_profile.credential == CredentialKind::Secret ? SecretPurpose::EntraSecret
                                                                   : SecretPurpose::EntraCertificate,
                    QUrl(m_profile.custom.authority), m_profile.tenantId, QUrl(m_profile.custom.graphRoot));
}

/// What the registration knows: secrets or certificates.
int RotationTest::credentials() const {
    const auto listed = m_sandbox->control(u"applications"_s, QJsonObject());
    for (const QJsonValue app : listed->value(u"applications"_s).toArray())
        if (app[u"clientId"].toString() == m_profile.clientId)
            return app[m_profile.credential == CredentialKind::Secret ? u"passwords" : u"keys"].toInt();
    return -1;
}

QString RotationTest::stored(SecretPurpose purpose) const {
    SecretKey place = key();
    place.purpose = purpose;
    const auto found = await(m_secrets->read(place, {}));
    return found ? found->reveal() : QString();
}

EntraRotation RotationTest::service() {
    EntraTokenProvider::Options token =
        entraRotationOptions(m_profile, m_profile.credential, {}, RetryPolicy(1)).token;
    m_entra = std::make_unique<EntraTokenProvider>(
        EntraTokenProvider::Parts{*m_transport, *m_secrets, m_clock, nullptr}, token);
    (void)m_entra->bearer({});
    m_gate = std::make_unique<LaneGate>(m_clock);
    ApiClient::Options graph;
    graph.stage = Error::Stage::Graph;
    graph.origin = originOf(QUrl(m_profile.custom.graphRoot));
    graph.readError = readGraphError;
    graph.retry = RetryPolicy(1);
    m_api = std::make_unique<ApiClient>(
        ApiClient::Parts{*m_transport, m_entra.get(), m_clock, *m_gate, nullptr}, graph);
    m_directory = std::make_unique<AppDirectory>(*m_api, m_profile.custom.graphRoot);
    return EntraRotation(
        {*m_transport, m_clock, nullptr, m_directory.get()},
        entraRotationOptions(m_profile, m_profile.credential, m_entra->roles(), RetryPolicy(1)));
}

RotationOutcome RotationTest::rotate(std::optional<RotatedSecret> given, int patience) {
    EntraRotation entra = service();
    SecretSwitch places(*m_secrets, key());
    return Rotation({places, entra, m_clock, m_tell})
        .rotate({std::move(given), u"Milepost test %1"_s.arg(++m_rotations), std::chrono::seconds(patience)},
                {});
}

/// As the end of a run does it, by a token of what is in use now.
Result<Retirement> RotationTest::runSucceeded() {
    EntraRotation entra = service();
    SecretSwitch places(*m_secrets, key());
    return retire(places, entra,
                  [this](const Redacted<QString>& current) { return m_entra->isBoughtWith(current); }, {});
}

/// A fresh token, and a call with it.
bool RotationTest::works() {
    EntraRotation entra = service();
    return entra.prove(Redacted(stored(key().purpose)), {}).has_value();
}

/// As an admin does it in the portal: made there by somebody else, then entered here.
RotatedSecret RotationTest::typed() {
    EntraRotation portal = service();
    RotatedSecret made{{}, {}, u"by hand"_s, {}};
    if (!portal.publish(made, {}))
        return {};
    return {made.secret, {}, {}, made.expiresUtc};
}

} // namespace milepost::test
