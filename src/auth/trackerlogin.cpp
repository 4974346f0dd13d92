// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/trackerlogin.h"

#include "auth/jwt.h"
#include "base/jsonreader.h"
#include "base/pagewords.h"
#include "base/text.h"

#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_longestMessage = 500;

QByteArray compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

/// "username: This field may not be blank."
QString complaints(const QJsonObject& fields) {
    QStringList lines;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const QString first = it->isArray() ? it->toArray().at(0).toString() : it->toString();
        lines << it.key() + u": "_s + first;
    }
    return lines.join(u"; "_s);
}

void readTokenError(const HttpResponse& response, Error& error) {
    const auto json = parseJson(response.body, Error::Stage::Tracker);
    if (!json) {
        error.code = json.error().code;
        error.detail = json.error().detail;
        if (error.code == "html"_L1) // whose page it is tells who answered
            error.message = elided(wordsOfPage(response.body), k_longestMessage);
        return;
    }
    const QJsonObject body = json->toObject();
    error.code = body.value(u"code"_s).toString();
    error.message = body.value(u"detail"_s).toString();
    if (error.message.isEmpty())
        error.message = complaints(body);
    if (response.status == 400)
        error.code = u"invalid"_s;
    else if (response.status == 503)
        error.code = u"maintenance"_s; // login and refresh are writes: shut while a restore runs
    else if (response.status == 401 && error.code.isEmpty())
        error.code = u"tracker-login"_s;
    else if (response.status ==
             403) // a lock after failed attempts, should it ever come (tracker-contract 1.6)
        error.code = error.message.contains("sign in with"_L1, Qt::CaseInsensitive) ||
                             error.message.contains("password login"_L1, Qt::CaseInsensitive)
                         ? u"sso-enforced"_s
                         : u"tracker-lockout"_s;
}

ApiClient::Options clientOptions(const QUrl& trackerUrl, RetryPolicy retry) {
    ApiClient::Options options;
    options.stage = Error::Stage::Tracker;
    options.origin = originOf(trackerUrl);
    options.readError = readTokenError;
    options.retry = retry;
    return options;
}

QByteArray rootOf(const QUrl& trackerUrl) {
    QByteArray root = trackerUrl.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (root.endsWith('/'))
        root.chop(1);
    return root;
}

} // namespace

TrackerLogin::TrackerLogin(ApiClient::Parts parts, const QUrl& trackerUrl, RetryPolicy retry)
    : m_clock(parts.clock),
      m_root(rootOf(trackerUrl)),
      m_client({parts.transport, nullptr, parts.clock, parts.gate, parts.sink},
               clientOptions(trackerUrl, retry)) {}

Result<TrackerTokens> TrackerLogin::obtain(const QString& user, const Redacted<QString>& password,
                                           std::stop_token stop) {
    return post("/api/token/", compact({{u"username"_s, user}, {u"password"_s, password.reveal()}}), password,
                std::move(stop));
}

Result<TrackerTokens> TrackerLogin::refresh(const Redacted<QString>& token, std::stop_token stop) {
    // In the body in cookie mode too: the tracker takes it, and no cookie jar is needed.
    return post("/api/token/refresh/", compact({{u"refresh"_s, token.reveal()}}), token, std::move(stop));
}

Result<TrackerTokens> TrackerLogin::post(const QByteArray& path, const QByteArray& body,
                                         const Redacted<QString>& secret, std::stop_token stop) {
    ApiClient::Call call;
    call.request.method = "POST";
    call.request.url = QUrl::fromEncoded(m_root + path, QUrl::StrictMode);
    call.request.headers.set("Content-Type", "application/json");
    call.request.body = body;
    call.repeat = Repeat::WhenNotDone;
    call.lane = m_client.origin();
    call.secrets = {Redacted(secret.reveal().toUtf8())};
    const Result<HttpResponse> response = m_client.call(call, std::move(stop));
    if (response)
        return read(*response);
    Error error = response.error();
    // Doubtful is a word about writes in calendars; here an answer that came is one.
    if (error.kind == Error::Kind::Doubtful && error.httpStatus >= 400)
        error.kind = kindOfStatus(error.httpStatus);
    return std::unexpected(std::move(error));
}

Result<TrackerTokens> TrackerLogin::read(const HttpResponse& response) const {
    const auto json = parseJson(response.body, Error::Stage::Tracker);
    if (!json) {
        Error error = json.error();
        error.httpStatus = response.status;
        return std::unexpected(std::move(error));
    }
    const QJsonObject body = json->toObject();
    TrackerTokens tokens;
    tokens.access = Redacted(body.value(u"access"_s).toString().toUtf8());
    tokens.refresh = Redacted(body.value(u"refresh"_s).toString());
    if (tokens.refresh.isEmpty()) {
        tokens.refresh = refreshCookie(response.headers);
        tokens.isByCookie = !tokens.refresh.isEmpty();
    }
    if (tokens.access.isEmpty())
        return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Tracker,
                                         u"the answer holds no access token"_s, u"field"_s));
    // The server's own clock against its own expiry: a wrong clock here does no harm (tracker-contract 9).
    const QJsonObject claims = jwtClaims(tokens.access.reveal());
    const QDateTime serverNow = parseHttpDate(response.headers.value("Date"));
    const QDateTime from = serverNow.isValid() ? serverNow : jwtTime(claims, u"iat"_s);
    const QDateTime ends = jwtTime(claims, u"exp"_s);
    constexpr qint64 k_unknownLife = 300;
    const qint64 life = from.isValid() && ends.isValid() ? from.secsTo(ends) : k_unknownLife;
    tokens.endsUtc = m_clock.utcNow().addSecs(life);
    tokens.renewUtc = tokens.endsUtc.addSecs(-renewalMarginSeconds(life));
    return tokens;
}

Redacted<QString> refreshCookie(const HttpHeaders& headers) {
    for (const QByteArray& cookie : headers.values("Set-Cookie")) {
        const QList<QByteArray> parts = cookie.split(';');
        const QByteArray value = parts.first().mid(parts.first().indexOf('=') + 1).trimmed();
        for (const QByteArray& attribute : parts.mid(1)) {
            const QByteArray text = attribute.trimmed().toLower();
            if (text.startsWith("path=") && text.endsWith("/api/token/") && !value.isEmpty() &&
                value != "\"\"")
                return Redacted(QString::fromLatin1(value));
        }
    }
    return {};
}

} // namespace milepost
