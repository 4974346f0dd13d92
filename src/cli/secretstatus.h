// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/outcome.h"
#include "cli/session.h"

namespace milepost::cli {

/// One row of the documents of `secret`; nothing in it is secret. An invalid time is not known.
[[nodiscard]] QJsonObject secretJson(SecretPurpose purpose, const QString& state, const QString& origin,
                                     const QDateTime& expiresUtc = {});

/// Which secrets there are, when each expires, and what is under way with them. `asksEntra`: where the
/// profile and the secret do not say it. The sources that others keep are not read: reading is a use (law
/// 10).
[[nodiscard]] Outcome secretStatus(Session& session, bool asksEntra);

/// The profile says from now on that its client secret expires on this day; "": not known. The day of a
/// former secret says nothing about the next one.
[[nodiscard]] Result<void> keepSecretExpiry(Session& session, const Profile& profile, const QString& day);

} // namespace milepost::cli
