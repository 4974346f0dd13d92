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

/// The one thread of this program that reads from a server, on one connection of its own: a login costs more
/// than most questions. Questions wait for one another, and never for a commit. Opens nothing before the
/// first one. Runs on: any thread.
class JournalReader final {
public:
    /// Runs on the reader's thread; its caller waits. May run twice, when the connection was lost.
    using Question = std::function<Result<void>(const Connection&)>;

    explicit JournalReader(const StorePlace& place);
    /// No question may be under way.
    ~JournalReader();
    JournalReader(const JournalReader&) = delete;
    JournalReader& operator=(const JournalReader&) = delete;

    [[nodiscard]] Result<void> ask(const Question& question);

private:
    struct Job {
        const Question* question;
        std::optional<Result<void>> outcome = {};
    };

    void loop(const StorePlace& place);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job*> m_queue; ///< owned by the callers that wait
    bool m_stopping = false;
    std::thread m_thread; ///< last: it uses the rest
};

} // namespace milepost
