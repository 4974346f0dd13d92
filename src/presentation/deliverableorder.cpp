// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/deliverableorder.h"

#include <algorithm>
#include <numeric>

namespace milepost {

namespace {

/// Below, equal or above zero, by one column alone. Undated is handled before.
int compareBy(DeliverableColumn column, const DeliverableTable& table, const ListedDeliverable& a,
              const ListedDeliverable& b) {
    const auto projectText = [&table](const ListedDeliverable& row, QString ListedProject::*member) {
        const ListedProject* project = table.project(row);
        return project != nullptr ? QStringView(project->*member) : QStringView();
    };
    switch (column) {
    case DeliverableColumn::Date:
        return a.date == b.date ? 0 : a.date < b.date ? -1 : 1;
    case DeliverableColumn::Project:
        return a.project == b.project ? 0
                                      : projectText(a, &ListedProject::searchText)
                                            .compare(projectText(b, &ListedProject::searchText));
    case DeliverableColumn::Title:
        return a.searchText.compare(b.searchText);
    case DeliverableColumn::Client:
        return a.project == b.project
                   ? 0
                   : projectText(a, &ListedProject::client)
                         .compare(projectText(b, &ListedProject::client), Qt::CaseInsensitive);
    case DeliverableColumn::Team:
        return a.team == b.team ? 0 : table.team(a).searchText.compare(table.team(b).searchText);
    case DeliverableColumn::InCalendar:
        return a.standing != b.standing ? static_cast<int>(a.standing) - static_cast<int>(b.standing)
                                        : static_cast<int>(a.whyNot.value_or(Ineligible::NoDate)) -
                                              static_cast<int>(b.whyNot.value_or(Ineligible::NoDate));
    case DeliverableColumn::LastSynced:
        return a.writtenMs == b.writtenMs ? 0 : a.writtenMs < b.writtenMs ? -1 : 1; // never comes first
    }
    return 0;
}

} // namespace

std::vector<int> sortedRows(const DeliverableTable& table, const DeliverableSort& sort) {
    std::vector<int> rows(table.rows.size());
    std::iota(rows.begin(), rows.end(), 0);
    const bool isDown = sort.order == Qt::DescendingOrder;
    std::ranges::sort(rows, [&](int left, int right) {
        const ListedDeliverable& a = table.row(left);
        const ListedDeliverable& b = table.row(right);
        if (a.date.has_value() != b.date.has_value() && sort.column == DeliverableColumn::Date)
            return a.date.has_value();
        if (const int order = compareBy(sort.column, table, a, b); order != 0)
            return isDown ? order > 0 : order < 0;
        if (a.date.has_value() != b.date.has_value())
            return a.date.has_value();
        if (a.date != b.date)
            return a.date < b.date;
        if (const int order = a.searchText.compare(b.searchText); order != 0)
            return order < 0;
        return a.id < b.id;
    });
    return rows;
}

std::vector<int> keptOrder(const DeliverableTable& table, const std::vector<int>& sorted,
                           const DeliverableTable& oldTable, const std::vector<int>& oldOrder) {
    // For each row what comes right after it: a chain of new ones. The last entry is the head of the list.
    const size_t head = table.rows.size();
    std::vector<std::vector<int>> after(head + 1);
    size_t anchor = head;
    for (const int row : sorted) {
        if (oldTable.rowOf.contains(table.row(row).id))
            anchor = static_cast<size_t>(row);
        else
            after[anchor].push_back(row);
    }
    std::vector<int> order = after[head];
    order.reserve(head);
    for (const int oldRow : oldOrder) {
        const auto row = table.rowOf.constFind(oldTable.row(oldRow).id);
        if (row == table.rowOf.cend())
            continue;
        order.push_back(*row);
        const auto& chain = after[static_cast<size_t>(*row)];
        order.insert(order.end(), chain.begin(), chain.end());
    }
    return order;
}

} // namespace milepost
