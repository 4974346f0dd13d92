// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "doctor/probes.h"

#include <functional>
#include <vector>

namespace milepost {
class Journal;
} // namespace milepost

namespace milepost::cli {

class Session;

/// What a check-up asks, for command line and window alike: each when the first probe needs it.
struct CheckSources {
    const Profile& profile; ///< it and the clock outlive the check-up
    const Clock& clock;
    std::stop_token stop;
    std::function<Result<SecretStore*>()> secrets;
    std::function<Result<Journal*>()> journal; ///< null: there is none yet
    std::function<Result<ProbeClients>()> clients;
};

/// All but the comparison with a file.
[[nodiscard]] std::vector<ProbeId> probesWithoutFile();

/// One of those; any other is skipped. Blocks.
[[nodiscard]] ProbeReport askProbe(ProbeId id, const CheckSources& sources);

/// All of those, as runCheckup().
[[nodiscard]] std::vector<ProbeReport> checkAll(const CheckSources& sources);
/// The same, as `check` asks them.
[[nodiscard]] std::vector<ProbeReport> checkAll(Session& session, const Profile& profile);

} // namespace milepost::cli
