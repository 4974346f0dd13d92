// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/csv.h"

#include <algorithm>

#include <QStringDecoder>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar k_mark{0xFEFF};
constexpr QChar k_quote = u'"';
constexpr QChar k_apostrophe = u'\'';

Error faulty(int line, const QString& what) {
    return makeError(Error::Kind::Config, Error::Stage::Config,
                     u"line %1: %2"_s.arg(QString::number(line), what), u"config-invalid"_s);
}

/// Behind any apostrophes, the first character makes a spreadsheet compute.
bool looksLikeFormula(QStringView cell) {
    const auto first = std::ranges::find_if(cell, [](QChar c) { return c != k_apostrophe; });
    return first != cell.end() && QStringView(u"=+-@\t\r").contains(*first);
}

QChar separatorOf(const QString& text) {
    bool quoted = false;
    for (const QChar c : text) {
        if (c == k_quote)
            quoted = !quoted;
        else if (!quoted && (c == u',' || c == u';' || c == u'\t'))
            return c;
        else if (!quoted && (c == u'\n' || c == u'\r'))
            break;
    }
    return u',';
}

class Parser {
public:
    explicit Parser(const QString& text) : m_text(text), m_separator(separatorOf(text)) {}

    Result<std::vector<CsvRow>> run() {
        while (m_at < m_text.size()) {
            CsvRow row{m_line, {}};
            do {
                auto cell = readCell();
                if (!cell)
                    return std::unexpected(cell.error());
                row.cells << *cell;
            } while (skip(m_separator));
            if (m_at < m_text.size() && !skipLineEnd())
                return std::unexpected(faulty(m_line, u"text follows a closing quote"_s));
            if (std::ranges::any_of(row.cells, [](const QString& cell) { return !cell.isEmpty(); }))
                m_rows.push_back(std::move(row));
        }
        return std::move(m_rows);
    }

private:
    bool skip(QChar c) {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool skipLineEnd() {
        const bool ended = skip(u'\r');
        if (!skip(u'\n') && !ended)
            return false;
        ++m_line;
        return true;
    }
    Result<QString> readCell() {
        auto cell = skip(k_quote) ? readQuoted() : Result<QString>(readPlain());
        if (cell && cell->startsWith(k_apostrophe) && looksLikeFormula(*cell))
            cell->remove(0, 1);
        return cell;
    }
    QString readPlain() {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != u'\n' &&
               m_text[m_at] != u'\r')
            ++m_at;
        return m_text.mid(from, m_at - from).trimmed();
    }
    Result<QString> readQuoted() {
        const int opened = m_line;
        QString cell;
        for (; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'\n')
                ++m_line;
            if (m_text[m_at] != k_quote) {
                cell += m_text[m_at];
                continue;
            }
            ++m_at;
            if (m_at >= m_text.size() || m_text[m_at] != k_quote)
                return cell;
            cell += k_quote;
        }
        return std::unexpected(faulty(opened, u"a quote is opened and never closed"_s));
    }

    const QString& m_text;
    const QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    std::vector<CsvRow> m_rows;
};

QString quoted(QString cell) {
    if (looksLikeFormula(cell))
        cell.prepend(k_apostrophe);
    const bool isPlain = cell.trimmed() == cell && std::ranges::none_of(cell, [](QChar c) {
                             return c == k_quote || c == u',' || c == u';' || c == u'\t' || c == u'\r' ||
                                    c == u'\n' || c == k_mark;
                         });
    if (isPlain)
        return cell;
    return k_quote + cell.replace(k_quote, u"\"\""_s) + k_quote;
}

} // namespace

Result<std::vector<CsvRow>> readCsv(const QByteArray& content) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // an unfinished end is one
    QString text = decoder(content);
    if (decoder.hasError() || text.contains(QChar::Null))
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         u"the file is not UTF-8 text; save it as \"CSV UTF-8\""_s,
                                         u"config-invalid"_s));
    if (text.startsWith(k_mark))
        text.remove(0, 1);
    return Parser(text).run();
}

QString writeCsv(const std::vector<QStringList>& rows) {
    QString text;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row)
            cells << quoted(cell);
        text += cells.join(u',') + u"\r\n"_s;
    }
    return text;
}

} // namespace milepost
