// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/control.h"
#include "sandbox/permissions.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QStringList stringsIn(const QJsonValue& list) {
    QStringList strings;
    for (const QJsonValue value : list.toArray())
        strings.append(value.toString());
    return strings;
}

Result<void> addCertificate(const World& world, const QString& base64, Application& app) {
    auto key = keyFromDer(QByteArray::fromBase64(base64.toLatin1()));
    if (!key)
        return std::unexpected(key.error());
    key->keyId = QString::fromLatin1(newGuid());
    key->made = world.nowSeconds();
    app.keys.push_back(*key);
    return {};
}

void editApplication(const World& world, const QJsonObject& json, Application& app) {
    if (json.contains(u"declared"_s))
        app.requiredResourceAccess = declarationOf(stringsIn(json.value(u"declared"_s)));
    if (json.contains(u"redirectUris"_s))
        app.redirectUris = stringsIn(json.value(u"redirectUris"_s));
    app.audience = json.value(u"audience"_s).toString(app.audience);
    if (json.contains(u"secretEndsInDays"_s)) {
        for (PasswordCredential& password : app.passwords)
            password.end = world.nowSeconds() + json.value(u"secretEndsInDays"_s).toInteger() * 86400;
    }
    if (json.value(u"withoutCredentials"_s).toBool()) {
        app.passwords.clear();
        app.keys.clear();
    }
    if (json.value(u"ownsItself"_s).toBool()) {
        if (const ServicePrincipal* own = world.registry.principal(app.appId))
            app.owners.append(own->objectId);
    }
}

QJsonObject describe(const World& world, const Application& app) {
    const ServicePrincipal* principal = world.registry.principal(app.appId);
    QStringList granted;
    for (const Grant& grant : world.registry.grants) {
        if (principal && grant.principalId == principal->objectId)
            granted.append(grant.role);
    }
    return {{u"objectId"_s, app.objectId},
            {u"clientId"_s, app.appId},
            {u"displayName"_s, app.displayName},
            {u"principalId"_s, principal ? QJsonValue(principal->objectId) : QJsonValue::Null},
            {u"declared"_s, QJsonArray::fromStringList(declaredRoles(app.requiredResourceAccess))},
            {u"granted"_s, QJsonArray::fromStringList(granted)},
            {u"passwords"_s, static_cast<qint64>(app.passwords.size())},
            {u"keys"_s, static_cast<qint64>(app.keys.size())}};
}

} // namespace

Result<QJsonObject> controlApplication(World& world, const QJsonObject& json) {
    const std::lock_guard lock(world.mutex);
    Application* app =
        world.registry.application(json.value(u"clientId"_s).toString(demo::k_clientId.toString()));
    if (!app)
        return controlRefused(u"no such application"_s);
    editApplication(world, json, *app);
    if (json.contains(u"certificate"_s)) {
        if (const auto added = addCertificate(world, json.value(u"certificate"_s).toString(), *app); !added)
            return std::unexpected(added.error());
    }
    if (ServicePrincipal* principal = world.registry.principal(app->appId)) {
        principal->accountEnabled = json.value(u"accountEnabled"_s).toBool(principal->accountEnabled);
        if (json.contains(u"granted"_s))
            world.registry.setGrants(principal->objectId, stringsIn(json.value(u"granted"_s)));
        for (const QString& role : stringsIn(json.value(u"grantedNow"_s)))
            world.registry.grant(principal->objectId, role, world.nowSeconds());
        if (!json.value(u"principal"_s).toBool(true))
            world.registry.removePrincipal(principal->objectId);
    }
    return describe(world, *app);
}

Result<QJsonObject> controlApplications(World& world) {
    const std::lock_guard lock(world.mutex);
    QJsonArray list;
    for (const Application& app : world.registry.applications)
        list.append(describe(world, app));
    return QJsonObject{{u"applications"_s, list}};
}

} // namespace milepost::sandbox
