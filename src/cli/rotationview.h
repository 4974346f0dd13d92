// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/rotation.h"

#include <QJsonObject>

namespace milepost::cli {

/// Rotations in words and as JSON; no value of a secret is in either.
[[nodiscard]] QString progressSaid(const RotationProgress& progress);
/// When the old one goes away, and who does that.
[[nodiscard]] QString removalSaid(const RotationOutcome& outcome, bool isEntra);
[[nodiscard]] QString leftoverSaid(const RotatedSecret& left);
[[nodiscard]] QJsonObject rotationJson(const RotationOutcome& outcome, bool isEntra);

} // namespace milepost::cli
