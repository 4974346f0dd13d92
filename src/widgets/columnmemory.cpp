// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/columnmemory.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QMenu>

namespace milepost {

using namespace Qt::StringLiterals;

ColumnMemory::ColumnMemory(QHeaderView& header, Preferences& preferences, const QString& key,
                           std::set<int> fixed)
    : QObject(&header),
      m_header(header),
      m_preferences(preferences),
      m_key(key),
      m_fixed(std::move(fixed)),
      m_first(header.saveState()) {
    const QJsonObject kept = preferences.read(key).toObject();
    const QByteArray state = QByteArray::fromBase64(kept.value(u"state"_s).toString().toLatin1());
    // A header takes over any number of columns: another version of the program may have had others.
    if (kept.value(u"columns"_s).toInt() == header.count() && !state.isEmpty())
        m_wasRestored = header.restoreState(state);
    m_isDrawn = m_wasRestored && kept.value(u"drawn"_s).toBool();
    connect(&header, &QHeaderView::sectionMoved, this, &ColumnMemory::remember);
    connect(&header, &QHeaderView::sortIndicatorChanged, this, &ColumnMemory::remember);
    connect(&header, &QHeaderView::sectionResized, this, &ColumnMemory::takeWidth);
    header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&header, &QWidget::customContextMenuRequested, this, &ColumnMemory::showMenu);
}

void ColumnMemory::takeWidth(int column, int before) {
    if (m_isPaused)
        return;
    const bool comesOrGoes = before == 0 || m_header.isSectionHidden(column);
    if (!comesOrGoes && isFilled(column))
        return;
    m_isDrawn = m_isDrawn || !comesOrGoes;
    remember();
    if (comesOrGoes)
        emit rearranged();
}

void ColumnMemory::fit(int column, int width) {
    m_isPaused = true;
    m_header.resizeSection(column, width);
    m_isPaused = false;
}

/// The last one takes the room that is left.
bool ColumnMemory::isFilled(int column) const {
    if (!m_header.stretchLastSection())
        return false;
    for (int visual = m_header.count() - 1; visual >= 0; --visual)
        if (const int logical = m_header.logicalIndex(visual); !m_header.isSectionHidden(logical))
            return logical == column;
    return false;
}

void ColumnMemory::remember() {
    if (m_isPaused)
        return;
    m_preferences.write(m_key,
                        QJsonObject{{u"columns"_s, m_header.count()},
                                    {u"drawn"_s, m_isDrawn},
                                    {u"state"_s, QString::fromLatin1(m_header.saveState().toBase64())}});
}

void ColumnMemory::reset() {
    const int column = m_header.sortIndicatorSection();
    const Qt::SortOrder order = m_header.sortIndicatorOrder();
    m_isPaused = true;
    m_header.restoreState(m_first);
    m_header.setSortIndicator(column, order);
    m_isPaused = false;
    m_isDrawn = false;
    remember();
    emit rearranged();
}

void ColumnMemory::showMenu(const QPoint& at) {
    auto* menu = new QMenu(m_header.parentWidget());
    menu->setObjectName(u"columnMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(m_header.viewport()->mapToGlobal(at));
}

void ColumnMemory::fill(QMenu& menu) {
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        QAction* action = menu.addAction(m_header.model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_header.isSectionHidden(column));
        action->setEnabled(!m_fixed.contains(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool isOn) { m_header.setSectionHidden(column, !isOn); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Reset columns")), &QAction::triggered, this, &ColumnMemory::reset);
}

} // namespace milepost
