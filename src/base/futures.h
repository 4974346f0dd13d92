// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QFuture>
#include <QPromise>

namespace milepost {

/// Blocks until a future of ours has its result. Runs on: pool threads, never main or net.
/// A promise that was destroyed without a result (shutdown) reads as cancelled: result() on such a future
/// crashes in Qt 6.4 (style 7.2).
template <class T> [[nodiscard]] Result<T> await(QFuture<Result<T>> future) {
    future.waitForFinished();
    if (future.resultCount() == 0)
        return std::unexpected(cancelled());
    return future.result();
}

/// A future that already has its result.
template <class T> [[nodiscard]] QFuture<Result<T>> ready(Result<T> result) {
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// True on the thread that owns the application object. Blocking there is a bug (design 4).
[[nodiscard]] bool onMainThread();

} // namespace milepost
