// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

#include <QByteArray>
#include <QJsonObject>

namespace milepost::sandbox {

/// A signed token (HS256) as both simulated issuers hand them out.
[[nodiscard]] QByteArray makeJwt(const QJsonObject& claims, const QByteArray& key);

/// The claims when the signature is ours; expiry is the caller's business.
[[nodiscard]] std::optional<QJsonObject> readJwt(const QByteArray& token, const QByteArray& key);

} // namespace milepost::sandbox
