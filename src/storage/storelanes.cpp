// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/storelanes.h"

#include <QJsonDocument>

namespace milepost::storelanes {

using namespace Qt::StringLiterals;

namespace {

const QString k_returning = u" RETURNING run_id, mailbox, work, claims"_s;

Result<std::vector<SharedLane>> rowsOf(Result<QSqlQuery> query) {
    if (!query)
        return std::unexpected(query.error());
    std::vector<SharedLane> lanes;
    while (query->next())
        lanes.push_back({{query->value(0).toLongLong()},
                         query->value(1).toString(),
                         QJsonDocument::fromJson(query->value(2).toString().toUtf8()).object(),
                         query->value(3).toInt()});
    return lanes;
}

} // namespace

Result<void> publish(const Connection& connection, const QString& token,
                     const std::vector<SharedLane>& lanes) {
    if (const auto stands = StoreLease::check(connection, token); !stands)
        return stands;
    if (const auto gone = connection.run(u"DELETE FROM lanes"_s); !gone)
        return std::unexpected(gone.error());
    int position = 0;
    for (const SharedLane& lane : lanes)
        if (const auto kept =
                connection.run(u"INSERT INTO lanes (run_id, mailbox, position, leader, work, state) "
                               "VALUES (?, ?, ?, ?, ?, 'open')"_s,
                               {lane.run.value, lane.mailbox, ++position, token,
                                QString::fromUtf8(QJsonDocument(lane.work).toJson(QJsonDocument::Compact))});
            !kept)
            return std::unexpected(kept.error());
    return {};
}

Result<std::vector<SharedLane>> claim(const Connection& connection, const QString& token, int most,
                                      std::chrono::milliseconds length) {
    return rowsOf(connection.run(
        u"UPDATE lanes SET owner = ?, ends = clock_timestamp() + ? * interval '1 millisecond', "
        "claims = claims + 1 WHERE (run_id, mailbox) IN (SELECT l.run_id, l.mailbox FROM lanes l "
        "JOIN leases r ON r.name = 'run' AND r.owner = l.leader AND r.ends > clock_timestamp() "
        "WHERE l.state = 'open' AND l.ends <= clock_timestamp() ORDER BY l.position LIMIT ? "
        "FOR UPDATE OF l SKIP LOCKED)"_s +
            k_returning,
        {token, static_cast<qint64>(length.count()), most}));
}

Result<std::vector<SharedLane>> claimAsLeader(const Connection& connection, const QString& token, RunId run,
                                              int most) {
    return rowsOf(connection.run(
        u"UPDATE lanes SET owner = ?, ends = 'infinity', claims = claims + 1 WHERE (run_id, mailbox) IN "
        "(SELECT run_id, mailbox FROM lanes WHERE run_id = ? AND leader = ? AND state <> 'done' "
        "AND ends <= clock_timestamp() ORDER BY position LIMIT ? FOR UPDATE SKIP LOCKED)"_s +
            k_returning,
        {token, run.value, token, most}));
}

Result<void> close(const Connection& connection, const QString& token, const SharedLane& lane, LaneEnd end) {
    const auto closed =
        connection.run(u"UPDATE lanes SET state = ?, owner = '', ends = '-infinity' "
                       "WHERE owner = ? AND run_id = ? AND mailbox = ? AND ends > clock_timestamp()"_s,
                       {end == LaneEnd::Done ? u"done"_s : u"left"_s, token, lane.run.value, lane.mailbox});
    return closed ? Result<void>() : std::unexpected(closed.error());
}

Result<int> remaining(const Connection& connection, RunId run) {
    const auto count =
        connection.value(u"SELECT count(*) FROM lanes WHERE run_id = ? AND state <> 'done'"_s, {run.value});
    if (!count)
        return std::unexpected(count.error());
    return count->toInt();
}

Result<void> check(const Connection& connection, const QString& token, RunId run, const QString& mailbox) {
    const auto stands = connection.value(
        u"SELECT 1 FROM lanes l JOIN leases r ON r.name = 'run' AND r.owner = l.leader "
        "AND r.ends > clock_timestamp() WHERE l.owner = ? AND l.run_id = ? AND l.mailbox = ? "
        "AND l.state = 'open' AND l.ends > clock_timestamp() FOR SHARE"_s,
        {token, run.value, mailbox});
    if (!stands)
        return std::unexpected(stands.error());
    if (stands->isValid())
        return {};
    return std::unexpected(makeError(
        Error::Kind::Refused, Error::Stage::Storage,
        u"cannot use the store %1: this worker was away for so long that its turn ended, or the run that it "
        "takes part in is over; nothing more is sent"_s.arg(connection.path()),
        u"store-failed"_s));
}

} // namespace milepost::storelanes
