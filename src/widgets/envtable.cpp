// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/envtable.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QTreeWidget>

namespace milepost {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::EnvTable)
};

constexpr int k_columns = 4;

} // namespace

void showProposedValues(QTreeWidget& table, const std::vector<ProposedValue>& values) {
    table.setColumnCount(k_columns);
    table.setHeaderLabels({Texts::tr("In the file"), Texts::tr("Field"), Texts::tr("Now"), Texts::tr("New")});
    table.setRootIsDecorated(false);
    table.setUniformRowHeights(true);
    table.clear();
    const QString none = Texts::tr("–");
    for (const ProposedValue& value : values) {
        auto* row = new QTreeWidgetItem(&table, {value.variable, value.label,
                                                 value.from.isEmpty() ? none : value.from,
                                                 value.changes() ? value.to : Texts::tr("the same")});
        for (int column = 0; column < k_columns; ++column) {
            row->setToolTip(column, row->text(column));
            if (!value.changes())
                row->setForeground(column, Theme::colour(Role::TextMuted));
        }
    }
    for (int column = 0; column + 1 < k_columns; ++column)
        table.resizeColumnToContents(column);
    if (table.topLevelItemCount() > 0)
        table.setCurrentItem(table.topLevelItem(0));
}

} // namespace milepost
