// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/journaltypes.h"

#include <QJsonDocument>
#include <QSqlQuery>

/// How values stand in the journal's columns, and how its statements end. Used by the files that implement
/// journalrows.h alone.
namespace milepost::journalforms {

[[nodiscard]] inline Result<void> done(const Result<QSqlQuery>& query) {
    if (!query)
        return std::unexpected(query.error());
    return {};
}

/// Never null, which columns refuse.
[[nodiscard]] inline QString fromText(const QString& text) {
    return text.isNull() ? QStringLiteral("") : text;
}
[[nodiscard]] inline QString fromTime(const QDateTime& time) {
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}
[[nodiscard]] inline QDateTime toTime(const QString& text) {
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}
[[nodiscard]] inline QString fromObject(const QJsonObject& object) {
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
[[nodiscard]] inline QJsonObject toObject(const QString& text) {
    return QJsonDocument::fromJson(text.toUtf8()).object();
}
[[nodiscard]] inline QString fromArray(const QJsonArray& array) {
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}
[[nodiscard]] inline QJsonArray toArray(const QString& text) {
    return QJsonDocument::fromJson(text.toUtf8()).array();
}

/// "" for none.
[[nodiscard]] inline QString fromTag(const std::optional<Tag>& tag) {
    return tag ? tag->toString() : QStringLiteral("");
}
[[nodiscard]] inline QString fromFields(const std::vector<Field>& fields) {
    QStringList names;
    for (const Field field : fields)
        names << toString(field);
    return names.isEmpty() ? QStringLiteral("") : names.join(u',');
}
[[nodiscard]] inline std::vector<Field> toFields(const QString& text) {
    std::vector<Field> fields;
    for (const QString& name : text.split(u',', Qt::SkipEmptyParts))
        if (const auto field = fieldFromString(name))
            fields.push_back(*field);
    return fields;
}

/// The value whose name it is; `fallback` for a name that this version does not know.
template <class E>
[[nodiscard]] E fromName(const QString& name, std::initializer_list<E> values, E fallback) {
    for (const E value : values)
        if (toString(value) == name)
            return value;
    return fallback;
}
[[nodiscard]] inline RunStatus toStatus(const QString& name) {
    using enum RunStatus;
    return fromName(
        name, {Running, Interrupted, Succeeded, Partial, RunStatus::Failed, Incomplete, Cancelled, Refused},
        Interrupted);
}
[[nodiscard]] inline IntentState toState(const QString& name) {
    using enum IntentState;
    return fromName(name, {Open, Done, Failed, Doubtful, Cancelled}, Doubtful);
}
[[nodiscard]] inline Verb toVerb(const QString& name) {
    return fromName(name, {Verb::Create, Verb::Update, Verb::Delete}, Verb::Update);
}

} // namespace milepost::journalforms
