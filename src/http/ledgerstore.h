// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <vector>

#include <QString>

namespace milepost {

/// Where the counts of a QuotaLedger outlive the program. Runs on: pool threads, several at once.
class LedgerStore {
public:
    /// Requests of a stretch of time that ends at that millisecond (UTC).
    struct Slot {
        qint64 endMs = 0;
        int requests = 0;
    };

    virtual ~LedgerStore() = default;
    /// Adds to one slot of a lane (less than 0 takes from it) and tells all slots of the lane that end after
    /// `sinceMs`, oldest first; earlier ones may be forgotten. It is on the disk when this returns.
    [[nodiscard]] virtual Result<std::vector<Slot>> add(const QString& lane, const Slot& slot,
                                                        qint64 sinceMs) = 0;
};

} // namespace milepost
