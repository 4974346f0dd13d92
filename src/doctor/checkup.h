// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "base/clock.h"
#include "doctor/probe.h"
#include "domain/profile.h"

#include <functional>
#include <utility>
#include <vector>

namespace milepost {

/// The words of cli.md: "tenant", "failed".
[[nodiscard]] QString probeName(ProbeId id);
[[nodiscard]] QString stateName(ProbeState state);
[[nodiscard]] std::optional<ProbeId> probeIdOf(const QString& name);
[[nodiscard]] QString probeTitle(ProbeId id); ///< translated
/// Those without which this one cannot be answered.
[[nodiscard]] std::vector<ProbeId> probeNeeds(ProbeId id);

[[nodiscard]] ProbeState stateOf(const ProbeReport& report);
/// The worst of failed, unknown, warning, ok. Skipped ones do not count; where nothing counts nothing is
/// known.
[[nodiscard]] ProbeState overallOf(const std::vector<ProbeReport>& reports);

/// Asks each of `asked`, in the order of ProbeId; all others are skipped. One that needs another which is
/// failed or unknown in the same checkup is unknown and not asked. A secret that is missing is a failure
/// here: nothing works without it. Ends early, with that report last, when one was cancelled. Blocks.
[[nodiscard]] std::vector<ProbeReport> runCheckup(const std::vector<ProbeId>& asked,
                                                  const std::function<ProbeReport(ProbeId)>& ask,
                                                  const Clock& clock);

/// Does the profile hold everything that a run needs? Pure.
[[nodiscard]] ProbeReport probeProfile(const Profile& profile, const Clock& clock);

/// A secret that a profile uses and what its source says about it. `isOptional`: may be absent.
struct SecretFinding {
    SecretPurpose purpose = SecretPurpose::EntraSecret;
    bool isOptional = false;
    Result<SecretState> state = SecretState::Absent;
};
/// Can the secrets be had? The first that cannot is the failure. Pure.
[[nodiscard]] ProbeReport probeSecrets(const std::vector<SecretFinding>& findings, const Clock& clock);

/// What opening the journal said. `place`: its path or host. Pure.
[[nodiscard]] ProbeReport probeStore(const Result<void>& opened, const QString& place, const Clock& clock);

} // namespace milepost
