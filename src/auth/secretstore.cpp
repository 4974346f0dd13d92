// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstore.h"

#include "http/httpmessage.h"

#include <array>
#include <utility>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array k_names{
    std::pair{SecretPurpose::EntraSecret, "entra-secret"_L1},
    std::pair{SecretPurpose::EntraCertificate, "entra-certificate"_L1},
    std::pair{SecretPurpose::TrackerPassword, "tracker-password"_L1},
    std::pair{SecretPurpose::TrackerRefresh, "tracker-refresh"_L1},
    std::pair{SecretPurpose::ProxyPassword, "proxy-password"_L1},
    std::pair{SecretPurpose::StorePassword, "store-password"_L1},
    std::pair{SecretPurpose::EntraSecretNext, "entra-secret-next"_L1},
    std::pair{SecretPurpose::EntraSecretFormer, "entra-secret-former"_L1},
    std::pair{SecretPurpose::EntraCertificateNext, "entra-certificate-next"_L1},
    std::pair{SecretPurpose::EntraCertificateFormer, "entra-certificate-former"_L1},
    std::pair{SecretPurpose::TrackerPasswordNext, "tracker-password-next"_L1},
    std::pair{SecretPurpose::TrackerPasswordFormer, "tracker-password-former"_L1},
};

/// Scheme, host, port and path without its closing slashes.
QString placeOf(const QUrl& url) {
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    return originOf(url) + path;
}

} // namespace

QString toString(SecretPurpose purpose) {
    for (const auto& [known, name] : k_names)
        if (known == purpose)
            return name;
    return {};
}

std::optional<SecretPurpose> secretPurposeOf(QStringView name) {
    for (const auto& [purpose, known] : k_names)
        if (known == name)
            return purpose;
    return std::nullopt;
}

std::optional<RotationPlaces> rotationPlaces(SecretPurpose purpose) {
    switch (purpose) {
    case SecretPurpose::EntraSecret:
        return RotationPlaces{SecretPurpose::EntraSecretNext, SecretPurpose::EntraSecretFormer};
    case SecretPurpose::EntraCertificate:
        return RotationPlaces{SecretPurpose::EntraCertificateNext, SecretPurpose::EntraCertificateFormer};
    case SecretPurpose::TrackerPassword:
        return RotationPlaces{SecretPurpose::TrackerPasswordNext, SecretPurpose::TrackerPasswordFormer};
    default:
        return std::nullopt;
    }
}

SecretKey entraKey(const QString& profile, SecretPurpose purpose, const QUrl& authority,
                   const QString& tenantId, const QUrl& graphRoot) {
    QString origin = placeOf(authority) + u'/' + tenantId.toLower();
    if (!graphRoot.isEmpty())
        origin += u' ' + placeOf(graphRoot);
    return {profile, purpose, origin};
}

SecretKey trackerPasswordKey(const QString& profile, const QUrl& trackerUrl) {
    return {profile, SecretPurpose::TrackerPassword, placeOf(trackerUrl)};
}

SecretKey trackerRefreshKey(const QString& profile, const QUrl& trackerUrl, const QString& user) {
    return {profile, SecretPurpose::TrackerRefresh, placeOf(trackerUrl) + u'|' + user};
}

SecretKey proxyPasswordKey(const QString& profile, const QUrl& proxy) {
    return {profile, SecretPurpose::ProxyPassword, placeOf(proxy)};
}

SecretKey storePasswordKey(const QString& profile, const QString& storeHost) {
    return {profile, SecretPurpose::StorePassword, storeHost.toLower()};
}

QString toString(SecretState state) {
    switch (state) {
    case SecretState::Stored:
        return u"stored"_s;
    case SecretState::Absent:
        return u"absent"_s;
    case SecretState::Unconfirmed:
        return u"unconfirmed"_s;
    case SecretState::Locked:
        return u"locked"_s;
    case SecretState::WaitingForUnlock:
        return u"waiting-for-unlock"_s;
    case SecretState::Denied:
        return u"denied"_s;
    case SecretState::NoService:
        return u"no-keychain"_s;
    }
    return {};
}

Error credentialMissing(const SecretKey& key) {
    return makeError(
        Error::Kind::Config, Error::Stage::Keychain,
        u"no %1 was entered for %2 (profile %3)"_s.arg(toString(key.purpose), key.origin, key.profile),
        u"credential-missing"_s);
}

Result<SecretState> stateFrom(const Result<Redacted<QString>>& read) {
    if (read)
        return SecretState::Stored;
    const QString& code = read.error().code;
    if (code == "credential-missing"_L1)
        return SecretState::Absent;
    if (code == "origin-unconfirmed"_L1)
        return SecretState::Unconfirmed;
    if (code == "keychain-locked"_L1)
        return SecretState::Locked;
    if (code == "keychain-denied"_L1)
        return SecretState::Denied;
    if (code == "keychain-absent"_L1)
        return SecretState::NoService;
    return std::unexpected(read.error());
}

} // namespace milepost
