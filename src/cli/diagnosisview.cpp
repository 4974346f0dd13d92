// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/diagnosisview.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QString textOf(const NamedDiagnosis& named, const Paper& paper) {
    using Ink = Paper::Ink;
    const Diagnosis& found = named.diagnosis;
    QString text = named.id.isEmpty() ? QString() : paper.inked(Ink::Dim, printable(named.id)) + u'\n';
    text += paper.inked(Ink::Bold, found.title) + u'\n';
    text += wrapped(found.explanation, paper.width, 2) + u'\n';
    text += paper.inked(Ink::Bold, u"What to do:"_s) + u'\n';
    int number = 0;
    for (const QString& remedy : found.remedies)
        text += wrapped(u"%1. %2"_s.arg(QString::number(++number), remedy), paper.width, 2) + u'\n';
    text += doubtText(found, paper);
    if (!found.evidence.isEmpty())
        text += paper.inked(Ink::Bold, u"Evidence:"_s) + u'\n';
    for (const QString& fact : found.evidence)
        text += wrapped(printable(fact), paper.width, 2) + u'\n';
    const QString facts = u"(%1, %2; who: %3; %4)"_s.arg(found.cause, found.confidence, found.who,
                                                         found.retryable ? u"trying again can help"_s
                                                                         : u"trying again does not help"_s);
    return text + paper.inked(Ink::Dim, facts) + u'\n';
}

} // namespace

QString doubtText(const Diagnosis& found, const Paper& paper) {
    if (found.candidates.size() < 2)
        return {};
    return paper.inked(Paper::Ink::Bold, u"It may also be:"_s) + u' ' +
           found.candidates.mid(1).join(u", "_s) + u'\n' + wrapped(found.settledBy, paper.width, 2) + u'\n';
}

QJsonObject toJson(const NamedDiagnosis& named) {
    const Diagnosis& found = named.diagnosis;
    return {{u"id"_s, textOrNull(named.id)},
            {u"cause"_s, found.cause},
            {u"candidates"_s, QJsonArray::fromStringList(found.candidates)},
            {u"confidence"_s, found.confidence},
            {u"settledBy"_s, textOrNull(found.settledBy)},
            {u"title"_s, found.title},
            {u"explanation"_s, found.explanation},
            {u"remedies"_s, QJsonArray::fromStringList(found.remedies)},
            {u"who"_s, found.who},
            {u"retryable"_s, found.retryable},
            {u"evidence"_s, QJsonArray::fromStringList(found.evidence)}};
}

QJsonArray diagnosisJson(const std::vector<NamedDiagnosis>& all) {
    QJsonArray list;
    for (const NamedDiagnosis& one : all)
        list.append(toJson(one));
    return list;
}

QString diagnosisText(const std::vector<NamedDiagnosis>& all, const Paper& paper) {
    QString text;
    for (const NamedDiagnosis& one : all)
        text += (text.isEmpty() ? QString() : QString(u'\n')) + textOf(one, paper);
    return text.isEmpty() ? u"There is nothing to diagnose: the list is empty.\n"_s : text;
}

} // namespace milepost::cli
