// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/diffmodel.h"
#include "presentation/itemroles.h"
#include "presentation/job.h"

#include <QAbstractListModel>

namespace milepost {

/// The issues of one job, one row per cause. Runs on: main.
class IssuesModel final : public DiffModel<QAbstractListModel> {
    Q_OBJECT

public:
    static constexpr int k_remedyRole = Qt::UserRole;

    using DiffModel::DiffModel;

    void setIssues(const std::vector<Issue>& issues);
    [[nodiscard]] const Issue* issue(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Issue> m_issues;
};

/// The exchanges of one job, oldest first. Runs on: main.
class LogModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Method, Address, Status, Duration, RequestId, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// Of another job: replaces everything. Of the same one: what is new is added, what fell out is removed.
    void show(int jobId, const std::vector<Exchange>& log);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    int m_jobId = 0;
    std::vector<Exchange> m_log;
};

} // namespace milepost
