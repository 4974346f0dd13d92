// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/call.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

QString toString(Area area) {
    switch (area) {
    case Area::None:
        return u"none"_s;
    case Area::Entra:
        return u"entra"_s;
    case Area::Graph:
        return u"graph"_s;
    case Area::Tracker:
        return u"tracker"_s;
    case Area::Staging:
        return u"staging"_s;
    case Area::Control:
        return u"control"_s;
    }
    return {};
}

namespace {

Area areaOf(const QByteArray& first) {
    if (first == "entra")
        return Area::Entra;
    if (first == "graph")
        return Area::Graph;
    if (first == "tracker")
        return Area::Tracker;
    if (first == "staging")
        return Area::Staging;
    return first == "_sandbox" ? Area::Control : Area::None;
}

QString decoded(QByteArray text, bool plusIsSpace) {
    if (plusIsSpace)
        text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

} // namespace

std::optional<QString> Call::parameter(QStringView name) const {
    for (const auto& [key, value] : query) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

QString Call::mailboxInPath() const {
    if (area != Area::Graph || segments.size() < 3 ||
        segments.at(1).compare(u"users"_s, Qt::CaseInsensitive) != 0)
        return {};
    return segments.at(2).toLower();
}

QList<std::pair<QString, QString>> decodeForm(const QByteArray& text) {
    QList<std::pair<QString, QString>> pairs;
    if (text.isEmpty())
        return pairs;
    for (const QByteArray& part : text.split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const QByteArray key = equals < 0 ? part : part.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        pairs.append({decoded(key, true), decoded(value, true)});
    }
    return pairs;
}

void readTarget(Call& call, const QByteArray& target) {
    const qsizetype mark = target.indexOf('?');
    call.rawPath = mark < 0 ? target : target.left(mark);
    call.rawQuery = mark < 0 ? QByteArray() : target.mid(mark + 1);
    call.query = decodeForm(call.rawQuery);
    QList<QByteArray> parts = call.rawPath.split('/');
    parts.removeFirst();
    call.area = parts.isEmpty() ? Area::None : areaOf(parts.first());
    call.segments.clear();
    if (call.area != Area::None)
        parts.removeFirst();
    for (const QByteArray& part : parts)
        call.segments.append(decoded(part, false));
    if (!call.segments.isEmpty() && call.segments.last().isEmpty())
        call.segments.removeLast();
}

void Answer::setHeader(const QByteArray& name, const QByteArray& value) {
    for (auto& header : headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0) {
            header.second = value;
            return;
        }
    }
    headers.append({name, value});
}

QByteArray Answer::header(const QByteArray& name) const {
    for (const auto& header : headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return header.second;
    }
    return {};
}

QByteArray toJson(const QJsonValue& value) {
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

Answer jsonAnswer(int status, const QJsonValue& body) {
    Answer answer;
    answer.status = status;
    answer.body = toJson(body);
    answer.setHeader("Content-Type", "application/json");
    return answer;
}

std::optional<QJsonObject> jsonBody(const QByteArray& body) {
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

QByteArray newGuid() { return QUuid::createUuid().toByteArray(QUuid::WithoutBraces); }

QByteArray httpDate(int skewSeconds) {
    const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(skewSeconds);
    return QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace milepost::sandbox
