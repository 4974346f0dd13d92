// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where events were written, in the journal.
#include "storage/journalforms.h"
#include "storage/journalrows.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

namespace {

QString textOf(const QString& text) { return text.isNull() ? u""_s : text; }

} // namespace

Result<std::vector<WrittenPlace>> places(const Connection& connection, const QString& source) {
    auto rows = connection.run(
        u"SELECT calendar_id, recipient, mailbox, address, calendar_name, people FROM places AS p "
        "WHERE source = ? AND EXISTS (SELECT 1 FROM known AS k WHERE k.source = p.source "
        "AND k.calendar_id = p.calendar_id AND k.recipient = p.recipient AND k.present = 1) "
        "ORDER BY recipient, calendar_id"_s,
        {source});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<WrittenPlace> places;
    while (rows->next()) {
        WrittenPlace place{rows->value(0).toString(), rows->value(1).toString(), rows->value(2).toString(),
                           rows->value(3).toString(), rows->value(4).toString(), {}};
        for (const QString& person : rows->value(5).toString().split(u',', Qt::SkipEmptyParts))
            place.people.push_back(person.toLongLong());
        places.push_back(std::move(place));
    }
    return places;
}

Result<void> rememberPlace(const Connection& connection, const QString& source, const WrittenPlace& place) {
    QStringList people;
    for (const qint64 person : place.people)
        people << QString::number(person);
    return done(connection.run(
        u"INSERT INTO places (source, calendar_id, recipient, mailbox, address, calendar_name, people) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, calendar_id, recipient) DO UPDATE SET "
        "mailbox = excluded.mailbox, address = excluded.address, calendar_name = excluded.calendar_name, "
        "people = excluded.people"_s,
        {source, place.calendarId, textOf(place.recipient), place.mailbox, textOf(place.address),
         textOf(place.calendarName), textOf(people.join(u','))}));
}

Result<void> forgetPlace(const Connection& connection, const QString& source, const WrittenPlace& place) {
    return done(connection.run(
        u"UPDATE known SET present = 0 WHERE source = ? AND calendar_id = ? AND recipient = ?"_s,
        {source, place.calendarId, textOf(place.recipient)}));
}

} // namespace milepost::journalrows
