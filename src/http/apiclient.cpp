// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/apiclient.h"

#include "base/futures.h"
#include "http/apisent.h"
#include "http/httplog.h"

#include <limits>
#include <utility>

#include <QElapsedTimer>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 k_neverSeen = std::numeric_limits<qint64>::min();

} // namespace

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
    milliseconds told{0}; // of the waits, in the exchange log
    bool hasRenewedToken = false;
    int failures = 0;
    for (int number = 1;; ++number) {
        Result<HttpResponse> answer = attempt(call, {number, waited, told}, stop);
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

std::optional<Error> ApiClient::refusal(const Call& call) const {
    const QString origin = originOf(call.request.url);
    if (origin == m_options.origin)
        return std::nullopt;
    return makeError(Error::Kind::Refused, m_options.stage,
                     u"%1 is not %2: nothing was sent"_s.arg(origin, m_options.origin), u"other-origin"_s);
}

Result<HttpResponse> ApiClient::attempt(const Call& call, Try which, std::stop_token stop) {
    QElapsedTimer inLane;
    inLane.start();
    const Result<LaneGate::Pass> pass = place(call, which.waited, stop);
    if (!pass)
        return std::unexpected(pass.error());
    Redacted<QByteArray> token;
    if (m_parts.bearer != nullptr) {
        Result<Redacted<QByteArray>> got = m_parts.bearer->bearer(stop);
        if (!got)
            return std::unexpected(std::move(got.error()));
        token = std::move(*got);
    }
    Sent sent{call,
              which.number,
              m_parts.clock.utcNow(),
              QUuid::createUuid().toByteArray(QUuid::WithoutBraces),
              SecretMask(call.secrets),
              std::chrono::microseconds(inLane.nsecsElapsed() / 1000),
              which.waited - std::exchange(which.told, which.waited)};
    sent.mask.add(token);
    sent.token = token;
    keepOut(call.secrets, token);
    HttpRequest request = dressed(call, token.reveal(), sent.clientRequestId);
    if (call.once) {
        const auto added = call.once(request);
        if (!added)
            return std::unexpected(added.error());
        sent.mask.add(*added);
        keepOut({}, *added);
    }
    const Result<HttpResponse> answer = await(m_parts.transport.send(std::move(request), stop));
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
        explain(sent, nullptr, error);
        sent.mask.applyTo(error);
        return std::unexpected(std::move(error));
    }
    noteServerTime(*answer);
    if (m_parts.witness != nullptr)
        m_parts.witness->saw(sent.call.request, answer->status);
    if (answer->isSuccess())
        return answer;
    // Before it is read: a reader cuts long texts, and half a secret would not be known again.
    answer->body = sent.mask.applied(std::move(answer->body));
    Error error = errorFrom(*answer, sent.call.repeat);
    explain(sent, &*answer, error);
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
