// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <utility>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace milepost::sandbox {

enum class Area { None, Entra, Graph, Tracker, Staging, Control };
[[nodiscard]] QString toString(Area area);

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// One request, top level or child of a batch. A plain value.
struct Call {
    Area area = Area::None;
    bool isChild = false;
    QByteArray method;
    QByteArray rawPath;                       ///< as sent, with the area's prefix
    QByteArray rawQuery;                      ///< as sent, without '?'
    QStringList segments;                     ///< behind the area's prefix, each percent-decoded
    QList<std::pair<QString, QString>> query; ///< decoded, '+' read as a space
    QHash<QByteArray, QByteArray> headers;    ///< lower-case names; repeated ones joined by ", "
    QByteArray body;
    QByteArray origin;    ///< scheme://host:port as the client dialled it
    QByteArray requestId; ///< ours, sent back

    [[nodiscard]] std::optional<QString> parameter(QStringView name) const;
    [[nodiscard]] QByteArray header(const QByteArray& lowerName) const { return headers.value(lowerName); }
    /// The user segment of a Graph path, lower case; empty when the path names none.
    [[nodiscard]] QString mailboxInPath() const;
};

/// Splits a raw target into the members of a Call; the other members stay as they are.
void readTarget(Call& call, const QByteArray& target);
[[nodiscard]] QList<std::pair<QString, QString>> decodeForm(const QByteArray& text);

struct Answer {
    /// What becomes of the connection while this answer is sent.
    enum class Cut { None, BeforeFirstByte, InsideBody };

    int status = 200;
    Headers headers;
    QByteArray body;
    Cut cut = Cut::None;

    void setHeader(const QByteArray& name, const QByteArray& value);
    [[nodiscard]] QByteArray header(const QByteArray& name) const;
};

[[nodiscard]] Answer jsonAnswer(int status, const QJsonValue& body);
[[nodiscard]] QByteArray toJson(const QJsonValue& value);
/// The object in a body, or nothing when it is not a JSON object.
[[nodiscard]] std::optional<QJsonObject> jsonBody(const QByteArray& body);
[[nodiscard]] QByteArray newGuid();
/// As in a Date header.
[[nodiscard]] QByteArray httpDate(int skewSeconds);

} // namespace milepost::sandbox
