// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"

#include "sandbox/errors.h"
#include "sandbox/jwt.h"
#include "sandbox/world.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

struct EntraCode {
    int number;
    int status;
    const char* error;
    const char* text;
};

constexpr EntraCode k_codes[] = {
    {900023, 400, "invalid_request",
     "Specified tenant identifier '%1' is neither a valid DNS name, nor a valid external domain."},
    {90002, 400, "invalid_request",
     "Tenant '%1' not found. Check to make sure you have the correct tenant ID and are signing into the "
     "correct cloud."},
    {900144, 400, "invalid_request", "The request body must contain the following parameter: '%1'."},
    {900561, 400, "invalid_request", "The endpoint only accepts POST requests. Received a %1 request."},
    {9001023, 400, "invalid_request",
     "The grant type is not supported over the /common or /consumers endpoints. Please use the "
     "/organizations or tenant-specific endpoint."},
    {90014, 400, "invalid_request",
     "The required field '%1' is missing from the credential or was given more than once."},
    {70003, 400, "unsupported_grant_type", "The app requested an unsupported grant type '%1'."},
    {700016, 400, "unauthorized_client",
     "Application with identifier '%1' was not found in the directory. It may not have been installed by the "
     "administrator of the tenant."},
    {7000112, 400, "unauthorized_client", "Application '%1' is disabled."},
    {7000229, 401, "invalid_client",
     "The client application '%1' is missing service principal in the tenant."},
    {7000215, 401, "invalid_client",
     "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
     "value, not the client secret ID, for a secret added to app '%1'."},
    {7000222, 401, "invalid_client",
     "The provided client secret keys for app '%1' are expired. Create new keys for your app."},
    {7000216, 401, "invalid_client",
     "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type."},
    {7000218, 401, "invalid_client",
     "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."},
    {700027, 401, "invalid_client",
     "The certificate with identifier used to sign the client assertion is not registered on application. "
     "[Reason - The key was not found.]"},
    {700024, 401, "invalid_client", "Client assertion is not within its valid time range."},
    {70011, 400, "invalid_scope",
     "The provided request must include a 'scope' input parameter. The provided value for the input "
     "parameter 'scope' is not valid. The scope %1 is not valid."},
    {1002012, 400, "invalid_scope",
     "The provided value for scope %1 is not valid. Client credential flows must have a scope value with "
     "/.default suffixed to the resource identifier (application ID URI)."},
    {500011, 400, "invalid_resource", "The resource principal named %1 was not found in the tenant."},
    {53003, 400, "invalid_grant",
     "Access has been blocked by Conditional Access policies. The access policy does not allow token "
     "issuance."},
    {50196, 400, "invalid_request",
     "The server terminated an operation because it encountered a client request loop."},
    {90055, 429, "temporarily_unavailable", "The tenant has exceeded request throttling. Retry later."},
    {90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."},
    {50000, 500, "server_error", "There was an error issuing a token or an issue with the sign-in service."},
};

bool isGuid(const QString& text) {
    static const QRegularExpression k_form(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    return k_form.match(text).hasMatch();
}

/// Nothing when the tenant is ours.
std::optional<Answer> checkTenant(const Call& call, const QString& tenant) {
    static const QRegularExpression k_domain(u"^[a-z0-9-]+(\\.[a-z0-9-]+)+$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    if (tenant == u"common"_s || tenant == u"consumers"_s || tenant == u"organizations"_s)
        return entraError(call, 9001023);
    if (!isGuid(tenant) && !k_domain.match(tenant).hasMatch())
        return entraError(call, 900023, tenant);
    if (tenant.compare(demo::k_tenant, Qt::CaseInsensitive) != 0 &&
        tenant.compare(demo::k_tenantDomain, Qt::CaseInsensitive) != 0)
        return entraError(call, 90002, tenant);
    return std::nullopt;
}

struct Form {
    QHash<QString, QString> values;
    QString duplicate; ///< a key that came twice
};

Form readForm(const QByteArray& body) {
    Form form;
    for (const auto& [key, value] : decodeForm(body)) {
        if (form.values.contains(key))
            form.duplicate = key;
        form.values.insert(key, value);
    }
    return form;
}

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

std::optional<Answer> checkClient(const World& world, const Call& call, const Form& form) {
    const QString client = form.values.value(u"client_id"_s);
    if (client.compare(demo::k_clientId, Qt::CaseInsensitive) != 0)
        return entraError(call, 700016, client);
    if (form.values.contains(u"client_assertion_type"_s) || form.values.contains(u"client_assertion"_s))
        return entraError(call, form.values.value(u"client_assertion"_s).isEmpty() ? 7000218 : 700027);
    const QString secret = form.values.value(u"client_secret"_s);
    if (secret.isEmpty())
        return entraError(call, 7000216);
    if (secret != demo::k_clientSecret)
        return entraError(call, 7000215, client);
    if (world.options.secretExpired)
        return entraError(call, 7000222, client);
    return std::nullopt;
}

Answer issueToken(const World& world) {
    const qint64 now = world.nowSeconds();
    QJsonObject claims{{u"aud"_s, u"https://graph.microsoft.com"_s},
                       {u"iss"_s, u"https://sts.windows.net/%1/"_s.arg(demo::k_tenant)},
                       {u"iat"_s, now},
                       {u"nbf"_s, now},
                       {u"exp"_s, now + world.options.tokenLifetimeSeconds},
                       {u"appid"_s, demo::k_clientId.toString()},
                       {u"appidacr"_s, u"1"_s},
                       {u"idtyp"_s, u"app"_s},
                       {u"oid"_s, u"5b1f3c44-0d2e-4a6b-9f37-2f1f6f0f7d10"_s},
                       {u"tid"_s, demo::k_tenant.toString()},
                       {u"uti"_s, QString::fromLatin1(newGuid())},
                       {u"ver"_s, u"1.0"_s},
                       {u"sandbox_generation"_s, world.tokenGeneration}};
    if (!world.options.roles.isEmpty())
        claims.insert(u"roles"_s, QJsonArray::fromStringList(world.options.roles));
    Answer answer = jsonAnswer(
        200, QJsonObject{{u"token_type"_s, u"Bearer"_s},
                         {u"expires_in"_s, world.options.tokenLifetimeSeconds},
                         {u"ext_expires_in"_s, world.options.tokenLifetimeSeconds},
                         {u"access_token"_s, QString::fromLatin1(makeJwt(claims, world.entraKey))}});
    answer.setHeader("Cache-Control", "no-store, no-cache");
    return answer;
}

Answer token(const World& world, const Call& call) {
    if (call.method != "POST")
        return entraError(call, 900561, QString::fromLatin1(call.method));
    if (auto refused = checkTenant(call, call.segments.at(0)))
        return *refused;
    if (!call.header("content-type").startsWith("application/x-www-form-urlencoded"))
        return entraError(call, 900144, u"grant_type"_s);
    Form form = readForm(call.body);
    addBasicCredentials(call, form);
    if (!form.duplicate.isEmpty())
        return entraError(call, 90014, form.duplicate);
    for (const QString& name : {u"grant_type"_s, u"client_id"_s, u"scope"_s}) {
        if (form.values.value(name).isEmpty())
            return entraError(call, 900144, name);
    }
    if (form.values.value(u"grant_type"_s) != u"client_credentials"_s)
        return entraError(call, 70003, form.values.value(u"grant_type"_s));
    if (auto refused = checkClient(world, call, form))
        return *refused;
    if (auto refused = checkScope(call, form.values.value(u"scope"_s)))
        return *refused;
    return issueToken(world);
}

Answer discovery(const Call& call) {
    const QString tenant = call.segments.at(0);
    if (auto refused = checkTenant(call, tenant)) {
        QJsonObject body = jsonBody(refused->body).value_or(QJsonObject());
        body.insert(u"error"_s, u"invalid_tenant"_s);
        return jsonAnswer(400, body);
    }
    const QString base = QString::fromUtf8(call.origin) + u"/entra/"_s + demo::k_tenant.toString();
    return jsonAnswer(200, QJsonObject{{u"token_endpoint"_s, base + u"/oauth2/v2.0/token"_s},
                                       {u"authorization_endpoint"_s, base + u"/oauth2/v2.0/authorize"_s},
                                       {u"issuer"_s, base + u"/v2.0"_s},
                                       {u"tenant_region_scope"_s, u"EU"_s},
                                       {u"cloud_instance_name"_s, u"microsoftonline.com"_s}});
}

} // namespace

Answer entraError(const Call& call, int number, const QString& detail) {
    EntraCode code{number, 400, "invalid_request", "The request was refused."};
    for (const EntraCode& known : k_codes) {
        if (known.number == number)
            code = known;
    }
    QString text = QString::fromLatin1(code.text);
    if (text.contains(u"%1"_s))
        text = text.arg(detail);
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd hh:mm:ss'Z'"_s);
    const QString trace = QString::fromLatin1(call.requestId);
    const QString client = QString::fromUtf8(call.header("client-request-id"));
    const QString correlation = client.isEmpty() ? QString::fromLatin1(newGuid()) : client;
    const QString description = u"AADSTS"_s + QString::number(number) + u": "_s + text + u" Trace ID: "_s +
                                trace + u" Correlation ID: "_s + correlation + u" Timestamp: "_s + stamp;
    return jsonAnswer(code.status,
                      QJsonObject{{u"error"_s, QString::fromLatin1(code.error)},
                                  {u"error_description"_s, description},
                                  {u"error_codes"_s, QJsonArray{number}},
                                  {u"timestamp"_s, stamp},
                                  {u"trace_id"_s, trace},
                                  {u"correlation_id"_s, correlation},
                                  {u"error_uri"_s, u"https://login.microsoftonline.com/error?code="_s +
                                                       QString::number(number)}});
}

Answer handleEntra(World& world, const Call& call) {
    const QStringList& path = call.segments;
    if (path.size() == 4 && path.mid(1) == QStringList{u"oauth2"_s, u"v2.0"_s, u"token"_s})
        return token(world, call);
    if (path.size() == 4 &&
        path.mid(1) == QStringList{u"v2.0"_s, u".well-known"_s, u"openid-configuration"_s})
        return discovery(call);
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
    caller.ok = true;
    return caller;
}

} // namespace milepost::sandbox
