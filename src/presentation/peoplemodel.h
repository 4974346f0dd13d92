// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/peoplemap.h"
#include "presentation/diffmodel.h"

#include <QAbstractTableModel>
#include <QHash>

namespace milepost {

/// The people and the mailbox of each, in the order of the tracker. A person who stands before and after an
/// update keeps the row. Runs on: main.
class PeopleModel final : public DiffModel<QAbstractTableModel> {
    Q_OBJECT

public:
    enum Column { Name, Status, Mailbox, Why, Columns };

    using DiffModel::DiffModel;

    void show(const std::vector<PersonRow>& rows);
    [[nodiscard]] const PersonRow* row(const QModelIndex& index) const;
    /// -1 when the person is not listed.
    [[nodiscard]] int rowOf(qint64 person) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void removeAllBut(const QHash<qint64, size_t>& places);
    void insertFrom(const std::vector<PersonRow>& rows);

    std::vector<PersonRow> m_rows;
};

} // namespace milepost
