// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/quoting.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Zero bytes end a script, a lone half of a pair is no text, and what turns the direction of reading makes a
/// script look like another one.
QString carried(const QString& value) {
    QString kept;
    for (qsizetype at = 0; at < value.size(); ++at) {
        const QChar c = value.at(at);
        const bool pair = c.isHighSurrogate() && at + 1 < value.size() && value.at(at + 1).isLowSurrogate();
        if (pair) {
            kept += value.mid(at, 2);
            ++at;
            continue;
        }
        const bool isTurning = (c >= u'\u202A' && c <= u'\u202E') || (c >= u'\u2066' && c <= u'\u2069');
        const bool isControl = c.unicode() < 0x20 && c != u'\n' && c != u'\t';
        if (!c.isSurrogate() && !isTurning && !isControl && c != QChar(0x7F) && c != QChar(0xFFFE) &&
            c != QChar(0xFFFF))
            kept += c;
    }
    return kept;
}

} // namespace

QString powershellQuoted(const QString& value) {
    static const QString quotes = u"'\u2018\u2019\u201A\u201B"_s;
    QString quoted(u'\'');
    for (const QChar c : carried(value)) {
        if (quotes.contains(c))
            quoted += c;
        quoted += c;
    }
    return quoted + u'\'';
}

QString shellQuoted(const QString& value) {
    return u'\'' + carried(value).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString htmlEscaped(const QString& value) {
    return carried(value).toHtmlEscaped().replace(u'\'', u"&#39;"_s);
}

QString markdownEscaped(const QString& value) {
    static const QString special = u"\\`*_{}[]()#+-.!|~>"_s;
    QString escaped;
    for (const QChar c : oneLine(value)) {
        if (c == u'<')
            escaped += u"&lt;"_s;
        else if (c == u'&')
            escaped += u"&amp;"_s;
        else if (special.contains(c))
            escaped += QString(u'\\') + c;
        else
            escaped += c;
    }
    return escaped;
}

QString filterEscaped(const QString& value) { return carried(value).replace(u'\'', u"''"_s); }

QString oneLine(const QString& value) {
    QString line = carried(value);
    for (const QChar end : {QChar(u'\n'), QChar(u'\t'), QChar(0x85), QChar(0x2028), QChar(0x2029)})
        line.replace(end, u' ');
    return line;
}

} // namespace milepost
