// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladder.h"
#include "doctor/probes.h"
#include "domain/eventtrace.h"
#include "storage/journal.h"

namespace milepost {

/// What a ladder is climbed for, beside the profile.
struct LadderWish {
    TraceWish trace = {};
    bool writes = false; ///< the last rung may make and delete a test event
};

/// What the rungs ask through. Everything outlives the climb.
struct LadderParts {
    ProbeClients clients;
    const Journal* journal = nullptr; ///< of the profile; null: it could not be opened
    /// Null: events are not followed. Runs on: a pool thread; blocks.
    std::function<Result<EventTrace>(const TraceWish&, std::stop_token)> trace = {};
    /// Null: there is no write test. Runs on: a pool thread; blocks.
    std::function<Result<void>(const CalendarAddress&, std::stop_token)> proveWriting = {};
};

/// The rungs of a ladder, in their order (docs/adr/0031-ladders.md).
[[nodiscard]] std::vector<LadderStep> ladderSteps(LadderId id, const Profile& profile, const LadderWish& wish,
                                                  const LadderParts& parts);

/// Asks, and writes nothing unless the wish says so. Runs on: a pool thread; blocks, ends within a second of
/// stop.
[[nodiscard]] LadderReport runLadder(LadderId id, const Profile& profile, const LadderWish& wish,
                                     const LadderParts& parts, std::stop_token stop,
                                     const LadderWatch& tell = {});

/// One for each ladder.
[[nodiscard]] std::vector<LadderStep> signInSteps(const Profile& profile, const LadderParts& parts);
[[nodiscard]] std::vector<LadderStep> privilegeSteps(const Profile& profile, const LadderWish& wish,
                                                     const LadderParts& parts);
[[nodiscard]] std::vector<LadderStep> calendarSteps(const Profile& profile, const LadderWish& wish,
                                                    const LadderParts& parts);
[[nodiscard]] std::vector<LadderStep> eventSteps(const LadderWish& wish, const LadderParts& parts);

} // namespace milepost
