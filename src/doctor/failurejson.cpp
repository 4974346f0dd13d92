// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/causes.h"
#include "doctor/failure.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QJsonValue& value) {
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return value.toString().toUtf8();
}

int statusOf(const QJsonValue& value) {
    const int status = value.isString() ? value.toString().left(3).toInt() : value.toInt();
    return status >= 100 && status < 600 ? status : 0;
}

Error::Stage stageNamed(const QString& name) {
    for (const auto stage : {Error::Stage::Token, Error::Stage::Consent, Error::Stage::Graph,
                             Error::Stage::Tracker, Error::Stage::Transport})
        if (toString(stage).compare(name, Qt::CaseInsensitive) == 0)
            return stage;
    return Error::Stage::None;
}

/// An object of name and value, or a list of pairs, or lines.
HttpHeaders headersOf(const QJsonValue& value) {
    HttpHeaders headers;
    const QJsonObject fields = value.toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        if (it->isArray()) {
            for (const QJsonArray values = it->toArray(); const QJsonValue one : values)
                headers.add(it.key().toLatin1(), one.toString().toUtf8());
        } else {
            headers.add(it.key().toLatin1(),
                        it->isDouble() ? QByteArray::number(it->toInteger()) : it->toString().toUtf8());
        }
    for (const QJsonArray lines = value.toArray(); const QJsonValue line : lines) {
        const QJsonObject pair = line.toObject();
        const QString text = line.isObject()
                                 ? pair.value("name"_L1).toString() + u':' + pair.value("value"_L1).toString()
                                 : line.toString();
        headers.add(text.section(u':', 0, 0).trimmed().toLatin1(), text.section(u':', 1).trimmed().toUtf8());
    }
    return headers;
}

/// A document of milepostctl that says what went wrong has its cause already; it is kept.
Failure fromOwnError(const QJsonObject& error) {
    Failure failure;
    failure.status = statusOf(error.value("status"_L1));
    const QString cause = error.value("cause"_L1).toString();
    const QString code = error.value("code"_L1).toString();
    const QJsonObject answer{{u"code"_s, doctor::isCause(cause) ? cause : code},
                             {u"message"_s, error.value("message"_L1).toString()},
                             {u"innerError"_s, QJsonObject{{u"request-id"_s, error.value("requestId"_L1)}}}};
    failure.body = QJsonDocument(QJsonObject{{u"error"_s, answer}}).toJson();
    failure.message = error.value("detail"_L1).toString();
    return failure;
}

bool hasAny(const QJsonObject& json, std::initializer_list<QLatin1StringView> names) {
    return std::ranges::any_of(names, [&](QLatin1StringView name) { return json.contains(name); });
}

/// A failure as a whole, not the answer in it.
bool isRecord(const QJsonObject& json) {
    return hasAny(json, {"request"_L1, "body"_L1, "headers"_L1, "context"_L1, "stage"_L1, "response"_L1}) ||
           (json.contains("status"_L1) && !hasAny(json, {"error"_L1, "detail"_L1, "title"_L1}));
}

Failure fromRecord(const QJsonObject& json) {
    Failure failure;
    const QJsonObject request = json.value("request"_L1).toObject();
    const QJsonObject response =
        json.value("response"_L1).isObject() ? json.value("response"_L1).toObject() : json;
    const auto asked = [&](QLatin1StringView name) {
        const QString inside = request.value(name).toString();
        return inside.isEmpty() ? json.value(name).toString() : inside;
    };
    failure.stage = stageNamed(json.value("stage"_L1).toString());
    failure.method = asked("method"_L1).toUpper().toLatin1();
    for (const QLatin1StringView name : {"url"_L1, "path"_L1, "target"_L1, "uri"_L1})
        if (failure.address.isEmpty())
            failure.address = asked(name);
    failure.requestBody = bytesOf(request.value("body"_L1));
    failure.status = statusOf(response.value("status"_L1));
    failure.headers = headersOf(response.value("headers"_L1));
    failure.body = bytesOf(response.value("body"_L1));
    for (const QLatin1StringView name :
         {"transport"_L1, "message"_L1, "exception"_L1, "transport_message"_L1, "error"_L1})
        if (failure.message.isEmpty())
            failure.message = json.value(name).toString();
    failure.context = json.value("context"_L1).toObject();
    if (const QJsonObject headers = request.value("headers"_L1).toObject();
        !headers.isEmpty() && !failure.context.contains("request_had_authorization_header"_L1))
        for (auto it = headers.begin(); it != headers.end(); ++it)
            if (it.key().compare("Authorization"_L1, Qt::CaseInsensitive) == 0)
                failure.context.insert(u"request_had_authorization_header"_s, true);
    return failure;
}

} // namespace

Failure failureFromJson(const QJsonObject& json) {
    const QJsonObject error = json.value("error"_L1).toObject();
    Failure failure;
    if (error.contains("cause"_L1) && error.contains("remedy"_L1))
        failure = fromOwnError(error);
    else if (isRecord(json))
        failure = fromRecord(json);
    else
        failure.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    const QJsonValue id = json.value("id"_L1);
    failure.id = id.isDouble() ? QString::number(id.toInteger()) : id.toString();
    return failure;
}

} // namespace milepost
