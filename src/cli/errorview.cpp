// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/errorview.h"

#include "cli/diagnosisview.h"
#include "doctor/diagnosis.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

/// "what happened" before the catalogue's general words: the program's own account, then the service's words.
QString account(const Error& error) {
    QStringList parts;
    if (!error.detail.isEmpty())
        parts << error.detail;
    if (!error.message.isEmpty() && !error.detail.contains(error.message))
        parts << error.message;
    return printable(parts.join(u". "_s));
}

QString facts(const Error& error, const QString& cause) {
    QStringList facts;
    if (error.httpStatus != 0)
        facts << u"status %1"_s.arg(error.httpStatus);
    if (!error.code.isEmpty() && error.code != cause)
        facts << u"code "_s + error.code;
    if (!error.requestId.isEmpty())
        facts << u"request id "_s + error.requestId;
    return printable(facts.join(u", "_s));
}

} // namespace

QJsonObject toJson(const Error& error) {
    const Diagnosis diagnosis = diagnose(error);
    return {{u"cause"_s, diagnosis.cause},
            {u"title"_s, diagnosis.title},
            {u"explanation"_s, diagnosis.explanation},
            {u"remedy"_s, diagnosis.remedies.value(0)},
            {u"remedies"_s, QJsonArray::fromStringList(diagnosis.remedies)},
            {u"retryable"_s, diagnosis.retryable},
            {u"candidates"_s, QJsonArray::fromStringList(diagnosis.candidates)},
            {u"confidence"_s, diagnosis.confidence},
            {u"settledBy"_s, textOrNull(diagnosis.settledBy)},
            {u"evidence"_s, QJsonArray::fromStringList(diagnosis.evidence)},
            {u"code"_s, textOrNull(error.code)},
            {u"status"_s, error.httpStatus == 0 ? QJsonValue() : QJsonValue(error.httpStatus)},
            {u"requestId"_s, textOrNull(error.requestId)},
            {u"message"_s, textOrNull(error.message)},
            {u"detail"_s, textOrNull(error.detail)}};
}

QString toText(const Error& error, const Paper& paper) {
    using Ink = Paper::Ink;
    const Diagnosis diagnosis = diagnose(error);
    QString text = paper.inked(Ink::Red, u"Error: "_s) + paper.inked(Ink::Bold, diagnosis.title) + u'\n';
    if (const QString own = account(error); !own.isEmpty())
        text += wrapped(own, paper.width, 2) + u'\n';
    if (!diagnosis.explanation.isEmpty())
        text += wrapped(diagnosis.explanation, paper.width, 2) + u'\n';
    if (!diagnosis.remedies.isEmpty())
        text += paper.inked(Ink::Bold, u"What to do:"_s) + u'\n';
    int number = 0;
    for (const QString& remedy : diagnosis.remedies)
        text += wrapped(u"%1. %2"_s.arg(QString::number(++number), remedy), paper.width, 2) + u'\n';
    text += doubtText(diagnosis, paper);
    const QString known = facts(error, diagnosis.cause);
    const QString all = known.isEmpty() ? diagnosis.cause : diagnosis.cause + u": "_s + known;
    text += paper.inked(Ink::Dim, u'(' + all + u')') + u'\n';
    return text;
}

} // namespace milepost::cli
