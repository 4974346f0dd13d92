// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/signin.h"

#include "auth/consent.h"
#include "auth/entraerrors.h"
#include "auth/jwt.h"
#include "auth/redirectlistener.h"
#include "base/jsonreader.h"
#include "base/loopback.h"

#include <array>

#include <QCryptographicHash>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray encoded(const QString& value) { return QUrl::toPercentEncoding(value); }

/// The words that the polling for a device code branches on; their numbers vary.
void readSignInError(const HttpResponse& response, Error& error) {
    static constexpr std::array k_words{"authorization_pending"_L1, "slow_down"_L1,
                                        "authorization_declined"_L1, "expired_token"_L1,
                                        "bad_verification_code"_L1};
    readEntraError(response, error);
    const auto json = parseJson(response.body, Error::Stage::Token);
    const QString word = json ? json->toObject().value(u"error"_s).toString() : QString();
    for (const QLatin1StringView known : k_words)
        if (word == known)
            error.code = word;
}

ApiClient::Options clientOptions(const SignIn::Options& options) {
    ApiClient::Options client;
    client.stage = Error::Stage::Token;
    client.origin = originOf(options.authority);
    client.readError = readSignInError;
    client.retry = options.retry;
    return client;
}

/// A page for a sign-in is secured, or of this computer alone.
bool mayBeOpened(const QUrl& page) {
    return page.scheme() == "https"_L1 || (page.scheme() == "http"_L1 && isLoopbackHost(page.host()));
}

Error malformed(const QString& detail) {
    return makeError(Error::Kind::Malformed, Error::Stage::Token, detail, u"field"_s);
}

} // namespace

Result<Redacted<QByteArray>> DelegatedBearer::bearer(std::stop_token) {
    const std::scoped_lock lock(m_mutex);
    if (!m_token.value.isEmpty() && m_clock.utcNow() < m_token.endsUtc)
        return m_token.value;
    return std::unexpected(makeError(Error::Kind::Auth, Error::Stage::Token,
                                     u"the sign-in has ended; sign in again"_s, u"token-expired"_s));
}

void DelegatedBearer::reject(const Redacted<QByteArray>& token) {
    const std::scoped_lock lock(m_mutex);
    if (m_token.value == token)
        m_token.value = {};
}

QString challengeOf(const QString& verifier) {
    return QString::fromLatin1(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

PkcePair makePkce() {
    const QString verifier = randomWord();
    return {Redacted(verifier), challengeOf(verifier)};
}

SignIn::SignIn(Parts parts, Options options)
    : m_parts(parts),
      m_options(std::move(options)),
      m_gate(parts.clock, 1),
      m_client({parts.transport, nullptr, parts.clock, m_gate, parts.sink}, clientOptions(m_options)) {}

QUrl SignIn::authorizeUrl(const QString& redirectUri, const QString& state, const QString& challenge) const {
    const QByteArray url = m_options.authority.toEncoded() + '/' + encoded(m_options.tenantId) +
                           "/oauth2/v2.0/authorize?client_id=" + encoded(m_options.publicClientId) +
                           "&response_type=code&response_mode=query&redirect_uri=" + encoded(redirectUri) +
                           "&scope=" + encoded(m_options.scopes.join(u' ')) + "&state=" + encoded(state) +
                           "&code_challenge=" + encoded(challenge) +
                           "&code_challenge_method=S256&prompt=select_account";
    return QUrl::fromEncoded(url, QUrl::StrictMode);
}

Result<DelegatedToken> SignIn::redeem(const QUrlQuery& redirect, const QString& redirectUri,
                                      const Redacted<QString>& verifier, std::stop_token stop) {
    if (auto refusal = refusalIn(redirect))
        return std::unexpected(std::move(*refusal));
    const QString code = redirect.queryItemValue(u"code"_s, QUrl::FullyDecoded);
    if (code.isEmpty())
        return std::unexpected(malformed(u"the sign-in page answered without a code"_s));
    const QDateTime askedUtc = m_parts.clock.utcNow();
    const auto body = post(u"token"_s,
                           "grant_type=authorization_code&client_id=" + encoded(m_options.publicClientId) +
                               "&code=" + encoded(code) + "&redirect_uri=" + encoded(redirectUri) +
                               "&code_verifier=" + encoded(verifier.reveal()),
                           Repeat::WhenNotDone, // a code is good for one time
                           {Redacted(code.toUtf8()), Redacted(verifier.reveal().toUtf8())}, std::move(stop));
    return body ? tokenFrom(*body, askedUtc) : std::unexpected(body.error());
}

Result<DeviceCode> SignIn::beginDevice(std::stop_token stop) {
    const QDateTime askedUtc = m_parts.clock.utcNow();
    const auto body = post(u"devicecode"_s,
                           "client_id=" + encoded(m_options.publicClientId) +
                               "&scope=" + encoded(m_options.scopes.join(u' ')),
                           Repeat::Freely, {}, std::move(stop));
    if (!body)
        return std::unexpected(body.error());
    const auto text = [&body](const QString& name) { return body->value(name).toString(); };
    const qint64 life = body->value(u"expires_in"_s).toVariant().toLongLong();
    const QUrl page(text(u"verification_uri"_s), QUrl::StrictMode);
    if (text(u"device_code"_s).isEmpty() || text(u"user_code"_s).isEmpty() || life <= 0 || !mayBeOpened(page))
        return std::unexpected(malformed(u"the answer holds no device_code with its page and its life"_s));
    const qint64 interval = body->value(u"interval"_s).toVariant().toLongLong();
    return DeviceCode{Redacted(text(u"device_code"_s)), text(u"user_code"_s), page,
                      interval > 0 ? std::chrono::seconds(interval) : 5s, askedUtc.addSecs(life)};
}

Result<DelegatedToken> SignIn::awaitDevice(const DeviceCode& code, std::stop_token stop) {
    std::chrono::seconds interval = code.interval;
    const QByteArray form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=" +
                            encoded(m_options.publicClientId) +
                            "&device_code=" + encoded(code.deviceCode.reveal());
    while (m_parts.clock.utcNow() < code.endsUtc) {
        if (const auto slept = m_parts.clock.sleep(interval, stop); !slept)
            return std::unexpected(slept.error());
        const QDateTime askedUtc = m_parts.clock.utcNow();
        const auto body =
            post(u"token"_s, form, Repeat::Freely, {Redacted(code.deviceCode.reveal().toUtf8())}, stop);
        if (body)
            return tokenFrom(*body, askedUtc);
        Error error = body.error();
        if (error.code == "slow_down"_L1)
            interval += 5s; // RFC 8628
        else if (error.code == "authorization_declined"_L1)
            error.code = u"consent-declined"_s;
        else if (error.code == "expired_token"_L1)
            break;
        else if (error.code == "authorization_pending"_L1)
            continue;
        if (error.code != "slow_down"_L1)
            return std::unexpected(std::move(error));
    }
    return std::unexpected(makeError(Error::Kind::Timeout, Error::Stage::Token,
                                     u"nobody entered the code before it expired; begin again"_s,
                                     u"sign-in-expired"_s));
}

Result<QJsonObject> SignIn::post(const QString& endpoint, const QByteArray& form, Repeat repeat,
                                 const std::vector<Redacted<QByteArray>>& secrets, std::stop_token stop) {
    ApiClient::Call call;
    call.request.method = "POST";
    call.request.url =
        QUrl(m_options.authority.toString() + u'/' + m_options.tenantId + u"/oauth2/v2.0/"_s + endpoint);
    call.request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    call.request.body = form;
    call.repeat = repeat;
    call.lane = m_client.origin();
    call.secrets = secrets;
    const auto response = m_client.call(call, std::move(stop));
    if (!response)
        return std::unexpected(response.error());
    const auto json = parseJson(response->body, Error::Stage::Token);
    if (!json)
        return std::unexpected(json.error());
    return json->toObject();
}

Result<DelegatedToken> SignIn::tokenFrom(const QJsonObject& body, const QDateTime& askedUtc) const {
    const QByteArray value = body.value(u"access_token"_s).toString().toUtf8();
    const qint64 life = body.value(u"expires_in"_s).toVariant().toLongLong();
    if (value.isEmpty() || life <= 0)
        return std::unexpected(malformed(u"the answer holds no access_token with expires_in"_s));
    const QJsonObject claims = jwtClaims(value);
    const QString name = claims.value(u"upn"_s).toString();
    return DelegatedToken{Redacted(value), askedUtc.addSecs(life),
                          body.value(u"scope"_s).toString().split(u' ', Qt::SkipEmptyParts),
                          claims.value(u"tid"_s).toString(),
                          name.isEmpty() ? claims.value(u"unique_name"_s).toString() : name};
}

} // namespace milepost
