// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menu of a row.
#include "ui_deliverablespage.h"
#include "widgets/columnmemory.h"
#include "widgets/deliverablespage.h"
#include "widgets/icons.h"
#include "widgets/steadytable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

void DeliverablesPage::showRowMenu(const QPoint& at) {
    if (!m_table->current())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"rowMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillRowMenu(*menu);
    // By the keyboard: at the row, not at the mouse.
    const QRect row = m_ui->table->visualRect(m_ui->table->currentIndex());
    const QPoint place = row.contains(QPoint(row.left(), at.y())) ? at : row.bottomLeft();
    menu->popup(m_ui->table->viewport()->mapToGlobal(place));
}

void DeliverablesPage::fillRowMenu(QMenu& menu) {
    for (QPushButton* button : {m_preview, m_resync})
        if (!button->isHidden()) {
            QAction* action = menu.addAction(button->text());
            action->setIcon(icon(button == m_preview ? u"preview"_s : u"refresh"_s));
            action->setEnabled(button->isEnabled());
            connect(action, &QAction::triggered, button, &QPushButton::click);
        }
    menu.addSeparator();
    connect(menu.addAction(icon(u"troubleshoot"_s), tr("E&xplain…")), &QAction::triggered, this,
            [this, id = *m_table->current()] { emit explainWanted(id); });
    const auto details = m_presenter.details(*m_table->current());
    QAction* open = menu.addAction(icon(u"open"_s), tr("&Open in the tracker"));
    open->setEnabled(details && !details->link.isEmpty());
    connect(open, &QAction::triggered, this,
            [this, link = details ? details->link : QString()] { emit linkWanted(QUrl(link)); });
    connect(menu.addAction(icon(u"list"_s), tr("Re&quests about it")), &QAction::triggered, this,
            [this, deliverable = *m_table->current()] { emit exchangesWanted(deliverable); });
    const auto copy = [&](const QString& text, const QString& what) {
        connect(menu.addAction(icon(u"copy"_s), text), &QAction::triggered, this,
                [what] { QGuiApplication::clipboard()->setText(what); });
    };
    copy(tr("Copy &title"), details ? details->title : QString());
    copy(tr("Copy &ID"), QString::number(*m_table->current()));
    menu.addSeparator();
    m_columns->fill(*menu.addMenu(tr("Co&lumns")));
}

} // namespace milepost
