// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/permissiontable.h"

#include "widgets/statedelegate.h"

#include <array>

#include <QGridLayout>
#include <QLabel>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_columns = 4;
constexpr int k_gap = 10;  // px, between two permissions
constexpr int k_lines = 4; // the gap among them

QLabel* label(const QString& text, bool isMuted) {
    auto* made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    if (isMuted)
        made->setForegroundRole(QPalette::PlaceholderText);
    return made;
}

} // namespace

PermissionTable::PermissionTable(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    m_rows = label(tr("Test this step to fill the table."), true);
    column->addWidget(m_rows);
}

void PermissionTable::setRows(const std::vector<PermissionRow>& rows) {
    if (rows == m_shown)
        return;
    m_shown = rows;
    delete m_rows;
    if (rows.empty()) {
        m_rows = label(tr("Test this step to fill the table."), true);
    } else {
        m_rows = new QWidget;
        auto* grid = new QGridLayout(m_rows);
        grid->setContentsMargins({});
        grid->setHorizontalSpacing(12);
        grid->setVerticalSpacing(2);
        addHead(*grid);
        int number = 0;
        for (const PermissionRow& row : rows)
            addRow(*grid, row, ++number);
    }
    layout()->addWidget(m_rows);
    m_rows->show();
}

void PermissionTable::addHead(QGridLayout& grid) {
    const std::array titles{tr("Declared"), tr("Granted"), tr("In token"), tr("Used")};
    const std::array hints{tr("Listed by the registration"), tr("By an admin, in this tenant"),
                           tr("In the token of this test"),
                           tr("The last call of Milepost that needed it and succeeded")};
    for (int column = 0; column < k_columns; ++column) {
        QLabel* title = label(titles.at(static_cast<size_t>(column)), true);
        title->setToolTip(hints.at(static_cast<size_t>(column)));
        grid.addWidget(title, 0, column);
        grid.setColumnStretch(column, 1);
    }
}

void PermissionTable::addRow(QGridLayout& grid, const PermissionRow& row, int number) {
    const int line = 1 + (number - 1) * k_lines;
    grid.setRowMinimumHeight(line, k_gap);
    QLabel* name = label(QString(row.name).replace(u'.', u".\u200B"_s), false); // may break at its dots
    name->setObjectName(u"permission%1"_s.arg(number));
    name->setAccessibleName(row.name);
    name->setWordWrap(true);
    QFont strong = name->font();
    strong.setWeight(QFont::DemiBold);
    name->setFont(strong);
    grid.addWidget(name, line + 1, 0, 1, k_columns - 1);
    const PermissionStanding standing = standingOf(row);
    auto* state = new StateLabel;
    state->setObjectName(u"permissionState%1"_s.arg(number));
    state->setText({standing.state, standing.word, {}});
    grid.addWidget(state, line + 1, k_columns - 1);
    const std::array cells{cellText(row.declared), cellText(row.granted), cellText(row.inToken),
                           useText(row)};
    const std::array spoken{tr("Declared: %1"), tr("Granted: %1"), tr("In token: %1"), tr("Used: %1")};
    for (int column = 0; column < k_columns; ++column) {
        const auto at = static_cast<size_t>(column);
        QLabel* cell = label(cells.at(at), false);
        cell->setObjectName(u"permission%1_%2"_s.arg(QString::number(number), QString::number(column + 1)));
        cell->setAccessibleName(row.name + u' ' + spoken.at(at).arg(cell->text()));
        grid.addWidget(cell, line + 2, column);
    }
    QStringList words{standing.text, row.why};
    words.removeAll(QString());
    QLabel* why = label(words.join(u'\n'), true);
    why->setObjectName(u"permissionWhy%1"_s.arg(number));
    why->setWordWrap(true);
    grid.addWidget(why, line + 3, 0, 1, k_columns);
}

} // namespace milepost
