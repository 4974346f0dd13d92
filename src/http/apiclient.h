// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "http/bearersource.h"
#include "http/exchangesink.h"
#include "http/lanegate.h"
#include "http/quotaledger.h"
#include "http/retrypolicy.h"
#include "http/secretmask.h"
#include "http/transport.h"
#include "http/witness.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace milepost {

/// One service spoken to with a bearer token: adds the token, a client-request-id and the pace, retries what
/// may be retried, and turns every answer that is not 2xx into an Error with its facts, in which no secret of
/// the request is repeated, whatever was answered.
class ApiClient {
public:
    /// Fills in code, message and requestId from an answer that is not 2xx; the shape differs from service to
    /// service.
    using ErrorReader = std::function<void(const HttpResponse&, Error&)>;

    struct Parts {
        Transport& transport;
        BearerSource* bearer; ///< may be null: then no Authorization header is sent
        const Clock& clock;
        LaneGate& gate;
        ExchangeSink* sink;            ///< may be null
        QuotaLedger* ledger = nullptr; ///< counts what each lane is sent; may be null
        Witness* witness = nullptr;    ///< of the answers, for Error::about; may be null
    };
    struct Options {
        Error::Stage stage;
        QString origin; ///< requests to any other origin are refused (law 10), see originOf
        ErrorReader readError;
        RetryPolicy retry;
        std::chrono::milliseconds longestWait = std::chrono::minutes(10); ///< of one call, in sum (law 9)
        QString userAgent;                                                ///< "" says Milepost/<version>
    };
    struct Call {
        HttpRequest request;
        Repeat repeat = Repeat::Freely;
        QString lane;     ///< the mailbox, or the host
        int children = 0; ///< of a batch, for the exchange log
        /// What the request carries beside the bearer token; no Error repeats them.
        std::vector<Redacted<QByteArray>> secrets = {};
        /// Adds what serves for one attempt alone, and hands that back: no Error repeats it either. Asked
        /// before each attempt; its error ends the call, nothing being sent.
        std::function<Result<Redacted<QByteArray>>(HttpRequest&)> once = {};
    };

    ApiClient(Parts parts, Options options);

    /// Runs on: pool threads. 2xx gives the answer. 401: the token is dropped and the call repeated once with
    /// a new one (it was not carried out). 429, 503 with Retry-After: the lane is fenced; a read waits and
    /// repeats, a write repeats after 429 only. A write that ended without an answer, or with 5xx, gives
    /// Kind::Doubtful with the facts: whoever called must look before sending again (law 4).
    [[nodiscard]] Result<HttpResponse> call(const Call& call, std::stop_token stop);

    /// The facts of an answer that is not 2xx, as call() gives them; for answers inside of another one (the
    /// children of a batch).
    [[nodiscard]] Error errorFrom(const HttpResponse& response, Repeat repeat) const;
    /// The same of a read of its own inside of another one: with what is known beside it.
    [[nodiscard]] Error errorOfPart(const HttpRequest& request, const HttpResponse& response) const;
    /// Adds to a failure of before what the witness has seen since.
    void learnSince(Error& error) const;
    /// A part was answered well.
    void partDone(const HttpRequest& request, int status) const;
    /// After that many failed tries, the last of which ended so: fences the lane where the pace was too high,
    /// and waits as call() does. False: no further try. `waited` is the sum of one piece of work (law 9).
    [[nodiscard]] Result<bool> waitToRepeat(const Call& call, const Error& error, int failures,
                                            std::chrono::milliseconds& waited, std::stop_token stop);
    /// How fast a lane goes, as far as was seen: for forecasts.
    struct Pace {
        int width = 1;                           ///< requests at once
        std::chrono::milliseconds oneRequest{0}; ///< 0: none was answered yet
    };
    [[nodiscard]] Pace pace(const QString& lane) const;
    /// How long that many requests take in the lane, as wide and fast as it is and with what is left of its
    /// quota.
    [[nodiscard]] std::chrono::duration<double> course(const QString& lane, int requests) const;

    [[nodiscard]] const QString& origin() const { return m_options.origin; }
    /// How far the server's clock is ahead of ours, by the last Date field seen; nothing before the first.
    /// For warnings, and to date what that server is to judge: an expiry is judged by its own server's clock.
    [[nodiscard]] std::optional<std::chrono::seconds> clockSkew() const;

private:
    struct Sent;
    [[nodiscard]] std::optional<Error> refusal(const Call& call) const;
    [[nodiscard]] Result<void> beforeFence(const Call& call, std::chrono::milliseconds closed,
                                           std::chrono::milliseconds& waited) const;
    /// A place in the lane, once its quota has room (law 9).
    [[nodiscard]] Result<LaneGate::Pass> place(const Call& call, std::chrono::milliseconds& waited,
                                               std::stop_token stop) const;
    struct Try {
        int number;
        std::chrono::milliseconds& waited; ///< of the call so far
        std::chrono::milliseconds& told;   ///< of that, in the exchange log
    };
    [[nodiscard]] Result<HttpResponse> attempt(const Call& call, Try which, std::stop_token stop);
    /// The exchange log is told what it must not hold, before that goes out.
    void keepOut(const std::vector<Redacted<QByteArray>>& secrets, const Redacted<QByteArray>& token) const;
    [[nodiscard]] HttpRequest dressed(const Call& call, const QByteArray& token,
                                      const QByteArray& clientRequestId) const;
    [[nodiscard]] Result<HttpResponse> judged(const Sent& sent, Result<HttpResponse> answer);
    [[nodiscard]] Result<bool> waitBefore(const Call& call, const Error& error, int failures,
                                          std::chrono::milliseconds& waited, std::stop_token stop);
    /// The lane learns from what became of the request.
    void keepPace(const LaneGate::Pass& pass, const Result<HttpResponse>& outcome) const;
    /// How long the lane is closed: as advised, or a first pause of ours where nothing was.
    [[nodiscard]] std::chrono::milliseconds pauseAfter(const Error& refusal) const;
    [[nodiscard]] Result<void> pause(const Call& call, const Error& error, std::chrono::milliseconds delay,
                                     std::stop_token stop);
    void report(const Sent& sent, const Result<HttpResponse>& answer,
                const Result<HttpResponse>& outcome) const;
    /// Error::about of a request and of what came, if anything did.
    [[nodiscard]] QJsonObject circumstances(const HttpRequest& request, const HttpResponse* answer) const;
    void explain(const Sent& sent, const HttpResponse* answer, Error& error) const;
    void noteServerTime(const HttpResponse& response);

    Parts m_parts;
    Options m_options;
    std::atomic<qint64> m_skewSeconds;
};

/// Kind by status alone (style 6, line 32): 401 Auth, 403 Forbidden, 404/410 NotFound, 409/412 Conflict, 408
/// Timeout, 429 Throttled, other 4xx Rejected, 5xx Unavailable, 3xx Rejected (redirects are not followed).
[[nodiscard]] Error::Kind kindOfStatus(int status);

} // namespace milepost
