// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/audittext.h"

#include "storage/csv.h"

#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar k_byteOrderMark{0xFEFF};

QString textOf(const QDateTime& utc) { return utc.toUTC().toString(Qt::ISODate); }

QString textOf(const QJsonObject& json) {
    return json.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject runJson(const RunRecord& run) {
    QJsonObject json{{u"run"_s, QString::number(run.id.value)},
                     {u"started"_s, textOf(run.start.startedUtc)},
                     {u"finished"_s, run.finishedUtc ? QJsonValue(textOf(*run.finishedUtc)) : QJsonValue()},
                     {u"who"_s, run.start.who},
                     {u"kind"_s, toString(run.start.kind)},
                     {u"status"_s, toString(run.status)},
                     {u"profile"_s, run.start.profile},
                     {u"mailbox"_s, run.start.mailbox},
                     {u"calendar"_s, run.start.calendarName},
                     {u"summary"_s, run.summary},
                     {u"why"_s, run.why}};
    if (!run.start.purpose.isSync())
        json.insert(u"purpose"_s, run.start.purpose.toJson());
    return json;
}

QJsonObject writeJson(const IntentRecord& write) {
    return {{u"verb"_s, toString(write.intent.verb)},
            {u"state"_s, toString(write.state)},
            {u"key"_s, write.intent.key.toString()},
            {u"event"_s, write.eventId},
            {u"mailbox"_s, write.intent.mailbox},
            {u"before"_s, write.intent.before},
            {u"after"_s, write.intent.after},
            {u"intended"_s, textOf(write.intendedUtc)},
            {u"settled"_s, write.settledUtc ? QJsonValue(textOf(*write.settledUtc)) : QJsonValue()},
            {u"error"_s, write.error}};
}

QStringList runCells(const RunRecord& run) {
    return {QString::number(run.id.value),
            textOf(run.start.startedUtc),
            run.finishedUtc ? textOf(*run.finishedUtc) : QString(),
            run.start.who,
            toString(run.start.kind),
            run.start.purpose.isSync() ? QString() : textOf(run.start.purpose.toJson()),
            toString(run.status),
            run.why,
            run.start.calendarName};
}

QStringList writeCells(const IntentRecord& write) {
    const QJsonObject& content = write.intent.after.isEmpty() ? write.intent.before : write.intent.after;
    return {write.intent.mailbox,
            toString(write.intent.verb),
            toString(write.state),
            write.intent.key.toString(),
            content.value(u"subject"_s).toString(),
            content.value(u"date"_s).toString(),
            textOf(write.intent.before),
            textOf(write.intent.after),
            write.settledUtc ? textOf(*write.settledUtc) : QString(),
            write.error};
}

const QStringList k_columns{u"run"_s,     u"started"_s, u"finished"_s, u"who"_s,      u"kind"_s,
                            u"purpose"_s, u"status"_s,  u"why"_s,      u"calendar"_s, u"mailbox"_s,
                            u"verb"_s,    u"state"_s,   u"key"_s,      u"subject"_s,  u"date"_s,
                            u"before"_s,  u"after"_s,   u"settled"_s,  u"error"_s};

} // namespace

AuditText::AuditText(Format format) : m_format(format) {
    if (format == Format::Csv)
        m_text = (k_byteOrderMark + writeCsv({k_columns})).toUtf8();
}

AuditText::Format AuditText::formatFor(const QString& path) {
    return path.endsWith(u".json"_s, Qt::CaseInsensitive) ? Format::Json : Format::Csv;
}

void AuditText::add(const RunDetails& details) {
    if (m_format == Format::Json) {
        QJsonArray writes;
        for (const IntentRecord& write : details.actions)
            writes.append(writeJson(write));
        QJsonObject json = runJson(details.run);
        json.insert(u"writes"_s, writes);
        m_text += (m_isEmpty ? "\n" : ",\n") + QJsonDocument(json).toJson(QJsonDocument::Compact);
        m_isEmpty = false;
        return;
    }
    std::vector<QStringList> lines;
    for (const IntentRecord& write : details.actions)
        lines.push_back(runCells(details.run) + writeCells(write));
    if (lines.empty()) {
        QStringList cells = runCells(details.run) + QStringList{details.run.start.mailbox};
        cells.resize(k_columns.size());
        lines.push_back(cells);
    }
    m_text += writeCsv(lines).toUtf8();
}

QByteArray AuditText::text() const {
    return m_format == Format::Csv ? m_text : "{\"schema\":1,\"runs\":[" + m_text + "\n]}\n";
}

} // namespace milepost
