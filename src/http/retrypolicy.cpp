// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/retrypolicy.h"

#include "http/httpmessage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds k_longest = 60s;
constexpr milliseconds k_mostAdvised = 24h; // more than that is a fault of the field, not a pace

/// The service surely did nothing: it said so, or no connection came about.
bool isSurelyUndone(const Error& error) {
    if (error.kind == Error::Kind::Throttled)
        return error.httpStatus == 429;
    static constexpr std::array k_noConnection{"dns-failure"_L1, "connect-failed"_L1, "connect-timeout"_L1};
    return error.kind == Error::Kind::Offline && std::any_of(k_noConnection.begin(), k_noConnection.end(),
                                                             [&](auto code) { return error.code == code; });
}

} // namespace

bool passesByItself(const Error& error) {
    switch (error.kind) {
    case Error::Kind::Offline:
        return error.code != "proxy-auth"_L1;
    case Error::Kind::Timeout:
    case Error::Kind::Doubtful:
    case Error::Kind::Throttled:
        return true;
    case Error::Kind::Unavailable:
        return error.httpStatus != 501 && error.httpStatus != 505;
    case Error::Kind::Malformed:
        return error.code == "truncated"_L1;
    case Error::Kind::Cancelled:
    case Error::Kind::Tls:
    case Error::Kind::Auth:
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
    case Error::Kind::Rejected:
    case Error::Kind::Storage:
    case Error::Kind::Keychain:
    case Error::Kind::Config:
    case Error::Kind::Refused:
    case Error::Kind::Bug:
        return false;
    }
    return false;
}

std::optional<milliseconds> RetryPolicy::delayBefore(int attempt, const Error& error, Repeat repeat,
                                                     double jitter) const {
    if (attempt >= m_maxAttempts)
        return std::nullopt;
    if (!(repeat == Repeat::Freely ? passesByItself(error) : isSurelyUndone(error)))
        return std::nullopt;
    if (error.retryAfter > 0ms)
        return error.retryAfter;
    return backoff(attempt, jitter);
}

milliseconds RetryPolicy::backoff(int attempt, double jitter) const {
    const int doublings = std::clamp(attempt - 1, 0, 16);
    const milliseconds base = std::min(m_first * (1 << doublings), k_longest);
    return milliseconds(std::llround(static_cast<double>(base.count()) * (0.75 + 0.5 * jitter)));
}

milliseconds parseRetryAfter(const QByteArray& field, const QDateTime& now) {
    bool isNumber = false;
    const double seconds = field.trimmed().toDouble(&isNumber);
    if (isNumber) {
        if (!std::isfinite(seconds) || seconds <= 0)
            return 0ms;
        const double most = std::chrono::duration<double>(k_mostAdvised).count();
        return milliseconds(static_cast<qint64>(std::ceil(std::min(seconds, most) * 1000.0)));
    }
    const QDateTime date = parseHttpDate(field);
    if (!date.isValid())
        return 0ms;
    return std::clamp(milliseconds(now.msecsTo(date)), milliseconds(0), k_mostAdvised);
}

} // namespace milepost
