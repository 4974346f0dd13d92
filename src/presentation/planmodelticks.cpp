// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planmodel.h"

// What is ticked, and what that would write.

namespace milepost {

int PlanModel::pending() const {
    int pending = 0;
    for (int id = 0; id < k_planGroups; ++id)
        pending += m_rows->group(static_cast<PlanGroup>(id)).pending;
    return pending;
}

std::vector<const Action*> PlanModel::ticked() const {
    std::vector<const Action*> actions;
    for (int id = 0; id < k_planGroups; ++id)
        for (const PlanItem& item : m_rows->group(static_cast<PlanGroup>(id)).items)
            if (m_rows->isTicked(item))
                actions.push_back(item.action);
    return actions;
}

std::vector<EventKey> PlanModel::tickedKeys() const {
    std::vector<EventKey> keys;
    QSet<EventKey> shared; // few keys have several actions
    for (int id = 0; id < k_planGroups; ++id)
        for (const PlanItem& item : m_rows->group(static_cast<PlanGroup>(id)).items) {
            if (!m_rows->isTicked(item) || (!item.isAlone && shared.contains(item.action->key)))
                continue;
            keys.push_back(item.action->key);
            if (!item.isAlone)
                shared.insert(item.action->key);
        }
    return keys;
}

std::vector<EventKey> PlanModel::putBackKeys() const {
    std::vector<EventKey> keys;
    for (const PlanItem& item : m_rows->group(PlanGroup::Edited).items)
        if (m_rows->isTicked(item))
            keys.push_back(item.action->key);
    return keys;
}

int PlanModel::writes() const {
    int writes = -m_rows->twice();
    for (int id = 0; id < k_planGroups; ++id)
        writes += tickedIn(static_cast<PlanGroup>(id));
    return writes;
}

bool PlanModel::isPending(const Action& action) const {
    return plan() != nullptr && plan()->isPending(action);
}

bool PlanModel::isOffered(const Action& action) const {
    const PlanItem* item = m_rows->find(action);
    return item != nullptr && item->isOffered;
}

bool PlanModel::isTicked(const Action& action) const {
    const PlanItem* item = m_rows->find(action);
    return item != nullptr && m_rows->isTicked(*item);
}

void PlanModel::untick(const std::vector<size_t>& rows) {
    for (const size_t row : rows)
        m_rows->tick(row, false);
    ticksMoved();
}

void PlanModel::tickAll() {
    m_rows->tickAll();
    ticksMoved();
}

void PlanModel::ticksMoved() {
    ++m_ticks;
    for (const PlanGroupRows* group : m_rows->shownGroups()) {
        if (group->shown.empty())
            continue;
        const QModelIndex index = createIndex(group->row, EventColumn, nullptr);
        emit dataChanged(index, index, {Qt::CheckStateRole, NoteRole});
        emit dataChanged(this->index(0, EventColumn, index),
                         this->index(static_cast<int>(group->shown.size()) - 1, ReasonColumn, index),
                         {Qt::CheckStateRole, Qt::DisplayRole});
    }
    emit countsChanged();
}

void PlanModel::tellTick(const Action& action) {
    ++m_ticks;
    for (const Action* same : m_rows->ofKey(action.key)) {
        const QModelIndex index = indexOf(same);
        if (!index.isValid())
            continue;
        emit dataChanged(index, index.siblingAtColumn(ReasonColumn), {Qt::CheckStateRole, Qt::DisplayRole});
        emit dataChanged(index.parent(), index.parent(), {Qt::CheckStateRole, NoteRole});
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
    const bool isTicked = value.toInt() == Qt::Checked;
    if (const PlanItem* item = itemAt(index)) {
        m_rows->tick(*item, isTicked);
        tellTick(*item->action);
    } else if (const PlanGroupRows* group = groupAt(index)) {
        for (const PlanItem* shown : group->shown)
            m_rows->tick(*shown, isTicked);
        ticksMoved();
    }
    return true;
}

} // namespace milepost
