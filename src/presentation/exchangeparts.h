// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/exchangerecord.h"

#include <vector>

namespace milepost {

/// Which part of the exchange log is wanted (ADR 32). `before` and `after` are ids of its rows; 0: no bound.
struct ExchangeQuery {
    ExchangeFilter filter;
    qint64 before = 0; ///< the newest of those that came before it
    qint64 after = 0;  ///< the oldest of those that came after it
    int most = 200;

    [[nodiscard]] bool isBeginning() const { return before == 0 && after == 0; }
};

/// A part of the log. Empty where nothing was kept yet.
struct ExchangePart {
    std::vector<ExchangeRecord> records; ///< newest first, without their bodies
    bool isWhole = true;                 ///< the query's bounds hold no more that fit
    qint64 fits = 0;                     ///< all that fit; counted at the beginning alone
    qint64 lastId = 0;                   ///< of the log, whatever the filter
    QDateTime bodiesUntil;               ///< invalid, or over: none are kept
};

} // namespace milepost
