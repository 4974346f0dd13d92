// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probes.h"

namespace milepost::probes {

/// A report that begins with what the profile lacks: skipped where one of the keys is empty.
[[nodiscard]] ProbeReport begin(ProbeId id, const Profile& profile, const ProbeClients& clients,
                                const QStringList& keys);
/// A clock that is minutes off; "" for one that is not, or not known.
[[nodiscard]] QString skewWarning(std::optional<std::chrono::seconds> skew);
[[nodiscard]] QStringList tenantKeys(const Profile& profile);
[[nodiscard]] QStringList appKeys(const Profile& profile);
/// What the profile's app proves itself with.
[[nodiscard]] SecretPurpose appSecretOf(const Profile& profile);
/// With the error; skipped when it says that this secret was never entered.
[[nodiscard]] ProbeReport failed(ProbeReport report, const Error& error, SecretPurpose secret);
[[nodiscard]] ProbeReport passed(ProbeReport report, const QString& evidence);

} // namespace milepost::probes
