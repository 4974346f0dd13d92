// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"

#include <condition_variable>
#include <mutex>

namespace milepost {

QDateTime SystemClock::utcNow() const { return QDateTime::currentDateTimeUtc(); }

Result<void> SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop) const {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, duration, [] { return false; });
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    return {};
}

QString toIsoUtc(const QDateTime& time) {
    if (!time.isValid())
        return {};
    using namespace Qt::StringLiterals;
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z';
}

} // namespace milepost
