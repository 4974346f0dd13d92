// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planrows.h"

#include "presentation/firstletters.h"

#include <algorithm>
#include <functional>

namespace milepost {

PlanItem::PlanItem(const Plan& plan, const Action& planned, bool standsAlone)
    : PlanNode(false),
      action(&planned),
      planRow(static_cast<size_t>(&planned - plan.actions.data())),
      group(groupOf(planned.verb)),
      isPending(plan.isPending(planned)),
      isAlone(standsAlone),
      date(planned.date) {
    if (planned.verb == Verb::Update &&
        std::ranges::find(planned.changes, Field::Date, &FieldChange::field) != planned.changes.end())
        leaves = planned.before.date;
}

const std::vector<TextChange>& PlanItem::fields() const {
    if (!rows)
        rows = std::make_unique<std::vector<TextChange>>(fieldRows(*action));
    return *rows;
}

PlanRows::PlanRows(std::shared_ptr<const Survey> survey, const std::optional<std::set<qint64>>& narrowed,
                   const QString& filter, const PlanTicks& ticks)
    : m_plan(survey && survey->plan() ? &*survey->plan() : nullptr) {
    for (int i = 0; i < k_planGroups; ++i)
        m_groups[static_cast<size_t>(i)] = std::make_unique<PlanGroupRows>(static_cast<PlanGroup>(i));
    m_ticks.of = std::move(survey);
    takeOver(ticks);
    fill(narrowed);
    show(filter);
    count();
}

void PlanRows::takeOver(const PlanTicks& ticks) {
    if (ticks.of == m_ticks.of) {
        m_ticks = ticks;
        return;
    }
    m_ticks.elsewhere = ticks.elsewhere;
    for (size_t row = 0; row < ticks.off.size(); ++row)
        if (ticks.off[row] != 0)
            m_ticks.elsewhere.insert(ticks.of->plan()->actions[row].key);
    if (m_plan == nullptr)
        return;
    m_ticks.off.assign(m_plan->actions.size(), 0);
    if (m_ticks.elsewhere.isEmpty())
        return;
    QSet<EventKey> here;
    for (size_t row = 0; row < m_plan->actions.size(); ++row)
        if (const EventKey& key = m_plan->actions[row].key; m_ticks.elsewhere.contains(key)) {
            m_ticks.off[row] = 1;
            here.insert(key);
        }
    m_ticks.elsewhere.subtract(here);
}

void PlanRows::fill(const std::optional<std::set<qint64>>& narrowed) {
    if (m_plan == nullptr)
        return;
    m_unchanged = narrowed ? 0 : m_plan->summary.unchanged;
    const auto isIn = [&](const Action& action) {
        return !narrowed || narrowed->contains(action.key.deliverable);
    };
    std::array<size_t, k_planGroups> sizes{};
    for (const Action& action : m_plan->actions)
        sizes[static_cast<size_t>(groupOf(action.verb))] += isIn(action) ? 1 : 0;
    for (const auto& group : m_groups) // rows are pointed at: they stay where they are
        group->items.reserve(sizes[static_cast<size_t>(group->id)]);
    m_itemOf.reserve(m_plan->actions.size());
    for (const Action& action : m_plan->actions) {
        const bool isAlone = survey()->furtherActions(action.key.deliverable).empty();
        m_itemOf.push_back(isIn(action)
                               ? &group(groupOf(action.verb)).items.emplace_back(*m_plan, action, isAlone)
                               : nullptr);
    }
}

void PlanRows::show(const QString& filter) {
    for (const auto& group : m_groups) {
        for (PlanItem& item : group->items) {
            const QString& subject = item.action->subject;
            if (!filter.isEmpty() && !subject.contains(filter, Qt::CaseInsensitive))
                continue;
            item.row = static_cast<int>(group->shown.size());
            group->shown.push_back(&item);
            group->letters.push_back(firstLetters(subject));
        }
        const bool isEmpty =
            group->id == PlanGroup::Unchanged ? m_unchanged == 0 || !filter.isEmpty() : group->shown.empty();
        group->row = isEmpty ? -1 : static_cast<int>(m_shownGroups.size());
        if (!isEmpty)
            m_shownGroups.push_back(group.get());
    }
}

void PlanRows::count() {
    for (const auto& group : m_groups) {
        group->pending = group->ticked = group->pendingShown = group->tickedShown = 0;
        for (const PlanItem& item : group->items) {
            const int ticked = isTicked(item) ? 1 : 0;
            const int pending = item.isPending ? 1 : 0;
            const int shown = item.row >= 0 ? 1 : 0;
            group->pending += pending;
            group->ticked += ticked;
            group->pendingShown += shown * pending;
            group->tickedShown += shown * ticked;
        }
    }
}

int PlanRows::count(PlanGroup id) const {
    return id == PlanGroup::Unchanged ? m_unchanged : static_cast<int>(group(id).items.size());
}

const PlanItem* PlanRows::find(const Action& action) const {
    if (m_plan == nullptr)
        return nullptr;
    const auto& actions = m_plan->actions;
    const auto isBefore = std::less<const Action*>();
    if (!actions.empty() && !isBefore(&action, &actions.front()) && !isBefore(&actions.back(), &action))
        return m_itemOf[rowOf(action)];
    for (const Action* here : ofKey(action.key))
        if (here->verb == action.verb && here->eventId() == action.eventId())
            return m_itemOf[rowOf(*here)];
    return nullptr;
}

std::vector<const Action*> PlanRows::ofKey(const EventKey& key) const {
    std::vector<const Action*> found = survey()->furtherActions(key.deliverable);
    if (const Action* first = survey()->action(key.deliverable))
        found.push_back(first);
    std::erase_if(found, [&](const Action* action) { return action->key != key; });
    return found;
}

void PlanRows::tick(const PlanItem& item, bool isTicked) {
    if (item.isAlone)
        tickRow(item.planRow, isTicked);
    else
        tick(item.planRow, isTicked);
}

void PlanRows::tick(size_t row, bool isTicked) {
    for (const Action* same : ofKey(m_plan->actions.at(row).key))
        tickRow(rowOf(*same), isTicked);
}

void PlanRows::tickRow(size_t row, bool isTicked) {
    if ((m_ticks.off[row] == 0) == isTicked)
        return;
    m_ticks.off[row] = isTicked ? 0 : 1;
    const PlanItem* item = m_itemOf[row];
    if (item == nullptr || !item->isPending)
        return;
    PlanGroupRows& in = group(item->group);
    const int more = isTicked ? 1 : -1;
    in.ticked += more;
    in.tickedShown += item->row >= 0 ? more : 0;
}

void PlanRows::tickAll() {
    m_ticks.elsewhere.clear();
    std::ranges::fill(m_ticks.off, 0);
    count();
}

} // namespace milepost
