// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/appdirectory.h"

#include "base/jsonreader.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QString k_graphAppId = u"00000003-0000-0000-c000-000000000000"_s;
constexpr int k_mostPages = 1'000; // a listing that never ends is a fault

std::unexpected<Error> malformed(const QString& detail) {
    return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Graph, detail, u"json"_s));
}

QString pathSegment(const QString& id) { return QString::fromLatin1(QUrl::toPercentEncoding(id)); }

QString byAppId(const QString& resource, const QString& appId) {
    return resource + u"(appId='"_s + pathSegment(appId) + u"')"_s;
}

QString byId(const QString& resource, const QString& id) { return resource + u'/' + pathSegment(id); }

/// What a value says that was read by `read`, or its first fault.
template <class T> Result<T> readOne(const QJsonObject& json, const QString& path, T (*read)(JsonReader&)) {
    JsonReader reader(json, path);
    T value = read(reader);
    if (!reader.fault())
        return value;
    Error error = *reader.fault();
    error.stage = Error::Stage::Graph;
    return std::unexpected(std::move(error));
}

AppCredential readCredential(JsonReader& reader) {
    AppCredential credential;
    credential.keyId = reader.requiredString("keyId"_L1);
    credential.displayName = reader.string("displayName"_L1);
    credential.hint = reader.string("hint"_L1);
    credential.startUtc = reader.timestamp("startDateTime"_L1);
    credential.endUtc = reader.timestamp("endDateTime"_L1);
    credential.thumbprint = QByteArray::fromHex(reader.string("customKeyIdentifier"_L1).toLatin1());
    return credential;
}

/// A list that is not there is not an empty one.
std::vector<AppCredential> readCredentials(JsonReader& reader, QLatin1StringView name) {
    const QJsonValue listed = reader.json().value(name);
    if (!listed.isArray()) {
        reader.fail(name, u"a list"_s, listed);
        return {};
    }
    auto rows = readRows<AppCredential>(listed.toArray(), reader.path() + u'.' + name, readCredential);
    if (!rows) {
        reader.fail(name, u"credentials"_s, listed);
        return {};
    }
    return std::move(*rows);
}

QStringList declaredRoles(const QJsonArray& access) {
    QStringList roles;
    for (const QJsonValue resource : access) {
        if (resource[u"resourceAppId"].toString().compare(k_graphAppId, Qt::CaseInsensitive) != 0)
            continue;
        for (const QJsonValue one : resource[u"resourceAccess"].toArray())
            if (one[u"type"].toString() == "Role"_L1)
                roles << one[u"id"].toString().toLower();
    }
    return roles;
}

AppRegistration readRegistration(JsonReader& reader) {
    AppRegistration app;
    app.objectId = reader.requiredString("id"_L1);
    app.appId = reader.requiredString("appId"_L1);
    app.displayName = reader.string("displayName"_L1);
    app.passwords = readCredentials(reader, "passwordCredentials"_L1);
    app.keys = readCredentials(reader, "keyCredentials"_L1);
    app.declared = declaredRoles(reader.array("requiredResourceAccess"_L1));
    for (const QJsonValue uri : reader.object("web"_L1).value(u"redirectUris"_s).toArray())
        app.redirectUris << uri.toString();
    return app;
}

AppPrincipal readPrincipal(JsonReader& reader) {
    AppPrincipal principal;
    principal.objectId = reader.requiredString("id"_L1);
    principal.appId = reader.requiredString("appId"_L1);
    principal.displayName = reader.string("displayName"_L1);
    principal.isEnabled = reader.boolean("accountEnabled"_L1, true);
    return principal;
}

AppGrant readGrant(JsonReader& reader) {
    AppGrant grant;
    grant.id = reader.requiredString("id"_L1);
    grant.roleId = reader.requiredString("appRoleId"_L1).toLower();
    grant.resourceId = reader.requiredString("resourceId"_L1);
    grant.createdUtc = reader.timestamp("createdDateTime"_L1);
    return grant;
}

NewPassword readNewPassword(JsonReader& reader) {
    return {readCredential(reader), Redacted(reader.requiredString("secretText"_L1))};
}

QJsonObject roleAccess(const QStringList& roleIds) {
    QJsonArray access;
    for (const QString& id : roleIds)
        access.append(QJsonObject{{u"id"_s, id}, {u"type"_s, u"Role"_s}});
    return {{u"resourceAppId"_s, k_graphAppId}, {u"resourceAccess"_s, access}};
}

/// Directory answers take both spellings: hexadecimal as the documentation shows it.
bool isOf(const QJsonValue& key, const QByteArray& der) {
    return QByteArray::fromBase64(key[u"key"].toString().toLatin1()) == der;
}

} // namespace

Result<AppRegistration> AppDirectory::application(const QString& appId, std::stop_token stop) {
    const QString url = m_root + byAppId(u"applications"_s, appId) +
                        u"?$select=id,appId,displayName,passwordCredentials,keyCredentials,"
                        "requiredResourceAccess,web"_s;
    const auto json = get(url.toLatin1(), std::move(stop));
    if (!json)
        return std::unexpected(json.error());
    return readOne(*json, u"application"_s, readRegistration);
}

Result<AppPrincipal> AppDirectory::servicePrincipal(const QString& appId, std::stop_token stop) {
    const QString url =
        m_root + byAppId(u"servicePrincipals"_s, appId) + u"?$select=id,appId,displayName,accountEnabled"_s;
    const auto json = get(url.toLatin1(), std::move(stop));
    if (!json)
        return std::unexpected(json.error());
    return readOne(*json, u"servicePrincipal"_s, readPrincipal);
}

Result<std::vector<AppGrant>> AppDirectory::grants(const QString& principalId, std::stop_token stop) {
    std::vector<AppGrant> all;
    QByteArray url =
        (m_root + byId(u"servicePrincipals"_s, principalId) + u"/appRoleAssignments"_s).toLatin1();
    for (int page = 0; page < k_mostPages; ++page) {
        const auto json = get(url, stop);
        if (!json)
            return std::unexpected(json.error());
        if (!json->value(u"value"_s).isArray())
            return malformed(u"the grants are no list"_s);
        auto rows = readRows<AppGrant>(json->value(u"value"_s).toArray(), u"grants"_s, readGrant);
        if (!rows)
            return malformed(rows.error().detail);
        all.insert(all.end(), rows->begin(), rows->end());
        url = json->value(u"@odata.nextLink"_s).toString().toLatin1(); // verbatim (graph-contract 6)
        if (url.isEmpty())
            return all;
    }
    return malformed(u"the list of grants does not end"_s);
}

Result<AppRegistration> AppDirectory::createApplication(const QString& displayName,
                                                        const QStringList& roleIds, std::stop_token stop) {
    const auto json = write("POST", u"applications"_s,
                            {{u"displayName"_s, displayName},
                             {u"signInAudience"_s, u"AzureADMyOrg"_s},
                             {u"requiredResourceAccess"_s, QJsonArray{roleAccess(roleIds)}},
                             {u"web"_s, QJsonObject{{u"redirectUris"_s, QJsonArray{u"http://localhost"_s}}}}},
                            std::move(stop));
    if (!json)
        return std::unexpected(json.error());
    return readOne(*json, u"application"_s, readRegistration);
}

Result<AppPrincipal> AppDirectory::createServicePrincipal(const QString& appId, std::stop_token stop) {
    const auto json = write("POST", u"servicePrincipals"_s, {{u"appId"_s, appId}}, std::move(stop));
    if (!json)
        return std::unexpected(json.error());
    return readOne(*json, u"servicePrincipal"_s, readPrincipal);
}

Result<NewPassword> AppDirectory::addPassword(const QString& objectId, const QString& displayName,
                                              const QDateTime& endUtc, std::stop_token stop) {
    const auto json = write("POST", byId(u"applications"_s, objectId) + u"/addPassword"_s,
                            {{u"passwordCredential"_s, QJsonObject{{u"displayName"_s, displayName},
                                                                   {u"endDateTime"_s, toIsoUtc(endUtc)}}}},
                            std::move(stop));
    if (!json)
        return std::unexpected(json.error());
    return readOne(*json, u"passwordCredential"_s, readNewPassword);
}

Result<void> AppDirectory::removePassword(const QString& objectId, const QString& keyId,
                                          std::stop_token stop) {
    const auto done = write("POST", byId(u"applications"_s, objectId) + u"/removePassword"_s,
                            {{u"keyId"_s, keyId}}, std::move(stop));
    return done ? Result<void>() : std::unexpected(done.error());
}

Result<QJsonArray> AppDirectory::keysOf(const QString& objectId, std::stop_token stop) {
    const auto json =
        get((m_root + byId(u"applications"_s, objectId) + u"?$select=keyCredentials"_s).toLatin1(),
            std::move(stop));
    if (!json)
        return std::unexpected(json.error());
    const QJsonValue keys = json->value(u"keyCredentials"_s);
    if (!keys.isArray())
        return malformed(u"keyCredentials are no list"_s);
    for (const QJsonValue key : keys.toArray())
        if (key[u"key"].toString().isEmpty())
            return malformed(u"a certificate of the registration was answered without its key; sending the "
                             "list back would lose it"_s);
    return keys.toArray();
}

Result<void> AppDirectory::putKeys(const QString& objectId, const QJsonArray& keys, std::stop_token stop) {
    const auto done =
        write("PATCH", byId(u"applications"_s, objectId), {{u"keyCredentials"_s, keys}}, std::move(stop));
    return done ? Result<void>() : std::unexpected(done.error());
}

Result<void> AppDirectory::addCertificate(const QString& objectId, const QString& displayName,
                                          const QByteArray& der, std::stop_token stop) {
    auto keys = keysOf(objectId, stop);
    if (!keys)
        return std::unexpected(keys.error());
    if (std::any_of(keys->begin(), keys->end(), [&](const QJsonValue& key) { return isOf(key, der); }))
        return {};
    keys->append(QJsonObject{{u"type"_s, u"AsymmetricX509Cert"_s},
                             {u"usage"_s, u"Verify"_s},
                             {u"key"_s, QString::fromLatin1(der.toBase64())},
                             {u"displayName"_s, displayName}});
    return putKeys(objectId, *keys, std::move(stop));
}

Result<void> AppDirectory::removeCertificate(const QString& objectId, const QByteArray& der,
                                             std::stop_token stop) {
    const auto keys = keysOf(objectId, stop);
    if (!keys)
        return std::unexpected(keys.error());
    QJsonArray kept;
    for (const QJsonValue key : *keys)
        if (!isOf(key, der))
            kept.append(key);
    return kept.size() == keys->size() ? Result<void>() : putKeys(objectId, kept, std::move(stop));
}

Result<void> AppDirectory::removeApplication(const QString& objectId, std::stop_token stop) {
    const auto done = write("DELETE", byId(u"applications"_s, objectId), {}, std::move(stop));
    return done || done.error().kind == Error::Kind::NotFound ? Result<void>()
                                                              : std::unexpected(done.error());
}

Result<void> AppDirectory::removeServicePrincipal(const QString& objectId, std::stop_token stop) {
    const auto done = write("DELETE", byId(u"servicePrincipals"_s, objectId), {}, std::move(stop));
    return done || done.error().kind == Error::Kind::NotFound ? Result<void>()
                                                              : std::unexpected(done.error());
}

Result<void> AppDirectory::grant(const QString& principalId, const QString& resourceId, const QString& roleId,
                                 std::stop_token stop) {
    const auto done = write(
        "POST", byId(u"servicePrincipals"_s, resourceId) + u"/appRoleAssignedTo"_s,
        {{u"principalId"_s, principalId}, {u"resourceId"_s, resourceId}, {u"appRoleId"_s, roleId}}, stop);
    if (done)
        return {};
    if (done.error().kind != Error::Kind::Rejected && done.error().kind != Error::Kind::Conflict)
        return std::unexpected(done.error());
    // The code for "is assigned already" is not documented: what stands there decides (graph-contract 2.4).
    const auto granted = grants(principalId, std::move(stop));
    const auto isIt = [&](const AppGrant& one) {
        return one.roleId.compare(roleId, Qt::CaseInsensitive) == 0 && one.resourceId == resourceId;
    };
    if (granted && std::any_of(granted->begin(), granted->end(), isIt))
        return {};
    return std::unexpected(done.error());
}

} // namespace milepost
