// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/jsonreader.h"

#include <cmath>

#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString typeName(const QJsonValue& value) {
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"a boolean"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"a string"_s;
    case QJsonValue::Array:
        return u"an array"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        return u"nothing"_s;
    }
    return {};
}

bool isWhole(const QJsonValue& value) {
    return value.isDouble() && std::trunc(value.toDouble()) == value.toDouble();
}

} // namespace

std::optional<QJsonValue> JsonReader::present(QLatin1StringView key) const {
    const auto it = m_object.constFind(key);
    if (it == m_object.constEnd() || it->isNull())
        return std::nullopt;
    return *it;
}

void JsonReader::fail(QLatin1StringView key, const QString& expected, const QJsonValue& found) {
    if (m_fault)
        return;
    const QString where = key.isEmpty() ? m_path : m_path + u'.' + key;
    m_fault = makeError(Error::Kind::Malformed, Error::Stage::None,
                        u"%1: %2 is expected, found %3"_s.arg(where, expected, typeName(found)), u"field"_s);
}

qint64 JsonReader::requiredInt(QLatin1StringView key) {
    const auto value = optionalInt(key);
    if (!value)
        fail(key, u"a whole number"_s, m_object.value(key));
    return value.value_or(0);
}

std::optional<qint64> JsonReader::optionalInt(QLatin1StringView key) {
    const auto value = present(key);
    if (!value)
        return std::nullopt;
    if (!isWhole(*value)) {
        fail(key, u"a whole number"_s, *value);
        return std::nullopt;
    }
    return value->toInteger();
}

QString JsonReader::requiredString(QLatin1StringView key) {
    const auto value = present(key);
    if (!value || !value->isString())
        fail(key, u"a string"_s, m_object.value(key));
    return value ? value->toString() : QString();
}

QString JsonReader::string(QLatin1StringView key) {
    const auto value = present(key);
    if (!value)
        return {};
    if (!value->isString())
        fail(key, u"a string"_s, *value);
    return value->toString();
}

bool JsonReader::requiredBool(QLatin1StringView key) {
    const auto value = present(key);
    if (!value || !value->isBool())
        fail(key, u"a boolean"_s, m_object.value(key));
    return value && value->toBool();
}

bool JsonReader::boolean(QLatin1StringView key, bool fallback) {
    const auto value = present(key);
    if (!value)
        return fallback;
    if (!value->isBool())
        fail(key, u"a boolean"_s, *value);
    return value->toBool(fallback);
}

std::optional<QDate> JsonReader::optionalDate(QLatin1StringView key) {
    const auto value = present(key);
    if (!value)
        return std::nullopt;
    const QDate date = QDate::fromString(value->toString(), Qt::ISODate);
    if (!date.isValid()) {
        fail(key, u"a date (yyyy-MM-dd)"_s, *value);
        return std::nullopt;
    }
    return date;
}

QDateTime JsonReader::timestamp(QLatin1StringView key) {
    const auto value = present(key);
    if (!value)
        return {};
    const QDateTime time = QDateTime::fromString(value->toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        fail(key, u"a time (ISO 8601)"_s, *value);
    return time.toUTC();
}

QJsonObject JsonReader::object(QLatin1StringView key) {
    const auto value = present(key);
    if (value && !value->isObject())
        fail(key, u"an object"_s, *value);
    return value ? value->toObject() : QJsonObject();
}

QJsonArray JsonReader::array(QLatin1StringView key) {
    const auto value = present(key);
    if (value && !value->isArray())
        fail(key, u"an array"_s, *value);
    return value ? value->toArray() : QJsonArray();
}

Result<QJsonValue> parseJson(const QByteArray& body, Error::Stage stage) {
    const QByteArray start = body.left(256).trimmed();
    if (start.isEmpty())
        return std::unexpected(
            makeError(Error::Kind::Malformed, stage, u"the answer is empty"_s, u"empty"_s));
    if (start.startsWith('<'))
        return std::unexpected(
            makeError(Error::Kind::Malformed, stage, u"the answer is a web page, not JSON"_s, u"html"_s));
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(body, &fault);
    if (fault.error != QJsonParseError::NoError)
        return std::unexpected(
            makeError(Error::Kind::Malformed, stage,
                      u"the answer is not JSON: %1 at byte %2 of %3"_s.arg(
                          fault.errorString(), QString::number(fault.offset), QString::number(body.size())),
                      u"json"_s));
    if (document.isArray())
        return QJsonValue(document.array());
    return QJsonValue(document.object());
}

} // namespace milepost
