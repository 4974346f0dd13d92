// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envscalars.h"

#include <QRegularExpression>

namespace milepost::envparser {

using namespace Qt::StringLiterals;

namespace {

qsizetype closingBrace(const QString& text, qsizetype from) {
    int depth = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] == u'{')
            ++depth;
        if (text[i] == u'}' && --depth == 0)
            return i;
    }
    return -1;
}

bool onlyCommentFollows(const QString& text, qsizetype from) {
    qsizetype end = text.indexOf(u'\n', from);
    const QString rest = text.mid(from, (end < 0 ? text.size() : end) - from).trimmed();
    return rest.isEmpty() || rest.startsWith(u'#');
}

/// Up to a comment that stands behind a blank, or the line's end.
Scalar plain(const QString& text, qsizetype from) {
    qsizetype end = text.indexOf(u'\n', from);
    end = end < 0 ? text.size() : end;
    const QString line = text.mid(from, end - from);
    static const QRegularExpression comment(u"(\\A|[ \\t])#.*\\z"_s);
    return {line.left(qMax<qsizetype>(0, line.indexOf(comment) < 0 ? line.size() : line.indexOf(comment)))
                .trimmed(),
            false, end};
}

QChar simpleEscape(QChar c) {
    switch (c.unicode()) {
    case u'n':
        return u'\n';
    case u'r':
        return u'\r';
    case u't':
        return u'\t';
    case u'\\':
    case u'"':
    case u'\'':
    case u'/':
        return c;
    case u'$':
        return k_dollar;
    default:
        return {};
    }
}

/// Text between double quotes, or nothing when they are never closed.
std::optional<Scalar> doubleQuoted(const QString& text, qsizetype from, bool yaml) {
    QString out;
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text[i] == u'"')
            return Scalar{out, true, i + 1};
        if (text[i] != u'\\' || i + 1 >= text.size()) {
            out += text[i];
            continue;
        }
        const QChar code = text[++i];
        if (const QChar simple = simpleEscape(code); !simple.isNull()) {
            out += simple;
        } else if (yaml && (code == u'x' || code == u'u')) {
            const qsizetype digits = code == u'x' ? 2 : 4;
            out += QChar(text.mid(i + 1, digits).toUShort(nullptr, 16));
            i += digits;
        } else {
            out += QString(u'\\') + code;
        }
    }
    return std::nullopt;
}

std::optional<Scalar> singleQuoted(const QString& text, qsizetype from, bool yaml) {
    QString out;
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text[i] != u'\'') {
            out += text[i];
        } else if (yaml && i + 1 < text.size() && text[i + 1] == u'\'') {
            out += text[++i];
        } else {
            return Scalar{out, true, i + 1};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Scalar> scalarAt(const QString& text, qsizetype from, bool yaml) {
    const QChar first = from < text.size() ? text[from] : QChar(u'\n');
    std::optional<Scalar> scalar;
    if (first == u'"')
        scalar = doubleQuoted(text, from, yaml);
    else if (first == u'\'')
        scalar = singleQuoted(text, from, yaml);
    else
        return plain(text, from);
    if (scalar && !onlyCommentFollows(text, scalar->end))
        return std::nullopt;
    return scalar;
}

QString Expander::expand(const QString& text) {
    QString out;
    for (qsizetype i = 0; i < text.size();) {
        if (text[i] != u'$')
            out += text[i++];
        else
            i = replaceAt(text, i, out);
    }
    return out;
}

qsizetype Expander::replaceAt(const QString& text, qsizetype at, QString& out) {
    static const QRegularExpression bare(u"\\G\\$([A-Za-z_][A-Za-z0-9_]*)"_s);
    const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
    if (m_compose && next == u'$') {
        out += u'$';
        return at + 2;
    }
    if (const qsizetype end = next == u'{' ? closingBrace(text, at + 1) : -1; end > 0) {
        out += lookUp(text.mid(at + 2, end - at - 2));
        return end + 1;
    }
    if (const auto match = bare.match(text, at); m_compose && match.hasMatch()) {
        out += lookUp(match.captured(1));
        return match.capturedEnd();
    }
    out += u'$';
    return at + 1;
}

QString Expander::lookUp(const QString& inside) {
    static const QRegularExpression form(u"\\A([A-Za-z_][A-Za-z0-9_]*)(?:(:?-)(.*))?\\z"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(inside);
    const QString name = match.hasMatch() ? match.captured(1) : inside;
    const auto found = m_names.constFind(name);
    const bool emptyCounts = match.captured(2) == u"-"_s;
    if (found != m_names.constEnd() && (emptyCounts || !found->isEmpty() || match.captured(2).isEmpty()))
        return *found;
    if (!match.captured(2).isEmpty())
        return expand(match.captured(3));
    m_missing = match.hasMatch() ? name : u"${...}"_s; // what is no name may be anything, a secret too
    return {};
}

} // namespace milepost::envparser
