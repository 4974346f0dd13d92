// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "http/httpmessage.h"

#include <chrono>

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace milepost {

/// One HTTP exchange as it may be shown and kept: no header or body that could hold a secret (law 10).
struct Exchange {
    QDateTime startedUtc;
    std::chrono::milliseconds elapsed{0};
    Error::Stage stage = Error::Stage::None; ///< Token, Graph or Tracker
    QString method;
    QString url;         ///< scrubbed: query values that could be secrets read ***
    QString urlTemplate; ///< ids and addresses by their names: "/v1.0/users/{mailbox}/events/{event}"
    QString mailbox;     ///< that the address names; "" for none
    int status = 0;      ///< 0 when no answer came
    QString code;        ///< of the failure: Graph's, the AADSTS number, or ours
    QString requestId;   ///< the service's
    QString clientRequestId;
    QString serverDate; ///< the answer's Date field, as it came
    int attempt = 1;
    int children = 0; ///< requests inside a batch
    QString error;    ///< summary of the failure, "" when it succeeded
    HttpTimes times;
    std::chrono::microseconds lane{0};  ///< waited for a place in the lane, its fence and quota included
    std::chrono::milliseconds fence{0}; ///< of pauses and fences alone, before this attempt
    qint64 run = 0;                     ///< that it belongs to (base/topic.h); 0: none
    qint64 deliverable = 0;             ///< the same
    qint64 work = 0;                    ///< the same
    QByteArray requestBody;             ///< redacted and cut; "" unless somebody wants bodies
    QByteArray answerBody;              ///< the same

    /// What an answer says of it, but for its body. Not redacted.
    void take(const HttpResponse& answer) {
        status = answer.status;
        elapsed = answer.elapsed;
        times = answer.times;
        requestId = requestIdOf(answer);
        serverDate = QString::fromLatin1(answer.headers.value("Date"));
    }
};

/// A wait that the service asked for. Every wait is visible (law 9).
struct PaceWait {
    QString lane; ///< mailbox or host
    std::chrono::milliseconds duration{0};
    QString reason; ///< "429", "503": asked for; "fence": another call was asked; "quota": by
                    ///< our own count; "retry": after a failure
};

/// Hears about every exchange and wait. Runs on: pool threads, several at once.
class ExchangeSink {
public:
    virtual ~ExchangeSink() = default;
    virtual void exchanged(const Exchange& exchange) = 0;
    virtual void waiting(const PaceWait& wait) = 0;
    /// An admin asked for bodies, for a time. Asked at every exchange, so it is cheap.
    [[nodiscard]] virtual bool wantsBodies() const { return false; }
    /// Goes out with a request: nothing that is kept from now on may hold it, wherever it comes back (law
    /// 10).
    virtual void mustNotKeep(const Redacted<QByteArray>& secret) { Q_UNUSED(secret) }
};

} // namespace milepost
