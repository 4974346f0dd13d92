// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/circumstances.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

bool isOneOf(const QString& text, std::initializer_list<QLatin1StringView> words) {
    return std::ranges::any_of(
        words, [&](QLatin1StringView word) { return text.compare(word, Qt::CaseInsensitive) == 0; });
}

QString textOf(const QJsonValue& value) {
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString().trimmed();
}

std::optional<int> statusOf(const QJsonValue& value) {
    if (value.isBool())
        return value.toBool() ? 200 : 403;
    if (value.isObject())
        return statusOf(value.toObject().value("status"_L1));
    const QString text = textOf(value);
    static const QRegularExpression number(u"\\b([1-5]\\d\\d)\\b"_s);
    if (const auto found = number.match(text); found.hasMatch())
        return found.captured(1).toInt();
    if (isOneOf(text, {"ok"_L1, "works"_L1, "success"_L1, "succeeds"_L1, "succeeded"_L1, "found"_L1}))
        return 200;
    if (isOneOf(text, {"denied"_L1, "forbidden"_L1, "refused"_L1}))
        return 403;
    if (isOneOf(text, {"not found"_L1, "missing"_L1, "unknown"_L1}))
        return 404;
    return std::nullopt;
}

/// ISO 8601, with or without its zone (then UTC), or seconds since 1970.
QDateTime timeOf(const QJsonValue& value) {
    if (value.isDouble())
        return QDateTime::fromSecsSinceEpoch(value.toInteger(), Qt::UTC);
    QString text = value.toString().trimmed();
    if (bool isNumber = false; text.toLongLong(&isNumber) > 0 && isNumber)
        return QDateTime::fromSecsSinceEpoch(text.toLongLong(), Qt::UTC);
    if (text.size() > 10 && text.at(10) == u' ')
        text[10] = u'T';
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

QJsonObject tokenOf(const QJsonObject& json) { return json.value("token"_L1).toObject(); }

} // namespace

bool Circumstances::has(QLatin1StringView key) const {
    const QJsonValue value = m_json.value(key);
    return !value.isUndefined() && !value.isNull();
}

std::optional<int> Circumstances::status(QLatin1StringView key) const { return statusOf(m_json.value(key)); }

std::optional<bool> Circumstances::flag(QLatin1StringView key) const {
    const QJsonValue value = m_json.value(key);
    if (value.isBool())
        return value.toBool();
    const QString text = textOf(value);
    if (isOneOf(text, {"true"_L1, "yes"_L1, "1"_L1, "ok"_L1}))
        return true;
    if (isOneOf(text, {"false"_L1, "no"_L1, "0"_L1}))
        return false;
    return std::nullopt;
}

QString Circumstances::text(QLatin1StringView key) const { return textOf(m_json.value(key)); }

std::optional<double> Circumstances::number(QLatin1StringView key) const {
    const QJsonValue value = m_json.value(key);
    if (value.isDouble())
        return value.toDouble();
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QStringList Circumstances::list(QLatin1StringView key) const {
    const QJsonValue value = m_json.value(key);
    QStringList texts;
    const QJsonArray values = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue one : values) {
        const QJsonObject object = one.toObject();
        const QJsonValue named = object.contains("url"_L1)        ? object.value("url"_L1)
                                 : object.contains("location"_L1) ? object.value("location"_L1)
                                                                  : object.value("to"_L1);
        if (const QString text = textOf(one.isObject() ? named : one); !text.isEmpty())
            texts << text;
    }
    return texts;
}

QDateTime Circumstances::time(QLatin1StringView key) const { return timeOf(m_json.value(key)); }

bool Circumstances::hasToken() const { return m_json.value("token"_L1).isObject(); }

bool Circumstances::hasClaim(QLatin1StringView name) const { return tokenOf(m_json).contains(name); }

QString Circumstances::claim(QLatin1StringView name) const {
    const QJsonValue value = tokenOf(m_json).value(name);
    return value.isArray() ? value.toArray().first().toString() : textOf(value);
}

QDateTime Circumstances::claimTime(QLatin1StringView name) const {
    return timeOf(tokenOf(m_json).value(name));
}

std::optional<QStringList> Circumstances::roles() const {
    const QJsonObject token = tokenOf(m_json);
    if (!token.contains("roles"_L1))
        return std::nullopt;
    const QJsonValue value = token.value("roles"_L1);
    if (value.isString())
        return value.toString().split(u' ', Qt::SkipEmptyParts);
    QStringList roles;
    for (const QJsonArray values = value.toArray(); const QJsonValue one : values)
        roles << one.toString();
    return roles;
}

} // namespace milepost::doctor
