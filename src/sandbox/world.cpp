// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/world.h"

#include "sandbox/seed.h"

#include <chrono>

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

World::World(Options given) : options(std::move(given)), faults(options.seed) {
    if (!options.today.isValid())
        options.today = QDateTime::currentDateTimeUtc().date();
    entraKey = QByteArray("entra-") + newGuid();
    tracker.key = QByteArray("tracker-") + newGuid();
    staging.key = QByteArray("staging-") + newGuid();
    tracker.cookieMode = staging.cookieMode = options.cookieMode;
    registry = demoRegistry(options, nowSeconds());
    seedWorld(*this);
}

qint64 World::nowSeconds() const { return QDateTime::currentSecsSinceEpoch() + options.dateSkewSeconds; }

bool World::hasSpread(qint64 made) const {
    return made == 0 || nowSeconds() - made >= options.propagationSeconds;
}

bool World::hasReachedExchange(qint64 made) const {
    return nowSeconds() - made >= options.exchangeDelaySeconds;
}

QDate World::today() const { return options.today; }

void World::sleep(int milliseconds) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return stopping; });
}

void World::serveFor() {
    int milliseconds = 0;
    {
        const std::lock_guard lock(mutex);
        milliseconds = options.latencyMilliseconds;
    }
    if (milliseconds > 0)
        sleep(milliseconds);
}

} // namespace milepost::sandbox
