// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladder.h"

#include <QAbstractListModel>

namespace milepost {

/// The rungs of a ladder as rows of two lines (presentation/itemroles.h), as they are settled. Runs on: main.
class RungsModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    void clear();
    void add(const Rung& rung);
    void show(const std::vector<Rung>& rungs);
    /// Null: there is no such row.
    [[nodiscard]] const Rung* rung(int row) const;

private:
    std::vector<Rung> m_rungs;
};

} // namespace milepost
