// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/rules.h"

#include "doctor/catalogue.h"
#include "doctor/causes.h"

#include <vector>

#include <QRegularExpression>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

/// An error as the rules look at it.
struct Facts {
    const Error& error;
    QStringList codes;
    QString words;

    explicit Facts(const Error& from)
        : error(from),
          codes(codesOf(from)),
          words(from.message + u'\n' + from.detail) {}
};

bool hasStatus(int wanted, int status) {
    const bool isClass = wanted == 300 || wanted == 500;
    return isClass ? status >= wanted && status < wanted + 100 : status == wanted;
}

bool saysAny(const QString& words, QLatin1StringView alternatives) {
    for (const QLatin1StringView one : alternatives.tokenize('|'_L1))
        if (words.contains(one, Qt::CaseInsensitive))
            return true;
    return false;
}

bool fits(const Rule& rule, const Facts& facts) {
    if (rule.code != nullptr && !facts.codes.contains(QLatin1StringView(rule.code), Qt::CaseInsensitive))
        return false;
    if (rule.status != 0 && !hasStatus(rule.status, facts.error.httpStatus))
        return false;
    if (rule.kind && *rule.kind != facts.error.kind)
        return false;
    return rule.says == nullptr || saysAny(facts.words, QLatin1StringView(rule.says));
}

/// The tables for a stage, in the order to be tried.
std::vector<std::span<const Rule>> tablesFor(Error::Stage stage) {
    switch (stage) {
    case Error::Stage::Token:
    case Error::Stage::Consent:
        return {tokenRules(), generalRules()};
    case Error::Stage::Graph:
        return {graphRules(), generalRules()};
    case Error::Stage::Tracker:
        return {trackerRules(), generalRules()};
    case Error::Stage::None:
        return {tokenRules(), graphRules(), trackerRules(), generalRules()};
    case Error::Stage::Transport:
    case Error::Stage::Keychain:
    case Error::Stage::Storage:
    case Error::Stage::Config:
    case Error::Stage::Plan:
        break;
    }
    return {generalRules()};
}

Verdict verdictOf(const Rule& rule) { return {QString::fromLatin1(rule.key), rule.confidence}; }

/// A slug as code names the cause; the rules only choose among the texts of that cause.
Verdict judgeSlug(const Facts& facts) {
    for (const std::span<const Rule> table : tablesFor(facts.error.stage))
        for (const Rule& rule : table)
            if (slugOf(QString::fromLatin1(rule.key)) == facts.error.code && rule.code != nullptr &&
                facts.error.code == QLatin1StringView(rule.code) && fits(rule, facts))
                return {QString::fromLatin1(rule.key), Confidence::Sure};
    return {facts.error.code, Confidence::Sure};
}

} // namespace

QStringList codesOf(const Error& error) {
    QStringList codes;
    if (!error.code.isEmpty())
        codes << error.code;
    static const QRegularExpression number(u"\\bAADSTS(\\d{4,8})\\b"_s);
    for (const QString& text : {error.code, error.message, error.detail})
        for (auto found = number.globalMatch(text); found.hasNext();)
            codes << found.next().captured(1);
    codes.removeDuplicates();
    return codes;
}

Verdict judge(const Error& error) {
    const Facts facts(error);
    if (isCause(error.code))
        return judgeSlug(facts);
    const bool isPlaced = error.stage != Error::Stage::None;
    for (const std::span<const Rule> table : tablesFor(error.stage))
        for (const Rule& rule : table) {
            const bool isSpecific = rule.code != nullptr || rule.says != nullptr;
            const bool isGeneral = table.data() == generalRules().data();
            if ((isPlaced || isSpecific || isGeneral) && fits(rule, facts))
                return verdictOf(rule);
        }
    return {u"unknown"_s, Confidence::Open};
}

} // namespace milepost::doctor
