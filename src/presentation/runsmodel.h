// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/diffmodel.h"
#include "presentation/state.h"
#include "storage/journaltypes.h"

#include <QAbstractTableModel>
#include <QHash>

namespace milepost {

/// The runs of a profile, newest first. A run that stands before and after an update keeps its row. Runs on:
/// main.
class RunsModel final : public DiffModel<QAbstractTableModel> {
    Q_OBJECT

public:
    enum Column { Number, Started, Who, Kind, Status, Done, Columns };

    using DiffModel::DiffModel;

    void show(const std::vector<RunRecord>& runs);
    [[nodiscard]] RunId run(const QModelIndex& index) const; ///< 0 for no row
    [[nodiscard]] QModelIndex indexOf(RunId run) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        RunId id;
        std::array<QString, Columns> texts;
        State state = State::Unknown;
        friend bool operator==(const Row& a, const Row& b) { return a.id == b.id; }
    };
    std::vector<Row> m_rows;
};

/// What one run wrote, in its order. Runs on: main.
class WritesModel final : public DiffModel<QAbstractTableModel> {
    Q_OBJECT

public:
    enum Column { What, Subject, Date, Change, Columns };

    using DiffModel::DiffModel;

    /// `addresses`: see addressesOf().
    void show(const RunDetails& details, const QHash<QString, QString>& addresses = {});

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        qint64 id = 0;
        std::array<QString, Columns> texts;
        QString details; ///< a line for each field
        State state = State::Unknown;
        friend bool operator==(const Row&, const Row&) = default;
    };
    std::vector<Row> m_rows;
};

} // namespace milepost
