// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/exitcode.h"
#include "cli/paper.h"
#include "doctor/ladderreport.h"

namespace milepost::cli {

/// For people: the rungs as a table, then the one that failed with what to do.
[[nodiscard]] QString ladderText(const LadderReport& report, const Paper& paper);
/// The same with the verdict before it.
[[nodiscard]] QString explanationText(const LadderReport& report, const Paper& paper);

/// 0 where no rung failed: one that could not be judged is told, and fails nothing. 3 where a rule or an
/// earlier run is why; else what the failure itself means.
[[nodiscard]] ExitCode exitCodeOf(const LadderReport& report);

} // namespace milepost::cli
