// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/diffmodel.h"
#include "storage/exchangerecord.h"

#include <QAbstractTableModel>

namespace milepost {

/// Requests of the exchange log, newest first. It holds what was read so far: newer ones come above, older
/// ones below when the view gets there. Nothing is ever moved. Runs on: main.
class ExchangeModel final : public DiffModel<QAbstractTableModel> {
    Q_OBJECT

public:
    enum Column { Time, Method, Request, Status, Code, Duration, Notes, Columns };

    using DiffModel::DiffModel;

    /// Another list, newest first; `isWhole`: there are no older ones.
    void show(const std::vector<ExchangeRecord>& records, bool isWhole);
    void addNewer(const std::vector<ExchangeRecord>& records); ///< newest first
    void addOlder(const std::vector<ExchangeRecord>& records, bool isWhole);
    /// The view gets to the end. Not fetchMore(): a tree calls that with every layout, until it has all.
    void fetchOlder();
    [[nodiscard]] bool canFetchOlder() const { return !m_isWhole && !m_isFetching; }
    /// Nothing came of the older ones that were wanted: they may be wanted again.
    void noOlderCame() { m_isFetching = false; }

    /// Null for a row that does not exist.
    [[nodiscard]] const ExchangeRecord* record(int row) const;
    [[nodiscard]] QModelIndex indexOf(qint64 id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void olderWanted();

private:
    std::vector<ExchangeRecord> m_rows;
    bool m_isWhole = true;
    bool m_isFetching = false;
};

} // namespace milepost
