// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/quoting.h"
#include "doctor/requestpack.h"

#include <QRegularExpression>

namespace milepost::requestpack {

using namespace Qt::StringLiterals;

namespace {

using Kind = Block::Kind;

/// A fence that the code does not hold.
QString fenceFor(const QString& code) {
    QString fence = u"```"_s;
    while (code.contains(fence))
        fence += u'`';
    return fence;
}

QString markdownOf(const Block& block) {
    QStringList cells;
    for (const QString& cell : block.cells)
        cells << markdownEscaped(cell);
    switch (block.kind) {
    case Kind::Heading:
        return u"\n## "_s + cells.value(0) + u'\n';
    case Kind::Text:
        return u'\n' + cells.value(0) + u'\n';
    case Kind::Item:
        return u"\n- "_s + cells.value(0) + u'\n';
    case Kind::Code: {
        const QString code = block.cells.value(0).trimmed();
        const QString fence = fenceFor(code);
        return u'\n' + fence + u'\n' + code + u'\n' + fence + u'\n';
    }
    case Kind::TitleRow:
        return u"\n| "_s + cells.join(u" | "_s) + u" |\n|"_s + u" --- |"_s.repeated(cells.size()) + u'\n';
    case Kind::Row:
        return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
    }
    return {};
}

QString htmlCells(const Block& block, const QString& tag) {
    QString html = u"<tr>"_s;
    for (const QString& cell : block.cells)
        html += u'<' + tag + u'>' + htmlEscaped(cell) + u"</"_s + tag + u'>';
    return html + u"</tr>\n"_s;
}

QString htmlOf(const Block& block) {
    const QString text = htmlEscaped(block.cells.value(0));
    switch (block.kind) {
    case Kind::Heading:
        return u"<h2>"_s + text + u"</h2>\n"_s;
    case Kind::Text:
        return u"<p>"_s + text + u"</p>\n"_s;
    case Kind::Item:
        return u"<li>"_s + text + u"</li>\n"_s;
    case Kind::Code:
        return u"<pre>"_s + text.trimmed() + u"</pre>\n"_s;
    case Kind::TitleRow:
        return htmlCells(block, u"th"_s);
    case Kind::Row:
        return htmlCells(block, u"td"_s);
    }
    return {};
}

/// The element that goes around neighbours of a kind; "" for most.
QString groupOf(Kind kind) {
    if (kind == Kind::Item)
        return u"ul"_s;
    return kind == Kind::Row || kind == Kind::TitleRow ? u"table"_s : QString();
}

} // namespace

QString toMarkdown(const QString& title, const std::vector<Block>& blocks) {
    QString text = u"# "_s + markdownEscaped(title) + u'\n';
    for (const Block& block : blocks)
        text += markdownOf(block);
    return text;
}

QString toHtml(const QString& title, const std::vector<Block>& blocks) {
    QString body;
    QString open;
    const auto enter = [&](const QString& group) {
        if (group == open)
            return;
        if (!open.isEmpty())
            body += u"</"_s + open + u">\n"_s;
        if (!group.isEmpty())
            body += u'<' + group + u">\n"_s;
        open = group;
    };
    for (const Block& block : blocks) {
        enter(groupOf(block.kind));
        body += htmlOf(block);
    }
    enter({});
    // Nothing is loaded and nothing runs, whatever stands in a value.
    return u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'\"/>\n<title>"_s +
           htmlEscaped(title) +
           u"</title>\n<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
           "td,th{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}"
           "table{border-collapse:collapse}pre{background:#eee;color:#111;padding:1em;overflow:auto}"
           "</style>\n</head>\n<body>\n<h1>"_s +
           htmlEscaped(title) + u"</h1>\n"_s + body + u"</body>\n</html>\n"_s;
}

QString filled(const QString& text, const std::vector<std::pair<QString, QString>>& values) {
    static const QRegularExpression place(u"@([A-Z]+)@"_s);
    QString result;
    qsizetype at = 0;
    for (auto found = place.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        result += text.mid(at, match.capturedStart() - at);
        const auto value = std::ranges::find(values, match.captured(1), &std::pair<QString, QString>::first);
        result += value == values.end() ? match.captured(0) : value->second;
        at = match.capturedEnd();
    }
    return result + text.mid(at);
}

} // namespace milepost::requestpack
