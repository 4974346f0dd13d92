// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/reportview.h"

#include "cli/errorview.h"
#include "cli/table.h"
#include "doctor/diagnosis.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

using Ink = Paper::Ink;

QJsonArray failuresJson(const SyncReport& report) {
    QJsonArray failures;
    for (const ActionFailure& failure : report.failures) {
        QJsonObject json = toJson(failure.error);
        json.insert(u"key"_s, failure.key.toString());
        json.insert(u"verb"_s, toString(failure.verb));
        json.insert(u"subject"_s, failure.subject);
        failures.append(json);
    }
    return failures;
}

QJsonArray unreadJson(const SyncReport& report) {
    QJsonArray unread;
    for (const UnreadMailbox& mailbox : report.unread) {
        QJsonObject json = toJson(mailbox.error);
        json.insert(u"mailbox"_s, mailbox.whose);
        unread.append(json);
    }
    return unread;
}

QString unreadText(const SyncReport& report, const Paper& paper) {
    Table table({{u"Not read, nothing was written there"_s, {}, true}, {u"Why"_s, {}, true}});
    for (const UnreadMailbox& mailbox : report.unread)
        table.add({{mailbox.whose}, {diagnose(mailbox.error).title, Ink::Red}});
    return report.unread.empty() ? QString() : table.toText(paper);
}

QString headline(const SyncReport& report, const Paper& paper) {
    switch (report.status) {
    case RunStatus::Succeeded:
        return report.summary.done() == 0 ? u"Nothing to do."_s : paper.inked(Ink::Green, u"Done."_s);
    case RunStatus::Partial:
        return paper.inked(Ink::Yellow, u"Done in part."_s);
    case RunStatus::Failed:
        return paper.inked(Ink::Red, u"Failed."_s);
    case RunStatus::Incomplete:
        return paper.inked(Ink::Red, u"Not everything could be read; nothing was written."_s);
    case RunStatus::Cancelled:
        return paper.inked(Ink::Yellow, u"Cancelled."_s);
    case RunStatus::Refused:
        return paper.inked(Ink::Red, u"Refused; nothing was written."_s);
    case RunStatus::Running:
    case RunStatus::Interrupted:
        break;
    }
    return toString(report.status);
}

QString failuresText(const SyncReport& report, const Paper& paper) {
    Table table({{u"Date"_s}, {u"Verb"_s}, {u"Subject"_s, {}, true}, {u"Why"_s, {}, true}});
    for (const ActionFailure& failure : report.failures)
        table.add({{failure.date.isValid() ? failure.date.toString(Qt::ISODate) : u"undated"_s},
                   {toString(failure.verb)},
                   {failure.subject},
                   {diagnose(failure.error).title, Ink::Red}});
    return table.toText(paper);
}

} // namespace

QJsonObject toJson(const SyncReport& report, const RequestMeter::Totals& requests) {
    QJsonObject json{{u"schema"_s, 1},
                     {u"run"_s, report.run ? QJsonValue(QString::number(report.run->value)) : QJsonValue()},
                     {u"status"_s, toString(report.status)},
                     {u"summary"_s, toJson(report.summary)},
                     {u"failures"_s, failuresJson(report)},
                     {u"requests"_s, QJsonObject{{u"total"_s, requests.total},
                                                 {u"children"_s, requests.children},
                                                 {u"throttled"_s, requests.throttled},
                                                 {u"retried"_s, requests.retried}}},
                     {u"verified"_s, report.verified}};
    if (!report.unread.empty())
        json.insert(u"unread"_s, unreadJson(report));
    if (report.resumes)
        json.insert(u"resumes"_s, QString::number(report.resumes->value));
    return json;
}

QString toText(const SyncReport& report, const RequestMeter::Totals& requests, const Paper& paper) {
    const RunSummary& s = report.summary;
    QString text = headline(report, paper) + u'\n';
    text += failuresText(report, paper) + unreadText(report, paper);
    if (report.error && s.done() == 0)
        return text; // the error says the rest
    text += u"created %1, updated %2, deleted %3, unchanged %4"_s.arg(
        QString::number(s.created), QString::number(s.updated), QString::number(s.deleted),
        QString::number(s.unchanged));
    const auto add = [&text](int count, const QString& name) {
        if (count > 0)
            text += u", %1 %2"_s.arg(name, QString::number(count));
    };
    add(s.drift, u"drift"_s);
    add(s.failed, u"failed"_s);
    add(s.skipped, u"skipped"_s);
    text += u'\n';
    if (report.verified && s.done() > 0)
        text += u"Verified: a fresh reading leaves nothing to do.\n"_s;
    else if (report.status == RunStatus::Succeeded && !report.verified)
        text += paper.inked(Ink::Yellow, u"A fresh reading did not confirm the result; run plan.\n"_s);
    text += u"%1 requests"_s.arg(requests.total);
    add(requests.throttled, u"throttled"_s);
    add(requests.retried, u"retried"_s);
    if (report.run)
        text += u"; run %1"_s.arg(report.run->value);
    if (report.resumes)
        text += u", continues run %1"_s.arg(report.resumes->value);
    return text + u'\n';
}

Outcome outcomeOf(const SyncReport& report, const RequestMeter::Totals& requests) {
    return {exitCodeOf(report), toJson(report, requests),
            [report, requests](const Paper& paper) { return toText(report, requests, paper); }, report.error};
}

} // namespace milepost::cli
