// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/jwt.h"

#include <algorithm>

#include <QJsonDocument>

namespace milepost {

QJsonObject jwtClaims(const QByteArray& token) {
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(
        parts.at(1), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QJsonDocument::fromJson(*decoded).object() : QJsonObject();
}

QDateTime jwtTime(const QJsonObject& claims, const QString& name) {
    const QJsonValue value = claims.value(name);
    return value.isDouble() ? QDateTime::fromSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

qint64 renewalMarginSeconds(qint64 lifeSeconds) {
    constexpr qint64 k_usual = 300;
    return std::clamp(lifeSeconds / 10, qint64(0), k_usual);
}

} // namespace milepost
