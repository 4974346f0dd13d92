// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/exchangetexts.h"

#include "doctor/exchangetext.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::ExchangeTexts)
};

constexpr int k_throttled = 429;
constexpr qint64 k_perMs = 1'000;
constexpr qint64 k_perSecond = 1'000'000;

QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

/// The body as JSON where it is some: the explainer reads it as it was.
QJsonValue jsonOf(const QString& text) {
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(text);
}

QString connectionText(const ExchangeRecord& record) {
    if (record.isReused())
        return Texts::tr("one that stood already");
    return record.spans.connect == ExchangeRecord::k_unseen ? QString() : Texts::tr("a new one");
}

QString batchText(const ExchangeRecord& record) {
    if (record.inBatch > 1)
        return Texts::tr("sent together with %n other(s) in one call", nullptr, record.inBatch - 1);
    return record.children > 0 ? Texts::tr("carried %n request(s)", nullptr, record.children) : QString();
}

QString stageWord(Error::Stage stage) {
    switch (stage) {
    case Error::Stage::Token:
        return Texts::tr("Sign-in");
    case Error::Stage::Consent:
        return Texts::tr("Consent");
    case Error::Stage::Graph:
        return Texts::tr("Microsoft Graph");
    case Error::Stage::Tracker:
        return Texts::tr("Tracker");
    default:
        return {};
    }
}

} // namespace

QString exchangeTime(const QDateTime& utc) { return utc.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s); }

QString spanText(qint64 microseconds) {
    if (microseconds == ExchangeRecord::k_unseen)
        return {};
    const auto value = static_cast<double>(microseconds);
    if (microseconds >= 10 * k_perSecond)
        return Texts::tr("%1 seconds").arg(number(value / k_perSecond, 1));
    return Texts::tr("%1 ms").arg(number(value / k_perMs, microseconds < 10 * k_perMs ? 1 : 0));
}

QString exchangeStatusText(const ExchangeRecord& record) {
    return record.status == 0 ? Texts::tr("no answer") : QString::number(record.status);
}

State exchangeState(const ExchangeRecord& record) {
    if (record.status == k_throttled)
        return State::Warning;
    return record.hasFailed() ? State::Failed : State::Ok;
}

QString exchangeNotes(const ExchangeRecord& record) {
    QStringList notes;
    if (record.attempt > 1)
        notes << Texts::tr("attempt %1").arg(record.attempt);
    if (record.spans.fence > 0)
        notes << Texts::tr("waited %1 as asked").arg(spanText(record.spans.fence));
    if (record.inBatch > 1)
        notes << Texts::tr("one of %n in a batch", nullptr, record.inBatch);
    if (record.children > 0)
        notes << Texts::tr("carried %n request(s)", nullptr, record.children);
    return notes.join(u" · "_s);
}

QString exchangeTitle(const ExchangeRecord& record) { return record.method + u' ' + record.urlTemplate; }

std::vector<ExchangeSpan> exchangeSpans(const ExchangeRecord& record) {
    const ExchangeRecord::Spans& spans = record.spans;
    std::vector<ExchangeSpan> seen{{Texts::tr("waiting for a connection"), spans.queue, Role::Warning},
                                   {Texts::tr("looking up the name"), spans.lookup, Role::Info},
                                   {Texts::tr("connecting and TLS"), spans.connect, Role::Success},
                                   {Texts::tr("until the first byte"), spans.answer, Role::Accent}};
    std::erase_if(seen, [](const ExchangeSpan& span) { return span.microseconds < 0; });
    qint64 rest = spans.total;
    for (const ExchangeSpan& span : seen)
        rest -= span.microseconds;
    seen.push_back({Texts::tr("the rest"), std::max<qint64>(0, rest), Role::TextMuted});
    return seen;
}

std::vector<std::pair<QString, QString>> exchangeFacts(const ExchangeRecord& record) {
    std::vector<std::pair<QString, QString>> facts;
    const auto add = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty())
            facts.emplace_back(name, value);
    };
    const auto numbered = [](qint64 value) { return value == 0 ? QString() : QString::number(value); };
    add(Texts::tr("Sent"),
        Texts::tr("%1 UTC").arg(record.startedUtc.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s)));
    add(Texts::tr("Address"), record.url);
    add(Texts::tr("Service"), stageWord(record.stage));
    add(Texts::tr("Mailbox"), record.mailbox);
    add(Texts::tr("Answer"), exchangeStatusText(record));
    add(Texts::tr("Code"), record.code);
    add(Texts::tr("What went wrong"), record.error);
    add(Texts::tr("Request ID"), record.requestId);
    add(Texts::tr("Client request ID"), record.clientRequestId);
    add(Texts::tr("The service's date"), record.serverDate);
    add(Texts::tr("Took"), spanText(record.spans.total));
    if (record.spans.lane > 0)
        add(Texts::tr("Waited before for its turn"), spanText(record.spans.lane));
    if (record.spans.fence > 0)
        add(Texts::tr("Of that because the service asked for it"), spanText(record.spans.fence));
    add(Texts::tr("Connection"), connectionText(record));
    add(Texts::tr("Attempt"), QString::number(record.attempt));
    add(Texts::tr("Batch"), batchText(record));
    add(Texts::tr("Run"), numbered(record.run));
    add(Texts::tr("Deliverable"), numbered(record.deliverable));
    add(Texts::tr("Program"), record.program);
    return facts;
}

QString exchangeFactsText(const ExchangeRecord& record) {
    QStringList lines;
    for (const auto& [name, value] : exchangeFacts(record))
        lines << Texts::tr("%1: %2", "a fact and its value").arg(name, value);
    const auto body = [&](const QString& title, const QString& text) {
        if (!text.isEmpty())
            lines << QString() << title << text;
    };
    body(Texts::tr("Body of the request (secrets taken out)"), record.requestBody);
    body(Texts::tr("Body of the answer (secrets taken out)"), record.answerBody);
    return lines.join(u'\n');
}

QString exchangeSupportText(std::vector<ExchangeRecord> records) {
    std::ranges::sort(records, {}, &ExchangeRecord::id);
    return supportText(records);
}

QString exchangeCurlText(const ExchangeRecord& record) { return curlText(record); }

QString exchangeFailureText(const ExchangeRecord& record) {
    QJsonObject request{{u"method"_s, record.method}, {u"url"_s, record.url}};
    if (!record.requestBody.isEmpty())
        request.insert(u"body"_s, jsonOf(record.requestBody));
    QJsonObject headers;
    if (!record.requestId.isEmpty())
        headers.insert(u"request-id"_s, record.requestId);
    if (!record.serverDate.isEmpty())
        headers.insert(u"Date"_s, record.serverDate);
    QJsonObject failure{{u"stage"_s, toString(record.stage)},
                        {u"request"_s, request},
                        {u"headers"_s, headers},
                        {u"status"_s, record.status}};
    // Without the answer itself its reader's words have what it said.
    if (record.status == 0)
        failure.insert(u"message"_s, record.error);
    else
        failure.insert(u"body"_s,
                       record.answerBody.isEmpty() ? QJsonValue(record.error) : jsonOf(record.answerBody));
    return QString::fromUtf8(QJsonDocument(failure).toJson(QJsonDocument::Indented));
}

} // namespace milepost
