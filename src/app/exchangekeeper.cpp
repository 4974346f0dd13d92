// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exchangekeeper.h"

#include "doctor/redaction.h"
#include "http/bodyredaction.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>

namespace milepost {

namespace {

qint64 microseconds(const HttpTimes::Span& span) {
    return span ? static_cast<qint64>(span->count()) : ExchangeRecord::k_unseen;
}

ExchangeRecord::Spans spansOf(const Exchange& exchange) {
    using std::chrono::microseconds;
    return {microseconds(exchange.elapsed).count(),        exchange.lane.count(),
            microseconds(exchange.fence).count(),          milepost::microseconds(exchange.times.queue),
            milepost::microseconds(exchange.times.lookup), milepost::microseconds(exchange.times.connect),
            milepost::microseconds(exchange.times.answer)};
}

ExchangeRecord recordOf(const Exchange& exchange) {
    ExchangeRecord record;
    record.startedUtc = exchange.startedUtc;
    record.program = QFileInfo(QCoreApplication::applicationFilePath()).completeBaseName();
    record.stage = exchange.stage;
    record.method = exchange.method;
    record.url = exchange.url;
    record.urlTemplate = exchange.urlTemplate;
    record.mailbox = exchange.mailbox;
    record.status = exchange.status;
    record.code = exchange.code;
    record.error = exchange.error;
    record.requestId = exchange.requestId;
    record.clientRequestId = exchange.clientRequestId;
    record.serverDate = exchange.serverDate;
    record.attempt = exchange.attempt;
    record.children = exchange.children;
    record.inBatch = exchange.times.inBatch;
    record.run = exchange.run;
    record.deliverable = exchange.deliverable;
    record.work = exchange.work;
    record.spans = spansOf(exchange);
    record.requestBody = QString::fromUtf8(exchange.requestBody);
    record.answerBody = QString::fromUtf8(exchange.answerBody);
    return record;
}

} // namespace

ExchangeKeeper::ExchangeKeeper(ExchangeSink& next, std::shared_ptr<ExchangeLog> log)
    : m_next(next),
      m_log(std::move(log)) {}

SecretMask ExchangeKeeper::mask() {
    const std::scoped_lock lock(m_mutex);
    return m_mask; // shared, not copied, until another secret comes
}

void ExchangeKeeper::exchanged(const Exchange& exchange) {
    keep(exchange);
    m_next.exchanged(exchange);
}

void ExchangeKeeper::keep(const Exchange& exchange) {
    if (m_log == nullptr)
        return;
    ExchangeRecord record = recordOf(exchange);
    const SecretMask known = mask();
    for (QString* text : {&record.url, &record.urlTemplate, &record.mailbox, &record.code, &record.error,
                          &record.requestId, &record.serverDate, &record.requestBody, &record.answerBody})
        if (!text->isEmpty())
            *text = withoutTokens(QString::fromUtf8(known.applied(text->toUtf8())));
    // The words of others: a gateway may print what it refuses.
    for (QString* text : {&record.error, &record.requestBody, &record.answerBody})
        if (!text->isEmpty())
            *text = withoutSecrets(*text);
    m_log->add(std::move(record));
}

bool ExchangeKeeper::wantsBodies() const {
    return (m_log != nullptr && m_log->wantsBodies()) || m_next.wantsBodies();
}

void ExchangeKeeper::mustNotKeep(const Redacted<QByteArray>& secret) {
    if (m_log != nullptr) {
        const QByteArray hash = QCryptographicHash::hash(secret.reveal(), QCryptographicHash::Blake2b_256);
        const std::scoped_lock lock(m_mutex);
        if (m_known.insert(hash).second)
            m_mask.add(secret);
    }
    m_next.mustNotKeep(secret);
}

} // namespace milepost
