// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabletable.h"

#include <QtGlobal>

namespace milepost {

/// The columns of the list, in the order in which they stand at first.
enum class DeliverableColumn { Date, Project, Title, Client, Team, InCalendar, LastSynced };
inline constexpr int k_deliverableColumns = static_cast<int>(DeliverableColumn::LastSynced) + 1;

struct DeliverableSort {
    DeliverableColumn column = DeliverableColumn::Date;
    Qt::SortOrder order = Qt::AscendingOrder;

    friend bool operator==(const DeliverableSort&, const DeliverableSort&) = default;
};

/// All rows of a table, sorted; equal ones by date, title and id. Undated ones come last in either direction.
/// Runs on: a pool thread.
[[nodiscard]] std::vector<int> sortedRows(const DeliverableTable& table, const DeliverableSort& sort);

/// The order of a new table after `oldOrder` of an older one: what was there stays where it was, though a
/// sort would now put it elsewhere (ux 2.8); what is new stands after what `sorted` has before it.
[[nodiscard]] std::vector<int> keptOrder(const DeliverableTable& table, const std::vector<int>& sorted,
                                         const DeliverableTable& oldTable, const std::vector<int>& oldOrder);

} // namespace milepost
