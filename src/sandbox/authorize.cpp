// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"
#include "sandbox/pages.h"
#include "sandbox/signin.h"
#include "sandbox/world.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr qint64 k_codeSeconds = 600;

/// An authorization request that may be answered by a redirect.
struct Request {
    QString clientId;
    QString redirectUri;
    QString state;
    QString challenge;
    Scopes scopes;

    [[nodiscard]] Answer refuse(const Call& call, const QString& error, int number,
                                const QString& detail = {}) const {
        return redirectTo(redirectUri, {{u"error"_s, error},
                                        {u"error_description"_s, entraText(call, number, detail)},
                                        {u"state"_s, state}});
    }
};

/// What is wrong with who asks; nothing of it may travel to an address that nobody registered.
std::optional<Answer> checkSender(const World& world, const Call& call, Request& request) {
    if (call.segments.first() == u"common"_s || call.segments.first() == u"organizations"_s)
        return troublePage(call, 50194, request.clientId);
    if (const auto refused = checkTenant(call, call.segments.first()))
        return troublePage(call, 90002, call.segments.first());
    const Application* app = clientOf(world, request.clientId);
    if (!app)
        return troublePage(call, 700016, request.clientId);
    request.clientId = app->appId;
    if (!isRegistered(*app, request.redirectUri))
        return troublePage(call, 50011, request.redirectUri);
    return std::nullopt;
}

std::optional<Answer> checkWishes(const Call& call, const Request& request) {
    if (call.parameter(u"response_type") != u"code"_s)
        return request.refuse(call, u"unsupported_response_type"_s, 700054);
    // S256 of a verifier is 43 characters; the plain method is not taken.
    if (request.challenge.size() != 43 || call.parameter(u"code_challenge_method") != u"S256"_s)
        return request.refuse(call, u"invalid_request"_s, 9002325);
    if (!request.scopes.unknown.isEmpty())
        return request.refuse(call, u"invalid_client"_s, 650053, request.scopes.unknown);
    if (request.scopes.names.isEmpty())
        return request.refuse(call, u"invalid_request"_s, 900144, u"scope"_s);
    return std::nullopt;
}

Answer redirectWithCode(World& world, const Request& request, const DirectoryUser& user) {
    const QString code = u"1.AXoA"_s + QString::fromLatin1(newGuid()) + u"~-_."_s;
    world.signIns.codes.insert(code,
                               {{request.clientId, user.id, request.scopes.names, request.scopes.offline},
                                request.redirectUri,
                                request.challenge,
                                world.nowSeconds() + k_codeSeconds,
                                false});
    return redirectTo(request.redirectUri, {{u"code"_s, code},
                                            {u"state"_s, request.state},
                                            {u"session_state"_s, QString::fromLatin1(newGuid())}});
}

QString challengeOf(const QString& verifier) {
    return QString::fromLatin1(QCryptographicHash::hash(verifier.toUtf8(), QCryptographicHash::Sha256)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace

Answer handleAuthorize(World& world, const Call& call) {
    Request request;
    request.clientId = call.parameter(u"client_id").value_or(QString());
    request.redirectUri = call.parameter(u"redirect_uri").value_or(QString());
    request.state = call.parameter(u"state").value_or(QString());
    request.challenge = call.parameter(u"code_challenge").value_or(QString());
    request.scopes = readScopes(call, call.parameter(u"scope").value_or(QString()));
    if (const auto page = checkSender(world, call, request))
        return *page;
    if (const auto refused = checkWishes(call, request))
        return *refused;
    const Visit person = visit(world, call, call.segments.first());
    if (person.page)
        return *person.page;
    const bool mayConsent = person.user->isAdministrator || !needsAdministrator(request.scopes.names);
    if (!person.accepted && !mayConsent)
        return approvalPage(entraText(call, 90094, request.clientId), person.session);
    if (!person.accepted)
        return questionPage(u"Permissions requested"_s, request.scopes.names, person.session);
    if (!*person.accepted || !mayConsent)
        return request.refuse(call, u"access_denied"_s, mayConsent ? 65004 : 90094, request.clientId);
    return redirectWithCode(world, request, *person.user);
}

Answer redeemCode(World& world, const Call& call, const Form& form) {
    const auto found = world.signIns.codes.find(form.values.value(u"code"_s));
    if (found == world.signIns.codes.end() ||
        found->permit.clientId.compare(form.values.value(u"client_id"_s), Qt::CaseInsensitive) != 0)
        return entraError(call, 70000, u"code"_s);
    if (std::exchange(found->isUsed, true)) // a try that fails has used it too
        return entraError(call, 54005);
    if (found->end <= world.nowSeconds())
        return entraError(call, 70008);
    if (found->redirectUri != form.values.value(u"redirect_uri"_s))
        return entraError(call, 500112);
    if (challengeOf(form.values.value(u"code_verifier"_s)) != found->challenge)
        return entraError(call, 501481);
    if (form.values.contains(u"client_secret"_s))
        return entraError(call, 700025);
    const Permit permit = found->permit;
    return delegatedToken(world, permit);
}

} // namespace milepost::sandbox
