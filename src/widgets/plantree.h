// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/planmodel.h"
#include "widgets/longtree.h"

#include <utility>

#include <QHash>

class QMenu;

namespace milepost {

class ColumnMemory;
class Preferences;

/// The plan as a tree: groups and fields take a whole row, an action's row has columns. Space ticks, Enter
/// opens and closes a row and never applies anything. Runs on: main.
class PlanTree final : public LongTree {
    Q_OBJECT

public:
    explicit PlanTree(QWidget* parent = nullptr);
    ~PlanTree() override;

    void setPlan(PlanModel* model);
    /// Only groups and actions, for a narrow list. Before setPlan.
    void hideFields() { m_showsFields = false; }
    /// Remembers its columns under that key. After setPlan; `preferences` outlive it.
    void keepColumns(Preferences& preferences, const QString& key);
    void fillColumnMenu(QMenu& menu);
    /// Every row that can be, but for the very large groups.
    void setEverythingExpanded(bool isExpanded);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();
    void remember(const QModelIndex& index, bool isOpen);
    void restore();
    [[nodiscard]] bool isOpen(const QModelIndex& index, int rowsBeside) const;

    PlanModel* m_plan = nullptr;
    bool m_showsFields = true;
    bool m_isRestoring = false;
    ColumnMemory* m_columns = nullptr;
    // What somebody opened or closed: it outlives a filter that hides the row.
    QHash<int, bool> m_groups;
    QHash<std::pair<int, EventKey>, bool> m_items; ///< by group and key
};

} // namespace milepost
