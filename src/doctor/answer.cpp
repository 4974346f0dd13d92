// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/answer.h"

#include "base/text.h"
#include "tracker/trackererrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_mostTries = 32;

bool isPage(const QByteArray& body) {
    const QByteArray start = body.left(512).trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<head") ||
           start.startsWith("<body") || (start.startsWith('<') && start.contains("<html")) ||
           start.startsWith("<center>") || start.startsWith("<h1>") || start.startsWith("<title>") ||
           start.startsWith("<script") || start.startsWith("<meta");
}

Shape shapeOf(const QJsonObject& json) {
    if (json.value("responses"_L1).isArray())
        return Shape::Batch;
    if (json.contains("error_description"_L1) || json.contains("error_codes"_L1))
        return Shape::Entra;
    if (json.value("error"_L1).isObject() || json.contains("odata.error"_L1))
        return Shape::Graph;
    return Shape::Json;
}

/// The query of a redirect back from Microsoft's pages reads like a form.
QJsonObject fromForm(QByteArray text) {
    const qsizetype from = text.indexOf('?');
    if (from >= 0)
        text = text.mid(from + 1);
    if (const qsizetype fragment = text.indexOf('#'); fragment >= 0)
        text = fragment == 0 ? text.mid(1) : text.left(fragment);
    if (!text.contains("error=") || text.contains('\n'))
        return {};
    QUrlQuery query(QString::fromUtf8(text.replace('+', "%20")));
    QJsonObject json;
    for (const auto& items = query.queryItems(QUrl::FullyDecoded); const auto& [name, value] : items)
        json.insert(name, value);
    return json.contains("error"_L1) ? json : QJsonObject();
}

/// A list or an object that stops before its end, in an answer that should hold the whole of it. What is
/// found inside is a row, not the answer.
bool isCutOff(const Failure& failure) {
    const QByteArray body = failure.body.trimmed();
    const bool isFine = failure.status >= 200 && failure.status < 300;
    const bool isOpen = body.startsWith('[') || body.startsWith("{\"");
    return isFine && isOpen && !body.endsWith(body.startsWith('[') ? ']' : '}');
}

/// How much a child says about why the batch failed.
int weightOf(int status) {
    if (status < 400)
        return 0;
    return status == 424 ? 1 : 2;
}

Answer childOf(const QJsonObject& child) {
    Answer answer;
    answer.status = child.value("status"_L1).toInt();
    answer.isChild = true;
    const QJsonObject headers = child.value("headers"_L1).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        answer.headers.set(it.key().toLatin1(), it->toString().toUtf8());
    const QJsonValue body = child.value("body"_L1);
    if (body.isString()) // other than JSON comes as base64
        answer.body = QByteArray::fromBase64(body.toString().toLatin1());
    else
        answer.body = QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    answer.json = body.toObject();
    answer.shape =
        body.isString() ? (isPage(answer.body) ? Shape::Page : Shape::Words) : shapeOf(answer.json);
    return answer;
}

Answer worstChild(const Answer& batch) {
    const QJsonArray children = batch.json.value("responses"_L1).toArray();
    QJsonObject worst;
    for (const QJsonValue child : children)
        if (weightOf(child.toObject().value("status"_L1).toInt()) >
            weightOf(worst.value("status"_L1).toInt()))
            worst = child.toObject();
    return worst.isEmpty() ? batch : childOf(worst);
}

} // namespace

QJsonObject jsonWithin(const QByteArray& text) {
    qsizetype at = text.indexOf('{');
    for (qsizetype tries = 0; at >= 0 && tries < k_mostTries; ++tries, at = text.indexOf('{', at + 1)) {
        QJsonParseError fault;
        QJsonDocument document = QJsonDocument::fromJson(text.mid(at), &fault);
        if (fault.error == QJsonParseError::GarbageAtEnd)
            document = QJsonDocument::fromJson(text.mid(at, fault.offset), &fault);
        if (fault.error == QJsonParseError::NoError && !document.object().isEmpty())
            return document.object();
    }
    return {};
}

Answer answerOf(const Failure& failure) {
    Answer answer{Shape::Words, failure.status, failure.headers, failure.body, {}};
    const QByteArray start = failure.body.left(256).trimmed();
    if (start.isEmpty())
        answer.shape = Shape::Empty;
    else if (isPage(failure.body))
        answer.shape = Shape::Page;
    else if (answer.json = QJsonDocument::fromJson(failure.body).object(); answer.json.isEmpty()) {
        answer.json = fromForm(failure.body.trimmed());
        if (answer.json.isEmpty() && !isCutOff(failure))
            answer.json = jsonWithin(failure.body);
    }
    if (answer.shape == Shape::Empty)
        answer.json = fromForm(failure.address.toUtf8());
    if (!answer.json.isEmpty())
        answer.shape = answer.json.contains("error"_L1) && failure.stage == Error::Stage::Consent
                           ? Shape::Entra
                           : shapeOf(answer.json);
    return answer.shape == Shape::Batch ? worstChild(answer) : answer;
}

QString wordsOfPage(const QByteArray& page) {
    HttpResponse response;
    response.status = 500;
    response.body = page.trimmed();
    if (!response.body.startsWith('<'))
        return collapsed(QString::fromUtf8(page));
    Error error;
    tracker::readTrackerError(response, error);
    return error.message;
}

} // namespace milepost::doctor
