// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>
#include <utility>

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

namespace milepost {

/// The job's value, later. Jobs see values only, or what does not change any more.
template <class Job> auto inPool(QThreadPool& pool, Job job) {
    auto promise = std::make_shared<QPromise<decltype(job())>>();
    promise->start();
    auto future = promise->future();
    pool.start([promise, job = std::move(job)]() mutable {
        promise->addResult(job());
        promise->finish();
    });
    return future;
}

/// Drops the reference on another thread, and gives what is freed with it back to the system.
void dropElsewhere(std::shared_ptr<const void> large);

/// The same object; wherever its last reference is dropped, it is freed on another thread. For what is so
/// large that main would be felt to stand still.
template <class T> std::shared_ptr<T> freedElsewhere(std::shared_ptr<T> large) {
    T* raw = large.get();
    return std::shared_ptr<T>(raw,
                              [large = std::move(large)](T*) mutable { dropElsewhere(std::move(large)); });
}

} // namespace milepost
