// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/together.h"

#include "base/topic.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>

#include <QThreadPool>

namespace milepost {

namespace {

/// The first failure that is not itself the echo of another one's stop.
class FirstFailure {
public:
    void note(Error error) {
        const std::scoped_lock lock(m_mutex);
        if (!m_error || (m_error->isCancelled() && !error.isCancelled()))
            m_error = std::move(error);
    }
    [[nodiscard]] std::optional<Error> take() { return std::move(m_error); }

private:
    std::mutex m_mutex;
    std::optional<Error> m_error;
};

Result<void> guarded(const StoppableTask& task, std::stop_token stop) {
    try {
        return task(std::move(stop));
    } catch (const std::exception& bug) {
        return std::unexpected(
            makeError(Error::Kind::Bug, Error::Stage::None, QString::fromUtf8(bug.what())));
    }
}

} // namespace

Result<void> runTogether(const std::vector<StoppableTask>& tasks, std::stop_token stop) {
    std::stop_source shared;
    const std::stop_callback link(stop, [&shared] { shared.request_stop(); });
    FirstFailure failure;
    const Topic::About about = Topic::current(); // it is the same piece of work
    {
        // One of its own for each call: a task may call runTogether() again, and waiting for another task of
        // the same pool would be a deadlock.
        QThreadPool pool;
        pool.setMaxThreadCount(static_cast<int>(tasks.size()));
        pool.setExpiryTimeout(-1);
        for (const StoppableTask& task : tasks)
            pool.start([&task, &shared, &failure, about] {
                const Topic topic(about);
                const Result<void> done = guarded(task, shared.get_token());
                if (done)
                    return;
                failure.note(done.error());
                shared.request_stop();
            });
        pool.waitForDone();
    }
    std::optional<Error> error = failure.take();
    if (!error)
        return {};
    return std::unexpected(stop.stop_requested() ? cancelled() : std::move(*error));
}

Result<void> forEachTogether(size_t count, const std::function<Result<void>(size_t, std::stop_token)>& each,
                             std::stop_token stop, size_t most) {
    if (count == 0)
        return {};
    std::atomic<size_t> next{0};
    const StoppableTask task = [&](std::stop_token inner) -> Result<void> {
        for (size_t i = next++; i < count; i = next++) {
            if (inner.stop_requested())
                return std::unexpected(cancelled());
            if (auto done = each(i, inner); !done)
                return done;
        }
        return {};
    };
    return runTogether(std::vector(std::min(count, most), task), std::move(stop));
}

} // namespace milepost
