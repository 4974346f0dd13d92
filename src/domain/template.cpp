// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/template.h"

#include <algorithm>

#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression& placeholder() {
    static const QRegularExpression expression(u"\\{([a-zA-Z]+)\\}"_s);
    return expression;
}

} // namespace

TextTemplate::TextTemplate(const QString& text, const QStringList& names) {
    for (const QString& source : text.split(u'\n')) {
        Line line;
        qsizetype from = 0;
        for (auto it = placeholder().globalMatch(source); it.hasNext();) {
            const auto match = it.next();
            const qsizetype name = names.indexOf(match.captured(1));
            if (name < 0)
                continue;
            if (match.capturedStart() > from)
                line.append({source.mid(from, match.capturedStart() - from)});
            line.append({{}, name});
            from = match.capturedEnd();
        }
        if (from < source.size())
            line.append({source.mid(from)});
        m_lines.append(line);
    }
}

bool TextTemplate::uses(qsizetype name) const {
    return std::ranges::any_of(m_lines, [name](const Line& line) {
        return std::ranges::any_of(line, [name](const Part& part) { return part.name == name; });
    });
}

QString TextTemplate::fillLine(const Line& line, std::span<const QString> values, bool* vanishes) {
    QString out;
    bool anyPlaceholder = false;
    bool anyValue = false;
    for (const Part& part : line) {
        if (part.name < 0) {
            out += part.literal;
            continue;
        }
        const QString& value = values[static_cast<size_t>(part.name)];
        anyPlaceholder = true;
        anyValue = anyValue || !value.isEmpty();
        out += value;
    }
    *vanishes = anyPlaceholder && !anyValue;
    return out;
}

QString TextTemplate::fill(std::span<const QString> values) const {
    QStringList lines;
    bool vanishes = false;
    for (const Line& line : m_lines)
        lines << fillLine(line, values, &vanishes);
    return lines.join(u' ');
}

QString TextTemplate::fillLines(std::span<const QString> values) const {
    QString out;
    bool gap = false;
    for (const Line& line : m_lines) {
        bool vanishes = false;
        const QString text = fillLine(line, values, &vanishes);
        if (vanishes || QStringView(text).trimmed().isEmpty()) {
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

QStringList placeholdersIn(const QString& text) {
    QStringList names;
    for (auto it = placeholder().globalMatch(text); it.hasNext();)
        names << it.next().captured(1);
    return names;
}

} // namespace milepost
