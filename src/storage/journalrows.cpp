// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journalrows.h"

#include "storage/journalforms.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

Result<std::optional<TrackerView>> acceptedView(const Connection& connection) {
    auto rows =
        connection.run(u"SELECT source, user_name, role FROM tracker_views WHERE slot = 'accepted'"_s);
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return std::optional<TrackerView>();
    return TrackerView{rows->value(0).toString(), rows->value(1).toString(), rows->value(2).toString()};
}

Result<void> acceptView(const Connection& connection, const TrackerView& view) {
    const auto before = acceptedView(connection);
    if (!before)
        return std::unexpected(before.error());
    if (*before && (*before)->source != view.source) {
        const auto kept = connection.run(
            u"INSERT INTO previous_sources (source) VALUES (?) ON CONFLICT (source) DO NOTHING"_s,
            {(*before)->source});
        if (!kept)
            return std::unexpected(kept.error());
        if (const auto moved = movePeople(connection, (*before)->source, view.source); !moved)
            return moved;
        if (const auto moved = moveDrift(connection, (*before)->source, view.source); !moved)
            return moved;
    }
    // Who moves back is at home again: the present address is no earlier one.
    const auto home = connection.run(u"DELETE FROM previous_sources WHERE source = ?"_s, {view.source});
    if (!home)
        return std::unexpected(home.error());
    return done(connection.run(
        u"INSERT INTO tracker_views (slot, source, user_name, role) VALUES ('accepted', ?, ?, ?) "
        "ON CONFLICT (slot) DO UPDATE SET source = excluded.source, user_name = excluded.user_name, "
        "role = excluded.role"_s,
        {view.source, view.user, view.role}));
}

Result<QStringList> previousSources(const Connection& connection) {
    auto rows = connection.run(u"SELECT source FROM previous_sources ORDER BY position"_s);
    if (!rows)
        return std::unexpected(rows.error());
    QStringList sources;
    while (rows->next())
        sources << rows->value(0).toString();
    return sources;
}

Result<std::optional<QString>> acceptedOrigin(const Connection& connection, const QString& secret) {
    const auto origin = connection.value(u"SELECT origin FROM accepted_origins WHERE secret = ?"_s, {secret});
    if (!origin)
        return std::unexpected(origin.error());
    return origin->isValid() ? std::optional(origin->toString()) : std::nullopt;
}

Result<void> acceptOrigin(const Connection& connection, const QString& secret, const QString& origin) {
    return done(connection.run(u"INSERT INTO accepted_origins (secret, origin) VALUES (?, ?) "
                               "ON CONFLICT (secret) DO UPDATE SET origin = excluded.origin"_s,
                               {secret, origin.isNull() ? u""_s : origin}));
}

Result<std::optional<QString>> calendarId(const Connection& connection, const QString& mailbox,
                                          const QString& name) {
    const auto id = connection.value(u"SELECT calendar_id FROM calendars WHERE mailbox = ? AND name = ?"_s,
                                     {mailbox.toLower(), name});
    if (!id)
        return std::unexpected(id.error());
    return id->isValid() ? std::optional(id->toString()) : std::nullopt;
}

Result<std::optional<QDateTime>> calendarSeen(const Connection& connection, const QString& mailbox,
                                              const QString& name) {
    const auto seen = connection.value(u"SELECT proven_ms FROM calendars WHERE mailbox = ? AND name = ?"_s,
                                       {mailbox.toLower(), name});
    if (!seen)
        return std::unexpected(seen.error());
    if (!seen->isValid() || seen->isNull())
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(seen->toLongLong(), Qt::UTC);
}

Result<std::optional<QString>> provenCalendar(const Connection& connection, const QString& mailbox,
                                              const QString& name, StretchMs when) {
    const auto id = connection.value(u"SELECT calendar_id FROM calendars WHERE mailbox = ? AND name = ? "
                                     "AND proven_ms BETWEEN ? AND ?"_s,
                                     {mailbox.toLower(), name, when.from, when.to});
    if (!id)
        return std::unexpected(id.error());
    return id->isValid() ? std::optional(id->toString()) : std::nullopt;
}

Result<std::set<QString>> provenMailboxes(const Connection& connection, const QString& name, StretchMs when) {
    auto row = connection.run(u"SELECT mailbox FROM calendars WHERE name = ? AND proven_ms BETWEEN ? AND ?"_s,
                              {name, when.from, when.to});
    if (!row)
        return std::unexpected(row.error());
    std::set<QString> mailboxes;
    while (row->next())
        mailboxes.insert(row->value(0).toString());
    return mailboxes;
}

Result<void> rememberCalendar(const Connection& connection, const QString& mailbox, const QString& name,
                              const QString& id, qint64 provenMs) {
    return done(connection.run(
        u"INSERT INTO calendars (mailbox, name, calendar_id, proven_ms) VALUES (?, ?, ?, ?) ON CONFLICT "
        "(mailbox, name) DO UPDATE SET calendar_id = excluded.calendar_id, proven_ms = excluded.proven_ms"_s,
        {mailbox.toLower(), name, id, provenMs}));
}

Result<void> forgetCalendar(const Connection& connection, const QString& mailbox, const QString& name) {
    return done(
        connection.run(u"DELETE FROM calendars WHERE mailbox = ? AND name = ?"_s, {mailbox.toLower(), name}));
}

} // namespace milepost::journalrows
