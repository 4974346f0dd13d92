// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/options.h"

#include <optional>
#include <vector>

#include <QByteArray>
#include <QJsonArray>
#include <QString>
#include <QStringList>

namespace milepost::sandbox {

// Times are seconds since 1970 by the sandbox's clock (World::nowSeconds). `made` is when the thing was made;
// 0: it was always there. World::hasSpread tells whether the tenant knows it everywhere.

struct PasswordCredential {
    QString keyId;
    QString displayName;
    QString secretText;
    qint64 start = 0;
    qint64 end = 0;
    qint64 made = 0;
};

struct KeyCredential {
    QString keyId;
    QString displayName;
    QByteArray der;
    QByteArray sha1; ///< the thumbprint that Entra shows
    qint64 start = 0;
    qint64 end = 0;
    qint64 made = 0;
};

/// An app registration. Single tenant, unless `audience` says otherwise.
struct Application {
    QString objectId;
    QString appId;
    QString displayName;
    QString audience = QStringLiteral("AzureADMyOrg");
    QJsonArray requiredResourceAccess;
    QStringList redirectUris;       ///< of the web platform
    QStringList publicRedirectUris; ///< of mobile and desktop applications
    bool isPublicClient = false;
    QStringList owners; ///< ids of principals and users
    std::vector<PasswordCredential> passwords;
    std::vector<KeyCredential> keys;
    qint64 made = 0;
};

/// An application's place in this tenant ("enterprise application").
struct ServicePrincipal {
    QString objectId;
    QString appId;
    QString displayName;
    bool accountEnabled = true; ///< sign-in on
    qint64 made = 0;
};

/// An application permission of Graph that was granted to a principal.
struct Grant {
    QString id;
    QString principalId;
    QString role; ///< the permission's name
    qint64 made = 0;
};

/// An application access policy of Exchange (graph-contract 3.1).
struct AccessPolicy {
    QString appId;
    bool denies = false; ///< DenyAccess; else RestrictAccess
    QStringList members; ///< addresses of the group's mailboxes
    qint64 made = 0;
};

/// A role that Exchange itself assigned to an application, for some mailboxes (graph-contract 3.2). It shows
/// neither in tokens nor in the directory.
struct MailboxRole {
    QString appId;
    QString role; ///< "Calendars.ReadWrite"
    QStringList mailboxes;
    qint64 made = 0;
};

/// The tenant's applications and what they were granted. Plain state: the rules are in graphapplications.cpp,
/// graphprincipals.cpp and entratoken.cpp.
struct Registry {
    std::vector<Application> applications;
    std::vector<ServicePrincipal> principals;
    std::vector<Grant> grants;
    std::vector<AccessPolicy> policies;
    std::vector<MailboxRole> mailboxRoles;

    // By object id or by client id, without case; null when there is none.
    [[nodiscard]] Application* application(const QString& id);
    [[nodiscard]] const Application* application(const QString& id) const;
    [[nodiscard]] ServicePrincipal* principal(const QString& id);
    [[nodiscard]] const ServicePrincipal* principal(const QString& id) const;
    [[nodiscard]] bool isGranted(const QString& principalId, const QString& role) const;

    /// What `principalId` is granted becomes exactly `roles`, known everywhere at once.
    void setGrants(const QString& principalId, const QStringList& roles);
    void grant(const QString& principalId, const QString& role, qint64 made);
    /// With what it was granted.
    void removePrincipal(const QString& objectId);
    /// With its principal.
    void removeApplication(const QString& objectId);
};

/// The demo application with its principal and grants, Graph's own principal, and the demo public client.
[[nodiscard]] Registry demoRegistry(const Options& options, qint64 now);
/// The demo application's first secret ended yesterday, or ends in half a year.
void setSecretExpired(Registry& registry, bool expired, qint64 now);

/// A declaration of application permissions as requiredResourceAccess has it.
[[nodiscard]] QJsonArray declarationOf(const QStringList& roles);
/// The application permissions of Graph in a declaration, by name.
[[nodiscard]] QStringList declaredRoles(const QJsonArray& requiredResourceAccess);
/// Reads a certificate; ids and `made` are the caller's. Refused: anything but one DER certificate.
[[nodiscard]] Result<KeyCredential> keyFromDer(const QByteArray& der);

} // namespace milepost::sandbox
