// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/guard.h"
#include "sync/gatherer.h"
#include "sync/runcontrol.h"
#include "sync/survey.h"
#include "sync/syncreport.h"

#include <functional>
#include <map>
#include <memory>

#include <QThreadPool>

namespace milepost {

struct LaneWork;

/// One deliverable as `deliverables list` shows it.
struct DeliverableRow {
    Deliverable deliverable;
    QString project; ///< "" for an inactive project
    QString client;
    QString title;
    std::optional<Ineligible> reason; ///< why it has no event; nothing: eligible
    std::vector<TeamMember> people;
};

struct DeliverableListing {
    QString reading; ///< complete, restricted, incomplete
    QString why;     ///< of a restricted reading
    std::vector<DeliverableRow> rows;
};

/// gather → plan → apply → verify for one profile. Every call blocks and runs on a pool thread; the façade
/// for a window starts them as jobs. Holds no state but the journal's.
class SyncEngine {
public:
    struct Parts {
        const TrackerClient& tracker;
        GraphClient& graph;
        Journal& journal;
        const Clock& clock;
        /// Told after each run that succeeded wholly, once its lock is given back; it cannot fail the run.
        /// May be null. Runs on: the run's thread.
        std::function<void(std::stop_token)> succeeded = {};
    };
    struct ApplyOptions {
        RunKind kind = RunKind::Sync;           ///< for the history
        std::optional<DeletionLimit> maxDelete; ///< from the command; else the profile's
        std::optional<RunId> resumes = {};      ///< of a reviewed plan: the run that it continues
    };
    /// Asked once, when there is something to write and the guard let it pass. False: nothing is written.
    using Confirm = std::function<bool(const Plan&)>;

    SyncEngine(Parts parts, Profile profile);

    [[nodiscard]] const Profile& profile() const { return m_profile; }

    /// The tracker's side alone, composed: who is eligible and why not.
    [[nodiscard]] Result<DeliverableListing> deliverables(const Scope& scope, std::stop_token stop);

    /// Reads both sides and plans. Writes nothing.
    [[nodiscard]] Result<Plan> plan(const Scope& scope, bool adopt, std::stop_token stop);

    /// The same for another purpose: what a run wrote is taken back, events of ours are let go or removed.
    /// Asks the calendar and the journal; the tracker only for a scope. A scope is for Detach.
    [[nodiscard]] Result<Plan> plan(const PlanPurpose& purpose, const Scope& scope, std::stop_token stop);

    /// Both sides with all that follows from them, for a window to look things up in. Fails when the tracker
    /// cannot be read; a calendar that cannot be read is part of the answer.
    [[nodiscard]] Result<std::shared_ptr<const Survey>> survey(const Scope& scope, bool adopt,
                                                               std::stop_token stop);

    /// The same for another purpose, or for what is left of the run that was cut off: refused (plan-stale)
    /// when that is another one by now. Writes nothing.
    [[nodiscard]] Result<std::shared_ptr<const Survey>> survey(const PlanAim& aim, std::stop_token stop);

    /// Plan and apply in one.
    [[nodiscard]] SyncReport sync(const Scope& scope, bool adopt, const ApplyOptions& options,
                                  const Confirm& confirm, RunControl& control, ProgressSink* progress);
    /// Exactly the plan in the file: made afresh, held against it, refused with what moved when it no longer
    /// fits (law 3).
    [[nodiscard]] SyncReport applyFile(const QJsonObject& document, const ApplyOptions& options,
                                       const Confirm& confirm, RunControl& control, ProgressSink* progress);
    /// Of a plan that was reviewed in memory, the actions of the chosen keys alone. As with a file, the plan
    /// is made afresh and nothing of the old one is sent; refused (plan-stale) only when what was chosen
    /// moved (law 3, docs/adr/0006-plans-are-remade.md). Verified: none of the chosen keys is pending any
    /// more.
    [[nodiscard]] SyncReport applySelected(const Plan& reviewed, const std::vector<EventKey>& chosen,
                                           const ApplyOptions& options, const Confirm& confirm,
                                           RunControl& control, ProgressSink* progress);

    /// Continues the run that was cut off (see cutOff()): its plan is made afresh for the keys that it was to
    /// write, what became of its open writes is found out first, so that nothing is written twice. Without
    /// such a run there is nothing to do.
    [[nodiscard]] SyncReport resume(const ApplyOptions& options, const Confirm& confirm, RunControl& control,
                                    ProgressSink* progress);

    /// What a worker did in one round.
    struct Share {
        int lanes = 0; ///< mailboxes
        SyncReport report = {};
    };
    /// Takes part in the run that another machine leads in the same store: takes up to `most` of its
    /// mailboxes, reads them, and carries out what was confirmed there and nothing else. No lanes: there is
    /// nothing to take part in.
    [[nodiscard]] Result<Share> work(int most, RunControl& control, ProgressSink* progress);

    /// Accepts today's view of the tracker (role, user, address): deletions are allowed again, events under
    /// an earlier address are taken along.
    [[nodiscard]] Result<TrackerView> confirmReadings(std::stop_token stop);

    /// The machines that share the store write where this profile says from now on: what stands elsewhere is
    /// planned as former, and a machine whose profile says something else is refused until that is changed
    /// too (docs/adr/0025-one-target.md). Refused while somebody runs, and (Kind::Config) in a file.
    [[nodiscard]] Result<StoreTarget> retarget();

private:
    struct Run;
    /// What a run that is cut off was asked for, and the keys that it was to write.
    struct CutOff {
        RunId id;
        PlanPurpose purpose;
        RunWish wish;
        std::set<EventKey> planned;
    };
    /// Nothing when there is none.
    [[nodiscard]] Result<std::optional<CutOff>> cutOffRun() const;
    [[nodiscard]] SyncReport run(Run& run);
    [[nodiscard]] SyncReport runLocked(Run& run);
    struct Look {
        std::unique_ptr<Gathered> gathered;
        Plan plan;
    };
    [[nodiscard]] Result<Look> look(const Run& run);
    [[nodiscard]] Result<Look> look(const Run& run, NameProof proof);
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gather(const Run& run, NameProof proof);
    [[nodiscard]] Result<std::unique_ptr<Gathered>> gatherFor(const PlanPurpose& purpose, const Scope& scope,
                                                              std::stop_token stop);
    [[nodiscard]] Result<Plan> planFor(const PlanPurpose& purpose, const Scope& scope,
                                       const Gathered& gathered, QDateTime nowUtc) const;
    [[nodiscard]] Result<Plan> freshPlan(const Run& run, const Gathered& gathered) const;
    [[nodiscard]] Result<Plan> planOf(const Run& run, const Gathered& gathered) const;
    [[nodiscard]] SyncReport execute(Run& run, const Plan& plan, const Gathered& before);
    /// Nothing is left of the run that was to be continued; the history says so.
    [[nodiscard]] SyncReport closeResumed(const Run& run, const Plan& plan, SyncReport report);
    /// What this machine says, now.
    [[nodiscard]] StoreTarget target() const;
    [[nodiscard]] RunStart startOf(const Run& run, const Plan& plan) const;
    [[nodiscard]] Result<void> mayWrite(const Plan& plan, const ApplyOptions& options) const;
    /// A refusal stands in the history too.
    [[nodiscard]] SyncReport refused(const Run& run, const Plan& plan, const Error& error);
    /// Of many mailboxes, those that were written to.
    // How the work of a run is split among machines.
    struct Again {
        SyncReport report;
        std::set<QString> differs; ///< mailboxes in which something else than what was confirmed is planned
    };
    [[nodiscard]] Result<RunWish> wishOf(RunId id) const;
    void carryOut(Run& run, const Plan& plan, SyncReport& report);
    [[nodiscard]] SyncReport applyPart(const Run& run, const Plan& part, RunId id, int before, int total);
    [[nodiscard]] Result<void> lead(Run& run, const Plan& plan, const std::vector<LaneWork>& works,
                                    SyncReport& report);
    [[nodiscard]] Result<void> closeLanes(const std::vector<SharedLane>& lanes, LaneEnd end);
    [[nodiscard]] Result<void> leadSome(Run& run, const Plan& plan, const std::vector<SharedLane>& taken,
                                        std::map<QString, LaneWork>& others, SyncReport& report);
    [[nodiscard]] Result<void> countOthers(RunId id, const std::map<QString, LaneWork>& mailboxes,
                                           SyncReport& report);
    /// Lanes that somebody else may have begun: read, held against what was confirmed, and carried out.
    [[nodiscard]] Result<Again> applyAgain(const Run& run, const std::vector<SharedLane>& lanes);
    [[nodiscard]] bool verify(Run& run, const Plan& plan, const Gathered& before);
    /// What this reading says about earlier runs, into the journal: bodies as listings show them, intents
    /// that a dead run left open, through whose eyes the tracker was seen.
    [[nodiscard]] Result<void> takeNote(const Gathered& gathered);
    [[nodiscard]] Result<void> learn(const Gathered& gathered);
    [[nodiscard]] Result<void> settle(const Gathered& gathered);
    [[nodiscard]] Result<void> rememberView(const Gathered& gathered);
    [[nodiscard]] Result<void> readWritten(Gathered& gathered) const;
    void forecast(Plan& plan, const Gathered& gathered) const;
    [[nodiscard]] Gatherer gatherer(NameProof proof = NameProof::Asked);

    /// Among so many of the last runs one that was cut off is looked for.
    static constexpr int k_runsToResume = 200;

    Parts m_parts;
    Profile m_profile;
    QThreadPool m_pool;
};

} // namespace milepost
