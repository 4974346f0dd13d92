// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each lane spent of its quota.
#include "storage/journalrows.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;

Result<std::vector<SpentRequests>> spentRequests(const Connection& connection, const QString& lane,
                                                 qint64 sinceMs) {
    auto rows =
        connection.run(u"SELECT end_ms, requests FROM quota WHERE lane = ? AND end_ms > ? ORDER BY end_ms"_s,
                       {lane, sinceMs});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<SpentRequests> spent;
    while (rows->next())
        spent.push_back({rows->value(0).toLongLong(), rows->value(1).toInt()});
    return spent;
}

Result<std::vector<SpentRequests>> spendRequests(const Connection& connection, const QString& lane,
                                                 const SpentRequests& added, qint64 sinceMs) {
    // On a server somebody else may be clearing away the same rows: then they are left to them.
    const auto old = connection.run(
        connection.isServer() ? u"DELETE FROM quota WHERE (lane, end_ms) IN (SELECT lane, end_ms FROM quota "
                                "WHERE end_ms <= ? FOR UPDATE SKIP LOCKED)"_s
                              : u"DELETE FROM quota WHERE end_ms <= ?"_s,
        {sinceMs});
    if (!old)
        return std::unexpected(old.error());
    const auto counted = connection.run(
        u"INSERT INTO quota (lane, end_ms, requests) VALUES (?, ?, ?) "
        "ON CONFLICT (lane, end_ms) DO UPDATE SET requests = quota.requests + excluded.requests"_s,
        {lane, added.endMs, added.requests});
    if (!counted)
        return std::unexpected(counted.error());
    return spentRequests(connection, lane, sinceMs);
}

} // namespace milepost::journalrows
