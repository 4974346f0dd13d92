// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"
#include "sandbox/trackerdata.h"

namespace milepost::sandbox {

struct World;

/// Everything under /tracker and /staging, in the shapes of tracker-contract. The world's mutex is held.
[[nodiscard]] Answer handleTracker(World& world, const Call& call);

/// /api/token/...: obtain, refresh, verify, logout.
[[nodiscard]] Answer handleTrackerToken(World& world, TrackerData& data, const Call& call);

/// The account behind the bearer token, or the 401 that it earns (tracker-contract 1.4).
struct TrackerCaller {
    const TrackerAccount* account = nullptr;
    Answer refusal;
};
[[nodiscard]] TrackerCaller authenticateTracker(World& world, TrackerData& data, const Call& call);

/// Authenticated reads.
[[nodiscard]] Answer handleTrackerRead(World& world, TrackerData& data, const TrackerAccount& account,
                                       const Call& call);

[[nodiscard]] Answer methodNotAllowed(const Call& call, const QByteArray& allow);

} // namespace milepost::sandbox
