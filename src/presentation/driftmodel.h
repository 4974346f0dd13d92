// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/drift.h"
#include "domain/profile.h"
#include "presentation/diffmodel.h"
#include "presentation/state.h"

#include <set>

#include <QAbstractTableModel>
#include <QHash>

namespace milepost {

/// One edited field of one event: what a decision is about.
using DriftId = std::pair<EventKey, Field>;

/// The edits that people made to events of ours, a row for each field: as we sent it, as the tracker wants
/// it, as it stands. A field that stands before and after an update keeps its row. Runs on: main.
class DriftModel final : public DiffModel<QAbstractTableModel> {
    Q_OBJECT

public:
    enum Column { Decision, Event, What, Sent, Ours, Theirs, Date, Columns };

    using DiffModel::DiffModel;

    /// `policy`: what becomes of edits about which nobody decided. `addresses`: see addressesOf().
    void show(const std::vector<HandEdit>& edits, DriftPolicy policy,
              const QHash<QString, QString>& addresses = {});
    [[nodiscard]] std::optional<DriftId> id(const QModelIndex& index) const;
    /// Nobody decided about these.
    [[nodiscard]] int open() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        DriftId id;
        std::array<QString, Columns> texts;
        std::array<QString, Columns> whole; ///< what the tooltip tells; "": the text is all
        State state = State::Warning;
        bool isOpen = true;
        friend bool operator==(const Row& a, const Row& b) { return a.id == b.id; }
        [[nodiscard]] bool says(const Row& other) const;
    };
    [[nodiscard]] static Row rowOf(const HandEdit& edit, const DriftedField& field, DriftPolicy policy);
    static void decide(Row& row, const DriftedField& field, DriftPolicy policy);

    std::vector<Row> m_rows;
};

} // namespace milepost
