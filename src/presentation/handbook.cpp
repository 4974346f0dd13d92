// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/handbook.h"

#include <QRegularExpression>
#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Of a line outside code: "Two commands" of "## Two commands", of any level; "" when it is no heading.
QString headingOf(const QString& line) {
    static const QRegularExpression heading(u"^#{1,6}\\s+(.*)$"_s);
    return heading.match(line).captured(1).trimmed();
}

/// Calls `take(line, isCode)` with each line.
template <class Take> void eachLine(const QString& markdown, Take take) {
    bool isCode = false;
    for (const QString& line : markdown.split(u'\n')) {
        const bool isFence = line.trimmed().startsWith(u"```"_s);
        take(line, isCode || isFence);
        isCode = isCode != isFence;
    }
}

} // namespace

QString handbookAnchor(const QString& title) {
    QString anchor;
    for (const QChar c : title.toLower())
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            anchor += c;
        else if (c == u' ')
            anchor += u'-';
    return anchor;
}

std::vector<HandbookSection> handbookSections(QString markdown) {
    static const QRegularExpression picture(u"!\\[[^\\]]*\\]\\([^)]*\\)"_s);
    static const QRegularExpression file(u"\\[([^\\]]*)\\]\\((?!https?:|mailto:|#)[^)\\s]*\\)"_s);
    markdown.remove(picture).replace(file, u"\\1"_s);
    std::vector<HandbookSection> sections;
    eachLine(markdown, [&sections](const QString& line, bool isCode) {
        const QString heading = isCode ? QString() : headingOf(line);
        const bool begins = !heading.isEmpty() && (line.startsWith(u"## "_s) || sections.empty());
        if (begins)
            sections.push_back({heading, handbookAnchor(heading), {}});
        if (sections.empty())
            return; // what stands before the title
        sections.back().markdown += line + u'\n';
    });
    return sections;
}

int handbookTarget(const std::vector<HandbookSection>& sections, const QString& anchor) {
    for (size_t i = 0; i < sections.size(); ++i) {
        bool isHere = false;
        eachLine(sections[i].markdown, [&](const QString& line, bool isCode) {
            isHere = isHere || (!isCode && handbookAnchor(headingOf(line)) == anchor);
        });
        if (isHere && !anchor.isEmpty())
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace milepost
