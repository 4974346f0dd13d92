// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"

namespace milepost {

/// A mailbox that bears so many requests at once.
inline sandbox::Options quickOptions(int limit) {
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 300;
    options.concurrencyPerMailbox = limit;
    options.latencyMilliseconds = 4;
    options.retryAfterSeconds = 0.04;
    return options;
}

/// A call may be refused more than once before the lane has learned.
inline Machine::Options asPatientAsTheProgram() {
    Machine::Options options;
    options.retry = RetryPolicy(5, std::chrono::milliseconds(5));
    return options;
}

/// So often Graph said that it is too much.
inline int refusals(sandbox::Sandbox& sandbox) {
    return sandbox.counters()[QStringLiteral("statuses")]
        .toObject()[QStringLiteral("graph")]
        .toObject()[QStringLiteral("429")]
        .toInt();
}

} // namespace milepost
