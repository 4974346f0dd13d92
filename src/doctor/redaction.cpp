// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/redaction.h"

#include <algorithm>

#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr auto k_anyCase = QRegularExpression::CaseInsensitiveOption;
constexpr qsizetype k_longNumber = 9; ///< shorter ones are codes and statuses

/// A value after a name: in quotes (of JSON inside JSON too), or up to where a form, a list or a word ends.
const QString k_value =
    u"(?:b?(?<slash>\\\\*)\"(?:(?!\\k<slash>\")(?:\\\\[\\s\\S]|[^\\\\]))*+(?:\\k<slash>\"|\\\\?\\z)|"
    "b?(?<tick>\\\\*)'(?:(?!\\k<tick>')(?:\\\\[\\s\\S]|[^\\\\]))*+(?:\\k<tick>'|\\\\?\\z)|"
    "[^\\s&\"'<>,;)\\]}\\\\]++)"_s;

bool isNumber(const QString& text) {
    return std::ranges::all_of(text, [](QChar c) { return c.isDigit(); });
}

/// What services say about a secret in the place where it would stand.
bool isSentence(const QString& value) {
    static const QRegularExpression start(u"^(?:b?\\\\*[\"'])?\\s*(?:this|ensure|invalid|expired|wrong|"
                                          u"missing|required|must|not|the|may|is|was|null|"
                                          "none|true|false|undefined|\\*\\*\\*|\\[|\\{)(?![\\w~+/=-])"_s,
                                          k_anyCase);
    return start.match(value).hasMatch();
}

/// A sensitive value gives way to stars, between its quotes if it has any.
QString starred(const QString& value) {
    const qsizetype quote = std::max(value.indexOf(u'"'), value.indexOf(u'\''));
    if (quote < 0 || quote > 8)
        return u"***"_s;
    const QString opening = value.left(quote + 1);
    const QString closing = opening.startsWith(u'b') ? opening.mid(1) : opening;
    return opening + u"***"_s + closing;
}

QString replaced(const QString& text, const QRegularExpression& pattern,
                 QString (*instead)(const QRegularExpressionMatch&)) {
    QString result;
    qsizetype done = 0;
    for (auto all = pattern.globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch found = all.next();
        result += QStringView(text).mid(done, found.capturedStart() - done);
        result += instead(found);
        done = found.capturedEnd();
    }
    result += QStringView(text).mid(done);
    return result;
}

/// Names that say what they hold: whatever follows is one.
QString afterName(const QRegularExpressionMatch& found) {
    const QString value = found.captured(u"value"_s);
    return isSentence(value) ? found.captured() : found.captured(u"name"_s) + starred(value);
}

/// Names that mean other things too: in the query of an address they hold secrets, unless it is a number.
QString inQuery(const QRegularExpressionMatch& found) {
    const QString value = found.captured(u"value"_s);
    const bool isCode = isNumber(value) && value.size() < k_longNumber;
    return isCode || isSentence(value) ? found.captured() : found.captured(u"name"_s) + u"***"_s;
}

/// "token": "…" holds one if it is long and no word.
QString byLook(const QRegularExpressionMatch& found) {
    const QString value = found.captured(u"value"_s);
    static const QRegularExpression odd(u"[0-9~+/=.]"_s);
    const bool isLong = value.size() >= 16 && !isNumber(value) && !value.contains(u' ');
    return isLong && value.contains(odd) ? found.captured(u"name"_s) + starred(value) : found.captured();
}

/// "with password x7!": a word that no sentence would hold.
QString afterWord(const QRegularExpressionMatch& found) {
    const QString value = found.captured(u"value"_s);
    static const QRegularExpression odd(u"[0-9~+/=!@#$%^*?]"_s);
    static const QRegularExpression letter(u"[a-z]"_s, k_anyCase);
    const bool isOdd = value.contains(odd) && value.contains(letter) && !value.contains(u"://"_s);
    return isOdd ? found.captured(u"name"_s) + u"***"_s : found.captured();
}

QString afterScheme(const QRegularExpressionMatch& found) {
    const QString value = found.captured(u"value"_s);
    static const QRegularExpression word(u"^[a-z_]{1,19}$|^[a-z_]+="_s, k_anyCase);
    return word.match(value).hasMatch() ? found.captured() : found.captured(u"name"_s) + u"***"_s;
}

QString all(const QRegularExpressionMatch& found) {
    return found.captured(u"name"_s) + u"***"_s + found.captured(u"after"_s);
}

struct Pattern {
    QRegularExpression found;
    QString (*instead)(const QRegularExpressionMatch&);
};

const QString k_strong =
    u"[\\w.-]*(?:secret|password|passwd|passphrase|passwort|pwd|api[_-]?key|access[_-]?key|account[_-]?key|"
    "private[_-]?key|shared[_-]?key|(?:access|refresh|id|auth|bearer|csrf|session|sas)[_-]?token|csrftoken|"
    "device[_-]?code|assertion|saml(?:request|response)|credential|session[_-]?id|code_verifier)[\\w.-]*"_s;
const QString k_headers = u"(?:authorization|cookie2?|x-api-key|x-auth-token|x-csrftoken)"_s;
const QString k_weak = u"(?:code|token|key|sig|access|refresh|jwt|pin|sid|auth|state)"_s;
const QString k_equals = u"\\\\*[\"']?\\s*(?:=>|[:=]|%3D)\\s*"_s;

const std::vector<Pattern>& patterns() {
    const auto named = [](const QString& name, const QString& value) {
        return QRegularExpression(u"(?<name>"_s + name + u")(?<value>"_s + value + u")"_s, k_anyCase);
    };
    static const std::vector<Pattern> list{
        {QRegularExpression(u"-----BEGIN [\\s\\S]*?(?:-----END[^\\r\\n]*|$(?![\\s\\S]))"_s), all},
        // a header in quotes, as a member, and as a line
        {QRegularExpression(u"(?<name>\"[\\w-]*"_s + k_headers + u"\\s*:\\s*)[^\"\\r\\n]*"_s, k_anyCase),
         all},
        {QRegularExpression(u"(?<name>'[\\w-]*"_s + k_headers + u"\\s*:\\s*)[^'\\r\\n]*"_s, k_anyCase), all},
        {QRegularExpression(u"(?<name>"_s + k_headers +
                                u"\\\\*[\"']\\s*(?:=>|[:=,])\\s*b?\\\\*[\"'])[^\"'\\r\\n]*"_s,
                            k_anyCase),
         all},
        {QRegularExpression(u"(?<name>(?<![\\w\"'-])[\\w-]*"_s + k_headers + u"\\s*[:=]\\s*)[^\\r\\n]*"_s,
                            k_anyCase),
         all},
        {named(u"\\b(?:bearer|basic|negotiate|digest|pop|token)\\s+"_s, u"[^\\s\"',;<>]+"_s), afterScheme},
        // a token, also where a line was wrapped in its midst
        {QRegularExpression(
             u"\\bey[\\w-]{8,}(?:\\.[\\w-]*){0,4}"
             "(?:\\s{1,3}(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])(?=[\\w-]*\\d)[\\w-]{8,}(?:\\.[\\w-]+)+)?"_s),
         all},
        {QRegularExpression(u"[\\w~.-]{3}\\dQ~[\\w~.-]{8,}"_s), all},
        {QRegularExpression(u"(?<name>\\w[\\w+.-]*://)[^/\\s\"'<>]*(?<after>@)"_s), all},
        // a name and a password before a host, where the text was cut in their midst
        {QRegularExpression(u"(?<name>\\w[\\w+.-]*://)[^/\\s\"'<>@:]*:[^/\\s\"'<>@]*(?<after>\u2026)$"_s),
         all},
        {QRegularExpression(
             u"(?<name>(?:^|\\s)(?:-u|--user|--proxy-user|-U|--oauth2-bearer|-b|--cookie|--pass)"
             "(?:\\s+|=))(?:\"[^\"]*\"?|'[^']*'?|\\S+)"_s,
             QRegularExpression::MultilineOption),
         all},
        {named(k_strong + k_equals, k_value), afterName},
        {named(u"\\b(?:password|passwd|passphrase|passwort|pwd|secret)\\s+(?:is\\s+|was\\s+)?[\"']?"_s,
               u"[^\\s\"'<>,;()\\[\\]{}]{6,}"_s),
         afterWord},
        {named(u"(?<=\\s|^)--?"_s + k_strong + u"\\s+"_s, k_value), afterName},
        {named(u"[?&#;]"_s + k_weak + u"="_s, u"[^\\s&\"'<>#]+"_s), inQuery},
        {named(u"\\b"_s + k_weak + k_equals, k_value), byLook},
    };
    return list;
}

} // namespace

QString withoutSecrets(const QString& text) {
    QString shown = text;
    for (const Pattern& pattern : patterns())
        shown = replaced(shown, pattern.found, pattern.instead);
    return shown;
}

} // namespace milepost
