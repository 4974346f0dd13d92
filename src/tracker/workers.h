// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace milepost::tracker {

using Task = std::function<Result<void>(std::stop_token stop)>;

/// Runs the tasks side by side, on a pool of their own, and returns when all have ended. The first failure
/// stops the others and is the result; a stop asked for by the caller is cancelled, whatever the tasks say.
/// An exception of a task becomes Kind::Bug. Runs on: pool threads.
[[nodiscard]] Result<void> runTogether(const std::vector<Task>& tasks, std::stop_token stop);

} // namespace milepost::tracker
