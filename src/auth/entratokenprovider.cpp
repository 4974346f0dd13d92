// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/entratokenprovider.h"

#include "auth/appcertificate.h"
#include "auth/entraerrors.h"
#include "auth/jwt.h"
#include "base/futures.h"
#include "base/jsonreader.h"
#include "base/logging.h"

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString k_assertionType = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s;
constexpr qsizetype k_hintLetters = 3; // graph-contract 2.2, as the directory's own hint
constexpr auto k_outsideItsTime = "700024"_L1;

QByteArray encoded(const QString& value) { return QUrl::toPercentEncoding(value); }

ApiClient::Options clientOptions(const EntraTokenProvider::Options& options) {
    ApiClient::Options client;
    client.stage = Error::Stage::Token;
    client.origin = originOf(options.authority);
    client.readError = readEntraError;
    client.retry = options.retry;
    return client;
}

bool isPassing(const Error& error) {
    return error.kind == Error::Kind::Offline || error.kind == Error::Kind::Timeout ||
           error.kind == Error::Kind::Unavailable || error.kind == Error::Kind::Throttled ||
           error.kind == Error::Kind::Doubtful;
}

} // namespace

EntraTokenProvider::EntraTokenProvider(Parts parts, Options options)
    : m_parts(parts),
      m_options(std::move(options)),
      m_gate(parts.clock, 1),
      m_client({parts.transport, nullptr, parts.clock, m_gate, parts.sink}, clientOptions(m_options)) {}

Result<Redacted<QByteArray>> EntraTokenProvider::bearer(std::stop_token stop) {
    const auto isFresh = [this](const Token& token) { return m_parts.clock.utcNow() < token.renewUtc; };
    const auto fetchOne = [this, &stop](const std::optional<Token>& old) { return fetch(old, stop); };
    Result<Token> token = m_token.get(isFresh, fetchOne, stop);
    if (!token)
        return std::unexpected(std::move(token.error()));
    return std::move(token->value);
}

void EntraTokenProvider::reject(const Redacted<QByteArray>& token) {
    m_token.dropIf([&](const Token& current) { return current.value == token; });
}

TokenFacts EntraTokenProvider::facts() const {
    const std::optional<Token> token = m_token.current();
    if (!token)
        return {};
    const QJsonObject claims = jwtClaims(token->value.reveal());
    const auto text = [&claims](const QString& name) { return claims.value(name).toString(); };
    TokenFacts facts;
    for (const QJsonValue role : claims.value(u"roles"_s).toArray())
        facts.roles << role.toString();
    facts.appId = claims.contains(u"appid"_s) ? text(u"appid"_s) : text(u"azp"_s); // tokens of v1 and v2
    facts.tenantId = text(u"tid"_s);
    facts.principalId = text(u"oid"_s);
    facts.issuedUtc = jwtTime(claims, u"iat"_s);
    facts.endsUtc = token->endsUtc;
    facts.byCertificate = text(u"appidacr"_s) == "2"_L1 || text(u"azpacr"_s) == "2"_L1;
    return facts;
}

CredentialMark EntraTokenProvider::credential() const {
    const std::optional<Token> token = m_token.current();
    if (!token)
        return {};
    if (m_options.credential == CredentialKind::Secret)
        return {token->boughtWith.reveal().left(k_hintLetters), {}, {}};
    const auto certificate = appCertificateOf(token->boughtWith);
    return certificate ? CredentialMark{{}, certificate->sha1, certificate->notAfterUtc} : CredentialMark();
}

bool EntraTokenProvider::isBoughtWith(const Redacted<QString>& stored) const {
    const std::optional<Token> token = m_token.current();
    return token && token->boughtWith == stored;
}

Result<EntraTokenProvider::Token> EntraTokenProvider::fetch(const std::optional<Token>& old,
                                                            std::stop_token stop) {
    Result<Token> fetched = ask(std::move(stop));
    if (!fetched && old && isPassing(fetched.error()) && m_parts.clock.utcNow() < old->endsUtc) {
        qCWarning(lcAuth).noquote() << "the token could not be renewed yet:" << fetched.error().summary();
        Token kept = *old;
        kept.renewUtc = std::min(old->endsUtc, m_parts.clock.utcNow().addSecs(30)); // not at every call
        return kept;
    }
    return fetched;
}

Result<EntraTokenProvider::Token> EntraTokenProvider::ask(std::stop_token stop) {
    const bool isBySecret = m_options.credential == CredentialKind::Secret;
    const SecretPurpose purpose = isBySecret ? SecretPurpose::EntraSecret : SecretPurpose::EntraCertificate;
    const auto stored = await(m_parts.secrets.read(entraKey(m_options.profile, purpose, m_options.authority,
                                                            m_options.tenantId, m_options.customGraphRoot),
                                                   stop));
    if (!stored)
        return std::unexpected(stored.error());
    ApiClient::Call call;
    call.request.method = "POST";
    call.request.url =
        QUrl(m_options.authority.toString() + u'/' + m_options.tenantId + u"/oauth2/v2.0/token"_s);
    call.request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    // QUrlQuery would leave "+" alone, which a form reads as a space (graph-contract 1.1).
    call.request.body = "client_id=" + encoded(m_options.clientId) + "&scope=" + encoded(m_options.scope) +
                        "&grant_type=client_credentials";
    call.repeat = Repeat::Freely; // asking twice changes nothing there
    call.lane = m_client.origin();
    const QDateTime askedUtc = m_parts.clock.utcNow();
    const Result<HttpResponse> response = isBySecret
                                              ? askBySecret(std::move(call), *stored, std::move(stop))
                                              : askByCertificate(std::move(call), *stored, std::move(stop));
    if (response)
        return read(*response, askedUtc, *stored);
    return std::unexpected(explained(response.error(), *stored));
}

Error EntraTokenProvider::explained(Error error, const Redacted<QString>& stored) const {
    if (error.isCancelled())
        return error;
    error.stage = error.httpStatus == 0 ? error.stage : Error::Stage::Token;
    error.about.insert(u"configured_tenant"_s, m_options.tenantId);
    const bool isBySecret = m_options.credential == CredentialKind::Secret;
    error.about.insert(u"credential"_s, isBySecret ? u"secret"_s : u"certificate"_s);
    if (isBySecret)
        return error;
    error.about.insert(u"fresh_assertion"_s, true); // one for each attempt
    if (const auto certificate = appCertificateOf(stored)) {
        error.about.insert(u"cert_not_before"_s, toIsoUtc(certificate->notBeforeUtc));
        error.about.insert(u"cert_not_after"_s, toIsoUtc(certificate->notAfterUtc));
    }
    return error;
}

QJsonObject EntraTokenProvider::about(const Redacted<QByteArray>& token) const {
    const QJsonObject claims = jwtClaims(token.reveal());
    QJsonObject about{{u"configured_tenant"_s, m_options.tenantId}};
    if (claims.isEmpty())
        return about;
    QJsonObject told;
    for (const QString& name : {u"roles"_s, u"scp"_s, u"tid"_s, u"oid"_s, u"aud"_s, u"iat"_s, u"exp"_s})
        if (claims.contains(name))
            told.insert(name, claims.value(name));
    // A token of an app that may nothing, or that the tenant does not know, leaves these out.
    if (!told.contains(u"roles"_s) && !told.contains(u"scp"_s))
        told.insert(u"roles"_s, QJsonArray());
    if (!told.contains(u"oid"_s))
        told.insert(u"oid"_s, QJsonValue());
    about.insert(u"token"_s, told);
    return about;
}

Result<HttpResponse> EntraTokenProvider::askBySecret(ApiClient::Call call, const Redacted<QString>& secret,
                                                     std::stop_token stop) {
    call.request.body += "&client_secret=" + encoded(secret.reveal());
    call.secrets = {Redacted(secret.reveal().toUtf8())};
    return m_client.call(call, std::move(stop));
}

Result<HttpResponse> EntraTokenProvider::askByCertificate(ApiClient::Call call,
                                                          const Redacted<QString>& stored,
                                                          std::stop_token stop) {
    const auto certificate = appCertificateOf(stored);
    if (!certificate)
        return std::unexpected(certificate.error());
    call.request.body += "&client_assertion_type=" + encoded(k_assertionType) + "&client_assertion=";
    std::chrono::seconds ahead{0};
    call.once = [&](HttpRequest& request) {
        ahead = clockSkew().value_or(0s);
        auto assertion = clientAssertion(*certificate, m_options.clientId, request.url.toString(),
                                         m_parts.clock.utcNow().addSecs(ahead.count()));
        if (assertion)
            request.body += assertion->reveal(); // of letters that a form leaves alone
        return assertion;
    };
    Result<HttpResponse> response = m_client.call(call, stop);
    const bool isOutsideItsTime = !response && response.error().code == k_outsideItsTime;
    if (isOutsideItsTime && clockSkew().value_or(0s) != ahead) // what refused it has told its time
        response = m_client.call(call, std::move(stop));
    return response;
}

Result<EntraTokenProvider::Token> EntraTokenProvider::read(const HttpResponse& response,
                                                           const QDateTime& askedUtc,
                                                           const Redacted<QString>& boughtWith) const {
    const auto json = parseJson(response.body, Error::Stage::Token);
    if (!json)
        return std::unexpected(json.error());
    const QJsonObject body = json->toObject();
    // A span and not a time of day, so a wrong clock here does no harm. A number in the contract, a string of
    // digits in the answers of the older endpoint.
    const qint64 life = body.value(u"expires_in"_s).toVariant().toLongLong();
    const QByteArray value = body.value(u"access_token"_s).toString().toUtf8();
    if (value.isEmpty() || life <= 0)
        return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Token,
                                         u"the answer holds no access_token with expires_in"_s, u"field"_s));
    return Token{Redacted(value), askedUtc.addSecs(life - renewalMarginSeconds(life)), askedUtc.addSecs(life),
                 boughtWith};
}

} // namespace milepost
