// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/migrations.h"

#include <QDateTime>
#include <QString>

namespace milepost {

/// Makes a SQLite file ready for use: creates it private, checks its health, brings it to the newest
/// schema. Nothing is ever lost: a damaged file is copied to PATH.corrupt-TIME and refused, one with a newer
/// schema or of another program is refused as it is, and before a migration a copy is made at
/// PATH.before-VERSION-TIME. `now` names the copies.
[[nodiscard]] Result<void> prepareDatabase(const QString& path, const std::vector<Migration>& steps,
                                           const QDateTime& nowUtc);

/// The refusal of a database whose schema this build does not know.
[[nodiscard]] Error newerSchema(const QString& path, int version, int newest);

} // namespace milepost
