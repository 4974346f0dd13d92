// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journalforms.h"
#include "storage/journalrows.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

namespace {

const QString k_runColumns =
    u"id, kind, profile, source, mailbox, calendar_name, calendar_id, plan_hash, "
    "started_utc, finished_utc, status, summary, failures, purpose, wish, resumes, why"_s;

/// Beside what a run was asked for stands who asked.
const QString k_who = u"who"_s;

QString wishOf(const RunStart& start) {
    QJsonObject json = start.wish ? start.wish->toJson() : QJsonObject();
    if (!start.who.isEmpty())
        json.insert(k_who, start.who);
    return fromObject(json);
}

RunRecord runOf(const QSqlQuery& row, bool newestIsAlive) {
    RunRecord run;
    run.id.value = row.value(0).toLongLong();
    run.start = {
        fromName(row.value(1).toString(), {RunKind::Apply, RunKind::Sync, RunKind::Resume}, RunKind::Sync),
        row.value(2).toString(),
        row.value(3).toString(),
        row.value(4).toString(),
        row.value(5).toString(),
        row.value(6).toString(),
        row.value(7).toString(),
        toTime(row.value(8).toString()),
        PlanPurpose::fromJson(toObject(row.value(13).toString())).value_or(PlanPurpose{}),
        RunWish::fromJson(toObject(row.value(14).toString())),
        row.value(15).toLongLong(),
        toObject(row.value(14).toString()).value(k_who).toString()};
    if (const QString finished = row.value(9).toString(); !finished.isEmpty())
        run.finishedUtc = toTime(finished);
    run.status = toStatus(row.value(10).toString());
    if (run.status == RunStatus::Running && !newestIsAlive)
        run.status = RunStatus::Interrupted;
    run.summary = toObject(row.value(11).toString());
    run.failures = toArray(row.value(12).toString());
    run.why = row.value(16).toString();
    return run;
}

Result<RunId> insert(const Connection& connection, const RunStart& start, RunStatus status,
                     const QString& planned) {
    const auto added = connection.value(
        u"INSERT INTO runs (kind, profile, source, mailbox, calendar_name, calendar_id, plan_hash, "
        "started_utc, finished_utc, status, summary, failures, purpose, wish, planned, resumes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, '{}', '[]', ?, ?, ?, ?) RETURNING id"_s,
        {toString(start.kind), start.profile, start.source, start.mailbox, start.calendarName,
         start.calendarId, start.planHash, fromTime(start.startedUtc), toString(status),
         fromObject(start.purpose.toJson()), wishOf(start), planned, start.resumes});
    if (!added)
        return std::unexpected(added.error());
    return RunId{added->toLongLong()};
}

QString fromKeys(const std::vector<EventKey>& keys) {
    QJsonArray array;
    for (const EventKey& key : keys)
        array.append(key.toString());
    return fromArray(array);
}

} // namespace

Result<RunId> beginRun(const Connection& connection, const RunStart& start,
                       const std::vector<EventKey>& planned) {
    // The caller holds the profile's lock, so whoever left a run open is dead.
    if (const auto closed = connection.run(u"UPDATE runs SET status = ? WHERE status = ?"_s,
                                           {toString(RunStatus::Interrupted), toString(RunStatus::Running)});
        !closed)
        return std::unexpected(closed.error());
    return insert(connection, start, RunStatus::Running, fromKeys(planned));
}

Result<void> finishRun(const Connection& connection, RunId run, const RunEnd& end) {
    const auto changed = connection.run(
        u"UPDATE runs SET status = ?, summary = ?, failures = ?, finished_utc = ?, why = ? WHERE id = ?"_s,
        {toString(end.status), fromObject(end.summary), fromArray(end.failures), fromTime(end.finishedUtc),
         end.why.isNull() ? u""_s : end.why, run.value});
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

Result<void> noteRefusal(const Connection& connection, const RunStart& start, const RunEnd& end) {
    const auto newest = runs(connection, 1, false);
    if (!newest)
        return std::unexpected(newest.error());
    if (!newest->empty()) {
        const RunRecord& last = newest->front();
        const bool isSame = last.status == RunStatus::Refused && last.why == end.why &&
                            last.start.kind == start.kind && last.start.purpose == start.purpose;
        if (isSame)
            return finishRun(connection, last.id, end);
    }
    const auto id = insert(connection, start, RunStatus::Refused, u"[]"_s);
    if (!id)
        return std::unexpected(id.error());
    return finishRun(connection, *id, end);
}

Result<std::vector<EventKey>> planned(const Connection& connection, RunId run) {
    const auto text = connection.value(u"SELECT planned FROM runs WHERE id = ?"_s, {run.value});
    if (!text)
        return std::unexpected(text.error());
    std::vector<EventKey> keys;
    for (const QJsonValue value : toArray(text->toString()))
        if (const auto key = EventKey::fromString(value.toString()))
            keys.push_back(*key);
    return keys;
}

} // namespace milepost::journalrows
