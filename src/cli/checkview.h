// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/outcome.h"
#include "doctor/probe.h"

#include <vector>

namespace milepost::cli {

/// The document of `check` (cli.md).
[[nodiscard]] QJsonObject checkJson(const std::vector<ProbeReport>& reports);
/// For people: one line each, and what to do about those that are not well.
[[nodiscard]] QString checkText(const std::vector<ProbeReport>& reports, const Paper& paper);

/// Fit for monitoring: 0 while nothing failed and something is known. Otherwise 130, 6 or 4, the gravest of
/// what the failures are; 4 where something could not be told; 6 where nothing that was asked for is
/// configured.
struct CheckVerdict {
    ExitCode code = ExitCode::Done;
    std::optional<Error> error; ///< the failure that decides
};
[[nodiscard]] CheckVerdict verdictOf(const std::vector<ProbeReport>& reports);

} // namespace milepost::cli
