// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"
#include "sandbox/jwt.h"
#include "sandbox/tracker.h"
#include "sandbox/world.h"

#include <QDateTime>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QByteArray issue(const World& world, const TrackerData& data, const TrackerAccount& account,
                 const QString& type) {
    const bool isAccess = type == u"access"_s;
    const qint64 now = world.nowSeconds();
    const qint64 life = isAccess ? world.options.accessLifetimeSeconds : world.options.refreshLifetimeSeconds;
    QJsonObject claims{{u"token_type"_s, type},
                       {u"exp"_s, now + life},
                       {u"iat"_s, now},
                       {u"jti"_s, QString::fromLatin1(newGuid()).remove(u'-')},
                       {u"user_id"_s, QString::number(account.id)}};
    if (isAccess)
        claims.insert(u"sandbox_generation"_s, data.tokenGeneration);
    return makeJwt(claims, data.key);
}

/// Access and refresh token by the mode that the tracker runs in (tracker-contract 1.1).
Answer tokenPair(const World& world, const TrackerData& data, const TrackerAccount& account) {
    QJsonObject body{{u"access"_s, QString::fromLatin1(issue(world, data, account, u"access"_s))}};
    const QByteArray refresh = issue(world, data, account, u"refresh"_s);
    if (!data.cookieMode) {
        body.insert(u"refresh"_s, QString::fromLatin1(refresh));
        return jsonAnswer(200, body);
    }
    Answer answer = jsonAnswer(200, body);
    answer.setHeader("Set-Cookie", "refresh_token=" + refresh +
                                       "; expires=" + httpDate(world.options.dateSkewSeconds + 2592000) +
                                       "; HttpOnly; Max-Age=2592000; Path=/api/token/; SameSite=Lax; Secure");
    return answer;
}

/// Fields of a JSON or form body; broken JSON is an empty one, as the tracker reads it.
QHash<QString, QString> fields(const Call& call) {
    QHash<QString, QString> values;
    if (call.header("content-type").startsWith("application/x-www-form-urlencoded")) {
        for (const auto& [key, value] : decodeForm(call.body))
            values.insert(key, value);
        return values;
    }
    const QJsonObject body = jsonBody(call.body).value_or(QJsonObject());
    for (auto it = body.begin(); it != body.end(); ++it)
        values.insert(it.key(), it.value().toString());
    return values;
}

std::optional<Answer> checkMediaType(const Call& call) {
    const QByteArray type = call.header("content-type").split(';').first().trimmed();
    if (type.isEmpty() || type == "application/json" || type == "application/x-www-form-urlencoded" ||
        type == "multipart/form-data" || call.body.isEmpty())
        return std::nullopt;
    return trackerError(415, u"Unsupported media type \""_s + QString::fromUtf8(type) + u"\" in request."_s);
}

/// 400 with a field map when one of the names is missing or blank.
std::optional<Answer> requireFields(const QHash<QString, QString>& values, const QStringList& names) {
    QJsonObject errors;
    for (const QString& name : names) {
        if (!values.contains(name))
            errors.insert(name, QJsonArray{u"This field is required."_s});
        else if (values.value(name).isEmpty())
            errors.insert(name, QJsonArray{u"This field may not be blank."_s});
    }
    if (errors.isEmpty())
        return std::nullopt;
    return jsonAnswer(400, errors);
}

Answer obtain(const World& world, const TrackerData& data, const Call& call) {
    const auto values = fields(call);
    if (auto refused = requireFields(values, {u"username"_s, u"password"_s}))
        return *refused;
    const QString name = values.value(u"username"_s);
    const TrackerAccount* found = nullptr;
    int matches = 0;
    for (const TrackerAccount& account : data.accounts) {
        if (account.username == name) {
            found = &account;
            matches = 1;
            break;
        }
        if (name.contains(u'@') && account.email.compare(name, Qt::CaseInsensitive) == 0) {
            found = &account;
            ++matches;
        }
    }
    if (matches != 1 || !found->isActive || found->isDeleted ||
        found->password != values.value(u"password"_s))
        return trackerError(401, u"No active account found with the given credentials"_s);
    return tokenPair(world, data, *found);
}

QString cookieToken(const Call& call) {
    for (const QByteArray& part : call.header("cookie").split(';')) {
        if (part.trimmed().startsWith("refresh_token="))
            return QString::fromUtf8(part.trimmed().mid(14));
    }
    return {};
}

/// Why a token will not do, in the tracker's words; empty when it will.
QString tokenFault(const World& world, const std::optional<QJsonObject>& claims, const QString& type) {
    if (!claims)
        return u"Token is invalid"_s;
    if (claims->value(u"exp"_s).toInteger() <= world.nowSeconds())
        return u"Token is expired"_s;
    if (!type.isEmpty() && claims->value(u"token_type"_s).toString() != type)
        return u"Token has wrong type"_s;
    return {};
}

Answer refresh(World& world, TrackerData& data, const Call& call) {
    QString token = fields(call).value(u"refresh"_s);
    if (token.isEmpty())
        token = cookieToken(call);
    if (token.isEmpty())
        return jsonAnswer(400, QJsonObject{{u"refresh"_s, QJsonArray{u"This field is required."_s}}});
    const auto claims = readJwt(token.toUtf8(), data.key);
    if (const QString fault = tokenFault(world, claims, u"refresh"_s); !fault.isEmpty())
        return trackerError(401, fault, u"token_not_valid"_s);
    const QString jti = claims->value(u"jti"_s).toString();
    if (data.blacklist.contains(jti))
        return trackerError(401, u"Token is blacklisted"_s, u"token_not_valid"_s);
    const TrackerAccount* account = data.account(claims->value(u"user_id"_s).toString().toLongLong());
    if (!account || !account->isActive || account->isDeleted)
        return trackerError(401, u"No active account found for the given token."_s);
    data.blacklist.insert(jti); // rotation without a grace period
    return tokenPair(world, data, *account);
}

Answer verify(const World& world, const TrackerData& data, const Call& call) {
    const auto values = fields(call);
    if (auto refused = requireFields(values, {u"token"_s}))
        return *refused;
    const QString fault = tokenFault(world, readJwt(values.value(u"token"_s).toUtf8(), data.key), {});
    return fault.isEmpty() ? jsonAnswer(200, QJsonObject()) : trackerError(401, fault, u"token_not_valid"_s);
}

} // namespace

Answer handleTrackerToken(World& world, TrackerData& data, const Call& call) {
    if (call.method != "POST")
        return methodNotAllowed(call, "POST, OPTIONS");
    if (auto refused = checkMediaType(call))
        return *refused;
    const QString action = call.segments.value(2);
    Answer answer;
    if (action.isEmpty())
        answer = obtain(world, data, call);
    else if (action == u"refresh"_s)
        answer = refresh(world, data, call);
    else if (action == u"verify"_s)
        answer = verify(world, data, call);
    else
        answer.status = action == u"logout"_s ? 204 : 404;
    answer.setHeader("Allow", "POST, OPTIONS");
    return answer;
}

TrackerCaller authenticateTracker(World& world, TrackerData& data, const Call& call) {
    TrackerCaller caller;
    const QByteArray header = call.header("authorization");
    if (!header.startsWith("Bearer ")) {
        caller.refusal = trackerError(401, u"Authentication credentials were not provided."_s);
        return caller;
    }
    const auto claims = readJwt(header.mid(7).trimmed(), data.key);
    QString fault = tokenFault(world, claims, u"access"_s);
    if (fault.isEmpty() && claims->value(u"sandbox_generation"_s).toInteger() < data.tokenGeneration)
        fault = u"Token is expired"_s;
    if (!fault.isEmpty()) {
        const QJsonObject message{
            {u"token_class"_s, u"AccessToken"_s}, {u"token_type"_s, u"access"_s}, {u"message"_s, fault}};
        caller.refusal =
            jsonAnswer(401, QJsonObject{{u"detail"_s, u"Given token not valid for any token type"_s},
                                        {u"code"_s, u"token_not_valid"_s},
                                        {u"messages"_s, QJsonArray{message}}});
        caller.refusal.setHeader("WWW-Authenticate", "Bearer realm=\"api\"");
        return caller;
    }
    const TrackerAccount* account = data.account(claims->value(u"user_id"_s).toString().toLongLong());
    if (!account || account->isDeleted)
        caller.refusal = trackerError(401, u"User not found"_s, u"user_not_found"_s);
    else if (!account->isActive)
        caller.refusal = trackerError(401, u"User is inactive"_s, u"user_inactive"_s);
    else
        caller.account = account;
    return caller;
}

} // namespace milepost::sandbox
