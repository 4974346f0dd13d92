// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/registry.h"

#include "sandbox/call.h"
#include "sandbox/permissions.h"

#include <algorithm>
#include <memory>

#include <QCryptographicHash>
#include <QJsonObject>

#include <openssl/x509.h>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr qint64 k_day = 86400;

bool isSame(const QString& left, QStringView right) { return left.compare(right, Qt::CaseInsensitive) == 0; }

template <class List> auto find(List& list, const QString& id) -> decltype(list.data()) {
    const auto found = std::ranges::find_if(
        list, [&](const auto& item) { return isSame(id, item.objectId) || isSame(id, item.appId); });
    return found == list.end() ? nullptr : &*found;
}

Application demoApplication(const Options& options, qint64 now) {
    Application app;
    app.objectId = demo::k_applicationId.toString();
    app.appId = demo::k_clientId.toString();
    app.displayName = u"Milepost demo"_s;
    app.requiredResourceAccess = declarationOf(options.roles);
    PasswordCredential secret;
    secret.keyId = demo::k_clientSecretId.toString();
    secret.displayName = u"Demo"_s;
    secret.secretText = demo::k_clientSecret.toString();
    secret.start = now - 30 * k_day;
    app.passwords.push_back(secret);
    return app;
}

Application publicClient() {
    Application app;
    app.objectId = u"c1f50d7b-5a52-4f0e-8f5c-0b8d4e6a9f31"_s;
    app.appId = demo::k_publicClientId.toString();
    app.displayName = u"Milepost setup (demo)"_s;
    app.publicRedirectUris = QStringList{u"http://localhost"_s};
    app.isPublicClient = true;
    return app;
}

qint64 secondsOf(const ASN1_TIME* time) {
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC)
        .toSecsSinceEpoch();
}

} // namespace

Application* Registry::application(const QString& id) { return find(applications, id); }
const Application* Registry::application(const QString& id) const { return find(applications, id); }
ServicePrincipal* Registry::principal(const QString& id) { return find(principals, id); }
const ServicePrincipal* Registry::principal(const QString& id) const { return find(principals, id); }

bool Registry::isGranted(const QString& principalId, const QString& role) const {
    return std::ranges::any_of(
        grants, [&](const Grant& grant) { return grant.principalId == principalId && grant.role == role; });
}

void Registry::setGrants(const QString& principalId, const QStringList& roles) {
    std::erase_if(grants, [&](const Grant& grant) { return grant.principalId == principalId; });
    for (const QString& role : roles)
        grant(principalId, role, 0);
}

void Registry::grant(const QString& principalId, const QString& role, qint64 made) {
    // Ids in the manner of the real ones: short, with both signs of base64url.
    const QByteArray id = newGuid().remove(8, 1).left(20).toBase64(QByteArray::Base64UrlEncoding);
    grants.push_back({QString::fromLatin1(id + "-_8"), principalId, role, made});
}

void Registry::removePrincipal(const QString& objectId) {
    const QString id = objectId; // the caller's may lie in what is erased
    std::erase_if(grants, [&](const Grant& grant) { return grant.principalId == id; });
    std::erase_if(principals, [&](const ServicePrincipal& other) { return other.objectId == id; });
}

void Registry::removeApplication(const QString& objectId) {
    const QString id = objectId;
    if (const Application* app = application(id)) {
        if (const ServicePrincipal* own = principal(app->appId))
            removePrincipal(own->objectId);
    }
    std::erase_if(applications, [&](const Application& other) { return other.objectId == id; });
}

Registry demoRegistry(const Options& options, qint64 now) {
    Registry registry;
    registry.applications = {demoApplication(options, now), publicClient()};
    registry.principals = {
        {demo::k_principalId.toString(), demo::k_clientId.toString(), u"Milepost demo"_s, true, 0},
        {demo::k_graphPrincipalId.toString(), demo::k_graphAppId.toString(), u"Microsoft Graph"_s, true, 0},
        {u"e07c5f44-91b7-4f27-b5ad-3a2c6d18f905"_s, demo::k_publicClientId.toString(),
         u"Milepost setup (demo)"_s, true, 0}};
    registry.setGrants(demo::k_principalId.toString(), options.roles);
    setSecretExpired(registry, options.secretExpired, now);
    return registry;
}

void setSecretExpired(Registry& registry, bool expired, qint64 now) {
    Application* app = registry.application(demo::k_clientId.toString());
    if (!app)
        return;
    for (PasswordCredential& secret : app->passwords) {
        if (secret.keyId == demo::k_clientSecretId)
            secret.end = now + (expired ? -k_day : 180 * k_day);
    }
}

QJsonArray declarationOf(const QStringList& roles) {
    QJsonArray access;
    for (const QString& role : roles)
        access.append(QJsonObject{{u"id"_s, roleIdOf(role)}, {u"type"_s, u"Role"_s}});
    if (access.isEmpty())
        return {};
    return {QJsonObject{{u"resourceAppId"_s, demo::k_graphAppId.toString()}, {u"resourceAccess"_s, access}}};
}

QStringList declaredRoles(const QJsonArray& requiredResourceAccess) {
    QStringList roles;
    for (const QJsonValue resource : requiredResourceAccess) {
        if (!isSame(resource[u"resourceAppId"_s].toString(), demo::k_graphAppId))
            continue;
        for (const QJsonValue access : resource[u"resourceAccess"_s].toArray()) {
            const QString name = roleNameOf(access[u"id"_s].toString());
            if (access[u"type"_s].toString() == u"Role"_s && !name.isEmpty() && !roles.contains(name))
                roles.append(name);
        }
    }
    return roles;
}

Result<KeyCredential> keyFromDer(const QByteArray& der) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    const unsigned char* end = bytes;
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        d2i_X509(nullptr, &end, static_cast<long>(der.size())), &X509_free);
    if (!certificate || end != bytes + der.size())
        return std::unexpected(
            makeError(Error::Kind::Rejected, Error::Stage::None, u"not one certificate in DER"_s));
    KeyCredential key;
    key.der = der;
    key.sha1 = QCryptographicHash::hash(der, QCryptographicHash::Sha1);
    key.start = secondsOf(X509_get0_notBefore(certificate.get()));
    key.end = secondsOf(X509_get0_notAfter(certificate.get()));
    return key;
}

} // namespace milepost::sandbox
