// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exchangeview.h"

#include <algorithm>

#include <QStringList>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr double k_perMs = 1000.0;

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }
QJsonValue numberOrNull(qint64 number) { return number == 0 ? QJsonValue() : QJsonValue(number); }

QJsonValue milliseconds(qint64 span) {
    return span == ExchangeRecord::k_unseen ? QJsonValue() : QJsonValue(static_cast<double>(span) / k_perMs);
}

QJsonObject spansOf(const ExchangeRecord& record) {
    const ExchangeRecord::Spans& spans = record.spans;
    return {{u"total"_s, milliseconds(spans.total)},     {u"lane"_s, milliseconds(spans.lane)},
            {u"fence"_s, milliseconds(spans.fence)},     {u"queue"_s, milliseconds(spans.queue)},
            {u"lookup"_s, milliseconds(spans.lookup)},   {u"connect"_s, milliseconds(spans.connect)},
            {u"firstByte"_s, milliseconds(spans.answer)}};
}

QString isoWithMs(const QDateTime& time) { return time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s); }

QString statusText(const ExchangeRecord& record) {
    return record.status == 0 ? u" — "_s : QString::number(record.status);
}

/// What makes this one unlike the others.
QStringList remarksOf(const ExchangeRecord& record) {
    QStringList remarks;
    if (record.attempt > 1)
        remarks << u"attempt %1"_s.arg(record.attempt);
    if (const int shared = std::max(record.inBatch, record.children); shared > 0)
        remarks << u"batch of %1"_s.arg(shared);
    if (record.spans.fence > 0)
        remarks << u"waited %1 s as asked"_s.arg(
            static_cast<double>(record.spans.fence) / (k_perMs * k_perMs), 0, 'f', 1);
    if (record.run != 0)
        remarks << u"run %1"_s.arg(record.run);
    if (record.deliverable != 0)
        remarks << u"deliverable %1"_s.arg(record.deliverable);
    if (record.hasFailed()) {
        remarks << (record.error.isEmpty() ? record.code : record.error);
        if (!record.requestId.isEmpty() && !record.error.contains(record.requestId))
            remarks << u"request id "_s + record.requestId;
    }
    return remarks;
}

} // namespace

QJsonObject toJson(const ExchangeRecord& record) {
    QJsonObject json{{u"id"_s, record.id},
                     {u"time"_s, isoWithMs(record.startedUtc)},
                     {u"program"_s, record.program},
                     {u"stage"_s, toString(record.stage)},
                     {u"method"_s, record.method},
                     {u"url"_s, record.url},
                     {u"template"_s, record.urlTemplate},
                     {u"mailbox"_s, textOrNull(record.mailbox)},
                     {u"status"_s, numberOrNull(record.status)},
                     {u"code"_s, textOrNull(record.code)},
                     {u"error"_s, textOrNull(record.error)},
                     {u"requestId"_s, textOrNull(record.requestId)},
                     {u"clientRequestId"_s, textOrNull(record.clientRequestId)},
                     {u"date"_s, textOrNull(record.serverDate)},
                     {u"attempt"_s, record.attempt},
                     {u"children"_s, record.children},
                     {u"inBatch"_s, record.inBatch},
                     {u"run"_s, record.run == 0 ? QJsonValue() : QJsonValue(QString::number(record.run))},
                     {u"deliverable"_s, numberOrNull(record.deliverable)},
                     {u"ms"_s, spansOf(record)},
                     {u"connection"_s, record.isReused()                                  ? u"reused"_s
                                       : record.spans.connect == ExchangeRecord::k_unseen ? u"unknown"_s
                                                                                          : u"new"_s}};
    if (!record.requestBody.isEmpty() || !record.answerBody.isEmpty())
        json.insert(u"bodies"_s,
                    QJsonObject{{u"request"_s, record.requestBody}, {u"answer"_s, record.answerBody}});
    return json;
}

QString lineOf(const ExchangeRecord& record, const Paper& paper) {
    const auto ink = record.hasFailed() ? Paper::Ink::Red : Paper::Ink::Green;
    const QString where = printable(record.urlTemplate.section(u'?', 0, 0));
    const QString remarks = printable(remarksOf(record).join(u"; "_s));
    return u"%1 %2 %3 %4 %5 ms %6%7"_s.arg(
        isoWithMs(record.startedUtc), toString(record.stage).leftJustified(7),
        paper.inked(ink, statusText(record)), printable(record.method).leftJustified(6),
        QString::number(record.spans.total / 1000).rightJustified(5), where,
        remarks.isEmpty() ? QString() : paper.inked(Paper::Ink::Dim, u"  ("_s + remarks + u')'));
}

} // namespace milepost::cli
