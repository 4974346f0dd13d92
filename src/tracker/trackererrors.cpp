// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/trackererrors.h"

#include "base/jsonreader.h"
#include "base/pagewords.h"
#include "base/text.h"

#include <QStringList>

namespace milepost::tracker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_longestMessage = 500;

/// "percentage: Ensure …; date: …"
QString complaints(const QJsonObject& fields) {
    QStringList parts;
    for (auto it = fields.constBegin(); it != fields.constEnd(); ++it) {
        QStringList texts;
        const QJsonArray list = it->isArray() ? it->toArray() : QJsonArray{*it};
        for (const QJsonValue text : list)
            if (text.isString())
                texts << text.toString();
        if (!texts.isEmpty())
            parts << it.key() + u": "_s + texts.join(u' ');
    }
    return parts.join(u"; "_s);
}

QString codeOf(int status, const QJsonObject& answer, const QString& detail) {
    const QString own = answer.value("code"_L1).toString();
    if (!own.isEmpty())
        return own;
    if (status == 503 && detail.contains("maintenance"_L1, Qt::CaseInsensitive))
        return codes::k_maintenance;
    if (status == 403 && detail.contains("password login is disabled"_L1, Qt::CaseInsensitive))
        return codes::k_ssoEnforced;
    // A gateway's 404 carries other members; the tracker's carries this one alone.
    if (status == 404 && answer.size() == 1)
        return codes::k_noRow;
    return {};
}

void readObject(const QJsonObject& answer, Error& error) {
    const QJsonValue detail = answer.value("detail"_L1);
    if (detail.isString()) {
        error.message = detail.toString();
        error.code = codeOf(error.httpStatus, answer, error.message);
    } else if (answer.value("error"_L1).isString()) {
        error.message = answer.value("error"_L1).toString();
    } else if (answer.contains("checks"_L1)) {
        error.code = codes::k_notReady;
        error.message = complaints(answer);
    } else {
        error.message = complaints(answer);
        if (!error.message.isEmpty())
            error.code = codes::k_invalid;
    }
}

} // namespace

void readTrackerError(const HttpResponse& response, Error& error) {
    error.httpStatus = response.status;
    error.requestId = QString::fromUtf8(response.headers.value("X-Request-ID"));
    const Result<QJsonValue> json = parseJson(response.body, Error::Stage::Tracker);
    if (json && json->isObject()) {
        readObject(json->toObject(), error);
    } else if (!json) {
        error.code = json.error().code; // html, empty or json
        if (error.code == codes::k_html)
            error.message = wordsOfPage(response.body);
    }
    error.message = elided(error.message, k_longestMessage);
}

} // namespace milepost::tracker
