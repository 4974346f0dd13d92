// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/entrarotation.h"

#include "auth/appcertificate.h"
#include "auth/sessionsecretstore.h"
#include "base/futures.h"
#include "graph/grapherrors.h"

#include <algorithm>

#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_hintLetters = 3; // graph-contract 2.2

Error notAllowed() {
    return makeError(
        Error::Kind::Forbidden, Error::Stage::Graph,
        u"the app may not change its own registration: that needs Application.ReadWrite.OwnedBy, "
        "and the app as its own owner"_s,
        u"rotation-by-hand"_s);
}

std::unexpected<Error> unknownKey() {
    return std::unexpected(makeError(Error::Kind::NotFound, Error::Stage::Graph,
                                     u"it cannot be told from the other secrets of the registration"_s,
                                     u"rotation-unknown-key"_s));
}

} // namespace

bool mayChangeItself(const QStringList& roles) {
    return roles.contains(u"Application.ReadWrite.OwnedBy"_s) ||
           roles.contains(u"Application.ReadWrite.All"_s);
}

QString proofPathOf(const Profile& profile) {
    if (profile.isIndividual() || profile.mailbox.isEmpty())
        return u"/users?$select=id&$top=1"_s;
    return u"/users/"_s + QString::fromLatin1(QUrl::toPercentEncoding(profile.mailbox)) +
           u"/calendars?$select=id&$top=1"_s;
}

EntraRotation::Options entraRotationOptions(const Profile& profile, CredentialKind kind,
                                            const QStringList& roles, const RetryPolicy& retry) {
    const CloudEndpoints cloud = profile.endpoints();
    EntraRotation::Options options;
    options.token = {profile.name,
                     QUrl(cloud.authority),
                     profile.tenantId,
                     profile.clientId,
                     cloud.tokenScope,
                     retry,
                     profile.cloud == Cloud::Custom ? QUrl(cloud.graphRoot) : QUrl(),
                     kind};
    options.graphRoot = cloud.graphRoot;
    options.proofPath = proofPathOf(profile);
    options.roles = roles;
    return options;
}

QString rotationName(const QDateTime& nowUtc) {
    return u"Milepost "_s + nowUtc.date().toString(Qt::ISODate) + u' ' +
           QUuid::createUuid().toString(QUuid::Id128).left(12);
}

bool EntraRotation::isCertificate() const {
    return m_options.token.credential == CredentialKind::Certificate;
}

bool EntraRotation::mayManage() const {
    return m_parts.directory != nullptr && mayChangeItself(m_options.roles);
}

Result<AppRegistration> EntraRotation::registration(std::stop_token stop) {
    if (!mayManage())
        return std::unexpected(notAllowed());
    return m_parts.directory->application(m_options.token.clientId, std::move(stop));
}

Result<RotatedSecret> EntraRotation::begin(const QString& name) {
    if (!isCertificate())
        return RotatedSecret{{}, {}, name, {}};
    const auto certificate = generateCertificate(name.left(64), m_options.days, m_parts.clock);
    if (!certificate)
        return std::unexpected(certificate.error());
    return RotatedSecret{certificate->pem, {}, name, certificate->notAfterUtc};
}

Result<void> EntraRotation::publish(RotatedSecret& secret, std::stop_token stop) {
    const auto app = registration(stop);
    if (!app)
        return std::unexpected(app.error());
    if (isCertificate()) {
        const auto certificate = appCertificateOf(secret.secret);
        if (!certificate)
            return std::unexpected(certificate.error());
        return m_parts.directory->addCertificate(app->objectId, secret.name, certificate->der,
                                                 std::move(stop));
    }
    if (!secret.secret.isEmpty())
        return {}; // its value came with the answer: it is known there
    const auto made = m_parts.directory->addPassword(
        app->objectId, secret.name, m_parts.clock.utcNow().addDays(m_options.days), std::move(stop));
    if (!made)
        return std::unexpected(made.error());
    secret.secret = made->secret;
    secret.keyId = made->credential.keyId;
    secret.expiresUtc = made->credential.endUtc;
    return {};
}

Result<void> EntraRotation::remove(const RotatedSecret& secret, std::stop_token stop) {
    if (!isCertificate())
        return removePassword(secret, std::move(stop));
    const auto certificate = appCertificateOf(secret.secret);
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto app = registration(stop);
    if (!app)
        return std::unexpected(app.error());
    return m_parts.directory->removeCertificate(app->objectId, certificate->der, std::move(stop));
}

/// What is young may not be listed yet, so its id is taken at its word; a refusal is held against the list.
Result<void> EntraRotation::removePassword(const RotatedSecret& secret, std::stop_token stop) {
    if (!mayManage())
        return std::unexpected(notAllowed());
    if (secret.keyId.isEmpty() && secret.name.isEmpty())
        return unknownKey();
    const auto app = registration(stop);
    if (!app)
        return std::unexpected(app.error());
    if (secret.keyId.isEmpty()) {
        for (const AppCredential& password : app->passwords)
            if (password.displayName == secret.name)
                if (const auto gone = m_parts.directory->removePassword(app->objectId, password.keyId, stop);
                    !gone)
                    return gone;
        return {};
    }
    const auto removed = m_parts.directory->removePassword(app->objectId, secret.keyId, stop);
    const bool isListed =
        std::ranges::find(app->passwords, secret.keyId, &AppCredential::keyId) != app->passwords.end();
    return removed || isListed || removed.error().kind != Error::Kind::Rejected ? removed : Result<void>();
}

/// By its first letters, where no other secret begins with them.
RotatedSecret EntraRotation::described(const Redacted<QString>& secret, std::stop_token stop) {
    RotatedSecret described{secret, {}, {}, {}};
    if (isCertificate()) {
        if (const auto certificate = appCertificateOf(secret))
            described.expiresUtc = certificate->notAfterUtc;
        return described;
    }
    const auto app = registration(std::move(stop));
    if (!app)
        return described;
    const QString hint = secret.reveal().left(k_hintLetters);
    if (std::ranges::count(app->passwords, hint, &AppCredential::hint) != 1)
        return described;
    const auto it = std::ranges::find(app->passwords, hint, &AppCredential::hint);
    described.keyId = it->keyId;
    described.expiresUtc = it->endUtc;
    return described;
}

Result<void> EntraRotation::prove(const Redacted<QString>& secret, std::stop_token stop) {
    const EntraTokenProvider::Options& token = m_options.token;
    const SecretPurpose purpose =
        isCertificate() ? SecretPurpose::EntraCertificate : SecretPurpose::EntraSecret;
    SessionSecretStore alone; // so that nothing but this one can have bought the token
    if (const auto kept = await(alone.write(
            entraKey(token.profile, purpose, token.authority, token.tenantId, token.customGraphRoot), secret,
            stop));
        !kept)
        return kept;
    EntraTokenProvider provider({m_parts.transport, alone, m_parts.clock, m_parts.sink}, token);
    if (const auto bought = provider.bearer(stop); !bought)
        return std::unexpected(bought.error());
    return callGraph(provider, std::move(stop));
}

Result<void> EntraRotation::callGraph(BearerSource& bearer, std::stop_token stop) const {
    LaneGate gate(m_parts.clock);
    ApiClient::Options options;
    options.stage = Error::Stage::Graph;
    options.origin = originOf(QUrl(m_options.graphRoot));
    options.readError = readGraphError;
    options.retry = m_options.token.retry;
    ApiClient api({m_parts.transport, &bearer, m_parts.clock, gate, m_parts.sink}, options);
    ApiClient::Call call;
    call.request.method = "GET";
    call.request.url = QUrl::fromEncoded((m_options.graphRoot + u"/v1.0"_s + m_options.proofPath).toLatin1(),
                                         QUrl::StrictMode);
    call.lane = u"rotation"_s;
    const auto answer = api.call(call, std::move(stop));
    return answer ? Result<void>() : std::unexpected(answer.error());
}

bool EntraRotation::isUnknown(const Error& error) const {
    static const QStringList k_codes{u"7000215"_s, u"700027"_s}; // graph-contract 1.4
    return k_codes.contains(error.code);
}

} // namespace milepost
