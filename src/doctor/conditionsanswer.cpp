// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

QJsonObject answered(const Facts& facts) { return QJsonDocument::fromJson(facts.body).object(); }

/// Where a Graph of that cloud is: its own host, by the address or by the audience of a token.
QString graphHost(const QString& text) {
    const QString host = QUrl(text).host().toLower();
    const bool isGraph = host == "graph.microsoft.com"_L1 || host == "graph.microsoft.us"_L1 ||
                         host == "dod-graph.microsoft.us"_L1 || host == "microsoftgraph.chinacloudapi.cn"_L1;
    return isGraph ? host : QString();
}

} // namespace

bool listIsEmpty(const Facts& facts) {
    const QJsonObject page = answered(facts);
    for (const QLatin1StringView rows : {"value"_L1, "results"_L1})
        if (page.value(rows).isArray())
            return page.value(rows).toArray().isEmpty();
    return facts.body.trimmed() == "[]";
}

bool countIsShort(const Facts& facts) {
    const QJsonObject page = answered(facts);
    const bool isWhole = page.value("next"_L1).isNull() && page.value("previous"_L1).isNull();
    return page.contains("next"_L1) && isWhole && page.value("results"_L1).isArray() &&
           page.value("count"_L1).toInteger() > page.value("results"_L1).toArray().size();
}

bool bodyIsShort(const Facts& facts) {
    bool isNumber = false;
    const qlonglong announced = facts.headers.value("Content-Length").trimmed().toLongLong(&isNumber);
    const bool isPlain = facts.headers.value("Content-Encoding").isEmpty() && facts.method != "HEAD";
    return isNumber && isPlain && !facts.isChild && !facts.body.isEmpty() && announced > facts.body.size();
}

bool asksForPerson(const Facts& facts) {
    const QByteArray sent = QByteArray(facts.requestBody).replace("%3A", ":").replace("%3a", ":");
    for (const char* grant : {"device_code", "authorization_code", "grant_type=password", "refresh_token"})
        if (sent.contains(grant))
            return true;
    return facts.error.stage == Error::Stage::Consent;
}

bool audienceOfOtherCloud(const Facts& facts) {
    const QString wanted = graphHost(facts.about.claim("aud"_L1));
    const QString asked = graphHost(facts.address);
    return !wanted.isEmpty() && !asked.isEmpty() && wanted != asked;
}

bool isUnavailableElsewhere(const Facts& facts) {
    const auto other = facts.about.status("other_mailbox"_L1);
    return other && *other >= 500;
}

bool hostAloneIsNotFound(const Facts& facts) { return hostIsNotFound(facts) && nameAloneIsLost(facts); }

bool policyTestRefuses(const Facts& facts) {
    static const QRegularExpression printed(u"\\bAccessCheckResult\\s*:\\s*Denied\\b"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return facts.words.contains(printed);
}

bool scopeTestRefuses(const Facts& facts) {
    static const QRegularExpression list(u"\\bInScope\\s*:\\s*False\\b"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression table(u"\\bScopeType\\s+InScope\\b([\\s\\S]*)"_s);
    const QString rows = table.match(facts.words).captured(1);
    static const QRegularExpression inside(u"\\bTrue\\b"_s);
    static const QRegularExpression outside(u"\\bFalse\\b"_s);
    return facts.words.contains(list) || (rows.contains(outside) && !rows.contains(inside));
}

bool hostIsNotFound(const Facts& facts) {
    // Node's word alone too, which Python's ModuleNotFoundError holds in its midst.
    static const QRegularExpression words(u"\\bhost \\S+ (was )?not found\\b|(?-i:\\bENOTFOUND\\b)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return facts.words.contains(words);
}

} // namespace milepost::doctor
