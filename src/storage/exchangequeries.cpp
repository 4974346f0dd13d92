// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Records of the exchange log as rows, both ways.
#include "storage/exchangefile.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto k_columns =
    "id, started, program, stage, method, url, template, mailbox, status, code, error, "
    "request_id, client_request_id, server_date, attempt, children, in_batch, run, "
    "deliverable, work, total, lane, fence, queue, lookup, connect, answer"_L1;

QVariantList valuesOf(const ExchangeRecord& record) {
    const ExchangeRecord::Spans& spans = record.spans;
    return {record.startedUtc.toMSecsSinceEpoch(),
            record.program,
            toString(record.stage),
            record.method,
            record.url,
            record.urlTemplate,
            record.mailbox,
            record.status,
            record.code,
            record.error,
            record.requestId,
            record.clientRequestId,
            record.serverDate,
            record.attempt,
            record.children,
            record.inBatch,
            record.run,
            record.deliverable,
            record.work,
            spans.total,
            spans.lane,
            spans.fence,
            spans.queue,
            spans.lookup,
            spans.connect,
            spans.answer};
}

ExchangeRecord recordOf(const QSqlQuery& row) {
    int column = 0;
    const auto next = [&] { return row.value(column++); };
    ExchangeRecord record;
    record.id = next().toLongLong();
    record.startedUtc = QDateTime::fromMSecsSinceEpoch(next().toLongLong(), Qt::UTC);
    record.program = next().toString();
    record.stage = stageOf(next().toString());
    for (QString* text : {&record.method, &record.url, &record.urlTemplate, &record.mailbox})
        *text = next().toString();
    record.status = next().toInt();
    for (QString* text :
         {&record.code, &record.error, &record.requestId, &record.clientRequestId, &record.serverDate})
        *text = next().toString();
    for (int* number : {&record.attempt, &record.children, &record.inBatch})
        *number = next().toInt();
    ExchangeRecord::Spans& spans = record.spans;
    for (qint64* number : {&record.run, &record.deliverable, &record.work, &spans.total, &spans.lane,
                           &spans.fence, &spans.queue, &spans.lookup, &spans.connect, &spans.answer})
        *number = next().toLongLong();
    record.requestBody = next().toString();
    record.answerBody = next().toString();
    return record;
}

QString likePattern(QString text) {
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

/// Its own, and what the same call of the engine read before there was a run. "<> 0" as the indexes have it.
const auto k_ofRun = u"((run <> 0 AND run = ?) OR (work <> 0 AND run = 0 AND work IN "
                     "(SELECT work FROM exchanges WHERE run <> 0 AND run = ? AND work <> 0)))"_s;

/// What fits, as a condition and its values.
struct Condition {
    QStringList parts{u"1 = 1"_s};
    QVariantList values;

    explicit Condition(const ExchangeFilter& filter) {
        const auto want = [this](const QString& part, const QVariantList& bound) {
            parts << part;
            values << bound;
        };
        if (filter.run != 0)
            want(k_ofRun, {filter.run, filter.run});
        if (filter.deliverable != 0)
            want(u"deliverable = ?"_s, {filter.deliverable});
        if (!filter.mailbox.isEmpty())
            want(u"mailbox LIKE ? ESCAPE '\\'"_s, {likePattern(filter.mailbox)});
        if (filter.stage != Error::Stage::None)
            want(u"stage = ?"_s, {toString(filter.stage)});
        if (filter.sinceUtc.isValid())
            want(u"started >= ?"_s, {filter.sinceUtc.toMSecsSinceEpoch()});
        if (filter.failedOnly)
            want(u"(status < 200 OR status >= 300)"_s, {});
        if (!filter.text.isEmpty())
            want(u"(url || ' ' || code || ' ' || error || ' ' || request_id || ' ' || client_request_id || "
                 "' ' || status) LIKE ? ESCAPE '\\'"_s,
                 {likePattern(filter.text)});
    }
    [[nodiscard]] QString text() const { return u"WHERE "_s + parts.join(u" AND "_s); }
};

} // namespace

Result<std::vector<ExchangeRecord>> ExchangeFile::select(const QString& rest,
                                                         const QVariantList& values) const {
    auto rows =
        m_connection.run(u"SELECT %1, ifnull(bodies.request, ''), ifnull(bodies.answer, '') FROM "
                         "exchanges LEFT JOIN bodies ON bodies.exchange = exchanges.id %2"_s.arg(
                             QString(k_columns).replace(u", answer"_s, u", exchanges.answer"_s), rest),
                         values);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<ExchangeRecord> records;
    while (rows->next())
        records.push_back(recordOf(*rows));
    return records;
}

Result<void> ExchangeFile::add(const std::vector<ExchangeRecord>& records) {
    auto transaction = Transaction::begin(m_connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    const QString columns = QString(k_columns).mid(4); // the id is given
    QStringList places;
    places.fill(u"?"_s, columns.count(u',') + 1);
    const QString insert = u"INSERT INTO exchanges (%1) VALUES (%2)"_s.arg(columns, places.join(u','));
    for (const ExchangeRecord& record : records) {
        const auto added = m_connection.run(insert, valuesOf(record));
        if (!added)
            return std::unexpected(added.error());
        if (record.requestBody.isEmpty() && record.answerBody.isEmpty())
            continue;
        const auto kept =
            m_connection.run(u"INSERT INTO bodies (exchange, request, answer) VALUES (?, ?, ?)"_s,
                             {added->lastInsertId(), record.requestBody, record.answerBody});
        if (!kept)
            return std::unexpected(kept.error());
    }
    return transaction->commit();
}

Result<std::vector<ExchangeRecord>> ExchangeFile::newest(const ExchangeFilter& filter, int most,
                                                         qint64 before) const {
    Condition condition(filter);
    if (before > 0) {
        condition.parts << u"id < ?"_s;
        condition.values << before;
    }
    condition.values << most;
    return select(condition.text() + u" ORDER BY id DESC LIMIT ?"_s, condition.values);
}

Result<std::vector<ExchangeRecord>> ExchangeFile::after(const ExchangeFilter& filter, qint64 id,
                                                        int most) const {
    Condition condition(filter);
    condition.parts << u"id > ?"_s;
    condition.values << id << most;
    return select(condition.text() + u" ORDER BY id LIMIT ?"_s, condition.values);
}

Result<qint64> ExchangeFile::count(const ExchangeFilter& filter) const {
    const Condition condition(filter);
    auto rows =
        m_connection.run(u"SELECT count(*) FROM exchanges %1"_s.arg(condition.text()), condition.values);
    if (!rows)
        return std::unexpected(rows.error());
    return rows->next() ? rows->value(0).toLongLong() : 0;
}

Result<std::vector<qint64>> ExchangeFile::ids(const ExchangeFilter& filter) const {
    const Condition condition(filter);
    auto rows = m_connection.run(u"SELECT id FROM exchanges %1 ORDER BY id DESC"_s.arg(condition.text()),
                                 condition.values);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<qint64> ids;
    while (rows->next())
        ids.push_back(rows->value(0).toLongLong());
    return ids;
}

} // namespace milepost
