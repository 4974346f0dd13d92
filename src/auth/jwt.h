// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

namespace milepost {

/// The claims of a JSON Web Token, for diagnostics and expiry: nothing is verified. {} when it is none.
[[nodiscard]] QJsonObject jwtClaims(const QByteArray& token);
/// A claim in seconds since 1970 ("exp", "iat"); invalid when absent.
[[nodiscard]] QDateTime jwtTime(const QJsonObject& claims, const QString& name);

/// How long before its end a token is renewed: five minutes, or a tenth of a short life.
[[nodiscard]] qint64 renewalMarginSeconds(qint64 lifeSeconds);

} // namespace milepost
