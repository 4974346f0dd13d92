// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

#include <QFuture>
#include <QPromise>
#include <QString>
#include <QThreadPool>

namespace milepost {

/// Work that blocks, away from main: a private pool, and on it one lane per name, in which one piece of work
/// runs after the other. Made and used on main; the work runs on pool threads.
class TaskPool final {
public:
    TaskPool();
    ~TaskPool(); ///< finish()

    /// Asked to stop when the pool is to end.
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    void requestStop() { m_stop.request_stop(); }
    /// Asks for the stop and blocks until all work is done. What has not begun runs all the same, so that
    /// every future gets its result; it finds its stop asked for.
    void finish();

    template <class T, class Work> [[nodiscard]] QFuture<T> run(Work work) {
        auto [task, future] = taskOf<T>(std::move(work));
        m_pool.start(std::move(task));
        return future;
    }
    template <class T, class Work> [[nodiscard]] QFuture<T> runInLane(const QString& lane, Work work) {
        auto [task, future] = taskOf<T>(std::move(work));
        addToLane(lane, std::move(task));
        return future;
    }

private:
    using Task = std::function<void()>;

    template <class T, class Work> [[nodiscard]] static std::pair<Task, QFuture<T>> taskOf(Work work) {
        const auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        QFuture<T> future = promise->future();
        return {[promise, work = std::move(work)]() mutable {
                    promise->addResult(work());
                    promise->finish();
                },
                future};
    }
    void addToLane(const QString& lane, Task task);
    void drain(const QString& lane);

    /// Nearly all of them wait for the network: more threads than processors.
    static constexpr int k_threads = 12;

    std::stop_source m_stop;
    std::mutex m_mutex;
    std::map<QString, std::deque<Task>> m_lanes; ///< the first of each runs
    QThreadPool m_pool;
};

/// A stop that two others can ask for.
class EitherStop final {
public:
    EitherStop(const std::stop_token& one, const std::stop_token& other)
        : m_one(one, Ask{m_source}),
          m_other(other, Ask{m_source}) {}
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    struct Ask {
        std::stop_source source;
        void operator()() { source.request_stop(); }
    };
    std::stop_source m_source;
    std::stop_callback<Ask> m_one;
    std::stop_callback<Ask> m_other;
};

} // namespace milepost
