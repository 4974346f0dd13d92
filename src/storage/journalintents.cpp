// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journalforms.h"
#include "storage/journalrows.h"

namespace milepost::journalrows {

using namespace Qt::StringLiterals;
using namespace journalforms;

namespace {

const QString k_intentColumns =
    u"id, run_id, source, deliverable, recipient, verb, mailbox, calendar_id, "
    "event_id, transaction_id, generation, before_image, after_image, state, "
    "answered_event_id, error, intended_utc, settled_utc, tag_before, tag_after, fields, whole"_s;

Error bug(const QString& detail) { return makeError(Error::Kind::Bug, Error::Stage::Storage, detail); }

IntentRecord intentOf(const QSqlQuery& row) {
    IntentRecord record;
    record.id.value = row.value(0).toLongLong();
    record.intent = {RunId{row.value(1).toLongLong()},
                     {row.value(2).toString(), row.value(3).toLongLong(), row.value(4).toString()},
                     toVerb(row.value(5).toString()),
                     row.value(6).toString(),
                     row.value(7).toString(),
                     row.value(8).toString(),
                     row.value(9).toString(),
                     row.value(10).toInt(),
                     toObject(row.value(11).toString()),
                     toObject(row.value(12).toString()),
                     Tag::fromString(row.value(18).toString()),
                     Tag::fromString(row.value(19).toString()),
                     toFields(row.value(20).toString()),
                     row.value(21).toInt() == 1};
    record.state = toState(row.value(13).toString());
    const QString answered = row.value(14).toString();
    record.eventId = answered.isEmpty() ? record.intent.eventId : answered;
    record.error = row.value(15).toString();
    record.intendedUtc = toTime(row.value(16).toString());
    if (const QString settled = row.value(17).toString(); !settled.isEmpty())
        record.settledUtc = toTime(settled);
    return record;
}

Result<std::vector<IntentRecord>> intentsWhere(const Connection& connection, const QString& condition,
                                               const QVariant& value) {
    auto rows = connection.run(
        u"SELECT "_s + k_intentColumns + u" FROM intents WHERE "_s + condition + u" ORDER BY id"_s, {value});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<IntentRecord> records;
    while (rows->next())
        records.push_back(intentOf(*rows));
    return records;
}

/// What stands after an intent was carried out.
Result<void> learn(const Connection& connection, const IntentRecord& record, const Outcome& outcome) {
    const Intent& intent = record.intent;
    const EventKey& key = intent.key;
    if (intent.verb == Verb::Delete)
        // Of that very event: deleting a duplicate leaves the key where it is. A key that was unknown is
        // known by what was deleted, so that an edited copy that stays is not taken for the event itself.
        return done(connection.run(
            u"INSERT INTO known (source, calendar_id, deliverable, recipient, event_id, generation, present, "
            "last_sent, body_echo) VALUES (?, ?, ?, ?, ?, ?, 0, '{}', '') "
            "ON CONFLICT (source, calendar_id, deliverable, recipient) DO UPDATE SET "
            "present = CASE WHEN known.event_id IN ('', excluded.event_id) THEN 0 ELSE known.present END, "
            "event_id = CASE WHEN known.event_id = '' THEN excluded.event_id ELSE known.event_id END"_s,
            {key.source, intent.calendarId, key.deliverable, key.recipient, intent.eventId,
             intent.generation}));
    const QString eventId = outcome.eventId.isEmpty() ? record.eventId : outcome.eventId;
    if (eventId.isEmpty())
        return std::unexpected(bug(u"a create was settled as done without the id of its event"_s));
    // An event carries one tag: after a re-tag it stands for its new key alone.
    const auto released =
        connection.run(u"UPDATE known SET present = 0 WHERE calendar_id = ? AND event_id = ?"_s,
                       {intent.calendarId, eventId});
    if (!released)
        return std::unexpected(released.error());
    return remember(connection,
                    {key, eventId, intent.generation, true, contentFromJson(intent.after), outcome.bodyEcho,
                     outcome.echoEtag},
                    intent.calendarId);
}

} // namespace

Result<IntentId> intend(const Connection& connection, const Intent& intent, const QDateTime& nowUtc) {
    if (intent.verb != Verb::Create && intent.verb != Verb::Update && intent.verb != Verb::Delete)
        return std::unexpected(bug(u"an intent is a create, an update or a delete"_s));
    const auto added = connection.value(
        u"INSERT INTO intents (run_id, source, deliverable, recipient, verb, mailbox, calendar_id, event_id, "
        "transaction_id, generation, before_image, after_image, state, answered_event_id, error, "
        "intended_utc, "
        "settled_utc, tag_before, tag_after, fields, whole) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, '', ?, ?, ?, 1) RETURNING id"_s,
        {intent.run.value, intent.key.source, intent.key.deliverable, intent.key.recipient,
         toString(intent.verb), intent.mailbox, intent.calendarId, intent.eventId, intent.transactionId,
         intent.generation, fromObject(intent.before), fromObject(intent.after), toString(IntentState::Open),
         fromTime(nowUtc), fromTag(intent.tagBefore), fromTag(intent.tagAfter), fromFields(intent.fields)});
    if (!added)
        return std::unexpected(added.error());
    return IntentId{added->toLongLong()};
}

Result<void> settle(const Connection& connection, IntentId id, const Outcome& outcome,
                    const QDateTime& nowUtc) {
    const auto found = intentsWhere(connection, u"id = ?"_s, id.value);
    if (!found)
        return std::unexpected(found.error());
    if (found->empty() || outcome.state == IntentState::Open)
        return std::unexpected(bug(u"intent %1 cannot be settled so"_s.arg(id.value)));
    const IntentRecord& record = found->front();
    if (record.state != IntentState::Open && record.state != IntentState::Doubtful)
        return std::unexpected(bug(
            u"intent %1 was settled before: %2"_s.arg(QString::number(id.value), toString(record.state))));
    const auto changed = connection.run(
        u"UPDATE intents SET state = ?, answered_event_id = ?, error = ?, settled_utc = ? WHERE id = ? "
        "AND state IN ('open', 'doubtful')"_s,
        {toString(outcome.state), outcome.eventId, outcome.error, fromTime(nowUtc), id.value});
    if (!changed)
        return std::unexpected(changed.error());
    if (changed->numRowsAffected() != 1) // another machine was faster
        return std::unexpected(bug(u"intent %1 was settled before"_s.arg(id.value)));
    if (outcome.state == IntentState::Done)
        return learn(connection, record, outcome);
    return {};
}

Result<std::vector<IntentRecord>> openIntents(const Connection& connection, const QString& calendarId) {
    return intentsWhere(connection, u"state IN ('open', 'doubtful') AND calendar_id = ?"_s, calendarId);
}

Result<LaterWrites> writtenAfter(const Connection& connection, RunId run, const QString& calendarId) {
    auto keys = connection.run(u"SELECT source, deliverable, recipient, max(run_id) FROM intents "
                               "WHERE calendar_id = ? AND state = 'done' AND run_id > ? "
                               "GROUP BY source, deliverable, recipient"_s,
                               {calendarId, run.value});
    auto created = connection.run(u"SELECT answered_event_id FROM intents WHERE calendar_id = ? "
                                  "AND state = 'done' AND verb = 'create' AND run_id > ?"_s,
                                  {calendarId, run.value});
    if (!keys || !created)
        return std::unexpected(keys ? created.error() : keys.error());
    LaterWrites later;
    while (keys->next())
        later.runs.emplace(
            EventKey{keys->value(0).toString(), keys->value(1).toLongLong(), keys->value(2).toString()},
            keys->value(3).toLongLong());
    while (created->next())
        later.created.insert(created->value(0).toString());
    return later;
}

Result<std::vector<IntentRecord>> intentsOf(const Connection& connection, RunId run) {
    return intentsWhere(connection, u"run_id = ?"_s, run.value);
}

Result<std::optional<IntentRecord>> lastIntent(const Connection& connection, const EventKey& key) {
    auto rows = connection.run(u"SELECT "_s + k_intentColumns +
                                   u" FROM intents WHERE deliverable = ? AND source = ? AND recipient = ? "
                                   "ORDER BY id DESC LIMIT 1"_s,
                               {key.deliverable, key.source, key.recipient});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->next() ? std::optional(intentOf(*rows)) : std::nullopt;
}

Result<std::vector<KnownEvent>> known(const Connection& connection, const QString& source,
                                      const QString& calendarId) {
    auto rows = connection.run(u"SELECT deliverable, recipient, event_id, generation, present, last_sent, "
                               u"body_echo, echo_etag FROM known "
                               "WHERE source = ? AND calendar_id = ? ORDER BY deliverable, recipient"_s,
                               {source, calendarId});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<KnownEvent> events;
    while (rows->next())
        events.push_back({{source, rows->value(0).toLongLong(), rows->value(1).toString()},
                          rows->value(2).toString(),
                          rows->value(3).toInt(),
                          rows->value(4).toInt() == 1,
                          contentFromJson(toObject(rows->value(5).toString())),
                          rows->value(6).toString(),
                          rows->value(7).toString()});
    return events;
}

Result<QHash<qint64, QDateTime>> lastWritten(const Connection& connection, const QString& source,
                                             const QString& calendarId) {
    auto rows =
        connection.run(u"SELECT deliverable, max(settled_utc) FROM intents "
                       "WHERE calendar_id = ? AND source = ? AND state = 'done' GROUP BY deliverable"_s,
                       {calendarId, source});
    if (!rows)
        return std::unexpected(rows.error());
    QHash<qint64, QDateTime> written;
    while (rows->next())
        written.insert(rows->value(0).toLongLong(), toTime(rows->value(1).toString()));
    return written;
}

Result<void> remember(const Connection& connection, const KnownEvent& event, const QString& calendarId) {
    return done(connection.run(
        u"INSERT INTO known (source, calendar_id, deliverable, recipient, event_id, generation, present, "
        "last_sent, body_echo, echo_etag) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source, calendar_id, deliverable, recipient) DO UPDATE SET event_id = "
        "excluded.event_id, "
        "generation = CASE WHEN known.generation > excluded.generation THEN known.generation "
        "ELSE excluded.generation END, present = excluded.present, "
        "last_sent = excluded.last_sent, echo_etag = excluded.echo_etag, "
        // A write that left the body alone says nothing about it: the echo of the last one that did stays.
        "body_echo = CASE WHEN excluded.body_echo = '' AND known.event_id = excluded.event_id "
        "THEN known.body_echo ELSE excluded.body_echo END"_s,
        {event.key.source, calendarId, event.key.deliverable, event.key.recipient, event.eventId,
         event.generation, event.present ? 1 : 0, fromObject(toJson(event.lastSent)), event.bodyEcho,
         event.echoEtag}));
}

Result<void> raiseGeneration(const Connection& connection, const EventKey& key, const QString& calendarId,
                             int generation) {
    return done(connection.run(
        u"INSERT INTO known (source, calendar_id, deliverable, recipient, event_id, generation, present, "
        "last_sent, body_echo) VALUES (?, ?, ?, ?, '', ?, 0, '{}', '') "
        "ON CONFLICT (source, calendar_id, deliverable, recipient) DO UPDATE SET "
        "generation = CASE WHEN known.generation > excluded.generation THEN known.generation "
        "ELSE excluded.generation END"_s,
        {key.source, calendarId, key.deliverable, key.recipient, generation}));
}

} // namespace milepost::journalrows
