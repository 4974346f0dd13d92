// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/applicationrules.h"

#include "sandbox/directoryview.h"
#include "sandbox/errors.h"
#include "sandbox/world.h"

#include <algorithm>

#include <QJsonArray>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr qint64 k_day = 86400;

Refusal invalid(const QString& message) { return {400, u"Request_BadRequest"_s, message, {}}; }

/// graph-contract 2.1, redirect URI rules.
std::optional<Refusal> readUris(const QJsonValue& platform, QStringList& uris) {
    if (!platform.isObject())
        return invalid(u"A platform must be an object."_s);
    uris.clear();
    for (const QJsonValue value : platform[u"redirectUris"_s].toArray()) {
        const QUrl url(value.toString());
        const bool isLoopback = url.host() == u"localhost"_s || url.host() == u"127.0.0.1"_s;
        if (!url.isValid() || value.toString().size() > 256 || url.host() == u"::1"_s ||
            (url.scheme() != u"https"_s && !(url.scheme() == u"http"_s && isLoopback)))
            return invalid(
                u"Invalid value specified for property 'redirectUris' of resource 'Application'."_s);
        uris.append(value.toString());
    }
    return std::nullopt;
}

std::optional<Refusal> checkDeclaration(const QJsonValue& declaration) {
    bool good = declaration.isArray();
    for (const QJsonValue resource : declaration.toArray()) {
        good = good && resource[u"resourceAppId"_s].isString() && resource[u"resourceAccess"_s].isArray();
        for (const QJsonValue access : resource[u"resourceAccess"_s].toArray()) {
            const QString type = access[u"type"_s].toString();
            good = good && access[u"id"_s].isString() && (type == u"Role"_s || type == u"Scope"_s);
        }
    }
    if (good)
        return std::nullopt;
    return invalid(
        u"Invalid value specified for property 'requiredResourceAccess' of resource 'Application'."_s);
}

/// One entry of a new list: a key that is there already, named by its id or sent again, keeps what it has.
std::optional<Refusal> readKey(const World& world, const QJsonValue& json, const Application& app,
                               KeyCredential& key) {
    const QString keyId = json[u"keyId"_s].toString();
    const QByteArray der = QByteArray::fromBase64(json[u"key"_s].toString().toLatin1());
    const auto known = std::ranges::find_if(app.keys, [&](const KeyCredential& old) {
        return der.isEmpty() ? old.keyId == keyId : old.der == der;
    });
    if (known != app.keys.end()) {
        key = *known;
        return std::nullopt;
    }
    if (world.options.keysForbidden)
        return Refusal{400,
                       u"CredentialTypeNotAllowedAsPerAppPolicy"_s,
                       u"Credential type not allowed as per assigned policy"_s,
                       {}};
    const auto read = keyFromDer(der);
    if (!read || json[u"type"_s].toString() != u"AsymmetricX509Cert"_s ||
        json[u"usage"_s].toString() != u"Verify"_s)
        return invalid(u"Key credential is invalid: a certificate in base64 with the type "
                       "'AsymmetricX509Cert' and the usage 'Verify' is expected."_s);
    key = *read;
    key.keyId = keyId.isEmpty() ? QString::fromLatin1(newGuid()) : keyId;
    key.displayName = json[u"displayName"_s].toString();
    key.made = world.nowSeconds();
    return std::nullopt;
}

std::optional<Refusal> readKeys(const World& world, const QJsonValue& list, Application& app) {
    std::vector<KeyCredential> keys;
    for (const QJsonValue json : list.toArray()) {
        KeyCredential key;
        if (auto refusal = readKey(world, json, app, key))
            return refusal;
        keys.push_back(key);
    }
    app.keys = std::move(keys);
    return std::nullopt;
}

std::optional<Refusal> applyMember(const World& world, const QString& name, const QJsonValue& value,
                                   Application& app) {
    if (name == u"web"_s)
        return readUris(value, app.redirectUris);
    if (name == u"publicClient"_s)
        return readUris(value, app.publicRedirectUris);
    if (name == u"keyCredentials"_s)
        return readKeys(world, value, app);
    if (name == u"passwordCredentials"_s)
        return invalid(u"New password credentials must be generated with service actions."_s);
    if (name == u"requiredResourceAccess"_s) {
        app.requiredResourceAccess = value.toArray();
        return checkDeclaration(value);
    }
    if (name == u"displayName"_s)
        app.displayName = value.toString();
    else if (name == u"signInAudience"_s)
        app.audience = value.toString();
    else if (name == u"isFallbackPublicClient"_s)
        app.isPublicClient = value.toBool();
    else
        return invalid(u"Invalid property '"_s + name + u"'."_s);
    return std::nullopt;
}

std::optional<Refusal> checkPolicy(const World& world, const PasswordCredential& password) {
    if (world.options.passwordsForbidden)
        return Refusal{400,
                       u"CredentialTypeNotAllowedAsPerAppPolicy"_s,
                       u"Credential type not allowed as per assigned policy"_s,
                       {}};
    const int days = world.options.passwordDaysMaximum;
    if (days > 0 && password.end - password.start > days * k_day)
        return Refusal{400,
                       u"CredentialInvalidLifetimeAsPerAppPolicy"_s,
                       u"Credential lifetime exceeds the max value allowed as per assigned policy"_s,
                       {}};
    if (password.end <= password.start)
        return invalid(u"Credential end date is before its start."_s);
    return std::nullopt;
}

qint64 secondsOr(const QJsonValue& time, qint64 otherwise) {
    const QDateTime read = QDateTime::fromString(time.toString(), Qt::ISODate);
    return read.isValid() ? read.toSecsSinceEpoch() : otherwise;
}

} // namespace

std::optional<Refusal> applyApplicationBody(const World& world, const QJsonObject& body, Application& app) {
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (auto refusal = applyMember(world, it.key(), it.value(), app))
            return refusal;
    }
    return std::nullopt;
}

Answer addPassword(const World& world, const Call& call, Application& app, const QJsonObject& body) {
    const QJsonObject wish = body.value(u"passwordCredential"_s).toObject();
    PasswordCredential password;
    password.made = world.nowSeconds();
    password.displayName = wish.value(u"displayName"_s).toString();
    password.start = secondsOr(wish.value(u"startDateTime"_s), password.made);
    password.end = secondsOr(wish.value(u"endDateTime"_s), password.start + 2 * 365 * k_day);
    if (const auto refusal = checkPolicy(world, password))
        return graphError(call, *refusal);
    password.keyId = QString::fromLatin1(newGuid());
    // Forty characters, some of which a careless form encoder breaks.
    const QByteArray noise = QByteArray::fromHex(newGuid() + newGuid());
    password.secretText = QString::fromLatin1(noise.toBase64().left(34).insert(3, "8Q~+/="));
    app.passwords.push_back(password);
    QJsonObject json = renderPassword(password);
    json.insert(u"secretText"_s, password.secretText);
    return jsonAnswer(200, json);
}

Answer removePassword(const Call& call, Application& app, const QJsonObject& body) {
    const QString keyId = body.value(u"keyId"_s).toString();
    const auto removed = std::erase_if(app.passwords, [&](const auto& old) { return old.keyId == keyId; });
    return removed > 0 ? noContent() : badRequest(call, u"No password credential found with keyId."_s);
}

} // namespace milepost::sandbox
