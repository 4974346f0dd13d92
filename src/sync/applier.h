// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/eventwriter.h"
#include "sync/runcontrol.h"
#include "sync/syncreport.h"

#include <atomic>
#include <mutex>
#include <span>

#include <QThreadPool>

namespace milepost {

/// Carries out a plan's pending actions in one mailbox: a few workers, each key in one hand at a time. One
/// bad item never stops the others (law 8); a failure that every item would meet (sign-in, store, network)
/// ends the run, and so does a first write that does not stand as it was sent (canary.h).
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

    Applier(Parts parts, EventWriter::Target target, RunControl& control, ProgressSink* progress)
        : m_parts(parts),
          m_target(std::move(target)),
          m_control(control),
          m_progress(progress) {}

    /// Blocks until every action is done, failed or skipped. Fills in summary and failures, and error when
    /// the run was ended early.
    void apply(const Plan& plan, SyncReport& report);

private:
    using Group = std::vector<const Action*>; ///< the actions of one key, in order

    [[nodiscard]] std::vector<Group> groupsOf(const Plan& plan);
    void carryOut(std::span<const Group> groups, SyncReport& report, bool readBack);
    void work(std::span<const Group> groups, SyncReport& report, bool readBack);
    [[nodiscard]] Result<void> proven(const Action& action, const QString& eventId);
    void endUnproven(SyncReport& report);
    void account(const Action& action, const Result<void>& outcome, SyncReport& report);
    void tell(const SyncReport& report);

    Parts m_parts;
    EventWriter::Target m_target;
    RunControl& m_control;
    ProgressSink* m_progress;
    std::atomic<size_t> m_next{0};
    std::stop_source m_stop; ///< ends the workers: cancel, or a failure that every item would meet
    std::mutex m_mutex;      ///< guards the report and what follows
    int m_done = 0;
    int m_total = 0;
    int m_proven = 0;
    std::optional<Error> m_unread; ///< why a first write could not be read back
    std::vector<ActionOutcome> m_untold;
    bool m_isTelling = false; ///< a worker is with the sink; it takes along what comes meanwhile
};

} // namespace milepost
