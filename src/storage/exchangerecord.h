// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <chrono>

#include <QDateTime>
#include <QString>

namespace milepost {

/// One request as the exchange log keeps it (ADR 32). Nothing in it is a secret.
struct ExchangeRecord {
    /// Microseconds; k_unseen where nobody saw it.
    static constexpr qint64 k_unseen = -1;
    struct Spans {
        qint64 total = 0;          ///< from sending to the last byte
        qint64 lane = 0;           ///< before: for a place in the lane, with its fence and its quota
        qint64 fence = 0;          ///< of that and of pauses after failures: what the service asked for
        qint64 queue = k_unseen;   ///< for a free connection
        qint64 lookup = k_unseen;  ///< until a new connection was begun: the name's look-up
        qint64 connect = k_unseen; ///< TCP and TLS of a new connection
        qint64 answer = k_unseen;  ///< from the request's last byte to the answer's header
        friend bool operator==(const Spans&, const Spans&) = default;
    };

    qint64 id = 0; ///< rises; of the log
    QDateTime startedUtc;
    QString program; ///< "milepostctl", "milepost"
    Error::Stage stage = Error::Stage::None;
    QString method;
    QString url;         ///< scrubbed
    QString urlTemplate; ///< without ids and addresses
    QString mailbox;
    int status = 0;
    QString code;
    QString error;
    QString requestId;
    QString clientRequestId;
    QString serverDate;
    int attempt = 1;
    int children = 0; ///< requests inside of this one
    int inBatch = 0;  ///< requests that shared this one's call
    qint64 run = 0;
    qint64 deliverable = 0;
    qint64 work = 0; ///< the engine's call that it was part of: what was read before a run began has no other
    Spans spans;
    QString requestBody; ///< redacted; "" where bodies were not wanted
    QString answerBody;

    friend bool operator==(const ExchangeRecord&, const ExchangeRecord&) = default;

    /// No answer, or one that is not 2xx.
    [[nodiscard]] bool hasFailed() const { return status < 200 || status >= 300; }
    /// The connection stood already when it was sent.
    [[nodiscard]] bool isReused() const { return spans.answer != k_unseen && spans.connect == k_unseen; }
};

/// Which of them; what is empty leaves none out.
struct ExchangeFilter {
    qint64 run = 0; ///< and what was read for it before it began
    qint64 deliverable = 0;
    QString mailbox; ///< a part of it, in any case
    QString text;    ///< a part of address, code, error or one of the ids
    Error::Stage stage = Error::Stage::None;
    QDateTime sinceUtc;
    bool failedOnly = false;

    friend bool operator==(const ExchangeFilter&, const ExchangeFilter&) = default;
};

} // namespace milepost
