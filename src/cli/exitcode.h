// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "sync/syncreport.h"

namespace milepost::cli {

/// What the process says to its caller. Scripts depend on the numbers: they never change.
enum class ExitCode {
    Done = 0,          ///< done, or nothing to do
    Pending = 2,       ///< a plan with something to write
    SomeFailed = 3,    ///< something failed, the rest was done
    Unreadable = 4,    ///< the tracker or Graph could not be read; nothing was written
    Refused = 5,       ///< guard, stale or altered plan, nobody confirmed; nothing was written
    Configuration = 6, ///< configuration or credentials, calendar absent, our own files
    Usage = 64,
    Cancelled = 130,
};

/// Where several hold: cancelled, configuration, refused, unreadable, some failed.
[[nodiscard]] ExitCode graver(ExitCode a, ExitCode b);
[[nodiscard]] ExitCode exitCodeOf(const Error& error);
[[nodiscard]] ExitCode exitCodeOf(const SyncReport& report);

} // namespace milepost::cli
