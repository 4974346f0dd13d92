// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverablesmodel.h"

#include <set>

#include <QObject>

class QTreeView;

namespace milepost {

/// Keeps selection, current row and scroll position of a list of deliverables over every change of its rows
/// (ux 2.8). By deliverable and not by persistent indexes: 100,000 selected rows would need as many. What a
/// filter hides is no longer selected: nobody acts on rows that cannot be seen. Runs on: main.
class SteadyTable final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    SteadyTable(QTreeView& view, DeliverablesModel& model, QObject* parent = nullptr);

    [[nodiscard]] int selectedCount() const;
    [[nodiscard]] std::set<qint64> selected() const;
    [[nodiscard]] std::optional<qint64> current() const;
    void select(qint64 deliverable);

signals:
    void selectionChanged();
    void currentChanged();

private:
    void keep();
    void restore();
    void keepSelection();
    void restoreSelection();
    void restoreScroll(bool isRefresh);

    QTreeView& m_view;
    DeliverablesModel& m_model;
    std::vector<char> m_selected; ///< by row of m_table: 1 when it was selected
    int m_selectedCount = 0;
    std::optional<qint64> m_current;
    std::optional<qint64> m_top;
    int m_topOffset = 0;
    std::shared_ptr<const DeliverableTable> m_table; ///< whose rows were shown; between keep and restore
};

} // namespace milepost
