// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planmodel.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

// An index of a group's row points nowhere, one of an action's row to its group, one of a field's row to its
// action. Pointers outlive every rearrangement that keeps the row.

const Plan* PlanModel::plan() const { return m_survey && m_survey->plan() ? &*m_survey->plan() : nullptr; }

void PlanModel::setSurvey(std::shared_ptr<const Survey> survey) {
    if (survey == m_survey)
        return;
    // The rows still point into the old plan: it goes when they are done with it.
    const auto previous = std::exchange(m_survey, std::move(survey));
    rearrange(true);
}

void PlanModel::narrow(std::optional<std::set<qint64>> deliverables) {
    if (m_narrowed == deliverables)
        return;
    m_narrowed = std::move(deliverables);
    rearrange(true);
}

void PlanModel::setFilter(const QString& text) {
    if (m_filter == text)
        return;
    m_filter = text;
    rearrange(false);
}

void PlanModel::rearrange(bool isOtherPlan) {
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::pair<const PlanNode*, int>> places; // the row itself (-1), or one of its fields
    for (const QModelIndex& index : before) {
        if (const PlanGroupRows* group = groupAt(index))
            places.emplace_back(group, -1);
        else if (const PlanItem* item = itemAt(index))
            places.emplace_back(item, -1);
        else
            places.emplace_back(itemOfField(index), index.row());
    }
    const PlanRows::Items gone = isOtherPlan ? m_rows.fill(plan(), m_narrowed) : PlanRows::Items();
    m_rows.show(m_filter);
    if (isOtherPlan)
        m_rows.setTicks(plan(), m_unticked);
    else
        m_rows.countTicks();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto& [node, field] = places[static_cast<size_t>(i)];
        after.append(indexAt(*node, field, before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged();
    emit countsChanged();
}

QModelIndex PlanModel::indexAt(const PlanNode& node, int field, int column) const {
    if (node.row < 0)
        return {};
    if (node.isGroup)
        return createIndex(node.row, column, nullptr);
    const auto& item = static_cast<const PlanItem&>(node);
    if (field < 0)
        return createIndex(item.row, column, &m_rows.group(item.group));
    return field < static_cast<int>(item.fields().size()) ? createIndex(field, column, &item) : QModelIndex();
}

const PlanGroupRows* PlanModel::groupAt(const QModelIndex& index) const {
    return index.isValid() && pointee(index) == nullptr
               ? m_rows.shownGroups().at(static_cast<size_t>(index.row()))
               : nullptr;
}

const PlanItem* PlanModel::itemAt(const QModelIndex& index) {
    if (!index.isValid() || pointee(index) == nullptr || !pointee(index)->isGroup)
        return nullptr;
    return static_cast<const PlanGroupRows*>(pointee(index))->shown.at(static_cast<size_t>(index.row()));
}

const PlanItem* PlanModel::itemOfField(const QModelIndex& index) {
    if (!index.isValid() || pointee(index) == nullptr || pointee(index)->isGroup)
        return nullptr;
    return static_cast<const PlanItem*>(pointee(index));
}

int PlanModel::pending() const {
    int pending = 0;
    for (int id = 0; id < k_planGroups; ++id)
        pending += m_rows.group(static_cast<PlanGroup>(id)).pending;
    return pending;
}

std::vector<const Action*> PlanModel::ticked() const {
    std::vector<const Action*> actions;
    for (int id = 0; id < k_planGroups; ++id)
        for (const auto& item : m_rows.group(static_cast<PlanGroup>(id)).items)
            if (item->isTicked)
                actions.push_back(item->action);
    return actions;
}

bool PlanModel::isPending(const Action& action) const {
    return plan() != nullptr && plan()->isPending(action);
}

bool PlanModel::isTicked(const Action& action) const {
    return isPending(action) && !m_unticked.contains(action.key);
}

void PlanModel::untick(const QSet<EventKey>& keys) {
    m_unticked.unite(keys);
    m_rows.setTicks(keys, false);
    ticksMoved();
}

void PlanModel::tickAll() {
    m_unticked.clear();
    m_rows.setTicks(plan(), m_unticked);
    ticksMoved();
}

void PlanModel::ticksMoved() {
    for (const PlanGroupRows* group : m_rows.shownGroups()) {
        if (group->shown.empty())
            continue;
        const QModelIndex index = createIndex(group->row, EventColumn, nullptr);
        emit dataChanged(index, index, {Qt::CheckStateRole, NoteRole});
        emit dataChanged(this->index(0, EventColumn, index),
                         this->index(static_cast<int>(group->shown.size()) - 1, EventColumn, index),
                         {Qt::CheckStateRole});
    }
    emit countsChanged();
}

void PlanModel::toggle(const QModelIndex& index) {
    QModelIndex row = index.siblingAtColumn(EventColumn);
    if (itemOfField(row) != nullptr)
        row = row.parent();
    const QVariant state = row.data(Qt::CheckStateRole);
    if (state.isValid())
        setData(row, state.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

bool PlanModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    QSet<EventKey> keys;
    if (const PlanItem* item = itemAt(index))
        keys.insert(item->action->key);
    else if (const PlanGroupRows* group = groupAt(index))
        for (const PlanItem* shown : group->shown)
            keys.insert(shown->action->key);
    if (value.toInt() == Qt::Checked)
        m_unticked.subtract(keys);
    else
        m_unticked.unite(keys);
    m_rows.setTicks(keys, value.toInt() == Qt::Checked);
    ticksMoved();
    return true;
}

const Action* PlanModel::action(const QModelIndex& index) const {
    if (const PlanItem* item = itemAt(index))
        return item->action;
    const PlanItem* item = itemOfField(index);
    return item == nullptr ? nullptr : item->action;
}

QModelIndex PlanModel::groupIndex(PlanGroup group) const {
    return indexAt(m_rows.group(group), -1, EventColumn);
}

QModelIndex PlanModel::indexOf(const Action* action) const {
    if (action == nullptr)
        return {};
    for (const PlanItem* item : m_rows.group(groupOf(action->verb)).shown)
        if (item->action == action)
            return indexAt(*item, -1, EventColumn);
    return {};
}

std::vector<const Action*> PlanModel::shown() const {
    std::vector<const Action*> actions;
    for (const PlanGroupRows* group : m_rows.shownGroups())
        for (const PlanItem* item : group->shown)
            actions.push_back(item->action);
    return actions;
}

QModelIndex PlanModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, nullptr);
    if (const PlanGroupRows* group = groupAt(parent))
        return createIndex(row, column, group);
    return createIndex(row, column, itemAt(parent));
}

QModelIndex PlanModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || pointee(index) == nullptr)
        return {};
    return indexAt(*pointee(index), -1, EventColumn);
}

int PlanModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_rows.shownGroups().size());
    if (parent.column() != EventColumn)
        return 0;
    if (const PlanGroupRows* group = groupAt(parent))
        return static_cast<int>(group->shown.size());
    const PlanItem* item = itemAt(parent);
    return item == nullptr ? 0 : static_cast<int>(item->fields().size());
}

bool PlanModel::hasChildren(const QModelIndex& parent) const {
    if (const PlanItem* item = itemAt(parent)) // without making the fields' rows
        return parent.column() == EventColumn && !item->action->changes.empty();
    return rowCount(parent) > 0;
}

} // namespace milepost
