// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/exchangetext.h"

#include "base/clock.h"

#include <QStringList>
#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// One line, whatever came from the network.
QString oneLine(QString text) {
    for (QChar& letter : text)
        if (letter.category() == QChar::Other_Control || letter.category() == QChar::Other_Format)
            letter = u' ';
    return text.simplified();
}

/// For a POSIX shell; *** is put in from the environment.
QString quoted(QString text) {
    text = text.replace(u'\'', u"'\\''"_s).replace(u"***"_s, u"'\"$SECRET\"'"_s);
    return u'\'' + text + u'\'';
}

QString blockOf(const ExchangeRecord& record) {
    const QUrl url(record.url);
    const QString host = url.host() + (url.port() < 0 ? QString() : u':' + QString::number(url.port()));
    QStringList lines;
    const auto line = [&lines](const QString& name, const QString& value) {
        lines << u"%1: %2"_s.arg(name, value.isEmpty() ? u"(none)"_s : oneLine(value));
    };
    line(u"Request"_s, record.method + u' ' + host + record.urlTemplate.section(u'?', 0, 0));
    line(u"Status"_s, record.status == 0 ? u"no answer"_s : QString::number(record.status));
    line(u"Code"_s, record.code);
    line(u"request-id"_s, record.requestId);
    line(u"client-request-id"_s, record.clientRequestId);
    line(u"Date"_s,
         record.serverDate.isEmpty() ? toIsoUtc(record.startedUtc) + u" (our clock)"_s : record.serverDate);
    line(u"Sent"_s, toIsoUtc(record.startedUtc));
    line(u"Duration"_s, QString::number(record.spans.total / 1000) + u" ms"_s);
    line(u"Attempt"_s, QString::number(record.attempt));
    if (record.inBatch > 0)
        line(u"Batch"_s, u"sent in one $batch of %1"_s.arg(record.inBatch));
    return lines.join(u'\n') + u'\n';
}

bool isBodyless(const QString& method) {
    return method == u"GET"_s || method == u"HEAD"_s || method == u"DELETE"_s;
}

} // namespace

QString supportText(const std::vector<ExchangeRecord>& records) {
    QStringList blocks;
    for (const ExchangeRecord& record : records)
        blocks << blockOf(record);
    return blocks.join(u'\n');
}

QString curlText(const ExchangeRecord& record) {
    QStringList parts{u"curl -sS -i -X "_s + quoted(oneLine(record.method)), quoted(oneLine(record.url))};
    if (record.stage != Error::Stage::Token && record.stage != Error::Stage::Consent)
        parts << u"-H \"Authorization: Bearer $TOKEN\""_s;
    parts << u"-H 'Accept: application/json'"_s;
    if (!record.clientRequestId.isEmpty())
        parts << u"-H "_s + quoted(u"client-request-id: "_s + oneLine(record.clientRequestId));
    QString text;
    if (!record.requestBody.isEmpty()) {
        const bool isJson = record.requestBody.startsWith(u'{') || record.requestBody.startsWith(u'[');
        if (isJson)
            parts << u"-H 'Content-Type: application/json'"_s;
        parts << u"--data-raw "_s + quoted(record.requestBody);
    } else if (!isBodyless(record.method)) {
        text = u"# The body of this request was not kept.\n"_s;
    }
    return text + parts.join(u" \\\n  "_s) + u'\n';
}

} // namespace milepost
