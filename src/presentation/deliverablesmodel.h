// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "presentation/deliverableorder.h"

#include <memory>
#include <vector>

#include <QAbstractTableModel>

namespace milepost {

/// What the list shows: some rows of a table in some order. Made off the main thread, swapped in on it.
struct DeliverableView {
    std::shared_ptr<const DeliverableTable> table;
    std::vector<int> order;       ///< all rows of the table, as sorted
    std::vector<int> shown;       ///< those that pass the filter
    std::vector<int> position;    ///< by row of the table: its row in `shown`, or -1
    std::vector<qint64> ids;      ///< of `shown`
    std::vector<quint32> letters; ///< the first of their search texts, see firstLetters()
};

/// `position`, `ids` and `letters` follow from the rest. Runs on: a pool thread.
[[nodiscard]] std::shared_ptr<const DeliverableView> makeView(std::shared_ptr<const DeliverableTable> table,
                                                              std::vector<int> order, std::vector<int> shown);

/// The deliverables that pass the filter. A new view comes in by difference: persistent indexes (selection,
/// current row) follow their deliverables. Runs on: main; 100,000 rows cost it no more than a swap.
class DeliverablesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// What the last column says on usual days: it wants as much room.
    [[nodiscard]] static QStringList usualWrittenTexts();

    static constexpr int k_idRole = Qt::UserRole; ///< qint64

    explicit DeliverablesModel(QObject* parent = nullptr);

    /// What "Today" counts from: without one, from the look that is shown. It outlives the model.
    void setClock(const Clock& clock) { m_clock = &clock; }
    void show(std::shared_ptr<const DeliverableView> view);
    [[nodiscard]] const std::shared_ptr<const DeliverableView>& view() const { return m_view; }
    /// Null for a row that does not exist.
    [[nodiscard]] const ListedDeliverable* row(int row) const;
    /// The row of a deliverable, or -1.
    [[nodiscard]] int rowOf(qint64 deliverable) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Type-ahead: by title whatever the column, letters compared as the search does.
    [[nodiscard]] QModelIndexList match(const QModelIndex& start, int role, const QVariant& value, int hits,
                                        Qt::MatchFlags how) const override;

signals:
    /// Before and after rows come, go or change places; a view keeps its selection and scroll position over
    /// it.
    void aboutToRearrange();
    void rearranged();

private:
    [[nodiscard]] QString text(const ListedDeliverable& row, DeliverableColumn column) const;

    [[nodiscard]] QString writtenText(qint64 writtenMs) const;
    [[nodiscard]] QString tip(const QModelIndex& index) const;

    std::shared_ptr<const DeliverableView> m_view;
    const Clock* m_clock = nullptr;
};

} // namespace milepost
