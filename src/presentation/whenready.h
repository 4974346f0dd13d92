// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <type_traits>

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace milepost {

/// Calls `handler(result)` on the context's thread once the future has its result, always from the event
/// loop, never from within this call. Not called when the context is gone by then, nor for a promise that was
/// dropped without a result (shutdown). A watcher, because then() of Qt 6.4 may call at once and keeps one
/// continuation only (style 7.2).
template <class T, class Handler>
void whenReady(const QFuture<T>& future, QObject* context, Handler handler) {
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             handler(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace milepost
