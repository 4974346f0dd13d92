// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"
#include "http/apiclient.h"

#include <stop_token>
#include <vector>

#include <QStringList>

namespace milepost {

/// A secret or a certificate of a registration, as the directory shows it: never its value.
struct AppCredential {
    QString keyId;
    QString displayName;
    QString hint; ///< the first letters of a secret
    QDateTime startUtc;
    QDateTime endUtc;
    QByteArray thumbprint; ///< SHA-1, of a certificate

    friend bool operator==(const AppCredential&, const AppCredential&) = default;
};

struct AppRegistration {
    QString objectId;
    QString appId; ///< the client id
    QString displayName;
    std::vector<AppCredential> passwords;
    std::vector<AppCredential> keys;
    QStringList declared; ///< ids of Graph's application roles, lower case; declared is not granted
    QStringList redirectUris;

    friend bool operator==(const AppRegistration&, const AppRegistration&) = default;
};

/// The enterprise application: what a registration is in this tenant.
struct AppPrincipal {
    QString objectId;
    QString appId;
    QString displayName;
    bool isEnabled = true;

    friend bool operator==(const AppPrincipal&, const AppPrincipal&) = default;
};

struct AppGrant {
    QString id;
    QString roleId; ///< lower case
    QString resourceId;
    QDateTime createdUtc;

    friend bool operator==(const AppGrant&, const AppGrant&) = default;
};

struct NewPassword {
    AppCredential credential;
    Redacted<QString> secret; ///< answered this once
};

/// Registrations, enterprise applications and grants of a tenant (graph-contract 2.2, 2.4), with whatever
/// bearer the ApiClient has: app-only or an admin's own. A read that was refused is an error
/// (Kind::Forbidden) and proves nothing; the directory is eventually consistent, so NotFound right after a
/// write does not either. A write that ended without an answer is Kind::Doubtful. Runs on: pool threads;
/// blocks.
class AppDirectory {
public:
    /// `graphRoot` without /v1.0.
    AppDirectory(ApiClient& api, const QString& graphRoot)
        : m_api(api),
          m_root(graphRoot + QStringLiteral("/v1.0/")) {}

    /// Need Application.Read.All (or Directory.Read.All; Application.ReadWrite.OwnedBy for one's own).
    [[nodiscard]] Result<AppRegistration> application(const QString& appId, std::stop_token stop);
    [[nodiscard]] Result<AppPrincipal> servicePrincipal(const QString& appId, std::stop_token stop);
    /// What was granted to the principal, of every page.
    [[nodiscard]] Result<std::vector<AppGrant>> grants(const QString& principalId, std::stop_token stop);

    /// Single-tenant. Need Application.ReadWrite.All, as everything below but grant().
    [[nodiscard]] Result<AppRegistration> createApplication(const QString& displayName,
                                                            const QStringList& roleIds, std::stop_token stop);
    [[nodiscard]] Result<AppPrincipal> createServicePrincipal(const QString& appId, std::stop_token stop);
    [[nodiscard]] Result<NewPassword> addPassword(const QString& objectId, const QString& displayName,
                                                  const QDateTime& endUtc, std::stop_token stop);
    [[nodiscard]] Result<void> removePassword(const QString& objectId, const QString& keyId,
                                              std::stop_token stop);
    /// The list is replaced as a whole there: it is read first, with the keys, and sent back with this one.
    /// Nothing is sent when a key of the others was not answered.
    [[nodiscard]] Result<void> addCertificate(const QString& objectId, const QString& displayName,
                                              const QByteArray& der, std::stop_token stop);
    [[nodiscard]] Result<void> removeCertificate(const QString& objectId, const QByteArray& der,
                                                 std::stop_token stop);
    [[nodiscard]] Result<void> removeApplication(const QString& objectId, std::stop_token stop);
    [[nodiscard]] Result<void> removeServicePrincipal(const QString& objectId, std::stop_token stop);
    /// Needs AppRoleAssignment.ReadWrite.All and Application.Read.All. What is granted already stays so, and
    /// succeeds.
    [[nodiscard]] Result<void> grant(const QString& principalId, const QString& resourceId,
                                     const QString& roleId, std::stop_token stop);

private:
    [[nodiscard]] Result<QJsonObject> get(const QByteArray& url, std::stop_token stop);
    [[nodiscard]] Result<QJsonObject> write(const QByteArray& method, const QString& path,
                                            const QJsonObject& body, std::stop_token stop);
    [[nodiscard]] Result<QJsonObject> send(const QByteArray& method, const QByteArray& url,
                                           const QJsonObject& body, std::stop_token stop);
    [[nodiscard]] Result<QJsonArray> keysOf(const QString& objectId, std::stop_token stop);
    [[nodiscard]] Result<void> putKeys(const QString& objectId, const QJsonArray& keys, std::stop_token stop);

    ApiClient& m_api;
    QString m_root;
};

} // namespace milepost
