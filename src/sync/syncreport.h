// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "storage/journaltypes.h"

#include <optional>
#include <vector>

#include <QJsonArray>
#include <QJsonObject>

namespace milepost {

/// One action that was not carried out.
struct ActionFailure {
    EventKey key;
    Verb verb = Verb::Create;
    QString subject;
    QDate date;
    Error error;
};

struct RunSummary {
    int created = 0;
    int updated = 0;
    int deleted = 0;
    int unchanged = 0;
    int drift = 0;
    int failed = 0;
    int skipped = 0; ///< planned, but the run ended before

    [[nodiscard]] int done() const { return created + updated + deleted; }
};

/// What a run did: the facts of cli.md's `sync` document.
struct SyncReport {
    std::optional<RunId> run;          ///< nothing was begun when absent
    std::optional<RunId> resumes = {}; ///< the run that was continued
    RunStatus status = RunStatus::Succeeded;
    RunSummary summary;
    std::vector<ActionFailure> failures;
    std::vector<UnreadMailbox> unread = {}; ///< of many mailboxes: nothing was written there
    bool verified = false;                  ///< a fresh reading gave an empty plan
    std::optional<Error> error;             ///< why nothing, or not everything, was done
};

[[nodiscard]] QJsonObject toJson(const RunSummary& summary);
/// What the journal keeps of an error and of all that failed, the run itself (without a key) included: facts
/// alone; cause, title and remedy are added by whoever can diagnose.
[[nodiscard]] QJsonObject factsOf(const Error& error);
[[nodiscard]] QJsonArray failuresOf(const SyncReport& report);

/// Where a run stands, for a progress line.
struct RunProgress {
    enum class Phase { Reading, Applying, Verifying };
    Phase phase = Phase::Reading;
    int done = 0;
    int total = 0;
    int failed = 0;
    double secondsLeft = 0; ///< of the writes, at the lane's pace; 0: not known
};

/// One action that was carried out, or failed.
struct ActionOutcome {
    EventKey key;
    Verb verb = Verb::Create;
    QString subject;
    QDate date;
    std::optional<Error> error; ///< nothing: it was carried out
};

/// Hears about progress. Runs on: pool threads, one call at a time for a run.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    virtual void progressed(const RunProgress& progress) = 0;
    /// Each finished action once, in the order of finishing. A batch holds what finished while the sink was
    /// busy with the one before, so that a slow sink hears larger batches and holds up one worker at most.
    virtual void finished(const std::vector<ActionOutcome>& batch) { Q_UNUSED(batch) }
};

} // namespace milepost
