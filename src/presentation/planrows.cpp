// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planrows.h"

#include <QMultiHash>

namespace milepost {

const std::vector<TextChange>& PlanItem::fields() const {
    if (!rows)
        rows = fieldRows(*action);
    return *rows;
}

PlanRows::PlanRows() {
    for (int i = 0; i < k_planGroups; ++i)
        m_groups[static_cast<size_t>(i)] = std::make_unique<PlanGroupRows>(static_cast<PlanGroup>(i));
}

PlanRows::Items PlanRows::fill(const Plan* plan, const std::optional<std::set<qint64>>& narrowed) {
    Items old;
    QMultiHash<qint64, size_t> known;
    for (const auto& group : m_groups) {
        for (auto& item : group->items) {
            known.insert(item->action->key.deliverable, old.size());
            old.push_back(std::move(item));
        }
        group->items.clear();
    }
    const auto takeOver = [&](const Action& action) -> std::unique_ptr<PlanItem> {
        const auto [first, last] = std::as_const(known).equal_range(action.key.deliverable);
        for (auto it = first; it != last; ++it) {
            auto& item = old[*it];
            if (item && item->action->verb == action.verb && item->action->key == action.key &&
                item->action->eventId() == action.eventId())
                return std::move(item);
        }
        return nullptr;
    };
    m_unchanged = plan != nullptr && !narrowed ? plan->summary.unchanged : 0;
    if (plan != nullptr)
        for (const Action& action : plan->actions) {
            if (narrowed && !narrowed->contains(action.key.deliverable))
                continue;
            const PlanGroup id = groupOf(action.verb);
            auto item = takeOver(action);
            if (!item)
                item = std::make_unique<PlanItem>(&action, id);
            item->action = &action;
            item->rows.reset();
            group(id).items.push_back(std::move(item));
        }
    std::erase(old, nullptr);
    for (const auto& item : old)
        item->row = -1;
    return old;
}

void PlanRows::show(const QString& filter) {
    m_shownGroups.clear();
    for (const auto& group : m_groups) {
        group->shown.clear();
        for (const auto& item : group->items) {
            const bool matches =
                filter.isEmpty() || item->action->subject.contains(filter, Qt::CaseInsensitive);
            item->row = matches ? static_cast<int>(group->shown.size()) : -1;
            if (matches)
                group->shown.push_back(item.get());
        }
        const bool isEmpty =
            group->id == PlanGroup::Unchanged ? m_unchanged == 0 || !filter.isEmpty() : group->shown.empty();
        group->row = isEmpty ? -1 : static_cast<int>(m_shownGroups.size());
        if (!isEmpty)
            m_shownGroups.push_back(group.get());
    }
}

void PlanRows::setTicks(const Plan* plan, const QSet<EventKey>& unticked) {
    for (const auto& group : m_groups)
        for (const auto& item : group->items) {
            item->isPending = plan != nullptr && plan->isPending(*item->action);
            item->isTicked = item->isPending && (unticked.isEmpty() || !unticked.contains(item->action->key));
        }
    countTicks();
}

void PlanRows::setTicks(const QSet<EventKey>& keys, bool isTicked) {
    // Numbers are compared much faster than keys are looked up.
    const qint64 only = keys.size() == 1 ? keys.begin()->deliverable : 0;
    for (const auto& group : m_groups)
        for (const auto& item : group->items)
            if (item->isPending && item->isTicked != isTicked &&
                (keys.size() > 1 || item->action->key.deliverable == only) &&
                keys.contains(item->action->key))
                item->isTicked = isTicked;
    countTicks();
}

void PlanRows::countTicks() {
    for (const auto& group : m_groups) {
        group->pending = group->ticked = group->pendingShown = group->tickedShown = 0;
        for (const auto& item : group->items) {
            const int isTicked = item->isTicked ? 1 : 0;
            const int isPending = item->isPending ? 1 : 0;
            const int isShown = item->row >= 0 ? 1 : 0;
            group->pending += isPending;
            group->ticked += isTicked;
            group->pendingShown += isShown * isPending;
            group->tickedShown += isShown * isTicked;
        }
    }
}

int PlanRows::count(PlanGroup id) const {
    return id == PlanGroup::Unchanged ? m_unchanged : static_cast<int>(group(id).items.size());
}

} // namespace milepost
