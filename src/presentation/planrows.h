// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/plantexts.h"
#include "sync/survey.h"

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
    PlanItem(const Action& planned, PlanGroup in) : PlanNode(false), action(&planned), group(in) {}

    /// Made when first looked at: of a large plan few rows are ever seen. Runs on: main.
    [[nodiscard]] const std::vector<TextChange>& fields() const;

    const Action* action;
    size_t planRow = 0; ///< of the plan's actions
    PlanGroup group;
    bool isPending = false; ///< would be written, unless it is unticked
    bool isOffered = false; ///< would be written when somebody ticks it: an edit of a person, taken back
    bool isAlone = false;   ///< no other action is about the same deliverable
    const EventContent* original = nullptr; ///< of an edit: what we sent last; null: not known here
    QDate date;                             ///< of the event
    QDate leaves;                           ///< the day it moves away from; invalid: it stays where it is
    mutable std::unique_ptr<std::vector<TextChange>> rows;
};

struct PlanGroupRows : PlanNode {
    explicit PlanGroupRows(PlanGroup which) : PlanNode(true), id(which) {}

    PlanGroup id;
    std::vector<PlanItem> items;  ///< in the order of the plan
    std::vector<PlanItem*> shown; ///< those that the filter lets through
    std::vector<quint32> letters; ///< the first of their subjects, see firstLetters()
    int pending = 0;              ///< items that would be written
    int ticked = 0;
    int tickableShown = 0;
    int tickedShown = 0;
};

/// What somebody does not want: rows of a plan, and keys that this plan does not hold.
struct PlanTicks {
    std::shared_ptr<const Survey> of;
    std::vector<char> off; ///< by row of the plan's actions
    QSet<EventKey> elsewhere;
    QSet<EventKey> putBack; ///< edits in Outlook that are taken back: wanted, at first none is
};

/// The rows behind PlanModel: who is there, who is shown, what is ticked. Another plan, filter or choice
/// makes other rows, on any thread; from then on only ticks change, on one thread.
class PlanRows {
public:
    PlanRows() : PlanRows(nullptr, {}, {}, false, {}) {}
    /// Null: no plan. `narrowed`: only these deliverables. Shown are rows whose subject, or
    /// mailbox of many, holds `filter`;
    /// groups without rows are not. `listsUnchanged`: what stands as it should has rows too.
    PlanRows(std::shared_ptr<const Survey> survey, const std::optional<std::set<qint64>>& narrowed,
             const QString& filter, bool listsUnchanged, const PlanTicks& ticks);

    [[nodiscard]] const std::shared_ptr<const Survey>& survey() const { return m_ticks.of; }
    [[nodiscard]] const Plan* plan() const { return m_plan; }
    [[nodiscard]] PlanGroupRows& group(PlanGroup id) const { return *m_groups[static_cast<size_t>(id)]; }
    [[nodiscard]] const std::vector<PlanGroupRows*>& shownGroups() const { return m_shownGroups; }
    [[nodiscard]] int count(PlanGroup id) const;

    /// The row for that action, which may be one of another plan that says the same; null: there is none.
    [[nodiscard]] const PlanItem* find(const Action& action) const;
    /// Every action of this plan with that key.
    [[nodiscard]] std::vector<const Action*> ofKey(const EventKey& key) const;

    [[nodiscard]] bool isTicked(const PlanItem& item) const {
        if (item.isOffered)
            return m_ticks.putBack.contains(item.action->key);
        return item.isPending && m_ticks.off[item.planRow] == 0;
    }
    /// Edits that are taken back together with a change of their event: one write for two ticks.
    [[nodiscard]] int twice() const { return m_twice; }
    /// What a ticked action writes: the same, but where an edit is taken back.
    [[nodiscard]] const Action& written(const Action& action) const;
    [[nodiscard]] const PlanTicks& ticks() const { return m_ticks; }
    /// Ticks go by key: all actions of this one's.
    void tick(const PlanItem& item, bool isTicked);
    /// The same for a row of the plan's actions, which may be narrowed out.
    void tick(size_t row, bool isTicked);
    void tickAll();

private:
    [[nodiscard]] size_t rowOf(const Action& action) const {
        return static_cast<size_t>(&action - m_plan->actions.data());
    }
    void takeOver(const PlanTicks& ticks);
    void fill(const std::optional<std::set<qint64>>& narrowed);
    void show(const QString& filter);
    void count();
    void listUnchanged(const std::optional<std::set<qint64>>& narrowed);
    bool tickEdit(const Action& action, bool isTicked);
    void putBack(const EventKey& key, bool isTicked);
    [[nodiscard]] bool hasChange(const EventKey& key) const;
    void tickRow(size_t row, bool isTicked);

    PlanTicks m_ticks;
    const Plan* m_plan = nullptr;
    std::array<std::unique_ptr<PlanGroupRows>, k_planGroups> m_groups;
    std::vector<PlanGroupRows*> m_shownGroups;
    std::vector<PlanItem*> m_itemOf;           ///< by row of the plan's actions; null: narrowed out
    std::vector<Action> m_standing;            ///< made up: for the rows of what is unchanged
    QHash<EventKey, const Action*> m_putBacks; ///< of the plan
    bool m_listsUnchanged = false;
    int m_unchanged = 0;
    int m_twice = 0;
};

} // namespace milepost
