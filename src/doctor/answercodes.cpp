// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/answer.h"
#include "doctor/rules.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_deepest = 6;

void add(QStringList& codes, const QJsonValue& value) {
    const QString code = value.isDouble() ? QString::number(value.toInteger()) : value.toString().trimmed();
    if (!code.isEmpty() && code.size() < 100)
        codes << code;
}

/// "code" here and in the errors inside, whatever the case of innerError.
void addNested(QStringList& codes, const QJsonObject& error, int depth) {
    if (depth > k_deepest)
        return;
    add(codes, error.value("code"_L1));
    for (const QLatin1StringView inner : {"innerError"_L1, "innererror"_L1, "internalException"_L1})
        if (error.value(inner).isObject())
            addNested(codes, error.value(inner).toObject(), depth + 1);
    for (const QJsonArray details = error.value("details"_L1).toArray(); const QJsonValue detail : details)
        addNested(codes, detail.toObject(), depth + 1);
}

/// Names that services write into their sentences: AADSTS numbers, Exchange's codes and exceptions.
void addFromWords(QStringList& codes, const QString& words) {
    static const QRegularExpression number(
        u"(?:\\bAADSTS ?|\\berror_codes[\"']? ?[:=] ?\\[? ?|/error\\?code=)(\\d{4,8})\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (auto found = number.globalMatch(words); found.hasNext();)
        codes << found.next().captured(1);
    static const QRegularExpression name(u"\\b(Error[A-Z][A-Za-z]{4,60}|MapiException[A-Za-z]{3,60})\\b"_s);
    for (auto found = name.globalMatch(words); found.hasNext();)
        codes << found.next().captured(1);
    static const QRegularExpression soap(u"<(?:\\w+:)?ResponseCode>(\\w+)</"_s);
    for (auto found = soap.globalMatch(words); found.hasNext();)
        codes << found.next().captured(1);
}

/// The names that rules know and that no sentence holds by chance: with an underscore, or capitals inside.
const QSet<QString>& knownNames() {
    static const QSet<QString> all = [] {
        QSet<QString> names;
        static const QRegularExpression odd(u"_|[a-z][A-Z]"_s);
        for (const std::span<const Rule> table : allRules())
            for (const Rule& rule : table)
                for (const QString& name : QString::fromLatin1(rule.code).split(u'|', Qt::SkipEmptyParts))
                    if (name.contains(odd) && !name.endsWith(u'*'))
                        names.insert(name);
        return names;
    }();
    return all;
}

void addKnownNames(QStringList& codes, const QString& words) {
    static const QRegularExpression word(u"\\b[A-Za-z]\\w{5,60}"_s);
    for (auto found = word.globalMatch(words); found.hasNext();)
        if (const QString one = found.next().captured(); knownNames().contains(one))
            codes << one;
}

QDateTime timeOf(QString text) {
    if (text.size() > 10 && text.at(10) == u' ')
        text[10] = u'T';
    QDateTime time = QDateTime::fromString(text.left(19), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

QStringList codesIn(const Answer& answer) {
    QStringList codes;
    const QJsonObject& json = answer.json;
    for (const QJsonArray numbers = json.value("error_codes"_L1).toArray(); const QJsonValue one : numbers)
        add(codes, one);
    const QString text = QString::fromUtf8(answer.body.left(qsizetype(64) * 1024));
    if (json.value("error"_L1).isObject())
        addNested(codes, json.value("error"_L1).toObject(), 0);
    if (json.value("odata.error"_L1).isObject())
        addNested(codes, json.value("odata.error"_L1).toObject(), 0);
    addFromWords(codes, json.isEmpty() ? text : json.value("error_description"_L1).toString() + u'\n' + text);
    if (answer.shape == Shape::Words)
        addKnownNames(codes, text);
    if (json.value("error"_L1).isString() && !json.value("error"_L1).toString().contains(u' '))
        add(codes, json.value("error"_L1));
    // Beside "error" in a redirect it may be what a sign-in is bought with.
    static const QRegularExpression name(u"^[A-Za-z_]{1,60}$"_s);
    if (!json.value("error"_L1).isString() || json.value("code"_L1).toString().contains(name))
        add(codes, json.value("code"_L1));
    add(codes, json.value("suberror"_L1));
    add(codes, json.value("error_subcode"_L1));
    codes.removeDuplicates();
    return codes;
}

QDateTime timeIn(const Answer& answer) {
    if (const QDateTime date = parseHttpDate(answer.headers.value("Date")); date.isValid())
        return date;
    const QJsonObject& json = answer.json;
    if (const QDateTime time = timeOf(json.value("timestamp"_L1).toString()); time.isValid())
        return time;
    const QJsonObject error = json.value("error"_L1).toObject();
    for (const QLatin1StringView inner : {"innerError"_L1, "innererror"_L1})
        if (const QDateTime time = timeOf(error.value(inner).toObject().value("date"_L1).toString());
            time.isValid())
            return time;
    static const QRegularExpression stamp(
        u"\\b[Tt]imestamp\"?[:=]\\s*\"?(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d)"_s);
    return timeOf(stamp.match(QString::fromUtf8(answer.body.left(qsizetype(64) * 1024))).captured(1));
}

} // namespace milepost::doctor
