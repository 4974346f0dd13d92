// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace milepost {

using StoppableTask = std::function<Result<void>(std::stop_token stop)>;

/// Runs the tasks side by side, on a pool of their own, and returns when all have ended. The first failure
/// stops the others and is the result; a stop asked for by the caller is cancelled, whatever the tasks say.
/// An exception of a task becomes Kind::Bug. Runs on: pool threads.
[[nodiscard]] Result<void> runTogether(const std::vector<StoppableTask>& tasks, std::stop_token stop);

/// More than there are connections: what waits for one goes in batches.
inline constexpr size_t k_handsTogether = 64;

/// Calls `each` for every number below `count`, at most so many at the same time; the first failure ends the
/// rest.
[[nodiscard]] Result<void> forEachTogether(size_t count,
                                           const std::function<Result<void>(size_t, std::stop_token)>& each,
                                           std::stop_token stop, size_t most = k_handsTogether);

} // namespace milepost
