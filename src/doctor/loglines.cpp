// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/loglines.h"

#include <QRegularExpression>
#include <QStringList>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

enum class Weight { None, Lesser, Grave };

/// None for a line that begins no entry: no time stands at its head, or no level.
Weight weightOf(const QString& line) {
    static const QRegularExpression head(
        u"^.{0,60}?\\d\\d:\\d\\d.{0,60}?"
        "(?:\\b(?<grave>ERROR|ERR|SEVERE|CRITICAL|CRIT|FATAL|ALERT|EMERG)\\b|"
        "\\b(?<lesser>TRACE|DEBUG|VERBOSE|INFO|NOTICE|WARNING|WARN)\\b|"
        "\\[(?:(?<graveMark>error|crit|alert|emerg|fatal)|(?<lesserMark>debug|info|notice|warn|warning))\\])"_s);
    const QRegularExpressionMatch found = head.match(line);
    if (!found.hasMatch())
        return Weight::None;
    const bool isGrave = !found.captured(u"grave"_s).isEmpty() || !found.captured(u"graveMark"_s).isEmpty();
    return isGrave ? Weight::Grave : Weight::Lesser;
}

struct Phrase {
    QLatin1StringView words;
    int status;
};

constexpr Phrase k_phrases[] = {
    {"Bad Request"_L1, 400},         {"Unauthorized"_L1, 401},
    {"Forbidden"_L1, 403},           {"Not Found"_L1, 404},
    {"Method Not Allowed"_L1, 405},  {"Conflict"_L1, 409},
    {"Precondition Failed"_L1, 412}, {"Unsupported Media Type"_L1, 415},
    {"Too Many Requests"_L1, 429},   {"Internal Server Error"_L1, 500},
    {"Bad Gateway"_L1, 502},         {"Service Unavailable"_L1, 503},
    {"Gateway Timeout"_L1, 504},
};

} // namespace

QString graveEntries(const QString& text) {
    QStringList kept;
    bool isKept = true;
    bool hasGrave = false;
    bool hasLesser = false;
    for (const QString& line : text.split(u'\n')) {
        const Weight weight = weightOf(line);
        hasGrave = hasGrave || weight == Weight::Grave;
        hasLesser = hasLesser || weight == Weight::Lesser;
        if (weight != Weight::None)
            isKept = weight == Weight::Grave;
        if (isKept)
            kept << line;
    }
    return hasGrave && hasLesser ? kept.join(u'\n') : QString();
}

LoggedRefusal refusalIn(const QString& text) {
    static const QRegularExpression line(u"\\b([A-Z][a-z]+(?: [A-Z][a-z]+){0,3})(?: \\([^)\\n]{1,120}\\))?: "
                                         "(/[^\\s\"']*)"_s);
    for (auto all = line.globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch found = all.next();
        for (const Phrase& phrase : k_phrases)
            if (found.captured(1).endsWith(phrase.words))
                return {phrase.status, found.captured(2)};
    }
    return {};
}

} // namespace milepost::doctor
