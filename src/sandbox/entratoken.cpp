// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/assertion.h"
#include "sandbox/entra.h"
#include "sandbox/jwt.h"
#include "sandbox/signin.h"
#include "sandbox/world.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr QStringView k_assertionType = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// HTTP Basic carries id and secret, both URL-encoded first.
void addBasicCredentials(const Call& call, Form& form) {
    const QByteArray header = call.header("authorization");
    if (!header.startsWith("Basic "))
        return;
    const QByteArray pair = QByteArray::fromBase64(header.mid(6));
    const qsizetype colon = pair.indexOf(':');
    if (colon < 0)
        return;
    form.values.insert(u"client_id"_s, QUrl::fromPercentEncoding(pair.left(colon)));
    form.values.insert(u"client_secret"_s, QUrl::fromPercentEncoding(pair.mid(colon + 1)));
}

std::optional<Answer> checkScope(const Call& call, const QString& scope) {
    const QStringList scopes = scope.split(u' ', Qt::SkipEmptyParts);
    if (scopes.size() != 1)
        return entraError(call, 70011, scope);
    if (!scope.endsWith(u"/.default"_s))
        return entraError(call, 1002012, scope);
    const QString resource = scope.left(scope.size() - 9);
    const QString own = QString::fromUtf8(call.origin) + u"/graph"_s;
    if (resource != u"https://graph.microsoft.com"_s && resource != own)
        return entraError(call, 500011, resource);
    return std::nullopt;
}

/// Who asks, once the credential was found good.
struct Client {
    const Application* application = nullptr;
    const ServicePrincipal* principal = nullptr;
    bool byCertificate = false;
};

std::optional<Answer> checkSecret(const World& world, const Call& call, const Application& app,
                                  const QString& secret) {
    for (const PasswordCredential& password : app.passwords) {
        // The id of a secret is none: pasting it is the usual mistake.
        if (password.secretText != secret || !world.hasSpread(password.made))
            continue;
        if (password.end <= world.nowSeconds())
            return entraError(call, 7000222, app.appId);
        return std::nullopt;
    }
    return entraError(call, 7000215, app.appId);
}

std::optional<Answer> checkAsserted(const World& world, const Call& call, const Application& app,
                                    const Form& form) {
    const QString assertion = form.values.value(u"client_assertion"_s);
    if (assertion.isEmpty() || form.values.value(u"client_assertion_type"_s) != k_assertionType)
        return entraError(call, 7000218);
    std::vector<QByteArray> certificates;
    for (const KeyCredential& key : app.keys) {
        if (world.hasSpread(key.made))
            certificates.push_back(key.der);
    }
    QStringList audiences;
    for (const QStringView tenant : {demo::k_tenant, demo::k_tenantDomain})
        audiences.append(QString::fromUtf8(call.origin) + u"/entra/"_s + tenant.toString() +
                         u"/oauth2/v2.0/token"_s);
    const AssertionVerdict verdict =
        checkAssertion(assertion.toUtf8(), certificates, app.appId, audiences, world.nowSeconds());
    if (verdict.number != 0)
        return entraError(call, verdict.number, verdict.reason);
    return std::nullopt;
}

/// Fills `client`, or the refusal.
std::optional<Answer> checkClient(const World& world, const Call& call, const Form& form, Client& client) {
    const QString id = form.values.value(u"client_id"_s);
    const Application* app = world.registry.application(id);
    if (!app || app->appId.compare(id, Qt::CaseInsensitive) != 0 || !world.hasSpread(app->made))
        return entraError(call, 700016, id);
    const bool asserts =
        form.values.contains(u"client_assertion_type"_s) || form.values.contains(u"client_assertion"_s);
    const QString secret = form.values.value(u"client_secret"_s);
    if (app->isPublicClient)
        return entraError(call, asserts || !secret.isEmpty() ? 700025 : 7000218);
    const ServicePrincipal* principal = world.registry.principal(app->appId);
    if (!principal || !world.hasSpread(principal->made))
        return entraError(call, 7000229, id);
    if (!principal->accountEnabled)
        return entraError(call, 7000112, id);
    client = {app, principal, asserts};
    if (asserts)
        return checkAsserted(world, call, *app, form);
    if (secret.isEmpty())
        return entraError(call, 7000216);
    return checkSecret(world, call, *app, secret);
}

QStringList spreadRoles(const World& world, const QString& principalId) {
    QStringList roles;
    for (const Grant& grant : world.registry.grants) {
        if (grant.principalId == principalId && world.hasSpread(grant.made) &&
            grant.made + world.options.consentDelaySeconds <= world.nowSeconds())
            roles.append(grant.role);
    }
    return roles;
}

Answer appOnlyToken(const World& world, const Client& client) {
    QJsonObject claims{{u"appid"_s, client.application->appId},
                       {u"appidacr"_s, client.byCertificate ? u"2"_s : u"1"_s},
                       {u"idtyp"_s, u"app"_s},
                       {u"oid"_s, client.principal->objectId}};
    if (const QStringList roles = spreadRoles(world, client.principal->objectId); !roles.isEmpty())
        claims.insert(u"roles"_s, QJsonArray::fromStringList(roles));
    return issueToken(world, claims, {});
}

Answer clientCredentials(const World& world, const Call& call, const Form& form) {
    if (form.values.value(u"scope"_s).isEmpty())
        return entraError(call, 900144, u"scope"_s);
    Client client;
    if (auto refused = checkClient(world, call, form, client))
        return *refused;
    if (auto refused = checkScope(call, form.values.value(u"scope"_s)))
        return *refused;
    return appOnlyToken(world, client);
}

} // namespace

Answer issueToken(const World& world, QJsonObject claims, QJsonObject answerBody) {
    const qint64 now = world.nowSeconds();
    const int lifetime = world.options.tokenLifetimeSeconds;
    const QJsonObject usual{{u"aud"_s, u"https://graph.microsoft.com"_s},
                            {u"iss"_s, u"https://sts.windows.net/%1/"_s.arg(demo::k_tenant)},
                            {u"iat"_s, now},
                            {u"nbf"_s, now},
                            {u"exp"_s, now + lifetime},
                            {u"tid"_s, demo::k_tenant.toString()},
                            {u"uti"_s, QString::fromLatin1(newGuid())},
                            {u"ver"_s, u"1.0"_s},
                            {u"sandbox_generation"_s, world.tokenGeneration}};
    for (auto it = usual.begin(); it != usual.end(); ++it)
        claims.insert(it.key(), it.value());
    answerBody.insert(u"token_type"_s, u"Bearer"_s);
    answerBody.insert(u"expires_in"_s, lifetime);
    answerBody.insert(u"ext_expires_in"_s, lifetime);
    answerBody.insert(u"access_token"_s, QString::fromLatin1(makeJwt(claims, world.entraKey)));
    Answer answer = jsonAnswer(200, answerBody);
    answer.setHeader("Cache-Control", "no-store, no-cache");
    return answer;
}

Answer handleToken(World& world, const Call& call) {
    if (call.method != "POST")
        return entraError(call, 900561, QString::fromLatin1(call.method));
    if (auto refused = checkTenant(call, call.segments.at(0)))
        return *refused;
    if (!cloudOf(world, call.segments.at(0)).isEmpty())
        return entraError(call, 900432);
    if (!call.header("content-type").startsWith("application/x-www-form-urlencoded"))
        return entraError(call, 900144, u"grant_type"_s);
    Form form = readForm(call.body);
    addBasicCredentials(call, form);
    if (!form.duplicate.isEmpty())
        return entraError(call, 90014, form.duplicate);
    for (const QString& name : {u"grant_type"_s, u"client_id"_s}) {
        if (form.values.value(name).isEmpty())
            return entraError(call, 900144, name);
    }
    const QString grant = form.values.value(u"grant_type"_s);
    if (grant == u"client_credentials"_s)
        return clientCredentials(world, call, form);
    if (grant == u"authorization_code"_s)
        return redeemCode(world, call, form);
    if (grant == u"urn:ietf:params:oauth:grant-type:device_code"_s)
        return redeemDeviceCode(world, call, form);
    if (grant == u"refresh_token"_s)
        return redeemRefreshToken(world, call, form);
    return entraError(call, 70003, grant);
}

} // namespace milepost::sandbox
