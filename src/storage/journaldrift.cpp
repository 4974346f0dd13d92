// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decisions about edits of people, in the journal.
#include "storage/journalforms.h"
#include "storage/journalrows.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

Result<DriftDecisions> driftDecisions(const Connection& connection, const QString& source) {
    auto rows = connection.run(
        u"SELECT deliverable, recipient, field, kind, seen FROM drift_decisions WHERE source = ?"_s,
        {source});
    if (!rows)
        return std::unexpected(rows.error());
    DriftDecisions decisions;
    while (rows->next()) {
        const auto field = fieldFromString(rows->value(2).toString());
        const auto kind = driftKindFromString(rows->value(3).toString());
        if (field && kind) // others are a newer version's
            decisions[{{source, rows->value(0).toLongLong(), rows->value(1).toString()}, *field}] = {
                *kind, rows->value(4).toString()};
    }
    return decisions;
}

Result<void> decideDrift(const Connection& connection, const DriftDecisions& decisions,
                         const QDateTime& decidedUtc) {
    for (const auto& [about, decision] : decisions) {
        const auto& [key, field] = about;
        const auto kept = connection.run(
            u"INSERT INTO drift_decisions (source, deliverable, recipient, field, kind, seen, decided_utc) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (source, deliverable, recipient, field) DO UPDATE SET kind = excluded.kind, "
            "seen = excluded.seen, decided_utc = excluded.decided_utc"_s,
            {key.source, key.deliverable, fromText(key.recipient), toString(field), toString(decision.kind),
             fromText(decision.seen), fromTime(decidedUtc)});
        if (!kept)
            return std::unexpected(kept.error());
    }
    return {};
}

Result<void> forgetDrift(const Connection& connection, const EventKey& key) {
    return done(connection.run(
        u"DELETE FROM drift_decisions WHERE source = ? AND deliverable = ? AND recipient = ?"_s,
        {key.source, key.deliverable, fromText(key.recipient)}));
}

Result<void> moveDrift(const Connection& connection, const QString& from, const QString& to) {
    // What was decided at the address that is left is newer than what an earlier stay there knew.
    const auto cleared =
        connection.run(u"DELETE FROM drift_decisions AS old WHERE source = ? AND EXISTS "
                       "(SELECT 1 FROM drift_decisions AS left_behind WHERE left_behind.source = ? AND "
                       "left_behind.deliverable = old.deliverable AND left_behind.recipient = old.recipient "
                       "AND left_behind.field = old.field)"_s,
                       {to, from});
    if (!cleared)
        return std::unexpected(cleared.error());
    return done(connection.run(u"UPDATE drift_decisions SET source = ? WHERE source = ?"_s, {to, from}));
}

} // namespace milepost::journalrows
