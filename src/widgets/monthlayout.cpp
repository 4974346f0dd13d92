// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/monthview.h"

#include <algorithm>

#include <QScrollBar>

// Where what stands in the month.

namespace milepost {

namespace {

constexpr int k_rowHeight = 98; ///< two chips
constexpr int k_weekendWidth = 65;
constexpr int k_chipHeight = 36;
constexpr int k_chipGap = 2;
constexpr int k_margin = 4;

} // namespace

void MonthView::layOut() {
    const int width = viewport()->width();
    const int height = viewport()->height() - k_headerHeight;
    m_rowHeight = std::max(k_rowHeight, height / std::max(1, m_weeks));
    bool weekendHolds = false;
    for (const auto& [day, chips] : m_chips)
        weekendHolds = weekendHolds || day.dayOfWeek() >= Qt::Saturday;
    const int wide = weekendHolds ? width / 7 : (width - 2 * k_weekendWidth) / 5;
    m_edges = {0};
    for (int column = 0; column < 7; ++column) {
        const bool isWeekend = m_first.addDays(column).dayOfWeek() >= Qt::Saturday;
        m_edges.push_back(m_edges.back() + (isWeekend && !weekendHolds ? k_weekendWidth : wide));
    }
    m_edges.back() = width;
    verticalScrollBar()->setRange(0, std::max(0, m_weeks * m_rowHeight - height));
    verticalScrollBar()->setPageStep(std::max(1, height));
    verticalScrollBar()->setSingleStep(m_rowHeight / 3);
}

int MonthView::room() const {
    return std::max(1, (m_rowHeight - k_chipsAt + k_chipGap) / (k_chipHeight + k_chipGap));
}

/// The chips of the current day move along with the cursor.
int MonthView::firstShown(const QDate& day) const {
    return day == m_day ? std::max(0, m_chip - room() + 1) : 0;
}

QRect MonthView::cellRect(const QDate& day) const {
    const auto offset = static_cast<int>(m_first.daysTo(day));
    if (offset < 0 || offset >= 7 * m_weeks)
        return {};
    const auto column = static_cast<size_t>(offset % 7);
    return {m_edges[column], k_headerHeight + offset / 7 * m_rowHeight - verticalScrollBar()->value(),
            m_edges[column + 1] - m_edges[column], m_rowHeight};
}

QRect MonthView::chipRect(const QDate& day, int chip) const {
    const int place = chip - firstShown(day);
    if (chip < 0 || chip >= static_cast<int>(chips(day).size()) || place < 0 || place >= room())
        return {};
    const QRect cell = cellRect(day);
    return {cell.left() + k_margin, cell.top() + k_chipsAt + place * (k_chipHeight + k_chipGap),
            cell.width() - 2 * k_margin, k_chipHeight};
}

QRect MonthView::moreRect(const QDate& day) const {
    if (static_cast<int>(chips(day).size()) <= room())
        return {};
    return cellRect(day)
        .adjusted(28, 0, -4, 0)
        .intersected(QRect(0, cellRect(day).top(), width(), k_chipsAt));
}

QDate MonthView::dayAt(const QPoint& at) const {
    for (int offset = 0; offset < 7 * m_weeks; ++offset)
        if (cellRect(m_first.addDays(offset)).contains(at) && at.y() >= k_headerHeight)
            return m_first.addDays(offset);
    return {};
}

int MonthView::chipAt(const QDate& day, const QPoint& at) const {
    for (int chip = 0; chip < static_cast<int>(chips(day).size()); ++chip)
        if (chipRect(day, chip).contains(at))
            return chip;
    return -1;
}

} // namespace milepost
