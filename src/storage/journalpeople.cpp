// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The people map in the journal.
#include "storage/journalforms.h"
#include "storage/journalrows.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

Result<std::vector<PersonMapping>> people(const Connection& connection, const QString& source) {
    auto rows = connection.run(u"SELECT person, object_id, address, manual, decided_utc FROM people "
                               "WHERE source = ? ORDER BY person"_s,
                               {source});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<PersonMapping> mappings;
    while (rows->next())
        mappings.push_back({rows->value(0).toLongLong(), rows->value(1).toString(), rows->value(2).toString(),
                            rows->value(3).toInt() != 0, toTime(rows->value(4).toString())});
    return mappings;
}

Result<void> rememberPerson(const Connection& connection, const QString& source,
                            const PersonMapping& mapping) {
    return done(connection.run(
        u"INSERT INTO people (source, person, object_id, address, manual, decided_utc) "
        "VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source, person) DO UPDATE SET object_id = excluded.object_id, "
        "address = excluded.address, manual = excluded.manual, decided_utc = excluded.decided_utc "
        "WHERE excluded.manual = 1 OR people.manual = 0"_s,
        {source, mapping.person, fromText(mapping.mailbox), fromText(mapping.address), mapping.manual ? 1 : 0,
         fromText(fromTime(mapping.decidedUtc))}));
}

Result<void> forgetPerson(const Connection& connection, const QString& source, qint64 person) {
    return done(connection.run(u"DELETE FROM people WHERE source = ? AND person = ?"_s, {source, person}));
}

Result<void> movePeople(const Connection& connection, const QString& from, const QString& to) {
    // What was decided at the address that is left is newer than what an earlier stay there knew.
    const auto cleared = connection.run(u"DELETE FROM people WHERE source = ? AND person IN "
                                        "(SELECT person FROM people WHERE source = ?)"_s,
                                        {to, from});
    if (!cleared)
        return std::unexpected(cleared.error());
    return done(connection.run(u"UPDATE people SET source = ? WHERE source = ?"_s, {to, from}));
}

} // namespace milepost::journalrows
