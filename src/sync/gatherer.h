// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/letgo.h"
#include "domain/mailboxplan.h"
#include "domain/planner.h"
#include "domain/revert.h"
#include "graph/directory.h"
#include "sync/calendarreading.h"
#include "tracker/trackerclient.h"

#include <chrono>
#include <memory>

#include <QHash>

namespace milepost {

/// What a look at a part leaves out: everything but these mailboxes.
struct Revisit {
    std::vector<PersonRow> people; ///< empty: not known yet
    std::set<QString> mailboxes;   ///< by PlanMailbox::id
};

/// How long a look took, in seconds; for forecasts: the run looks in the same way.
struct LookTime {
    double whole = 0;
    double people = 0;    ///< of it: the directory
    double mailboxes = 0; ///< of it: many mailboxes
};

/// Adds the time until it ends.
class Stopwatch {
public:
    explicit Stopwatch(double& seconds) : m_seconds(seconds) {}
    ~Stopwatch() { m_seconds += std::chrono::duration<double>(Time::now() - m_begin).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    using Time = std::chrono::steady_clock;
    double& m_seconds;
    const Time::time_point m_begin = Time::now();
};

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
    bool isNameProven = true;         ///< of `at`; see CalendarReading
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

    // Of a look at many mailboxes: those of people, and those that were written to before.
    std::vector<MailboxLook> mailboxes;
    std::optional<TeamIndex> teams;
    std::vector<PersonRow> people; ///< the whole map
    LookUpCost lookUps;            ///< of the next look at them
    LookTime took;
    std::vector<PersonRow> without; ///< assigned, and nobody knows to which mailbox
    std::vector<WrittenPlace> gone; ///< former calendars that no longer stand

    std::map<QString, LaterWrites> sinceElsewhere; ///< `since`, by calendar

    /// The plan of a sync, over one mailbox or many.
    [[nodiscard]] Result<Plan> plan(const Profile& profile, const PlanInput& common) const;

    [[nodiscard]] PlanInput input(const Profile& profile, const Scope& scope, bool adopt,
                                  QDateTime nowUtc) const;
    /// Back to what stood before `past`, which is there.
    [[nodiscard]] Result<Plan> revertPlan(const Profile& profile, QDateTime nowUtc) const;
    [[nodiscard]] Result<Plan> letGoPlan(const Profile& profile, const PlanPurpose& purpose,
                                         const Scope& scope, QDateTime nowUtc) const;

private:
    [[nodiscard]] Result<Plan> revertMany(const Profile& profile, const PlanTarget& target,
                                          const std::vector<PastWrite>& writes,
                                          const QDateTime& nowUtc) const;
    [[nodiscard]] Result<Plan> letGoMany(const LetGoInput& common) const;
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

    Gatherer(Parts parts, const Profile& profile, NameProof proof = NameProof::Asked)
        : m_parts(parts),
          m_profile(profile),
          m_proof(proof) {}

    /// The tracker alone.
    [[nodiscard]] TrackerPass tracker(std::stop_token stop);
    /// The tracker alone, composed; its calendar side is incomplete.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> trackerAlone(std::stop_token stop);
    /// Everything that a plan is made from. An error only when the store or the calendar cannot be found;
    /// failed readings come as Incomplete.
    [[nodiscard]] Result<std::unique_ptr<Gathered>>
    gather(const Scope& scope, bool adopt, std::stop_token stop,
           const std::optional<Revisit>& revisit = std::nullopt);

    /// What taking a run back is planned from: the run, and the calendar alone, every event of it. Refused
    /// when the run is under way or wrote into another calendar than the profile's.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gatherPast(RunId run, std::stop_token stop);

    /// What letting events of ours go is planned from: the calendar, and for a scope the tracker too.
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gatherOurs(const Scope& scope, std::stop_token stop);

    /// Asks for the name of each calendar that this plan writes to and that was read by an id that was
    /// remembered. False: not all have it, or one could not be asked; what was gathered is of no use.
    [[nodiscard]] bool namesStand(const Gathered& gathered, const Plan& plan, std::stop_token stop);

    /// The day in the profile's zone: what the horizon counts from.
    [[nodiscard]] QDate today() const;

private:
    [[nodiscard]] Result<void> readBothSides(Gathered& gathered, const std::optional<Revisit>& revisit,
                                             std::stop_token stop);
    [[nodiscard]] QStringList sourcesOf(const Gathered& gathered) const;
    [[nodiscard]] Result<void> readCalendar(Gathered& gathered, const QStringList& sources,
                                            std::stop_token stop);
    [[nodiscard]] Result<void> learnAddresses(Gathered& gathered, const std::optional<TrackerView>& accepted);
    /// Asks for each of these, and for the projects that the listing left out, once more.
    [[nodiscard]] Result<void> lookAgain(Gathered& gathered, const std::set<qint64>& deliverables,
                                         std::stop_token stop);
    /// Reads people and assignments once more, for these.
    [[nodiscard]] Result<void> readAssignmentsAgain(Gathered& gathered, const std::set<qint64>& deliverables,
                                                    std::stop_token stop);
    /// A wrong route says 404 to everything: what was just listed must be found in the same way.
    [[nodiscard]] Result<void> proveRoutes(const Gathered& gathered, std::stop_token stop);
    void findMoved(Gathered& gathered, const std::vector<HandEdit>& edits, std::stop_token stop);
    [[nodiscard]] Result<void> findLookAlikes(Gathered& gathered, std::stop_token stop);

    Parts m_parts;
    Profile m_profile;
    NameProof m_proof;
};

/// Every event of the calendar, with what the search by tag found (law 4). Nothing proves that a listing of
/// everything is whole: what was found by tag stands, whether it is shown there or not.
[[nodiscard]] Result<std::vector<CalendarEvent>>
withLookAlikes(GraphClient& graph, const CalendarAddress& at,
               const Reading<std::vector<CalendarEvent>>& tagged, std::stop_token stop);

} // namespace milepost
