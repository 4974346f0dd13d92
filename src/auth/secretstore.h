// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"
#include "base/result.h"

#include <optional>
#include <stop_token>

#include <QFuture>
#include <QString>
#include <QUrl>

namespace milepost {

/// What a secret is for. The names are those of cli.md (`secret set KIND`); the others are ours alone.
enum class SecretPurpose {
    EntraSecret,
    EntraCertificate,
    TrackerPassword,
    TrackerRefresh, ///< the tracker's rotating refresh token; never entered by a person
    ProxyPassword,
    StorePassword,
    // Beside the current one while it is rotated (docs/adr/0028-rotation.md): a RotatedSecret each.
    EntraSecretNext,
    EntraSecretFormer,
    EntraCertificateNext,
    EntraCertificateFormer,
    TrackerPasswordNext,
    TrackerPasswordFormer,
};
[[nodiscard]] QString toString(SecretPurpose purpose);
[[nodiscard]] std::optional<SecretPurpose> secretPurposeOf(QStringView name);

/// The places beside a secret while it is rotated.
struct RotationPlaces {
    SecretPurpose next = SecretPurpose::EntraSecretNext;
    SecretPurpose former = SecretPurpose::EntraSecretFormer;
};
/// Nothing for what is replaced at once, and for the places themselves.
[[nodiscard]] std::optional<RotationPlaces> rotationPlaces(SecretPurpose purpose);

/// Which secret. It is bound to the origin it was entered for (law 10): under another origin there is none,
/// so that it is asked for again. Make keys with the functions below: both sides must spell an origin alike.
struct SecretKey {
    QString profile;
    SecretPurpose purpose = SecretPurpose::EntraSecret;
    QString origin;
    friend bool operator==(const SecretKey&, const SecretKey&) = default;
};

/// Bound to authority and tenant; purpose EntraSecret or EntraCertificate. In a custom cloud also to Graph's
/// address: the token that the secret buys is sent there.
[[nodiscard]] SecretKey entraKey(const QString& profile, SecretPurpose purpose, const QUrl& authority,
                                 const QString& tenantId, const QUrl& graphRoot = {});
[[nodiscard]] SecretKey trackerPasswordKey(const QString& profile, const QUrl& trackerUrl);
/// Bound to the user too: another account must not inherit it.
[[nodiscard]] SecretKey trackerRefreshKey(const QString& profile, const QUrl& trackerUrl,
                                          const QString& user);
[[nodiscard]] SecretKey proxyPasswordKey(const QString& profile, const QUrl& proxy);
[[nodiscard]] SecretKey storePasswordKey(const QString& profile, const QString& storeHost);

enum class SecretState {
    Stored,
    Absent,           ///< never entered, or entered for another origin
    Locked,           ///< the keychain is locked and nobody was asked to open it
    Unconfirmed,      ///< of a named source, and accepted for another origin than the profile's (law 10)
    WaitingForUnlock, ///< the keychain's own prompt is open
    Denied,           ///< the keychain, or the person at its prompt, said no
    NoService,        ///< there is no keychain on this computer or in this session
};
[[nodiscard]] QString toString(SecretState state);

/// Where secrets live. Runs on: any thread; each future completes once, also after stop (Cancelled).
/// Errors: Kind::Keychain, stage Keychain, code keychain-absent, keychain-locked, keychain-denied,
/// keychain-timeout or keychain-failed; Kind::Config with code credential-missing when there is no such
/// entry, and source-read-only when the source cannot be written.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    [[nodiscard]] virtual QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret,
                                                      std::stop_token stop) = 0;
    /// Removing what is not there succeeds.
    [[nodiscard]] virtual QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) = 0;
    /// Never opens a prompt.
    [[nodiscard]] virtual QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) = 0;
};

/// Kind::Config, code credential-missing.
[[nodiscard]] Error credentialMissing(const SecretKey& key);
/// What reading says about the state; an error that says nothing about it stays one.
[[nodiscard]] Result<SecretState> stateFrom(const Result<Redacted<QString>>& read);

} // namespace milepost
