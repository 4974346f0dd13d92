// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "domain/reading.h"

#include <map>
#include <set>

namespace milepost {

/// One write of an earlier run, as the journal recorded it: what stood before, what was sent.
struct PastWrite {
    EventKey key;
    Verb verb = Verb::Create; ///< create, update, delete
    QString eventId;          ///< "" for a create whose answer never came
    EventContent before;
    EventContent after;
    std::optional<Tag> tagBefore; ///< nothing: it stood without a tag of ours, or not at all
    std::optional<Tag> tagAfter;
    std::vector<Field> fields; ///< of an update: those that were sent
    QString calendarId = {};   ///< into which it was written
    bool isWhole = true;       ///< false: an older version recorded it, without tags and fields
};

/// What later runs wrote into the same calendar.
struct LaterWrites {
    std::map<EventKey, qint64> runs; ///< the last that wrote a key
    std::set<QString> created;       ///< ids of events
};

/// Everything that a plan back is made from.
struct RevertInput {
    PlanTarget target;
    qint64 run = 0;
    QString timeZone; ///< in which dates are written: the profile's
    QDateTime nowUtc;
    const std::vector<PastWrite>& writes; ///< of that run: what was done, or may have been done
    /// Every event of ours, and the others too: an event that lost our tag is told from one that is gone.
    const Reading<std::vector<CalendarEvent>>& existing;
    const std::vector<KnownEvent>& known;
    const LaterWrites& since;
};

/// The plan back to what stood before a run. What stands now decides: what is as the run left it is taken
/// back, what is as it was before counts as unchanged, and everything else was touched since by a person, a
/// later run or another computer: it is left alone and listed as blocked, with the reason. Pure; an
/// incomplete reading is handed back as its Error (law 2).
[[nodiscard]] Result<Plan> makeRevertPlan(const RevertInput& input);

} // namespace milepost
