// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/state.h"
#include "sync/survey.h"

#include <memory>
#include <optional>
#include <vector>

#include <QDate>
#include <QHash>
#include <QString>

namespace milepost {

/// What a list of deliverables shows of one of them. Texts that many rows share stand in the table once.
struct ListedDeliverable {
    qint64 id = 0;
    std::optional<QDate> date;
    QString title;
    QString searchText; ///< folded title
    int project = -1;   ///< row of DeliverableTable::projects; -1: inactive
    int team = 0;       ///< row of DeliverableTable::teams
    Standing standing = Standing::Unknown;
    std::optional<Ineligible> whyNot;
    bool completed = false;
    qint64 writtenMs = 0; ///< when we wrote its event last, UTC since the epoch; 0: never

    friend bool operator==(const ListedDeliverable&, const ListedDeliverable&) = default;
};

struct ListedProject {
    qint64 id = 0;
    QString name;
    QString client;
    QString number;
    QString searchText; ///< folded name, client and number

    friend bool operator==(const ListedProject&, const ListedProject&) = default;
};

struct ListedTeam {
    std::vector<TeamMember> members;
    QString initials; ///< "HW TO", "HW +2"
    QString searchText;
};

/// Every deliverable of a survey as a list shows it, with all that searching, filtering and sorting need made
/// once. Immutable; made off the main thread, may be read on any.
struct DeliverableTable {
    std::shared_ptr<const Survey> survey;
    std::vector<ListedDeliverable> rows; ///< in the order of the survey's
    std::vector<ListedProject> projects;
    std::vector<ListedTeam> teams; ///< the first is the empty one
    QHash<qint64, int> rowOf;      ///< by deliverable

    [[nodiscard]] int size() const { return static_cast<int>(rows.size()); }
    [[nodiscard]] const ListedDeliverable& row(int row) const { return rows[static_cast<size_t>(row)]; }
    [[nodiscard]] const Deliverable& deliverable(int row) const {
        return survey->data().deliverables[static_cast<size_t>(row)];
    }
    [[nodiscard]] const ListedProject* project(const ListedDeliverable& row) const {
        return row.project < 0 ? nullptr : &projects[static_cast<size_t>(row.project)];
    }
    [[nodiscard]] const ListedTeam& team(const ListedDeliverable& row) const {
        return teams[static_cast<size_t>(row.team)];
    }
};

[[nodiscard]] std::shared_ptr<const DeliverableTable> makeTable(std::shared_ptr<const Survey> survey);

/// "HW" of Hannah Weiss.
[[nodiscard]] QString initialsOf(const QString& name);

} // namespace milepost
