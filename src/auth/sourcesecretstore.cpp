// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/sourcesecretstore.h"

#include "base/futures.h"

#include <QDir>
#include <QFile>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_largestFile = 1LL << 20; // systemd's own limit for a credential

QStringList variablesFor(SecretPurpose purpose) {
    switch (purpose) {
    case SecretPurpose::EntraSecret:
        return {u"MILEPOST_ENTRA_SECRET"_s, u"MICROSOFT_CLIENT_SECRET"_s};
    case SecretPurpose::TrackerPassword:
        return {u"MILEPOST_TRACKER_PASSWORD"_s};
    case SecretPurpose::StorePassword:
        return {u"MILEPOST_STORE_PASSWORD"_s};
    case SecretPurpose::EntraCertificate:
    case SecretPurpose::TrackerRefresh:
    case SecretPurpose::ProxyPassword:
    case SecretPurpose::EntraSecretNext: // these are rotated where they are kept
    case SecretPurpose::EntraSecretFormer:
    case SecretPurpose::EntraCertificateNext:
    case SecretPurpose::EntraCertificateFormer:
    case SecretPurpose::TrackerPasswordNext:
    case SecretPurpose::TrackerPasswordFormer:
        return {};
    }
    return {};
}

Error readOnly(const SecretKey& key) {
    return makeError(Error::Kind::Config, Error::Stage::Keychain,
                     u"%1 comes from a source that Milepost only reads"_s.arg(toString(key.purpose)),
                     u"source-read-only"_s);
}

} // namespace

QFuture<Result<Redacted<QString>>> SourceSecretStore::read(SecretKey key, std::stop_token) {
    return ready(find(key));
}

QFuture<Result<void>> SourceSecretStore::write(SecretKey key, Redacted<QString> secret,
                                               std::stop_token stop) {
    if (key.purpose == SecretPurpose::TrackerRefresh)
        return m_memory.write(std::move(key), std::move(secret), std::move(stop));
    return ready<void>(std::unexpected(readOnly(key)));
}

QFuture<Result<void>> SourceSecretStore::remove(SecretKey key, std::stop_token stop) {
    if (key.purpose == SecretPurpose::TrackerRefresh)
        return m_memory.remove(std::move(key), std::move(stop));
    return ready<void>(std::unexpected(readOnly(key)));
}

QFuture<Result<SecretState>> SourceSecretStore::state(SecretKey key, std::stop_token) {
    return ready(stateFrom(find(key)));
}

Result<Redacted<QString>> SourceSecretStore::find(const SecretKey& key) {
    if (key.purpose == SecretPurpose::TrackerRefresh)
        return await(m_memory.read(key, {}));
    return m_source == Source::Environment ? fromEnvironment(key) : fromCredentialFile(key);
}

Result<Redacted<QString>> SourceSecretStore::fromEnvironment(const SecretKey& key) const {
    const QStringList variables = variablesFor(key.purpose);
    for (const QString& variable : variables)
        if (const QString value = m_environment.value(variable); !value.isEmpty())
            return Redacted(value);
    Error error = credentialMissing(key);
    if (variables.isEmpty())
        error.detail += u": this source has no variable for it"_s;
    else
        error.detail += u": neither of %1 is set"_s.arg(variables.join(u", "_s));
    return std::unexpected(std::move(error));
}

Result<Redacted<QString>> SourceSecretStore::fromCredentialFile(const SecretKey& key) const {
    const QString folder = m_environment.value(u"CREDENTIALS_DIRECTORY"_s);
    Error error = credentialMissing(key);
    if (folder.isEmpty()) {
        error.detail += u": CREDENTIALS_DIRECTORY is not set"_s;
        return std::unexpected(std::move(error));
    }
    QFile file(QDir(folder).filePath(toString(key.purpose)));
    if (!file.open(QIODevice::ReadOnly)) {
        error.detail += u": %1: %2"_s.arg(file.fileName(), file.errorString());
        return std::unexpected(std::move(error));
    }
    QString text = QString::fromUtf8(file.read(k_largestFile));
    // The line end that an editor or echo leaves is no part of a password.
    if (text.endsWith(u'\n'))
        text.chop(1);
    if (text.endsWith(u'\r'))
        text.chop(1);
    if (text.isEmpty()) {
        error.detail += u": %1 is empty"_s.arg(file.fileName());
        return std::unexpected(std::move(error));
    }
    return Redacted(text);
}

} // namespace milepost
