// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/directoryview.h"

#include "sandbox/errors.h"
#include "sandbox/odata.h"
#include "sandbox/permissions.h"
#include "sandbox/world.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QJsonValue stamp(qint64 seconds) {
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s);
}

/// What was always there was made a month before the seed's day.
QJsonValue madeStamp(const World& world, qint64 made) {
    if (made != 0)
        return stamp(made);
    return QDateTime(world.today().addDays(-30), QTime(8, 0), Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s);
}

QJsonObject renderKey(const KeyCredential& key, bool withKey) {
    return {{u"customKeyIdentifier"_s, QString::fromLatin1(key.sha1.toHex().toUpper())},
            {u"displayName"_s, key.displayName},
            {u"endDateTime"_s, stamp(key.end)},
            {u"key"_s, withKey ? QJsonValue(QString::fromLatin1(key.der.toBase64())) : QJsonValue::Null},
            {u"keyId"_s, key.keyId},
            {u"startDateTime"_s, stamp(key.start)},
            {u"type"_s, u"AsymmetricX509Cert"_s},
            {u"usage"_s, u"Verify"_s}};
}

odata::Item itemOf(const QJsonObject& row) {
    odata::Item item;
    item.member = [&row](const QString& path) -> std::optional<QVariant> {
        return row.contains(path) ? std::optional(row.value(path).toVariant()) : std::nullopt;
    };
    item.elements = [](const QString&) -> std::optional<std::vector<odata::Member>> { return std::nullopt; };
    return item;
}

QJsonArray appRoles() {
    QJsonArray roles;
    for (const GraphPermission& permission : graphPermissions()) {
        if (!permission.roleId.isEmpty())
            roles.append(QJsonObject{{u"id"_s, permission.roleId.toString()},
                                     {u"value"_s, permission.name.toString()},
                                     {u"displayName"_s, permission.name.toString()},
                                     {u"isEnabled"_s, true},
                                     {u"allowedMemberTypes"_s, QJsonArray{u"Application"_s}}});
    }
    return roles;
}

QJsonArray scopes() {
    QJsonArray list;
    for (const GraphPermission& permission : graphPermissions()) {
        if (!permission.scopeId.isEmpty())
            list.append(QJsonObject{{u"id"_s, permission.scopeId.toString()},
                                    {u"value"_s, permission.name.toString()},
                                    {u"type"_s, u"Admin"_s},
                                    {u"isEnabled"_s, true}});
    }
    return list;
}

} // namespace

std::optional<DirectoryTarget> directoryTarget(const QStringList& path, const QString& resource) {
    static const QRegularExpression k_key(u"^(\\w+)\\(appId='([^']*)'\\)$"_s);
    DirectoryTarget target;
    const QString first = path.value(0);
    if (first.compare(resource, Qt::CaseInsensitive) == 0) {
        target.isCollection = path.size() == 1;
        target.id = path.value(1);
        target.rest = path.mid(2);
        return target;
    }
    const auto match = k_key.match(first);
    if (!match.hasMatch() || match.captured(1).compare(resource, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    target.byAppId = true;
    target.id = match.captured(2);
    target.rest = path.mid(1);
    return target;
}

QJsonObject renderPassword(const PasswordCredential& password) {
    return {{u"customKeyIdentifier"_s, QJsonValue::Null},
            {u"displayName"_s, password.displayName},
            {u"endDateTime"_s, stamp(password.end)},
            {u"hint"_s, password.secretText.left(3)},
            {u"keyId"_s, password.keyId},
            {u"secretText"_s, QJsonValue::Null},
            {u"startDateTime"_s, stamp(password.start)}};
}

QJsonObject renderApplication(const World& world, const Application& app, bool withKeys) {
    QJsonArray passwords;
    for (const PasswordCredential& password : app.passwords) {
        if (world.hasSpread(password.made))
            passwords.append(renderPassword(password));
    }
    QJsonArray keys;
    for (const KeyCredential& key : app.keys) {
        if (world.hasSpread(key.made))
            keys.append(renderKey(key, withKeys));
    }
    const QJsonArray web = QJsonArray::fromStringList(app.redirectUris);
    const QJsonArray publicUris = QJsonArray::fromStringList(app.publicRedirectUris);
    return {{u"id"_s, app.objectId},
            {u"appId"_s, app.appId},
            {u"displayName"_s, app.displayName},
            {u"createdDateTime"_s, madeStamp(world, app.made)},
            {u"deletedDateTime"_s, QJsonValue::Null},
            {u"signInAudience"_s, app.audience},
            {u"publisherDomain"_s, demo::k_tenantDomain.toString()},
            {u"isFallbackPublicClient"_s, app.isPublicClient},
            {u"requiredResourceAccess"_s, app.requiredResourceAccess},
            {u"web"_s, QJsonObject{{u"redirectUris"_s, web}}},
            {u"publicClient"_s, QJsonObject{{u"redirectUris"_s, publicUris}}},
            {u"passwordCredentials"_s, passwords},
            {u"keyCredentials"_s, keys}};
}

QJsonObject renderPrincipal(const ServicePrincipal& principal) {
    const bool isGraph = isGraphPrincipal(principal.objectId);
    return {{u"id"_s, principal.objectId},
            {u"appId"_s, principal.appId},
            {u"displayName"_s, principal.displayName},
            {u"appDisplayName"_s, principal.displayName},
            {u"accountEnabled"_s, principal.accountEnabled},
            {u"servicePrincipalType"_s, u"Application"_s},
            {u"appRoles"_s, isGraph ? appRoles() : QJsonArray()},
            {u"oauth2PermissionScopes"_s, isGraph ? scopes() : QJsonArray()}};
}

QJsonObject renderGrant(const World& world, const Grant& grant) {
    const ServicePrincipal* principal = world.registry.principal(grant.principalId);
    return {{u"id"_s, grant.id},
            {u"createdDateTime"_s, madeStamp(world, grant.made)},
            {u"deletedDateTime"_s, QJsonValue::Null},
            {u"appRoleId"_s, roleIdOf(grant.role)},
            {u"principalId"_s, grant.principalId},
            {u"principalType"_s, u"ServicePrincipal"_s},
            {u"principalDisplayName"_s, principal ? principal->displayName : QString()},
            {u"resourceId"_s, demo::k_graphPrincipalId.toString()},
            {u"resourceDisplayName"_s, u"Microsoft Graph"_s}};
}

std::optional<QStringList> selectionOf(const Call& call) {
    const auto select = call.parameter(u"$select");
    if (!select)
        return std::nullopt;
    QStringList names;
    for (const QString& name : select->split(u',', Qt::SkipEmptyParts))
        names.append(name.trimmed());
    return names;
}

QJsonObject selected(const QJsonObject& json, const std::optional<QStringList>& select) {
    if (!select)
        return json;
    QJsonObject less;
    for (const QString& name : *select) {
        if (json.contains(name))
            less.insert(name, json.value(name));
    }
    return less;
}

Answer directoryListing(const Call& call, const QString& resource, const QList<QJsonObject>& rows) {
    if (auto refused =
            checkOptions(call, {u"$filter"_s, u"$select"_s, u"$top"_s, u"$skiptoken"_s, u"$count"_s}))
        return *refused;
    const auto text = call.parameter(u"$filter");
    const auto filter = text ? odata::Filter::parse(*text) : std::nullopt;
    auto page = pageRequest(call);
    if (!page)
        return badRequest(call, u"Invalid page size specified."_s);
    if (!call.parameter(u"$top"))
        page->top = 100;
    QJsonArray value;
    qsizetype index = 0;
    bool more = false;
    for (const QJsonObject& row : rows) {
        const auto hit = filter ? filter->matches(itemOf(row)) : std::optional(true);
        if (!hit || (text && !filter))
            return graphError(call, 400, u"Request_UnsupportedQuery"_s,
                              u"Unsupported or invalid query filter clause specified."_s);
        if (!*hit || index++ < page->skip)
            continue;
        more = value.size() >= page->top;
        if (more)
            break;
        value.append(selected(row, selectionOf(call)));
    }
    QJsonObject body{{u"@odata.context"_s, u"https://graph.microsoft.com/v1.0/$metadata#"_s + resource},
                     {u"value"_s, value}};
    if (more)
        body.insert(u"@odata.nextLink"_s, nextLink(call, page->skip + value.size()));
    return jsonAnswer(200, body);
}

Answer resourceNotFound(const Call& call, const QString& id) {
    return graphError(
        call, 404, u"Request_ResourceNotFound"_s,
        u"Resource '"_s + id +
            u"' does not exist or one of its queried reference-property objects are not present."_s);
}

Answer badRequest(const Call& call, const QString& message) {
    return graphError(call, 400, u"Request_BadRequest"_s, message);
}

Answer noContent() {
    Answer answer;
    answer.status = 204;
    return answer;
}

bool isGraphPrincipal(const QString& id) {
    return id.compare(demo::k_graphPrincipalId, Qt::CaseInsensitive) == 0;
}

} // namespace milepost::sandbox
