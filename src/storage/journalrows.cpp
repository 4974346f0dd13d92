// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journalrows.h"

#include "storage/journalforms.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

namespace {

const QString k_runColumns = u"id, kind, profile, source, mailbox, calendar_name, calendar_id, plan_hash, "
                             "started_utc, finished_utc, status, summary, failures, purpose"_s;

RunRecord runOf(const QSqlQuery& row, bool newestIsAlive) {
    RunRecord run;
    run.id.value = row.value(0).toLongLong();
    run.start = {fromName(row.value(1).toString(), {RunKind::Apply, RunKind::Sync}, RunKind::Sync),
                 row.value(2).toString(),
                 row.value(3).toString(),
                 row.value(4).toString(),
                 row.value(5).toString(),
                 row.value(6).toString(),
                 row.value(7).toString(),
                 toTime(row.value(8).toString()),
                 PlanPurpose::fromJson(toObject(row.value(13).toString())).value_or(PlanPurpose{})};
    if (const QString finished = row.value(9).toString(); !finished.isEmpty())
        run.finishedUtc = toTime(finished);
    run.status = toStatus(row.value(10).toString());
    if (run.status == RunStatus::Running && !newestIsAlive)
        run.status = RunStatus::Interrupted;
    run.summary = toObject(row.value(11).toString());
    run.failures = toArray(row.value(12).toString());
    return run;
}

} // namespace

Result<RunId> beginRun(const Connection& connection, const RunStart& start) {
    // The caller holds the profile's lock, so whoever left a run open is dead.
    if (const auto closed = connection.run(u"UPDATE runs SET status = ? WHERE status = ?"_s,
                                           {toString(RunStatus::Interrupted), toString(RunStatus::Running)});
        !closed)
        return std::unexpected(closed.error());
    const auto added = connection.run(
        u"INSERT INTO runs (kind, profile, source, mailbox, calendar_name, calendar_id, plan_hash, "
        u"started_utc, "
        "finished_utc, status, summary, failures, purpose) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, '{}', '[]', ?)"_s,
        {toString(start.kind), start.profile, start.source, start.mailbox, start.calendarName,
         start.calendarId, start.planHash, fromTime(start.startedUtc), toString(RunStatus::Running),
         fromObject(start.purpose.toJson())});
    if (!added)
        return std::unexpected(added.error());
    return RunId{added->lastInsertId().toLongLong()};
}

Result<void> finishRun(const Connection& connection, RunId run, const RunEnd& end) {
    const auto changed = connection.run(
        u"UPDATE runs SET status = ?, summary = ?, failures = ?, finished_utc = ? WHERE id = ?"_s,
        {toString(end.status), fromObject(end.summary), fromArray(end.failures), fromTime(end.finishedUtc),
         run.value});
    if (changed && changed->numRowsAffected() != 1)
        return std::unexpected(
            makeError(Error::Kind::Bug, Error::Stage::Storage, u"run %1 was never begun"_s.arg(run.value)));
    return done(changed);
}

Result<std::vector<RunRecord>> runs(const Connection& connection, int limit, bool newestIsAlive) {
    auto rows =
        connection.run(u"SELECT "_s + k_runColumns + u" FROM runs ORDER BY id DESC LIMIT ?"_s, {limit});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<RunRecord> records;
    while (rows->next())
        records.push_back(runOf(*rows, newestIsAlive && records.empty()));
    return records;
}

Result<RunRecord> run(const Connection& connection, RunId id, bool newestIsAlive) {
    const auto newest = connection.value(u"SELECT max(id) FROM runs"_s);
    auto rows = connection.run(u"SELECT "_s + k_runColumns + u" FROM runs WHERE id = ?"_s, {id.value});
    if (!rows || !newest)
        return std::unexpected(rows ? newest.error() : rows.error());
    if (!rows->next())
        return std::unexpected(makeError(Error::Kind::NotFound, Error::Stage::Storage,
                                         u"there is no run %1"_s.arg(id.value), u"usage"_s));
    return runOf(*rows, newestIsAlive && newest->toLongLong() == id.value);
}

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

Result<void> rememberCalendar(const Connection& connection, const QString& mailbox, const QString& name,
                              const QString& id) {
    return done(
        connection.run(u"INSERT INTO calendars (mailbox, name, calendar_id) VALUES (?, ?, ?) "
                       "ON CONFLICT (mailbox, name) DO UPDATE SET calendar_id = excluded.calendar_id"_s,
                       {mailbox.toLower(), name, id}));
}

Result<void> forgetCalendar(const Connection& connection, const QString& mailbox, const QString& name) {
    return done(
        connection.run(u"DELETE FROM calendars WHERE mailbox = ? AND name = ?"_s, {mailbox.toLower(), name}));
}

} // namespace milepost::journalrows
