// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Entra and the tracker answer to a login, and the fields of a header that pace us.

#include "auth/entraerrors.h"
#include "auth/jwt.h"
#include "base/clock.h"
#include "fuzzing.h"
#include "http/retrypolicy.h"

#include <QTimeZone>

using namespace milepost;
using namespace Qt::StringLiterals;

void attack(const QByteArray& bytes) {
    const QJsonObject claims = jwtClaims(bytes);
    for (const QString& name : {u"exp"_s, u"iat"_s}) {
        const QDateTime at = jwtTime(claims, name);
        require(claims.contains(name) || !at.isValid(), "a time comes from a claim that is there");
        require(!at.isValid() || at.timeSpec() == Qt::UTC, "a claim's time is UTC");
    }
    const QDateTime now(QDate(2026, 11, 22), QTime(13, 15), QTimeZone::utc());
    const std::chrono::milliseconds wait = parseRetryAfter(bytes, now);
    require(wait.count() >= 0, "no wait is shorter than none");
    require(wait <= std::chrono::hours(24 * 366 * 10'000), "no wait is longer than a date can say");
    for (const int status : {400, 401, 500}) {
        HttpResponse response;
        response.status = status;
        response.headers.set("Retry-After", bytes);
        response.body = bytes;
        Error error = makeError(Error::Kind::Auth, Error::Stage::Token, {});
        error.httpStatus = status;
        readEntraError(response, error);
        require(!error.summary().contains(u'\n'), "an error is one line of a log");
    }
}
