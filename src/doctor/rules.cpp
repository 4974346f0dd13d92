// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/rules.h"

#include "doctor/catalogue.h"
#include "doctor/causes.h"
#include "doctor/facts.h"

#include <QRegularExpression>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

bool hasStatus(int wanted, int status) {
    const bool isClass = wanted == 300 || wanted == 500;
    return isClass ? status >= wanted && status < wanted + 100 : status == wanted;
}

bool isAt(const char* alternatives, const Facts& facts) {
    const QString asked = QString::fromLatin1(facts.method) + u' ' + facts.address;
    for (const QLatin1StringView one : QLatin1StringView(alternatives).tokenize('|'_L1))
        if (asked.contains(one, Qt::CaseInsensitive))
            return true;
    return false;
}

bool fits(const Rule& rule, const Facts& facts) {
    if (rule.code != nullptr && !facts.hasCode(QLatin1StringView(rule.code)))
        return false;
    if (rule.status != 0 && !hasStatus(rule.status, facts.error.httpStatus))
        return false;
    if (rule.kind && *rule.kind != facts.error.kind)
        return false;
    if (rule.says != nullptr && !facts.says(QLatin1StringView(rule.says)))
        return false;
    if (rule.at != nullptr && !isAt(rule.at, facts))
        return false;
    return rule.when == nullptr || rule.when(facts);
}

/// The tables for a stage, in the order to be tried.
std::vector<std::span<const Rule>> tablesFor(Error::Stage stage) {
    switch (stage) {
    case Error::Stage::Token:
    case Error::Stage::Consent:
        return {betweenRules(), tokenRules(), tenantRules(), proxyRules(),
                tlsRules(),     wayRules(),   generalRules()};
    case Error::Stage::Graph:
        return {betweenRules(), accessRules(), mailboxRules(), graphRules(),  statusRules(),
                proxyRules(),   tlsRules(),    wayRules(),     generalRules()};
    case Error::Stage::Tracker:
        return {betweenRules(), trackerRules(), proxyRules(), tlsRules(), wayRules(), generalRules()};
    case Error::Stage::None:
        return allRules();
    case Error::Stage::Transport:
        return {betweenRules(), proxyRules(), tlsRules(), wayRules(), generalRules()};
    case Error::Stage::Keychain:
    case Error::Stage::Storage:
    case Error::Stage::Config:
    case Error::Stage::Plan:
        break;
    }
    return {generalRules()};
}

/// Words for the way there mean nothing in the answer of a service, which got here.
bool isTried(std::span<const Rule> table, const Facts& facts) {
    const bool isPlaced =
        facts.error.stage != Error::Stage::Transport && facts.error.stage != Error::Stage::None;
    const bool isOfTheWay = table.data() == proxyRules().data() || table.data() == tlsRules().data() ||
                            table.data() == wayRules().data();
    return !isOfTheWay || !isPlaced || facts.error.httpStatus == 0;
}

Verdict verdictOf(const Rule& rule) {
    Verdict verdict{QString::fromLatin1(rule.key), rule.confidence, {}, rule.settling, &rule};
    verdict.candidates << slugOf(verdict.key);
    if (rule.others != nullptr)
        verdict.candidates += QString::fromLatin1(rule.others).split(u'|');
    return verdict;
}

bool names(const Rule& rule, const QString& slug) {
    if (rule.code == nullptr)
        return false;
    for (const QLatin1StringView one : QLatin1StringView(rule.code).tokenize('|'_L1))
        if (slug == one)
            return true;
    return false;
}

/// A code of somebody's, not our word for the form of an answer, which every service may give.
bool namesSomething(const Rule& rule) {
    const QLatin1StringView code(rule.code);
    return rule.code != nullptr && code != "html"_L1 && code != "json"_L1 && code != "empty"_L1;
}

/// A sentence of people, who refuse and hand in and time out as well: no place, no status, no code, and no
/// word that a program would use.
bool isProse(const Facts& facts) {
    const bool isBare = facts.error.stage == Error::Stage::None && facts.error.httpStatus == 0 &&
                        facts.address.isEmpty() && facts.codes.isEmpty() && facts.implied.isEmpty();
    if (!isBare || facts.isOwn)
        return false;
    static const QRegularExpression technical(
        u"error|exception|fail|denied|errno|curl|http|\\bssl|\\btls|x509|socket|connect|proxy|\\bhost|"
        u"certificate|"
        "server|request|response|token|mailbox|network|operation|service|lookup|database|\\bdisk\\b|keyring|"
        "secret|consent|admin|credential|account|password|permission|privilege|licen[cs]e|tenant|resolv|upstream|worker|(?-i:[a-z][A-Z])|\\w_\\w"_s,
        QRegularExpression::CaseInsensitiveOption);
    return !facts.words.contains(technical);
}

/// A slug as code names the cause; the rules choose among the texts of that cause, and what is known beside
/// it may say more than whoever named it could see.
Verdict judgeSlug(const Facts& facts) {
    const QString& slug = facts.error.code;
    for (const std::span<const Rule> table : tablesFor(facts.error.stage))
        for (const Rule& rule : table) {
            const bool isOfIt = rule.when != nullptr || slugOf(QString::fromLatin1(rule.key)) == slug;
            if (names(rule, slug) && isOfIt && fits(rule, facts))
                return verdictOf(rule);
        }
    return {slug, Confidence::Sure, {slug}, Settling::None};
}

} // namespace

QStringList codesOf(const Error& error) {
    QStringList codes;
    if (!error.code.isEmpty())
        codes << error.code;
    static const QRegularExpression number(u"\\bAADSTS ?(\\d{4,8})\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    for (const QString& text : {error.code, error.message, error.detail})
        for (auto found = number.globalMatch(text); found.hasNext();)
            codes << found.next().captured(1);
    codes.removeDuplicates();
    return codes;
}

std::vector<std::span<const Rule>> allRules() {
    return {betweenRules(), tokenRules(),   tenantRules(), accessRules(), mailboxRules(), graphRules(),
            statusRules(),  trackerRules(), proxyRules(),  tlsRules(),    wayRules(),     generalRules()};
}

Verdict judge(const Facts& facts) {
    if (isCause(facts.error.code))
        return judgeSlug(facts);
    if (isProse(facts))
        return {u"unknown"_s, Confidence::Open, {u"unknown"_s}, Settling::None};
    const bool isPlaced = facts.error.stage != Error::Stage::None;
    for (const std::span<const Rule> table : tablesFor(facts.error.stage)) {
        const bool isGeneral = table.data() == generalRules().data() || table.data() == betweenRules().data();
        if (!isTried(table, facts))
            continue;
        for (const Rule& rule : table) {
            const bool isSpecific = namesSomething(rule) || rule.says != nullptr;
            if ((isPlaced || isSpecific || isGeneral) && fits(rule, facts))
                return verdictOf(rule);
        }
    }
    return {u"unknown"_s, Confidence::Open, {u"unknown"_s}, Settling::None};
}

} // namespace milepost::doctor
