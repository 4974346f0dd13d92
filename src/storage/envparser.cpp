// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envparser.h"

#include "storage/envscalars.h"

#include <QRegularExpression>

namespace milepost::envparser {

using namespace Qt::StringLiterals;

namespace {

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
        m_parsed.unreadable.push_back({EnvNote::Kind::NotUnderstood, lineAt(lineStart), name});
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
