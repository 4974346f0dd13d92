// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menus of the page: of a row, and of the table's header.
#include "ui_deliverablespage.h"
#include "widgets/deliverablespage.h"
#include "widgets/icons.h"
#include "widgets/steadytable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

void DeliverablesPage::showColumnMenu(const QPoint& at) {
    QHeaderView& header = *m_ui->table->header();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < k_deliverableColumns; ++column) {
        QAction* action = menu->addAction(
            m_presenter.model().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(column));
        // Without its title a row cannot be told from others.
        action->setEnabled(column != static_cast<int>(DeliverableColumn::Title));
        connect(action, &QAction::toggled, &header,
                [&header, column](bool on) { header.setSectionHidden(column, !on); });
    }
    menu->popup(header.viewport()->mapToGlobal(at));
}

void DeliverablesPage::showRowMenu(const QPoint& at) {
    const auto current = m_table->current();
    if (!current)
        return;
    const auto details = m_presenter.details(*current);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* preview = menu->addAction(icon(u"preview"_s), m_preview->text());
    preview->setEnabled(m_preview->isEnabled());
    connect(preview, &QAction::triggered, m_preview, &QPushButton::click);
    menu->addSeparator();
    const auto copy = [&](const QString& text, const QString& what) {
        connect(menu->addAction(icon(u"copy"_s), text), &QAction::triggered, this,
                [what] { QGuiApplication::clipboard()->setText(what); });
    };
    copy(tr("Copy &title"), details ? details->title : QString());
    copy(tr("Copy &ID"), QString::number(*current));
    QAction* open = menu->addAction(icon(u"open"_s), tr("&Open in the tracker"));
    open->setEnabled(details && !details->link.isEmpty());
    connect(open, &QAction::triggered, this,
            [this, link = details ? details->link : QString()] { emit linkWanted(QUrl(link)); });
    // By the keyboard: at the row, not at the mouse.
    const QRect row = m_ui->table->visualRect(m_ui->table->currentIndex());
    const QPoint place = row.contains(QPoint(row.left(), at.y())) ? at : row.bottomLeft();
    menu->popup(m_ui->table->viewport()->mapToGlobal(place));
}

} // namespace milepost
