// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/jwt.h"

#include "sandbox/call.h"

#include <QMessageAuthenticationCode>

namespace milepost::sandbox {

namespace {

constexpr auto k_encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signature(const QByteArray& signedPart, const QByteArray& key) {
    return QMessageAuthenticationCode::hash(signedPart, key, QCryptographicHash::Sha256).toBase64(k_encoding);
}

} // namespace

QByteArray makeJwt(const QJsonObject& claims, const QByteArray& key) {
    const QByteArray header = QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(k_encoding);
    const QByteArray signedPart = header + '.' + toJson(claims).toBase64(k_encoding);
    return signedPart + '.' + signature(signedPart, key);
}

std::optional<QJsonObject> readJwt(const QByteArray& token, const QByteArray& key) {
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 || signature(parts.at(0) + '.' + parts.at(1), key) != parts.at(2))
        return std::nullopt;
    return jsonBody(QByteArray::fromBase64(parts.at(1), k_encoding));
}

} // namespace milepost::sandbox
