// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace milepost {

class Connection;

/// How much a store of ours holds, for support: {"schema", "rows": {TABLE: COUNT}}; nothing of what stands in
/// the rows. Changes nothing. Errors: Kind::Storage.
[[nodiscard]] Result<QJsonObject> storeFacts(const Connection& connection);
/// Of a SQLite file; with its size, "bytes".
[[nodiscard]] Result<QJsonObject> storeFacts(const QString& path);

} // namespace milepost
