// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"

#include "sandbox/errors.h"
#include "sandbox/jwt.h"
#include "sandbox/signin.h"
#include "sandbox/world.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

bool isGuid(const QString& text) {
    static const QRegularExpression k_form(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    return k_form.match(text).hasMatch();
}

bool isSame(const QString& text, QStringView other) { return text.compare(other, Qt::CaseInsensitive) == 0; }

bool isNationalTenant(const QString& tenant) {
    return isSame(tenant, demo::k_nationalDomain) || isSame(tenant, demo::k_nationalTenant);
}

/// What the document says of a tenant that lives in another cloud.
void describeCloud(const QString& cloud, QJsonObject& document) {
    if (cloud.isEmpty())
        return;
    document.insert(u"tenant_region_scope"_s, u"USGov"_s);
    document.insert(u"tenant_region_sub_scope"_s, cloud == u"dod"_s ? u"DOD"_s : u"DODCON"_s);
    document.insert(u"cloud_instance_name"_s, u"microsoftonline.us"_s);
    document.insert(u"msgraph_host"_s,
                    cloud == u"dod"_s ? u"dod-graph.microsoft.us"_s : u"graph.microsoft.us"_s);
}

Answer discovery(const World& world, const Call& call) {
    const QString tenant = call.segments.at(0);
    const QString cloud = cloudOf(world, tenant);
    auto refused = checkTenant(call, tenant);
    if (!refused && cloud == u"china"_s) // nothing there is known here
        refused = entraError(call, 90002, tenant);
    if (refused) {
        QJsonObject body = jsonBody(refused->body).value_or(QJsonObject());
        body.insert(u"error"_s, u"invalid_tenant"_s);
        return jsonAnswer(400, body);
    }
    // The real one names the other cloud's host in its addresses; here they stay in the sandbox.
    const QString id = (isNationalTenant(tenant) ? demo::k_nationalTenant : demo::k_tenant).toString();
    const QString base = QString::fromUtf8(call.origin) + u"/entra/"_s + id;
    QJsonObject document{{u"token_endpoint"_s, base + u"/oauth2/v2.0/token"_s},
                         {u"authorization_endpoint"_s, base + u"/oauth2/v2.0/authorize"_s},
                         {u"device_authorization_endpoint"_s, base + u"/oauth2/v2.0/devicecode"_s},
                         {u"issuer"_s, base + u"/v2.0"_s},
                         {u"tenant_region_scope"_s, u"EU"_s},
                         {u"tenant_region_sub_scope"_s, QJsonValue::Null},
                         {u"cloud_instance_name"_s, u"microsoftonline.com"_s},
                         {u"msgraph_host"_s, u"graph.microsoft.com"_s}};
    describeCloud(cloud, document);
    return jsonAnswer(200, document);
}

/// The endpoints that people meet.
std::optional<Answer> route(World& world, const Call& call) {
    const QStringList behind = call.segments.mid(1);
    if (call.segments == QStringList{u"devicelogin"_s})
        return handleDeviceLogin(world, call);
    if (behind == QStringList{u"oauth2"_s, u"v2.0"_s, u"authorize"_s})
        return handleAuthorize(world, call);
    if (behind == QStringList{u"oauth2"_s, u"v2.0"_s, u"devicecode"_s})
        return handleDeviceCode(world, call);
    if (behind == QStringList{u"adminconsent"_s})
        return handleAdminConsent(world, call, false);
    if (behind == QStringList{u"v2.0"_s, u"adminconsent"_s})
        return handleAdminConsent(world, call, true);
    return std::nullopt;
}

} // namespace

QString cloudOf(const World& world, const QString& tenant) {
    return isNationalTenant(tenant) ? u"usgov"_s : world.options.nationalCloud;
}

std::optional<Answer> checkTenant(const Call& call, const QString& tenant) {
    static const QRegularExpression k_domain(u"^[a-z0-9-]+(\\.[a-z0-9-]+)+$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    if (tenant == u"common"_s || tenant == u"consumers"_s || tenant == u"organizations"_s)
        return entraError(call, 9001023);
    if (!isGuid(tenant) && !k_domain.match(tenant).hasMatch())
        return entraError(call, 900023, tenant);
    if (!isSame(tenant, demo::k_tenant) && !isSame(tenant, demo::k_tenantDomain) && !isNationalTenant(tenant))
        return entraError(call, 90002, tenant);
    return std::nullopt;
}

Form readForm(const QByteArray& body) {
    Form form;
    for (const auto& [key, value] : decodeForm(body)) {
        if (form.values.contains(key))
            form.duplicate = key;
        form.values.insert(key, value);
    }
    return form;
}

Answer handleEntra(World& world, const Call& call) {
    const QStringList& path = call.segments;
    if (path.size() == 4 && path.mid(1) == QStringList{u"oauth2"_s, u"v2.0"_s, u"token"_s})
        return handleToken(world, call);
    if (path.size() == 4 &&
        path.mid(1) == QStringList{u"v2.0"_s, u".well-known"_s, u"openid-configuration"_s})
        return discovery(world, call);
    if (auto page = route(world, call))
        return *page;
    Answer answer;
    answer.status = 404;
    answer.body = "<!doctype html><html><body>The page cannot be found.</body></html>";
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    return answer;
}

Caller authenticateGraph(const World& world, const Call& call) {
    Caller caller;
    const auto refuse = [&](const QString& message) {
        caller.refusal = graphError(call, 401, u"InvalidAuthenticationToken"_s, message);
        caller.refusal.setHeader("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"");
        return caller;
    };
    const QByteArray header = call.header("authorization");
    if (!header.startsWith("Bearer ") || header.size() <= 7)
        return refuse(u"Access token is empty."_s);
    const auto claims = readJwt(header.mid(7), world.entraKey);
    if (!claims || claims->value(u"aud"_s).toString() != u"https://graph.microsoft.com"_s)
        return refuse(u"IDX14100: the token is not well formed, or not meant for this audience."_s);
    if (claims->value(u"exp"_s).toInteger() <= world.nowSeconds())
        return refuse(u"Lifetime validation failed, the token is expired."_s);
    if (claims->value(u"sandbox_generation"_s).toInteger() < world.tokenGeneration)
        return refuse(u"Continuous access evaluation resulted in challenge with result: "
                      "TokenCreatedWithOutdatedPolicies."_s);
    for (const QJsonValue role : claims->value(u"roles"_s).toArray())
        caller.roles.append(role.toString());
    caller.scopes = claims->value(u"scp"_s).toString().split(u' ', Qt::SkipEmptyParts);
    caller.clientId = claims->value(u"appid"_s).toString();
    caller.objectId = claims->value(u"oid"_s).toString();
    caller.isPerson = claims->value(u"idtyp"_s).toString() == u"user"_s;
    caller.ok = true;
    return caller;
}

} // namespace milepost::sandbox
