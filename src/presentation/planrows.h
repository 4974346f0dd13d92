// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "presentation/plantexts.h"

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <QSet>

namespace milepost {

/// A row of the preview's tree that may be pointed at.
struct PlanNode {
    explicit PlanNode(bool ofGroup) : isGroup(ofGroup) {}

    const bool isGroup;
    int row = -1; ///< among those shown; -1: not shown
};

/// A row for one action.
struct PlanItem : PlanNode {
    PlanItem(const Action* planned, PlanGroup in) : PlanNode(false), action(planned), group(in) {}

    /// Made when first looked at: of a large plan few rows are ever seen.
    [[nodiscard]] const std::vector<TextChange>& fields() const;

    const Action* action;
    PlanGroup group;
    bool isPending = false; ///< would be written
    bool isTicked = false;  ///< and is ticked
    mutable std::optional<std::vector<TextChange>> rows;
};

struct PlanGroupRows : PlanNode {
    explicit PlanGroupRows(PlanGroup which) : PlanNode(true), id(which) {}

    PlanGroup id;
    std::vector<std::unique_ptr<PlanItem>> items; ///< in the order of the plan
    std::vector<PlanItem*> shown;                 ///< those that the filter lets through
    int pending = 0;                              ///< items that would be written
    int ticked = 0;
    int pendingShown = 0;
    int tickedShown = 0;
};

/// The rows behind PlanModel: who is there, who is shown, what is ticked. Another plan takes over the rows of
/// the same action, so that whatever points at a row keeps doing so. No item may be looked at after the plan
/// it came from is gone; fill() is to be called before.
class PlanRows {
public:
    using Items = std::vector<std::unique_ptr<PlanItem>>;

    PlanRows();

    /// Hands back the items that are no longer there; their `row` is -1. Null: no plan.
    [[nodiscard]] Items fill(const Plan* plan, const std::optional<std::set<qint64>>& narrowed);
    /// Which rows are shown: those whose subject holds `filter`. Groups without rows are not.
    void show(const QString& filter);
    /// Ticks of a plan that was filled in; then the counts.
    void setTicks(const Plan* plan, const QSet<EventKey>& unticked);
    /// Of these keys alone, which is much cheaper; then the counts.
    void setTicks(const QSet<EventKey>& keys, bool isTicked);
    void countTicks();

    [[nodiscard]] PlanGroupRows& group(PlanGroup id) const { return *m_groups[static_cast<size_t>(id)]; }
    [[nodiscard]] const std::vector<PlanGroupRows*>& shownGroups() const { return m_shownGroups; }
    [[nodiscard]] int count(PlanGroup id) const;

private:
    std::array<std::unique_ptr<PlanGroupRows>, k_planGroups> m_groups;
    std::vector<PlanGroupRows*> m_shownGroups;
    int m_unchanged = 0;
};

} // namespace milepost
