// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/table.h"

#include <algorithm>
#include <numeric>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_gap = 2;
constexpr int k_readable = 8;  ///< elastic columns keep this where they can
constexpr int k_narrowest = 3; ///< and this always

QString padded(const QString& text, int width, Table::Align align) {
    const QString blanks(std::max(0, width - displayWidth(text)), u' ');
    return align == Table::Align::Right ? blanks + text : text + blanks;
}

} // namespace

void Table::add(std::vector<Cell> row) {
    Q_ASSERT(row.size() == m_columns.size());
    for (Cell& cell : row)
        cell.text = printable(cell.text);
    m_rows.push_back(std::move(row));
}

int Table::shrink(std::vector<int>& widths, int excess, int floor) const {
    for (; excess > 0; --excess) { // one column of the screen at a time, from the widest that may give
        int* widest = nullptr;
        for (size_t column = 0; column < m_columns.size(); ++column)
            if (m_columns[column].elastic && widths[column] > floor &&
                (widest == nullptr || widths[column] > *widest))
                widest = &widths[column];
        if (widest == nullptr)
            break;
        --*widest;
    }
    return excess;
}

std::vector<int> Table::widths(int paperWidth) const {
    std::vector<int> widths;
    for (size_t column = 0; column < m_columns.size(); ++column) {
        int widest = displayWidth(m_columns[column].title);
        for (const auto& row : m_rows)
            widest = std::max(widest, displayWidth(row[column].text));
        widths.push_back(widest);
    }
    const int gaps = k_gap * (static_cast<int>(widths.size()) - 1);
    const int whole = std::accumulate(widths.begin(), widths.end(), gaps);
    int excess = paperWidth > 0 ? whole - paperWidth : 0;
    for (const int floor : {k_readable, k_narrowest})
        excess = shrink(widths, excess, floor);
    return widths;
}

QString Table::toText(const Paper& paper) const {
    if (m_rows.empty())
        return {};
    const std::vector<int> columns = widths(paper.width);
    const auto line = [&](const std::vector<Cell>& cells) {
        QString text;
        for (size_t i = 0; i < cells.size(); ++i) {
            const bool last = i + 1 == cells.size();
            const QString shown = elidedMiddle(cells[i].text, columns[i]);
            const bool fill = !last || m_columns[i].align == Align::Right;
            text += paper.inked(cells[i].ink, fill ? padded(shown, columns[i], m_columns[i].align) : shown);
            if (!last)
                text += QString(k_gap, u' ');
        }
        return text + u'\n';
    };
    std::vector<Cell> titles;
    for (const Column& column : m_columns)
        titles.push_back({column.title, Paper::Ink::Bold});
    QString text = line(titles);
    for (const auto& row : m_rows)
        text += line(row);
    return text;
}

} // namespace milepost::cli
