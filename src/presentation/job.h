// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/backend.h"
#include "presentation/state.h"

#include <memory>
#include <optional>
#include <vector>

namespace milepost {

/// Something that did not go as planned, for several events at once where they share the cause.
struct Issue {
    State state = State::Failed;
    QString title;              ///< what happened, in words
    QString remedy;             ///< the first thing to do, and who; "" when nothing has to be done
    QString cause;              ///< slug; what equal issues are put together by
    QStringList subjects;       ///< of the events it happened to
    std::vector<EventKey> keys; ///< to be tried again
    std::optional<Error> error; ///< of the first of them
    bool retryable = false;     ///< trying again may help

    friend bool operator==(const Issue&, const Issue&) = default;
};

/// One run in the queue, under way, or done.
struct Job {
    enum class State { Queued, Running, Paused, Cancelling, Finished };

    int id = 0; ///< of this window; the journal's number is in report.run
    QString title;
    QString profile;
    QString trackerLane; ///< as waits name the tracker of that profile
    RunRequest request;
    State state = State::Queued;
    QDateTime queuedUtc;
    QDateTime startedUtc;
    QDateTime finishedUtc;

    RunProgress progress;
    int calls = 0;
    int throttled = 0;
    RunSummary counted; ///< by verb, while it runs
    std::optional<RunFeed::Wait> wait;
    std::vector<Exchange> log; ///< the newest k_keptExchanges
    std::vector<Issue> issues;
    std::optional<SyncReport> report; ///< once it is finished

    static constexpr size_t k_keptExchanges = 2'000;

    [[nodiscard]] bool isActive() const {
        return state == State::Running || state == State::Paused || state == State::Cancelling;
    }
    /// What was planned, from the request.
    [[nodiscard]] int planned() const { return static_cast<int>(request.chosen.size()); }
};

/// "3 added, 1 changed, 2 failed"; "" when there is nothing to say (translated).
[[nodiscard]] QString changesLine(const RunSummary& summary);
/// The state of a finished job, and its one line: "3 added, 1 changed" (translated).
[[nodiscard]] milepost::State outcomeState(const SyncReport& report);
[[nodiscard]] QString outcomeLine(const SyncReport& report);

/// Puts a failure to the issues that share its cause.
void addIssue(std::vector<Issue>& issues, const EventKey& key, const QString& subject, const Error& error);
/// Failures of a report, put together by cause; the error that ended the run first.
[[nodiscard]] std::vector<Issue> issuesOf(const SyncReport& report);
/// "It happened to: ..." with one event a line, the first of many; "" when it is about the run itself.
[[nodiscard]] QString eventsText(const Issue& issue);
/// Who asked the job to wait, in words: "Microsoft asked us to slow down". It waits.
[[nodiscard]] QString waitText(const Job& job);

} // namespace milepost
