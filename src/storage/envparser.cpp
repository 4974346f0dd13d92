// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envparser.h"

#include <optional>

#include <QRegularExpression>

namespace milepost::envparser {

using namespace Qt::StringLiterals;

namespace {

/// Stands for an escaped dollar until ${...} is done; no text holds this noncharacter.
constexpr QChar k_dollar(0xFDD0);

using Names = QHash<QString, QString>;

struct Scalar {
    QString value;
    bool quoted = false;
    qsizetype end = 0; ///< first character after it
};

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

/// Replaces ${NAME}, ${NAME-else} and ${NAME:-else}; in compose files also $NAME, and $$ by $.
class Expander {
public:
    Expander(const Names& names, bool compose) : m_names(names), m_compose(compose) {}

    QString expand(const QString& text) {
        QString out;
        for (qsizetype i = 0; i < text.size();) {
            if (text[i] != u'$')
                out += text[i++];
            else
                i = replaceAt(text, i, out);
        }
        return out;
    }
    [[nodiscard]] const QString& missing() const { return m_missing; }

private:
    qsizetype replaceAt(const QString& text, qsizetype at, QString& out) {
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

    QString lookUp(const QString& inside) {
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
        m_missing = name;
        return {};
    }

    const Names& m_names;
    bool m_compose;
    QString m_missing;
};

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

/// Nothing when a quote stays open or something follows the closing one.
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

class Reader {
public:
    Reader(const QString& text, const Names& outside) : m_text(text), m_names(outside) {}

    Parsed dotEnv() {
        static const QRegularExpression head(
            u"\\G[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=[ \\t]*"_s);
        m_parsed.form = EnvForm::DotEnv;
        for (qsizetype at = 0; at < m_text.size();) {
            const auto match = head.match(m_text, at);
            qsizetype end = m_text.indexOf(u'\n', at);
            if (match.hasMatch())
                end = takeDotEnv(match.captured(1), match.capturedEnd(), at);
            at = end < 0 ? m_text.size() : end + 1;
        }
        return std::move(m_parsed);
    }

    Parsed compose() {
        m_parsed.form = EnvForm::Compose;
        for (qsizetype at = 0; at < m_text.size();) {
            qsizetype end = m_text.indexOf(u'\n', at);
            end = end < 0 ? m_text.size() : end;
            takeYamlLine(m_text.mid(at, end - at), at);
            at = end + 1;
        }
        return std::move(m_parsed);
    }

private:
    [[nodiscard]] int lineAt(qsizetype at) const {
        return static_cast<int>(QStringView(m_text).left(at).count(u'\n')) + 1;
    }

    /// The place of the line's end.
    qsizetype takeDotEnv(const QString& name, qsizetype from, qsizetype lineStart) {
        const auto scalar = scalarAt(m_text, from, false);
        if (!scalar) {
            unreadable(name, lineStart);
            return m_text.indexOf(u'\n', from);
        }
        const bool literal = from < m_text.size() && m_text[from] == u'\'';
        add(name, scalar->value, lineStart, !literal);
        return m_text.indexOf(u'\n', scalar->end);
    }

    void takeYamlLine(const QString& line, qsizetype lineStart) {
        static const QRegularExpression item(u"\\A[ \\t]*-[ \\t]+"_s);
        static const QRegularExpression entry(
            u"\\A[ \\t]*([\"']?)([A-Z][A-Z0-9_]*)\\1[ \\t]*:(?:[ \\t]+|\\z)"_s);
        if (const auto match = item.match(line); match.hasMatch()) {
            if (const auto scalar = scalarAt(line, match.capturedEnd(), true))
                takeItem(*scalar, lineStart);
            return;
        }
        const auto match = entry.match(line);
        if (!match.hasMatch())
            return;
        const auto scalar = scalarAt(line, match.capturedEnd(), true);
        static const QRegularExpression special(u"\\A[|>&*!\\[{]"_s);
        if (!scalar || (!scalar->quoted && special.match(scalar->value).hasMatch()))
            unreadable(match.captured(2), lineStart);
        else if (scalar->value.isEmpty() && !scalar->quoted)
            passedThrough(match.captured(2), lineStart);
        else
            add(match.captured(2), scalar->value, lineStart, true);
    }

    void takeItem(const Scalar& scalar, qsizetype lineStart) {
        static const QRegularExpression form(u"\\A([A-Za-z_][A-Za-z0-9_]*)(=?)(.*)\\z"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
        const auto match = form.match(scalar.value);
        if (!match.hasMatch())
            return;
        QString value = match.captured(3);
        if (match.captured(2).isEmpty()) {
            if (value.isEmpty())
                passedThrough(match.captured(1), lineStart);
            return;
        }
        // compose hands these quotes on as part of the value, which is never what was meant.
        static const QRegularExpression quotes(u"\\A([\"'])(.*)\\1\\z"_s);
        if (const auto inner = quotes.match(value); !scalar.quoted && inner.hasMatch())
            value = inner.captured(2);
        add(match.captured(1), value, lineStart, true);
    }

    /// "- NAME" and "NAME:" take the value from compose's own environment.
    void passedThrough(const QString& name, qsizetype lineStart) {
        const auto found = m_names.constFind(name);
        if (found != m_names.constEnd())
            m_parsed.assignments.push_back({lineAt(lineStart), name, *found, false, {}});
        else
            m_parsed.assignments.push_back({lineAt(lineStart), name, {}, false, name});
    }

    void add(const QString& name, const QString& raw, qsizetype lineStart, bool substitutes) {
        Assignment assignment{lineAt(lineStart), name, raw, substitutes, {}};
        if (substitutes) {
            Expander expander(m_names, m_parsed.form == EnvForm::Compose);
            assignment.value = expander.expand(raw);
            assignment.value.replace(k_dollar, u'$');
            assignment.missing = expander.missing();
        }
        if (assignment.missing.isEmpty())
            m_names.insert(name, assignment.value);
        m_parsed.assignments.push_back(std::move(assignment));
    }

    void unreadable(const QString& name, qsizetype lineStart) {
        m_parsed.warnings << u"line %1: the value of %2 is not understood (quotes, or what follows them)"_s
                                 .arg(QString::number(lineAt(lineStart)), name);
    }

    QString m_text;
    Names m_names;
    Parsed m_parsed;
};

} // namespace

EnvForm formOf(const QString& text) {
    static const QRegularExpression yaml(
        u"^[ \\t]*(-[ \\t]+[\"']?[A-Z][A-Z0-9_]*(=|[\"']?[ \\t]*$)|[\"']?[A-Za-z][A-Za-z0-9_-]*[\"']?[ \\t]*:([ \\t]|$))"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression dotEnv(u"^[ \\t]*(export[ \\t]+)?[A-Za-z_][A-Za-z0-9_.]*[ \\t]*="_s,
                                           QRegularExpression::MultilineOption);
    const auto asYaml = yaml.match(text);
    const auto asDotEnv = dotEnv.match(text);
    const bool yamlFirst =
        asYaml.hasMatch() && (!asDotEnv.hasMatch() || asYaml.capturedStart() < asDotEnv.capturedStart());
    return yamlFirst ? EnvForm::Compose : EnvForm::DotEnv;
}

Parsed parse(const QString& text, const QHash<QString, QString>& outside) {
    QString lines = text;
    lines.replace(u"\r\n"_s, u"\n"_s);
    if (lines.startsWith(QChar::ByteOrderMark))
        lines.remove(0, 1);
    Reader reader(lines, outside);
    return formOf(lines) == EnvForm::Compose ? reader.compose() : reader.dotEnv();
}

QString quotedForDotEnv(const QString& value) {
    static const QRegularExpression harmless(u"\\A[A-Za-z0-9_./:@~+,=-]+\\z"_s);
    static const QRegularExpression needsEscapes(u"['\\n\\r\\t]"_s);
    if (harmless.match(value).hasMatch())
        return value;
    if (!needsEscapes.match(value).hasMatch())
        return u'\'' + value + u'\'';
    QString out;
    for (const QChar c : value) {
        if (c == u'\n' || c == u'\r' || c == u'\t')
            out += c == u'\n' ? u"\\n"_s : c == u'\r' ? u"\\r"_s : u"\\t"_s;
        else if (c == u'"' || c == u'\\' || c == u'$')
            out += QString(u'\\') + c;
        else
            out += c;
    }
    return u'"' + out + u'"';
}

QString quotedForYaml(const QString& text) {
    QString out;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += QString(u'\\') + c;
        else if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
                 c == QChar::ParagraphSeparator)
            out += u"\\u%1"_s.arg(static_cast<uint>(c.unicode()), 4, 16, QChar(u'0'));
        else
            out += c;
    }
    return u'"' + out + u'"';
}

} // namespace milepost::envparser
