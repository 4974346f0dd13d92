// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/letgo.h"
#include "domain/planner.h"
#include "domain/revert.h"
#include "sync/calendarresolver.h"
#include "tracker/trackerclient.h"

#include <memory>

#include <QHash>

namespace milepost {

/// What one look at both sides gave. Not movable: the composer refers to the reading's rows.
struct Gathered {
    Gathered(Reading<TrackerData> trackerReading, Reading<std::vector<CalendarEvent>> calendarReading)
        : tracker(std::move(trackerReading)),
          existing(std::move(calendarReading)) {}
    Gathered(const Gathered&) = delete;
    Gathered& operator=(const Gathered&) = delete;

    std::optional<TrackerView> view;
    std::optional<TrackerView> accepted; ///< the view that somebody confirmed, before this look
    Reading<TrackerData> tracker;
    Reading<std::vector<CalendarEvent>> existing;
    CalendarAddress at;
    std::optional<Composer> composer; ///< present when the tracker could be read
    std::vector<KnownEvent> known;
    SecondLook look;
    QStringList movedFrom;
    QStringList unconfirmedAddresses;
    DriftDecisions decisions;
    QHash<QString, QString> elsewhere; ///< see PlanInput
    QHash<qint64, QDateTime> written;  ///< deliverable → last write of ours; a survey alone reads it
    std::optional<RunDetails> past;    ///< the run that is to be taken back
    LaterWrites since;                 ///< by runs after that one

    [[nodiscard]] PlanInput input(const Profile& profile, const Scope& scope, bool adopt,
                                  QDateTime nowUtc) const;
    /// Back to what stood before `past`, which is there.
    [[nodiscard]] Result<Plan> revertPlan(const Profile& profile, QDateTime nowUtc) const;
    [[nodiscard]] Result<Plan> letGoPlan(const Profile& profile, const PlanPurpose& purpose,
                                         const Scope& scope, QDateTime nowUtc) const;
};

/// Reads the tracker and the calendar at the same time. Runs on: a pool thread. Writes nothing anywhere but
/// the calendar's remembered id.
class Gatherer {
public:
    struct Parts {
        const TrackerClient& tracker;
        GraphClient& graph;
        Journal& journal;
        const Clock& clock;
    };

    Gatherer(Parts parts, const Profile& profile) : m_parts(parts), m_profile(profile) {}

    /// The tracker alone.
    [[nodiscard]] TrackerPass tracker(std::stop_token stop);
    /// The tracker alone, composed; its calendar side is incomplete.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> trackerAlone(std::stop_token stop);
    /// Everything that a plan is made from. An error only when the store or the calendar cannot be found;
    /// failed readings come as Incomplete.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gather(const Scope& scope, bool adopt,
                                                           std::stop_token stop);

    /// What taking a run back is planned from: the run, and the calendar alone, every event of it. Refused
    /// when the run is under way or wrote into another calendar than the profile's.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gatherPast(RunId run, std::stop_token stop);

    /// What letting events of ours go is planned from: the calendar, and for a scope the tracker too.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gatherOurs(const Scope& scope, std::stop_token stop);

    /// The day in the profile's zone: what the horizon counts from.
    [[nodiscard]] QDate today() const;

private:
    [[nodiscard]] Result<void> readCalendar(Gathered& gathered, const QStringList& sources,
                                            std::stop_token stop);
    [[nodiscard]] Result<void> learnAddresses(Gathered& gathered, const std::optional<TrackerView>& accepted);
    /// Asks for each of these, and for the projects that the listing left out, once more.
    [[nodiscard]] Result<void> lookAgain(Gathered& gathered, const std::set<qint64>& deliverables,
                                         std::stop_token stop);
    /// A wrong route says 404 to everything: what was just listed must be found in the same way.
    [[nodiscard]] Result<void> proveRoutes(const Gathered& gathered, std::stop_token stop);
    [[nodiscard]] Result<void> findLookAlikes(Gathered& gathered, std::stop_token stop);

    Parts m_parts;
    Profile m_profile;
};

} // namespace milepost
