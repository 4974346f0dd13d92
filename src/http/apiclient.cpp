// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/apiclient.h"

#include "base/futures.h"
#include "base/logging.h"
#include "http/httplog.h"

#include <algorithm>
#include <limits>

#include <QRandomGenerator>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 k_neverSeen = std::numeric_limits<qint64>::min();
constexpr auto k_concurrentSave = "ConcurrentItemSave"_L1;

bool isRefusedPace(const Error& error) { return error.httpStatus == 429 || error.httpStatus == 503; }

/// Each service has its own name for it.
QString requestIdOf(const HttpResponse& response) {
    for (const char* name : {"request-id", "x-ms-request-id", "X-Request-ID"})
        if (response.headers.contains(name))
            return QString::fromLatin1(response.headers.value(name));
    return {};
}

} // namespace

/// One attempt as the exchange log shows it.
struct ApiClient::Sent {
    const Call& call;
    int attempt;
    QDateTime startedUtc;
    QByteArray clientRequestId;
    SecretMask mask;
};

ApiClient::ApiClient(Parts parts, Options options)
    : m_parts(parts),
      m_options(std::move(options)),
      m_skewSeconds(k_neverSeen) {
    if (m_options.userAgent.isEmpty())
        m_options.userAgent = QStringLiteral("Milepost/" MILEPOST_VERSION);
}

std::optional<std::chrono::seconds> ApiClient::clockSkew() const {
    const qint64 skew = m_skewSeconds.load();
    if (skew == k_neverSeen)
        return std::nullopt;
    return std::chrono::seconds(skew);
}

Result<HttpResponse> ApiClient::call(const Call& call, std::stop_token stop) {
    if (std::optional<Error> refused = refusal(call))
        return std::unexpected(std::move(*refused));
    milliseconds waited{0};
    bool hasRenewedToken = false;
    int failures = 0;
    for (int number = 1;; ++number) {
        Result<HttpResponse> answer = attempt(call, number, waited, stop);
        if (answer || answer.error().isCancelled())
            return answer;
        const Error& error = answer.error();
        if (error.httpStatus == 401 && m_parts.bearer != nullptr && !hasRenewedToken) {
            hasRenewedToken = true; // attempt() dropped the token; a 401 was not carried out
            continue;
        }
        const Result<bool> again = waitBefore(call, error, ++failures, waited, stop);
        if (!again)
            return std::unexpected(again.error());
        if (!*again)
            return answer;
    }
}

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

std::optional<Error> ApiClient::refusal(const Call& call) const {
    const QString origin = originOf(call.request.url);
    if (origin == m_options.origin)
        return std::nullopt;
    return makeError(Error::Kind::Refused, m_options.stage,
                     u"%1 is not %2: nothing was sent"_s.arg(origin, m_options.origin), u"other-origin"_s);
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

Result<HttpResponse> ApiClient::attempt(const Call& call, int number, milliseconds& waited,
                                        std::stop_token stop) {
    const Result<LaneGate::Pass> pass = place(call, waited, stop);
    if (!pass)
        return std::unexpected(pass.error());
    Redacted<QByteArray> token;
    if (m_parts.bearer != nullptr) {
        Result<Redacted<QByteArray>> got = m_parts.bearer->bearer(stop);
        if (!got)
            return std::unexpected(std::move(got.error()));
        token = std::move(*got);
    }
    Sent sent{call, number, m_parts.clock.utcNow(), QUuid::createUuid().toByteArray(QUuid::WithoutBraces),
              SecretMask(call.secrets)};
    sent.mask.add(token);
    const Result<HttpResponse> answer =
        await(m_parts.transport.send(dressed(call, token.reveal(), sent.clientRequestId), stop));
    const Result<HttpResponse> outcome = judged(sent, answer);
    report(sent, answer, outcome);
    if (answer && answer->status == 401 && m_parts.bearer != nullptr)
        m_parts.bearer->reject(token);
    keepPace(*pass, outcome);
    return outcome;
}

HttpRequest ApiClient::dressed(const Call& call, const QByteArray& token,
                               const QByteArray& clientRequestId) const {
    HttpRequest request = call.request;
    if (!token.isEmpty())
        request.headers.set("Authorization", "Bearer " + token);
    if (!request.headers.contains("Accept"))
        request.headers.set("Accept", "application/json");
    request.headers.set("User-Agent", m_options.userAgent.toUtf8());
    request.headers.set("client-request-id", clientRequestId);
    request.headers.set("return-client-request-id", "true");
    return request;
}

Result<HttpResponse> ApiClient::judged(const Sent& sent, Result<HttpResponse> answer) {
    if (!answer) {
        Error error = std::move(answer.error());
        if (!error.isCancelled())
            error.detail = u"%1 %2: %3"_s.arg(QString::fromLatin1(sent.call.request.method),
                                              scrubUrl(sent.call.request.url), error.detail);
        sent.mask.applyTo(error);
        return std::unexpected(std::move(error));
    }
    noteServerTime(*answer);
    if (answer->isSuccess())
        return answer;
    // Before it is read: a reader cuts long texts, and half a secret would not be known again.
    answer->body = sent.mask.applied(std::move(answer->body));
    Error error = errorFrom(*answer, sent.call.repeat);
    sent.mask.applyTo(error);
    return std::unexpected(std::move(error));
}

Error ApiClient::errorFrom(const HttpResponse& response, Repeat repeat) const {
    Error error;
    error.kind = kindOfStatus(response.status);
    error.stage = m_options.stage;
    error.httpStatus = response.status;
    error.requestId = requestIdOf(response);
    error.retryAfter = parseRetryAfter(response.headers.value("Retry-After"), m_parts.clock.utcNow());
    if (m_options.readError)
        m_options.readError(response, error);
    if (response.status >= 300 && response.status < 400) {
        error.code = u"redirect"_s;
        error.detail = u"redirected to %1"_s.arg(
            scrubUrl(QUrl::fromEncoded(response.headers.value("Location"), QUrl::StrictMode)));
    }
    // 5xx says nothing about what was done: 503 ConcurrentItemSave is known to have saved
    // (graph-contract 5.7).
    if (repeat == Repeat::WhenNotDone && (response.status >= 500 || response.status == 408))
        error.kind = Error::Kind::Doubtful;
    return error;
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

void ApiClient::report(const Sent& sent, const Result<HttpResponse>& answer,
                       const Result<HttpResponse>& outcome) const {
    if (m_parts.sink == nullptr)
        return;
    Exchange exchange;
    exchange.startedUtc = sent.startedUtc;
    exchange.elapsed = milliseconds(sent.startedUtc.msecsTo(m_parts.clock.utcNow()));
    exchange.stage = m_options.stage;
    exchange.method = QString::fromLatin1(sent.call.request.method);
    exchange.url = scrubUrl(sent.call.request.url);
    exchange.clientRequestId = QString::fromLatin1(sent.clientRequestId);
    exchange.attempt = sent.attempt;
    exchange.children = sent.call.children;
    if (answer) {
        exchange.status = answer->status;
        exchange.elapsed = answer->elapsed;
        exchange.requestId = QString::fromUtf8(sent.mask.applied(requestIdOf(*answer).toUtf8()));
    }
    if (!outcome)
        exchange.error = outcome.error().summary();
    m_parts.sink->exchanged(exchange);
}

void ApiClient::noteServerTime(const HttpResponse& response) {
    const QDateTime server = parseHttpDate(response.headers.value("Date"));
    if (server.isValid())
        m_skewSeconds = m_parts.clock.utcNow().secsTo(server);
}

Error::Kind kindOfStatus(int status) {
    switch (status) {
    case 401:
        return Error::Kind::Auth;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 408:
        return Error::Kind::Timeout;
    case 409:
    case 412:
        return Error::Kind::Conflict;
    case 429:
        return Error::Kind::Throttled;
    default: // every other status, by its hundred
        return status >= 500 ? Error::Kind::Unavailable : Error::Kind::Rejected;
    }
}

} // namespace milepost
