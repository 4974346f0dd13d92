// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/entratokenprovider.h"

#include "auth/entraerrors.h"
#include "auth/jwt.h"
#include "base/futures.h"
#include "base/jsonreader.h"
#include "base/logging.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

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

QStringList EntraTokenProvider::roles() const {
    const std::optional<Token> token = m_token.current();
    QStringList roles;
    if (token)
        for (const QJsonValue role : jwtClaims(token->value.reveal()).value(u"roles"_s).toArray())
            roles << role.toString();
    return roles;
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
    const auto secret = await(
        m_parts.secrets.read(entraKey(m_options.profile, SecretPurpose::EntraSecret, m_options.authority,
                                      m_options.tenantId, m_options.customGraphRoot),
                             stop));
    if (!secret)
        return std::unexpected(secret.error());
    ApiClient::Call call;
    call.request.method = "POST";
    call.request.url =
        QUrl(m_options.authority.toString() + u'/' + m_options.tenantId + u"/oauth2/v2.0/token"_s);
    call.request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    // QUrlQuery would leave "+" alone, which a form reads as a space (graph-contract 1.1).
    call.request.body = "client_id=" + encoded(m_options.clientId) + "&scope=" + encoded(m_options.scope) +
                        "&client_secret=" + encoded(secret->reveal()) + "&grant_type=client_credentials";
    call.repeat = Repeat::Freely; // asking twice changes nothing there
    call.lane = m_client.origin();
    call.secrets = {Redacted(secret->reveal().toUtf8())};
    const QDateTime askedUtc = m_parts.clock.utcNow();
    const Result<HttpResponse> response = m_client.call(call, std::move(stop));
    if (response)
        return read(*response, askedUtc);
    Error error = response.error();
    if (!error.isCancelled())
        error.stage = error.httpStatus == 0 ? error.stage : Error::Stage::Token;
    return std::unexpected(std::move(error));
}

Result<EntraTokenProvider::Token> EntraTokenProvider::read(const HttpResponse& response,
                                                           const QDateTime& askedUtc) const {
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
    return Token{Redacted(value), askedUtc.addSecs(life - renewalMarginSeconds(life)),
                 askedUtc.addSecs(life)};
}

} // namespace milepost
