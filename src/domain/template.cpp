// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/template.h"

#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

TextTemplate::TextTemplate(const QString& text) {
    static const QRegularExpression placeholder(u"\\{([a-zA-Z]+)\\}"_s);
    for (const QString& source : text.split(u'\n')) {
        Line line;
        qsizetype from = 0;
        for (auto it = placeholder.globalMatch(source); it.hasNext();) {
            const auto match = it.next();
            if (match.capturedStart() > from)
                line.append({source.mid(from, match.capturedStart() - from), false});
            line.append({match.captured(1), true});
            from = match.capturedEnd();
        }
        if (from < source.size())
            line.append({source.mid(from), false});
        m_lines.append(line);
    }
}

QStringList TextTemplate::placeholders() const {
    QStringList names;
    for (const Line& line : m_lines)
        for (const Part& part : line)
            if (part.isPlaceholder)
                names << part.text;
    return names;
}

QString TextTemplate::fillLine(const Line& line, const Values& values, bool* vanishes) {
    QString out;
    bool anyPlaceholder = false;
    bool anyValue = false;
    for (const Part& part : line) {
        if (!part.isPlaceholder) {
            out += part.text;
            continue;
        }
        const auto value = values.constFind(part.text);
        anyPlaceholder = true;
        anyValue = anyValue || value == values.constEnd() || !value->isEmpty();
        out += value == values.constEnd() ? u'{' + part.text + u'}' : *value;
    }
    *vanishes = anyPlaceholder && !anyValue;
    return out;
}

QString TextTemplate::fill(const Values& values) const {
    QStringList lines;
    bool vanishes = false;
    for (const Line& line : m_lines)
        lines << fillLine(line, values, &vanishes);
    return lines.join(u' ');
}

QString TextTemplate::fillLines(const Values& values) const {
    QString out;
    bool gap = false;
    for (const Line& line : m_lines) {
        bool vanishes = false;
        const QString text = fillLine(line, values, &vanishes);
        if (text.trimmed().isEmpty() || vanishes) {
            gap = gap || (!vanishes && !out.isEmpty());
            continue;
        }
        if (!out.isEmpty())
            out += gap ? u"\n\n"_s : u"\n"_s;
        gap = false;
        out += text;
    }
    return out;
}

} // namespace milepost
