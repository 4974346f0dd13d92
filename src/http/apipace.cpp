// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pace of calls: places in a lane, pauses, and what the lane learns (law 9).
#include "base/logging.h"
#include "http/apiclient.h"

#include <algorithm>

#include <QRandomGenerator>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto k_concurrentSave = "ConcurrentItemSave"_L1;

bool isRefusedPace(const Error& error) { return error.httpStatus == 429 || error.httpStatus == 503; }

} // namespace

Result<bool> ApiClient::waitBefore(const Call& call, const Error& error, int failures, milliseconds& waited,
                                   std::stop_token stop) {
    const auto delay = m_options.retry.delayBefore(failures, error, call.repeat,
                                                   QRandomGenerator::global()->generateDouble());
    if (!delay || waited + *delay > m_options.longestWait)
        return false;
    waited += *delay;
    if (const Result<void> paused = pause(call, error, *delay, std::move(stop)); !paused)
        return std::unexpected(paused.error());
    return true;
}

Result<bool> ApiClient::waitToRepeat(const Call& call, const Error& error, int failures, milliseconds& waited,
                                     std::stop_token stop) {
    if (isRefusedPace(error))
        m_parts.gate.fence(call.lane, pauseAfter(error));
    return waitBefore(call, error, failures, waited, std::move(stop));
}

ApiClient::Pace ApiClient::pace(const QString& lane) const {
    return {m_parts.gate.width(lane), m_parts.gate.serviceTime(lane)};
}

std::chrono::duration<double> ApiClient::course(const QString& lane, int requests) const {
    const auto [width, one] = pace(lane);
    const std::chrono::duration<double> inRounds = one * ((requests + width - 1) / width);
    if (m_parts.ledger == nullptr)
        return inRounds;
    const std::chrono::duration<double, std::milli> each = one;
    return std::max<std::chrono::duration<double>>(inRounds,
                                                   m_parts.ledger->course(lane, requests, each / width));
}

/// A lane may be closed for longer than a call may wait in sum: that is said instead of hanging (law 9).
Result<void> ApiClient::beforeFence(const Call& call, milliseconds closed, milliseconds& waited) const {
    if (closed > m_options.longestWait - waited) {
        Error error = makeError(Error::Kind::Throttled, m_options.stage,
                                u"the service asked for a longer pause than a call waits"_s, u"throttled"_s);
        error.retryAfter = closed;
        return std::unexpected(std::move(error));
    }
    waited += closed;
    if (m_parts.sink != nullptr)
        m_parts.sink->waiting({call.lane, closed, u"fence"_s});
    return {};
}

/// The wait for the quota is our own, and bounded by its window; it holds no place meanwhile.
Result<LaneGate::Pass> ApiClient::place(const Call& call, milliseconds& waited, std::stop_token stop) const {
    while (true) {
        milliseconds full{0};
        {
            auto pass = m_parts.gate.enter(
                call.lane, stop, [&](milliseconds closed) { return beforeFence(call, closed, waited); });
            if (!pass || m_parts.ledger == nullptr)
                return pass;
            full = m_parts.ledger->spend(call.lane);
            if (full == 0ms)
                return pass;
        }
        if (m_parts.sink != nullptr)
            m_parts.sink->waiting({call.lane, full, u"quota"_s});
        if (const auto slept = m_parts.clock.sleep(full, stop); !slept)
            return std::unexpected(slept.error());
    }
}

void ApiClient::keepPace(const LaneGate::Pass& pass, const Result<HttpResponse>& outcome) const {
    if (outcome)
        return pass.served(outcome->elapsed);
    const Error& error = outcome.error();
    if (!isRefusedPace(error))
        return; // a fault of the item or of the network says nothing about the lane
    if (error.httpStatus == 503 && error.code == k_concurrentSave)
        pass.collided(pauseAfter(error));
    else
        pass.refused(pauseAfter(error));
}

milliseconds ApiClient::pauseAfter(const Error& refusal) const {
    return refusal.retryAfter > 0ms ? refusal.retryAfter : m_options.retry.backoff(1, 0.5);
}

Result<void> ApiClient::pause(const Call& call, const Error& error, milliseconds delay,
                              std::stop_token stop) {
    qCInfo(lcHttp).noquote() << "waiting" << delay.count() << "ms before trying again:" << error.summary();
    if (m_parts.sink != nullptr)
        m_parts.sink->waiting(
            {call.lane, delay, isRefusedPace(error) ? QString::number(error.httpStatus) : u"retry"_s});
    return m_parts.clock.sleep(delay, std::move(stop));
}

} // namespace milepost
