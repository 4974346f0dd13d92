// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/faults.h"
#include "sandbox/mailbox.h"
#include "sandbox/options.h"
#include "sandbox/registry.h"
#include "sandbox/requestlog.h"
#include "sandbox/signin.h"
#include "sandbox/trackerdata.h"

#include <condition_variable>
#include <list>
#include <mutex>

namespace milepost::sandbox {

/// A request that a hold fault keeps waiting.
struct Held {
    QString fault;
    QString phase; ///< "before" or "after" it was carried out
    QByteArray method;
    QByteArray path;
    bool released = false;
};

/// All state of one sandbox. Everything is guarded by `mutex`; `changed` wakes delays and holds.
struct World {
    explicit World(Options given);

    Options options;
    std::mutex mutex;
    std::condition_variable changed;
    bool stopping = false;

    QByteArray entraKey;        ///< signs Entra's tokens
    qint64 tokenGeneration = 1; ///< raised to revoke all tokens
    Directory directory;
    Registry registry;
    SignIns signIns;
    TrackerData tracker;
    TrackerData staging;
    FaultBook faults;
    std::list<Held> held;
    RequestLog log;

    [[nodiscard]] qint64 nowSeconds() const;
    /// Whether something made at `made` is known everywhere in the tenant by now.
    [[nodiscard]] bool hasSpread(qint64 made) const;
    /// The same for what Exchange enforces.
    [[nodiscard]] bool hasReachedExchange(qint64 made) const;
    [[nodiscard]] TrackerData& trackerFor(Area area) { return area == Area::Staging ? staging : tracker; }
    [[nodiscard]] QDate today() const;
    /// Waits without the mutex; ends early when the sandbox stops.
    void sleep(int milliseconds);
    /// The service time of a Graph request, as the options have it.
    void serveFor();
};

} // namespace milepost::sandbox
