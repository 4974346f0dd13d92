// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/eventwriter.h"
#include "sync/runcontrol.h"
#include "sync/runpace.h"
#include "sync/syncreport.h"

#include <functional>
#include <memory>
#include <mutex>

#include <QThreadPool>

namespace milepost {

/// Carries out a plan's pending actions: many mailboxes at once, in each a few workers, each key in one hand
/// at a time. One bad item never stops the others (law 8), and one bad mailbox no other mailbox; a failure
/// that every item would meet (sign-in, store, network) ends the run, and so does a first write that does not
/// stand as it was sent (canary.h). Where a profile wrote earlier comes last, and not at all where its target
/// failed.
class Applier {
public:
    struct Parts {
        GraphClient& graph;
        Journal& journal;
        const Clock& clock;
        QThreadPool& pool;
    };
    /// More than a lane bears (law 9): while some wait for the journal, others keep the lane full.
    static constexpr int k_workers = 6;
    /// As many requests as six connections carry in full batches.
    static constexpr int k_carried = 120;
    /// Of all mailboxes together: so many that the connections stay full while some wait for the journal. One
    /// mailbox that has to wait holds up a few of them.
    static constexpr int k_mostWorkers = 160;

    Applier(Parts parts, RunId run, RunControl& control, ProgressSink* progress);
    ~Applier();
    Applier(const Applier&) = delete;
    Applier& operator=(const Applier&) = delete;

    /// Blocks until every action is done, failed or skipped. Fills in summary and failures, and error when
    /// the run was ended early.
    void apply(const Plan& plan, SyncReport& report);

private:
    using Group = std::vector<const Action*>; ///< the actions of one key, in order
    struct Lane;
    struct Task {
        Lane* lane;
        const Group* group;
    };

    void makeLanes(const Plan& plan);
    void fillLanes(const Plan& plan);
    /// The first writes of the run, of as many mailboxes as possible; they leave their lanes.
    [[nodiscard]] std::vector<Task> takeCanaries();
    void carryOut(const std::vector<Task>& canaries, SyncReport& report);
    void carryOutLanes(bool former, SyncReport& report);
    /// Starts so many workers and waits for all of them.
    void together(int workers, const std::function<void()>& work);
    [[nodiscard]] std::optional<Task> nextTask(bool former);
    void work(const Task& task, SyncReport& report, bool readBack);
    [[nodiscard]] Result<void> open(Lane& lane);
    [[nodiscard]] Result<void> proven(const Lane& lane, const Action& action, const QString& eventId);
    void endUnproven(SyncReport& report);
    void leaveFormerAlone();
    void account(Lane& lane, const Action& action, const Result<void>& outcome, SyncReport& report);
    void tell(const SyncReport& report);
    [[nodiscard]] double secondsLeft();

    Parts m_parts;
    RunId m_run;
    RunControl& m_control;
    ProgressSink* m_progress;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    size_t m_turn = 0; ///< the lane that is asked first; guarded by m_mutex
    QString m_source;
    bool m_isShared = false; ///< the first lane is everybody's
    std::stop_source m_stop; ///< ends the workers: cancel, or a failure that every item would meet
    std::mutex m_mutex;      ///< guards the report, the lanes' state and what follows
    int m_done = 0;
    int m_total = 0;
    RunPace m_pace; ///< while the lanes are worked in
    int m_proven = 0;
    std::optional<Error> m_unread; ///< why a first write could not be read back
    std::vector<ActionOutcome> m_untold;
    bool m_isTelling = false; ///< a worker is with the sink; it takes along what comes meanwhile
};

} // namespace milepost
