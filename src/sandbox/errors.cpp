// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QString usualCode(int status) {
    switch (status) {
    case 401:
        return u"InvalidAuthenticationToken"_s;
    case 403:
        return u"ErrorAccessDenied"_s;
    case 404:
        return u"ErrorItemNotFound"_s;
    case 409:
    case 412:
        return u"ErrorIrresolvableConflict"_s;
    case 429:
        return u"ApplicationThrottled"_s;
    case 500:
        return u"ErrorInternalServerError"_s;
    case 503:
        return u"ErrorMailboxStoreUnavailable"_s;
    default:
        return u"UnknownError"_s;
    }
}

} // namespace

Answer graphError(const Call& call, int status, const QString& code, const QString& message,
                  const QJsonObject& annotations) {
    const QString clientId = QString::fromUtf8(call.header("client-request-id"));
    QJsonObject error = annotations;
    error.insert(u"code"_s, code);
    error.insert(u"message"_s, message);
    error.insert(u"innerError"_s,
                 QJsonObject{{u"date"_s, QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss"_s)},
                             {u"request-id"_s, QString::fromLatin1(call.requestId)},
                             {u"client-request-id"_s,
                              clientId.isEmpty() ? QString::fromLatin1(call.requestId) : clientId}});
    return jsonAnswer(status, QJsonObject{{u"error"_s, error}});
}

Answer graphError(const Call& call, const Refusal& refusal) {
    return graphError(call, refusal.status, refusal.code, refusal.message, refusal.annotations);
}

Answer trackerError(int status, const QString& detail, const QString& code) {
    QJsonObject body{{u"detail"_s, detail}};
    if (!code.isEmpty())
        body.insert(u"code"_s, code);
    Answer answer = jsonAnswer(status, body);
    if (status == 401)
        answer.setHeader("WWW-Authenticate", "Bearer realm=\"api\"");
    return answer;
}

Answer areaError(const Call& call, int status, const QString& code, const QString& message) {
    if (call.area == Area::Tracker || call.area == Area::Staging)
        return trackerError(status, message.isEmpty() ? u"Simulated fault."_s : message, code);
    const QString text =
        message.isEmpty() ? u"The request could not be carried out (simulated fault)."_s : message;
    if (call.area == Area::Entra)
        return jsonAnswer(status,
                          QJsonObject{{u"error"_s, code.isEmpty() ? u"temporarily_unavailable"_s : code},
                                      {u"error_description"_s, text}});
    return graphError(call, status, code.isEmpty() ? usualCode(status) : code, text);
}

} // namespace milepost::sandbox
