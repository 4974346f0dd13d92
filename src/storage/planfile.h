// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace milepost {

/// Plan files, 0600 (law 3). Written whole or not at all.
[[nodiscard]] Result<void> writePlanFile(const QString& path, const QJsonObject& document);
/// Errors: Kind::Storage when it cannot be read or is longer than any plan; Kind::Refused, code "plan-stale",
/// when it is no JSON object (line and column said). What the object means is readPlanFile()'s to judge.
[[nodiscard]] Result<QJsonObject> loadPlanFile(const QString& path);

} // namespace milepost
