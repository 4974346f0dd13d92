// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <chrono>

#include <QDateTime>
#include <QString>

namespace milepost {

/// One HTTP exchange as it may be shown and kept: no header or body that could hold a secret (law 10).
struct Exchange {
    QDateTime startedUtc;
    std::chrono::milliseconds elapsed{0};
    Error::Stage stage = Error::Stage::None; ///< Token, Graph or Tracker
    QString method;
    QString url;       ///< scrubbed: query values that could be secrets read ***
    int status = 0;    ///< 0 when no answer came
    QString requestId; ///< the service's
    QString clientRequestId;
    int attempt = 1;
    int children = 0; ///< requests inside a batch
    QString error;    ///< summary of the failure, "" when it succeeded
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
};

} // namespace milepost
