// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"

#include <QDateTime>
#include <QJsonArray>

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
    {700025, 401, "invalid_client",
     "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."},
    {50011, 400, "invalid_request",
     "The redirect URI '%1' specified in the request does not match the redirect URIs configured for the "
     "application."},
    {500112, 400, "invalid_grant", "The reply address does not match the one of the authorization request."},
    {500113, 400, "invalid_request", "No reply address is registered for the application."},
    {50020, 400, "invalid_grant",
     "User account '%1' from another identity provider does not exist in this tenant and cannot access the "
     "application."},
    {50034, 400, "invalid_grant",
     "The user account '%1' does not exist in this directory. To sign into this application, the account "
     "must "
     "be added to the directory."},
    {50057, 400, "invalid_grant", "The user account '%1' is disabled."},
    {50126, 400, "invalid_grant", "Error validating credentials due to invalid username or password."},
    {50194, 400, "invalid_request",
     "Application '%1' is not configured as a multi-tenant application. Use a tenant-specific endpoint."},
    {501481, 400, "invalid_grant",
     "The Code_Verifier does not match the code_challenge supplied in the authorization request."},
    {54005, 400, "invalid_grant",
     "OAuth2 Authorization code was already redeemed. Please retry with a new valid code."},
    {650053, 400, "invalid_client",
     "The application asked for scope '%1' that doesn't exist on the resource "
     "'00000003-0000-0000-c000-000000000000'. Contact the app vendor."},
    {65004, 400, "consent_required", "User declined to consent to access the app '%1'."},
    {70000, 400, "invalid_grant",
     "The provided value for the input parameter '%1' is not valid. It may belong to another client."},
    {700054, 400, "unsupported_response_type", "The response_type is not enabled for the application."},
    {70008, 400, "invalid_grant", "The provided authorization code has expired."},
    {70016, 400, "authorization_pending",
     "OAuth 2.0 device flow error. Authorization is pending. Continue polling."},
    {70017, 400, "authorization_declined", "OAuth 2.0 device flow error. The user has declined."},
    {70018, 400, "bad_verification_code", "OAuth 2.0 device flow error. The device code is not known."},
    {70019, 400, "expired_token", "OAuth 2.0 device flow error. The device code has expired."},
    {9002325, 400, "invalid_request", "Proof Key for Code Exchange with the method S256 is required."},
    {90094, 400, "access_denied",
     "An administrator of the organization must grant '%1' its permissions: the signed-in account is none."},
    {700021, 401, "invalid_client",
     "Client assertion application identifier doesn't match 'client_id' parameter."},
    {700023, 401, "invalid_client", "Client assertion audience claim does not match Realm issuer."},
    {50027, 401, "invalid_client", "JWT token is invalid or malformed."},
    {50012, 401, "invalid_client", "Authentication failed. The client assertion is not valid."},
    {50013, 401, "invalid_client", "Assertion failed signature validation."},
    {50048, 401, "invalid_client", "The 'sub' and 'iss' claims of the client assertion must be the same."},
    {900432, 400, "invalid_request",
     "Confidential Client is not supported in Cross Cloud request: the tenant is of another cloud."},
    {70011, 400, "invalid_scope",
     "The provided request must include a 'scope' input parameter. The provided value for the input "
     "parameter 'scope' is not valid. The scope %1 is not valid."},
    {1002012, 400, "invalid_scope",
     "The provided value for scope %1 is not valid. Client credential flows must have a scope value with "
     "/.default suffixed to the resource identifier (application ID URI)."},
    {500011, 400, "invalid_resource", "The resource principal named %1 was not found in the tenant."},
    {900382, 400, "invalid_request", "Confidential Client is not supported in Cross Cloud request."},
    {90038, 400, "invalid_request", "The tenant's requests are being redirected to the National Cloud."},
    {700030, 401, "invalid_client",
     "Invalid certificate: the subject name in the certificate is not authorized."},
    {650052, 400, "invalid_client",
     "The app needs access to a service that your organization has not subscribed to or enabled."},
    {65001, 400, "invalid_grant",
     "The user or administrator has not consented to use the application. Send an interactive authorization "
     "request for this user and resource."},
    {65002, 400, "invalid_grant",
     "Consent between a first party application and a first party resource must be configured via "
     "preauthorization."},
    {90095, 400, "access_denied", "Admin consent is required; a request for it can be sent."},
    {90006, 503, "temporarily_unavailable", "The external server is temporarily unavailable. Retry."},
    {90012, 504, "temporarily_unavailable", "The request has timed out."},
    {90024, 503, "temporarily_unavailable", "The request budget was exceeded. A transient error."},
    {50033, 503, "temporarily_unavailable", "A retryable error has occurred. Please try again."},
    {53003, 400, "invalid_grant",
     "Access has been blocked by Conditional Access policies. The access policy does not allow token "
     "issuance."},
    {50196, 400, "invalid_request",
     "The server terminated an operation because it encountered a client request loop."},
    {90055, 429, "temporarily_unavailable", "The tenant has exceeded request throttling. Retry later."},
    {90033, 503, "temporarily_unavailable", "A transient error has occurred. Please try again."},
    {50000, 500, "server_error", "There was an error issuing a token or an issue with the sign-in service."},
};

EntraCode codeOf(int number) {
    for (const EntraCode& known : k_codes) {
        if (known.number == number)
            return known;
    }
    return {number, 400, "invalid_request", "The request was refused."};
}

QString stamp() { return QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd hh:mm:ss'Z'"_s); }

QString correlationOf(const Call& call) {
    const QByteArray client = call.header("client-request-id");
    return QString::fromUtf8(client.isEmpty() ? call.requestId : client);
}

} // namespace

QString entraText(const Call& call, int number, const QString& detail) {
    QString text = QString::fromLatin1(codeOf(number).text);
    if (text.contains(u"%1"_s))
        text = text.arg(detail);
    else if (!detail.isEmpty())
        text = detail;
    return u"AADSTS"_s + QString::number(number) + u": "_s + text + u" Trace ID: "_s +
           QString::fromLatin1(call.requestId) + u" Correlation ID: "_s + correlationOf(call) +
           u" Timestamp: "_s + stamp();
}

Answer entraError(const Call& call, int number, const QString& detail) {
    const EntraCode code = codeOf(number);
    return jsonAnswer(code.status,
                      QJsonObject{{u"error"_s, QString::fromLatin1(code.error)},
                                  {u"error_description"_s, entraText(call, number, detail)},
                                  {u"error_codes"_s, QJsonArray{number}},
                                  {u"timestamp"_s, stamp()},
                                  {u"trace_id"_s, QString::fromLatin1(call.requestId)},
                                  {u"correlation_id"_s, correlationOf(call)},
                                  {u"error_uri"_s, u"https://login.microsoftonline.com/error?code="_s +
                                                       QString::number(number)}});
}

} // namespace milepost::sandbox
