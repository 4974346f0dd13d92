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

/// What an attempt to buy a token says of the app: its tenant knows it, or not.
[[nodiscard]] ProbeReport judgedApp(ProbeReport report, const Profile& profile,
                                    const Result<Redacted<QByteArray>>& token, const QStringList& roles);
/// What the same attempt says of the credential; how long it lasts is read where that can be.
[[nodiscard]] ProbeReport judgedCredential(ProbeReport report, const Profile& profile,
                                           const ProbeClients& clients,
                                           const Result<Redacted<QByteArray>>& token, std::stop_token stop);
/// The tenant let the app through to the look at its secret, and refused that.
[[nodiscard]] bool refusesCredential(const Error& error);

/// May users be looked up? Asked about somebody who cannot be: the answer counts, not the user. What came
/// instead of an answer, to this one question too.
[[nodiscard]] std::optional<Error> refusalOfDirectory(GraphClient& graph, std::stop_token stop);

/// Calendars that come near the profile's: in what each differs, and in which group it stands.
[[nodiscard]] std::vector<CalendarNote> calendarNotes(const std::vector<Calendar>& calendars,
                                                      const Profile& profile, const ProbeClients& clients,
                                                      std::stop_token stop);

} // namespace milepost::probes
