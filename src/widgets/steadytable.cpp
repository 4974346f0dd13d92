// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/steadytable.h"

#include <QItemSelectionModel>
#include <QScrollBar>
#include <QTreeView>

namespace milepost {

SteadyTable::SteadyTable(QTreeView& view, DeliverablesModel& model, QObject* parent)
    : QObject(parent),
      m_view(view),
      m_model(model) {
    m_view.setModel(&m_model);
    connect(&m_model, &DeliverablesModel::aboutToRearrange, this, &SteadyTable::keep);
    connect(&m_model, &DeliverablesModel::rearranged, this, &SteadyTable::restore);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &SteadyTable::currentChanged);
    connect(m_view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SteadyTable::selectionChanged);
    connect(m_view.selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SteadyTable::currentChanged);
}

int SteadyTable::selectedCount() const {
    int count = 0;
    for (const QItemSelectionRange& range : m_view.selectionModel()->selection())
        count += range.left() == 0 ? range.height() : 0;
    return count;
}

std::set<qint64> SteadyTable::selected() const {
    std::set<qint64> ids;
    for (const QItemSelectionRange& range : m_view.selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom() && range.left() == 0; ++row)
            ids.insert(m_model.view()->ids[static_cast<size_t>(row)]);
    return ids;
}

std::optional<qint64> SteadyTable::current() const {
    const QModelIndex index = m_view.currentIndex();
    const ListedDeliverable* row = index.isValid() ? m_model.row(index.row()) : nullptr;
    return row != nullptr ? std::optional(row->id) : std::nullopt;
}

void SteadyTable::select(qint64 deliverable) {
    const int row = m_model.rowOf(deliverable);
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, 0);
    m_view.selectionModel()->setCurrentIndex(index,
                                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view.scrollTo(index);
}

void SteadyTable::keep() {
    m_table = m_model.view()->table;
    m_current = current();
    const QModelIndex top = m_view.indexAt(QPoint(1, 1));
    const ListedDeliverable* row = top.isValid() ? m_model.row(top.row()) : nullptr;
    m_top = row != nullptr ? std::optional(row->id) : std::nullopt;
    m_topOffset = row != nullptr ? m_view.visualRect(top).top() : 0;
    keepSelection();
    m_view.selectionModel()->reset();
}

void SteadyTable::restore() {
    const bool isRefresh = m_table != m_model.view()->table;
    restoreSelection();
    if (const int row = m_current ? m_model.rowOf(*m_current) : -1; row >= 0)
        m_view.selectionModel()->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::NoUpdate);
    restoreScroll(isRefresh);
    m_table.reset();
    emit selectionChanged();
    emit currentChanged();
}

void SteadyTable::keepSelection() {
    m_selectedCount = selectedCount();
    if (m_selectedCount == 0)
        return;
    m_selected.assign(m_table->rows.size(), 0);
    const auto& shown = m_model.view()->shown;
    for (const QItemSelectionRange& range : m_view.selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom() && range.left() == 0; ++row)
            m_selected[static_cast<size_t>(shown[static_cast<size_t>(row)])] = 1;
}

/// One pass over plain numbers: everything may be selected.
void SteadyTable::restoreSelection() {
    if (m_selectedCount == 0)
        return;
    const auto& table = m_model.view()->table;
    if (table != m_table) {
        std::vector<char> selected(table->rows.size(), 0);
        for (size_t row = 0; row < m_selected.size(); ++row)
            if (m_selected[row] != 0)
                if (const auto now = table->rowOf.constFind(m_table->rows[row].id);
                    now != table->rowOf.cend())
                    selected[static_cast<size_t>(*now)] = 1;
        m_selected.swap(selected);
    }
    QItemSelection selection;
    const std::vector<int>& shown = m_model.view()->shown;
    const auto isSelected = [&](size_t row) { return m_selected[static_cast<size_t>(shown[row])] != 0; };
    const int lastColumn = m_model.columnCount() - 1;
    for (size_t first = 0; first < shown.size(); ++first) {
        if (!isSelected(first))
            continue;
        size_t end = first + 1;
        while (end < shown.size() && isSelected(end))
            ++end;
        selection.append({m_model.index(static_cast<int>(first), 0),
                          m_model.index(static_cast<int>(end) - 1, lastColumn)});
        first = end;
    }
    m_view.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

/// A refresh leaves what is seen where it is; another search begins at its first result.
void SteadyTable::restoreScroll(bool isRefresh) {
    const int top = isRefresh && m_top ? m_model.rowOf(*m_top) : -1;
    if (top >= 0) {
        m_view.scrollTo(m_model.index(top, 0), QAbstractItemView::PositionAtTop);
        m_view.verticalScrollBar()->setValue(m_view.verticalScrollBar()->value() - m_topOffset);
    } else if (!isRefresh) {
        m_view.verticalScrollBar()->setValue(0);
    }
}

} // namespace milepost
