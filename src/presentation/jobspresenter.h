// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/job.h"
#include "presentation/session.h"

#include <map>

#include <QObject>
#include <QTimer>

namespace milepost {

/// The queue of runs: one is under way at a time, the others wait their turn; finished ones stay with their
/// issues. What a run says is taken from its feed a few times a second, so that a run of thousands of actions
/// costs the window the same as one of ten. Runs on: main.
class JobsPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives the presenter.
    explicit JobsPresenter(Session& session, QObject* parent = nullptr);
    ~JobsPresenter() override; ///< stops the run under way; its future ends by itself

    /// Carries out what was chosen of a reviewed plan, for the session's profile. The new job's id.
    int enqueue(const RunRequest& request, const QString& title);

    /// Oldest first.
    [[nodiscard]] const std::vector<Job>& jobs() const { return m_jobs; }
    [[nodiscard]] const Job* job(int id) const;
    [[nodiscard]] const Job* active() const; ///< the one under way; null when there is none
    [[nodiscard]] int waiting() const;       ///< in the queue
    [[nodiscard]] const Clock& clock() const { return m_session.backend().clock(); }

    void pause(int id);
    void resume(int id);
    /// A queued job is dropped from the queue; a running one ends within a second. What was done stays done.
    void cancel(int id);
    void cancelAll();
    /// Another job for the keys that failed, or for those of one issue. They were reviewed; should one have
    /// moved since, the engine refuses. Nothing (0) when there are none.
    int retry(int id, std::optional<int> issue = std::nullopt);
    /// The run of a finished job that wrote something into the chosen profile's calendar.
    [[nodiscard]] std::optional<RunId> toUndo(int id) const;

signals:
    void jobAdded(int id);
    void jobChanged(int id);
    void jobFinished(int id);

private:
    [[nodiscard]] Job* find(int id);
    void startNext();
    void take();
    static void forgetReview(Job& job);
    void finish(int id, const SyncReport& report);

    Session& m_session;
    std::vector<Job> m_jobs;
    std::map<int, Profile> m_profiles; ///< of jobs that have not begun
    int m_lastId = 0;
    std::shared_ptr<RunControl> m_control; ///< of the active job
    std::shared_ptr<RunFeed> m_feed;
    QTimer m_ticker;
};

} // namespace milepost
