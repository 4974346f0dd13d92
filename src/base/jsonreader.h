// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <functional>
#include <optional>

#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace milepost {

/// Reads a JSON object into values. The first fault is kept with its path ("[3].project: a number is
/// expected, found a string"), later reads go on with empty values, and finish() tells. Unknown members are
/// ignored; a member that is absent and one that is null are the same (tracker-contract 9). Never throws.
class JsonReader {
public:
    JsonReader(QJsonObject object, QString path) : m_object(std::move(object)), m_path(std::move(path)) {}

    [[nodiscard]] qint64 requiredInt(QLatin1StringView key);
    [[nodiscard]] std::optional<qint64> optionalInt(QLatin1StringView key);
    [[nodiscard]] QString requiredString(QLatin1StringView key);
    [[nodiscard]] QString string(QLatin1StringView key); ///< "" when absent
    [[nodiscard]] bool requiredBool(QLatin1StringView key);
    [[nodiscard]] bool boolean(QLatin1StringView key, bool fallback);
    [[nodiscard]] std::optional<QDate> optionalDate(QLatin1StringView key); ///< yyyy-MM-dd
    [[nodiscard]] QDateTime timestamp(QLatin1StringView key);               ///< ISO 8601; invalid when absent
    [[nodiscard]] QJsonObject object(QLatin1StringView key);                ///< {} when absent
    [[nodiscard]] QJsonArray array(QLatin1StringView key);                  ///< [] when absent

    [[nodiscard]] const QJsonObject& json() const { return m_object; }
    [[nodiscard]] const QString& path() const { return m_path; }
    /// The first fault, or nothing. Kind Malformed; the caller adds the stage.
    [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }
    void fail(QLatin1StringView key, const QString& expected, const QJsonValue& found);

private:
    [[nodiscard]] std::optional<QJsonValue> present(QLatin1StringView key) const;

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> m_fault;
};

/// Parses text that must be a JSON document. HTML, an empty body and a truncated one are Malformed errors
/// whose code is "html", "empty" or "json" (tracker-contract 0, graph-contract 8).
[[nodiscard]] Result<QJsonValue> parseJson(const QByteArray& body, Error::Stage stage);

/// Reads an array of objects; the first faulty row makes the whole reading fail (law 2).
template <class T>
[[nodiscard]] Result<std::vector<T>> readRows(const QJsonArray& rows, const QString& path,
                                              const std::function<T(JsonReader&)>& read) {
    std::vector<T> values;
    values.reserve(static_cast<size_t>(rows.size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonValue row = rows.at(i);
        JsonReader reader(row.toObject(), path + u'[' + QString::number(i) + u']');
        if (!row.isObject())
            reader.fail(QLatin1StringView(), QStringLiteral("an object"), row);
        T value = read(reader);
        if (reader.fault())
            return std::unexpected(*reader.fault());
        values.push_back(std::move(value));
    }
    return values;
}

} // namespace milepost
