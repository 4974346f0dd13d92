// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/profilesecrets.h"

#include "cli/outcome.h"
#include "domain/storeaddress.h"
#include "storage/journal.h"

#include <QUrl>
#include <QUuid>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> unset(SecretPurpose purpose, const QString& key) {
    return std::unexpected(
        configError(u"%1 is not set; %2 is kept for it alone"_s.arg(key, toString(purpose))));
}

QString storeHost(const QString& store) {
    const auto address = StoreAddress::parse(store);
    return address ? address->host : QString();
}

} // namespace

Result<SecretKey> secretKeyOf(const Profile& profile, SecretPurpose purpose) {
    switch (purpose) {
    case SecretPurpose::EntraSecret:
    case SecretPurpose::EntraCertificate:
    case SecretPurpose::EntraSecretNext:
    case SecretPurpose::EntraSecretFormer:
    case SecretPurpose::EntraCertificateNext:
    case SecretPurpose::EntraCertificateFormer:
        if (profile.tenantId.isEmpty())
            return unset(purpose, u"tenantId"_s);
        return entraKey(profile.name, purpose, QUrl(profile.endpoints().authority), profile.tenantId,
                        profile.cloud == Cloud::Custom ? QUrl(profile.custom.graphRoot) : QUrl());
    case SecretPurpose::TrackerPassword:
    case SecretPurpose::TrackerPasswordNext:
    case SecretPurpose::TrackerPasswordFormer: {
        if (profile.trackerUrl.isEmpty())
            return unset(purpose, u"trackerUrl"_s);
        SecretKey key = trackerPasswordKey(profile.name, QUrl(profile.trackerUrl));
        key.purpose = purpose;
        return key;
    }
    case SecretPurpose::TrackerRefresh:
        if (profile.trackerUrl.isEmpty())
            return unset(purpose, u"trackerUrl"_s);
        return trackerRefreshKey(profile.name, QUrl(profile.trackerUrl), profile.trackerUser);
    case SecretPurpose::ProxyPassword:
        if (profile.proxy.isEmpty())
            return unset(purpose, u"proxy"_s);
        return proxyPasswordKey(profile.name, QUrl(profile.proxy));
    case SecretPurpose::StorePassword:
        if (profile.store == u"sqlite"_s)
            return unset(purpose, u"store"_s);
        return storePasswordKey(profile.name, storeHost(profile.store));
    }
    return std::unexpected(configError(u"no such secret"_s));
}

std::vector<SecretPurpose> secretsOf(const Profile& profile) {
    std::vector<SecretPurpose> purposes{profile.credential == CredentialKind::Secret
                                            ? SecretPurpose::EntraSecret
                                            : SecretPurpose::EntraCertificate,
                                        SecretPurpose::TrackerPassword};
    if (!profile.proxy.isEmpty())
        purposes.push_back(SecretPurpose::ProxyPassword);
    if (profile.store != u"sqlite"_s)
        purposes.push_back(SecretPurpose::StorePassword);
    return purposes;
}

std::vector<SecretPurpose> enteredSecrets() {
    return {SecretPurpose::EntraSecret, SecretPurpose::EntraCertificate, SecretPurpose::TrackerPassword,
            SecretPurpose::ProxyPassword, SecretPurpose::StorePassword};
}

std::vector<SecretPurpose> keptSecrets() {
    std::vector<SecretPurpose> purposes = enteredSecrets();
    for (const SecretPurpose purpose : enteredSecrets())
        if (const auto places = rotationPlaces(purpose))
            purposes.insert(purposes.end(), {places->next, places->former});
    return purposes;
}

bool isNamedSource(SecretSource source) {
    return source == SecretSource::Environment || source == SecretSource::Systemd;
}

Result<void> distrustAddresses(Journal& journal) {
    for (const SecretPurpose purpose : enteredSecrets())
        if (const auto kept = journal.acceptOrigin(toString(purpose), {}); !kept)
            return kept;
    return {};
}

Result<Redacted<QString>> acceptedSecret(SecretPurpose purpose, const Redacted<QString>& given) {
    QString text = given.reveal();
    if (text.endsWith(u'\n'))
        text.chop(1);
    if (text.endsWith(u'\r'))
        text.chop(1);
    if (text.trimmed().isEmpty())
        return std::unexpected(configError(u"an empty %1 was given"_s.arg(toString(purpose))));
    if (text.contains(QChar::Null))
        return std::unexpected(configError(u"the %1 holds a zero byte"_s.arg(toString(purpose))));
    if (purpose == SecretPurpose::EntraSecret && !QUuid::fromString(text.trimmed()).isNull())
        return std::unexpected(
            configError(u"this is a secret's ID, not its value; the Azure portal shows both "
                        "in one row, and the value only once"_s));
    return Redacted<QString>(std::move(text));
}

} // namespace milepost::cli
