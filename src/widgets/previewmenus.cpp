// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui_previewpage.h"
#include "widgets/icons.h"
#include "widgets/previewpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QMenu>

// The menu of a row, the same in each of the three views.

namespace milepost {

using namespace Qt::StringLiterals;

void PreviewPage::addMenus() {
    for (QAbstractScrollArea* view :
         std::initializer_list<QAbstractScrollArea*>{m_ui->tree, m_ui->month, m_ui->requestList}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint& at) { showRowMenu(*view, at); });
    }
}

void PreviewPage::showRowMenu(QAbstractScrollArea& view, const QPoint& at) {
    const QModelIndex row = m_selection->currentIndex().siblingAtColumn(PlanModel::EventColumn);
    if (!row.isValid() || (&view == m_ui->month && m_ui->month->currentChip() == nullptr))
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"rowMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillRowMenu(*menu, row);
    // By the keyboard: at the row, not at the mouse.
    QPoint place = at;
    if (const auto* tree = qobject_cast<QTreeView*>(&view)) {
        const QRect rect = tree->visualRect(row);
        place = at.y() >= rect.top() && at.y() <= rect.bottom() ? at : rect.bottomLeft();
    } else if (!m_ui->month->currentRect().contains(at)) {
        place = m_ui->month->currentRect().bottomLeft();
    }
    menu->popup(view.viewport()->mapToGlobal(place));
}

void PreviewPage::fillRowMenu(QMenu& menu, const QModelIndex& row) {
    addTick(menu, row);
    const Action* action = m_presenter.model().action(row);
    if (action == nullptr) { // a group
        const bool isOpen = m_ui->tree->isExpanded(row);
        connect(
            menu.addAction(isOpen ? tr("&Close") : tr("&Open")), &QAction::triggered, m_ui->tree,
            [this, group = QPersistentModelIndex(row), isOpen] { m_ui->tree->setExpanded(group, !isOpen); });
    } else {
        addViews(menu);
        connect(menu.addAction(icon(u"deliverables"_s), tr("Show the &deliverable")), &QAction::triggered,
                this, [this, id = action->key.deliverable] { emit deliverableWanted(id); });
        connect(menu.addAction(icon(u"troubleshoot"_s), tr("E&xplain…")), &QAction::triggered, this,
                [this, id = action->key.deliverable] { emit explainWanted(id); });
        menu.addSeparator();
        const auto copy = [&](const QString& text, const QString& what) {
            connect(menu.addAction(icon(u"copy"_s), text), &QAction::triggered, this,
                    [what] { QGuiApplication::clipboard()->setText(what); });
        };
        copy(tr("Copy &subject"), action->subject);
        copy(tr("Copy deliverable &ID"), QString::number(action->key.deliverable));
        if (!action->eventId().isEmpty())
            copy(tr("Copy &event ID"), action->eventId());
    }
    if (row.data(PlanModel::GroupRole).toInt() == static_cast<int>(PlanGroup::Unchanged)) {
        QAction* lists = menu.addAction(m_ui->unchanged->text());
        lists->setCheckable(true);
        lists->setChecked(m_ui->unchanged->isChecked());
        connect(lists, &QAction::triggered, m_ui->unchanged, &QCheckBox::click);
    }
    if (m_view != View::List)
        return;
    menu.addSeparator();
    m_ui->tree->fillColumnMenu(*menu.addMenu(tr("Co&lumns")));
}

void PreviewPage::addTick(QMenu& menu, const QModelIndex& row) {
    PlanModel& model = m_presenter.model();
    QModelIndex ticked = row;
    if (model.action(row) != nullptr && model.action(row.parent()) != nullptr)
        ticked = row.parent(); // a field stands for its event
    const QVariant state = ticked.data(Qt::CheckStateRole);
    if (!state.isValid())
        return;
    const Action* action = model.action(ticked);
    QAction* tick = menu.addAction(action == nullptr             ? tr("&Apply all of these")
                                   : action->verb == Verb::Drift ? tr("&Put ours back")
                                                                 : tr("&Apply this change"));
    tick->setCheckable(true);
    tick->setChecked(state.toInt() == Qt::Checked);
    connect(tick, &QAction::triggered, this,
            [this, at = QPersistentModelIndex(ticked)] { m_presenter.model().toggle(at); });
    menu.addSeparator();
}

/// The other two ways to look at it.
void PreviewPage::addViews(QMenu& menu) {
    const auto add = [&](View view, const QString& picture, const QString& text) {
        if (view != m_view)
            connect(menu.addAction(icon(picture), text), &QAction::triggered, this,
                    [this, view] { showView(view); });
    };
    add(View::List, u"list"_s, tr("Show in the &list"));
    add(View::Month, u"calendar"_s, tr("Show in the &month"));
    add(View::Requests, u"json"_s, tr("Show the &request"));
}

} // namespace milepost
