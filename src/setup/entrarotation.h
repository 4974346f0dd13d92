// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/entratokenprovider.h"
#include "graph/appdirectory.h"
#include "setup/rotation.h"

namespace milepost {

/// Entra as the service for which a client secret or a certificate is rotated (graph-contract 2.2, 2.4). The
/// registration is changed with the app's own permissions: Application.ReadWrite.OwnedBy where it owns
/// itself, or Application.ReadWrite.All.
class EntraRotation final : public RotatedService {
public:
    struct Parts {
        Transport& transport;
        const Clock& clock;
        ExchangeSink* sink;      ///< may be null
        AppDirectory* directory; ///< with the app's own token; null: nothing is changed there
    };
    struct Options {
        EntraTokenProvider::Options token; ///< `credential` says which kind is rotated
        QString graphRoot;                 ///< without /v1.0
        QString proofPath;                 ///< of the real call, behind /v1.0: "/users/…/calendars?$top=1"
        QStringList roles;                 ///< of the app's token
        int days = 365;                    ///< how long a new one is valid
    };
    EntraRotation(Parts parts, Options options) : m_parts(parts), m_options(std::move(options)) {}

    [[nodiscard]] bool mayManage() const override;
    [[nodiscard]] Result<RotatedSecret> begin(const QString& name) override;
    [[nodiscard]] Result<void> publish(RotatedSecret& secret, std::stop_token stop) override;
    [[nodiscard]] Result<void> remove(const RotatedSecret& secret, std::stop_token stop) override;
    [[nodiscard]] RotatedSecret described(const Redacted<QString>& secret, std::stop_token stop) override;
    [[nodiscard]] Result<void> prove(const Redacted<QString>& secret, std::stop_token stop) override;
    [[nodiscard]] bool isUnknown(const Error& error) const override;
    [[nodiscard]] bool spreads() const override { return true; }

private:
    [[nodiscard]] bool isCertificate() const;
    [[nodiscard]] Result<AppRegistration> registration(std::stop_token stop);
    [[nodiscard]] Result<void> removePassword(const RotatedSecret& secret, std::stop_token stop);
    [[nodiscard]] Result<void> callGraph(BearerSource& bearer, std::stop_token stop) const;

    Parts m_parts;
    Options m_options;
};

/// May an app with these permissions change its own registration?
[[nodiscard]] bool mayChangeItself(const QStringList& roles);

/// For that kind of credential of the profile, whichever it uses. `roles`: of the app's token.
[[nodiscard]] EntraRotation::Options entraRotationOptions(const Profile& profile, CredentialKind kind,
                                                          const QStringList& roles, const RetryPolicy& retry);

/// The call that proves a credential: the profile's calendars, or the directory where each person has one.
[[nodiscard]] QString proofPathOf(const Profile& profile);

/// What a secret of this app is called that is made now: nobody else's has that name.
[[nodiscard]] QString rotationName(const QDateTime& nowUtc);

} // namespace milepost
