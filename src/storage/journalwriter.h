// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace milepost {

/// The one thread of this program that writes a journal. What queues up while a commit waits for the disk
/// becomes the next commit (group commit): synchronous=FULL costs one wait for many records.
class JournalWriter final {
public:
    /// Runs on the writer's thread inside its transaction. May touch what its caller owns: the caller waits.
    /// May run twice, when the first transaction came to nothing.
    /// An Error undoes this piece of work and no other.
    using Work = std::function<Result<void>(const Connection&)>;

    /// The place must be prepared (databasefile.h, postgres.h). A server that was lost is looked for again
    /// with the next piece of work; what was not committed yet is carried out once more then.
    [[nodiscard]] static Result<std::unique_ptr<JournalWriter>> start(const StorePlace& place);
    /// Finishes what is queued, then joins.
    ~JournalWriter();
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;

    /// Blocks until the transaction that holds the work was committed, or failed. Runs on: any thread.
    [[nodiscard]] Result<void> write(Work work);

    [[nodiscard]] qint64 records() const;
    [[nodiscard]] qint64 commits() const;

private:
    struct Job {
        Work work;
        std::optional<Result<void>> outcome; ///< set on the writer's thread before `done`
        bool done = false;
    };

    JournalWriter() = default;
    void loop(const StorePlace& place, std::optional<Result<void>>& opened);
    void carryOut(std::optional<Connection>& connection, const StorePlace& place,
                  const std::deque<Job*>& jobs);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job*> m_queue; ///< owned by the callers that wait
    bool m_stopping = false;
    qint64 m_records = 0;
    qint64 m_commits = 0;
    std::thread m_thread;
};

} // namespace milepost
