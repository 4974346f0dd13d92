// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/diffmodel.h"
#include "presentation/itemroles.h"
#include "presentation/jobspresenter.h"

#include <QAbstractListModel>

namespace milepost {

/// The jobs as the list at the left shows them: under headings Running, Queued, Finished today, Earlier; the
/// newest first below Finished. A finished one gives its state (k_stateRole). Runs on: main.
class JobsModel final : public DiffModel<QAbstractListModel> {
    Q_OBJECT

public:
    enum DataRole {
        IdRole = Qt::UserRole, ///< 0: a heading
        LineRole,              ///< second line
        DoneRole,              ///< of TotalRole; while it is under way
        TotalRole,
    };

    /// `jobs` outlives the model.
    explicit JobsModel(JobsPresenter& jobs, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex indexOf(int jobId) const;
    /// Rows are going from one section to another just now: what a view makes current meanwhile means
    /// nothing.
    [[nodiscard]] bool isMoving() const { return m_isMoving; }

private:
    struct Row {
        int id = 0;
        QString heading;
        friend bool operator==(const Row&, const Row&) = default;
    };
    [[nodiscard]] std::vector<Row> wanted() const;
    void update(int jobId);

    JobsPresenter& m_jobs;
    std::vector<Row> m_rows;
    bool m_isMoving = false;
};

/// The second line of a job: "118 of 300, 2:14", "after 1 other run", "06:00, 3 added, verified".
[[nodiscard]] QString jobLine(const Job& job, int ahead, const QDateTime& nowUtc);
/// Minutes and seconds, hours where there are some: "2:14", "1:02:14".
[[nodiscard]] QString durationText(std::chrono::seconds duration);

} // namespace milepost
