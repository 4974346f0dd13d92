// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planmodel.h"

#include "presentation/inpool.h"
#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

// An index of a group's row points nowhere, one of an action's row to its group, one of a field's row to its
// action.

PlanModel::PlanModel(QObject* parent) : QAbstractItemModel(parent), m_rows(std::make_shared<PlanRows>()) {
    m_pool.setMaxThreadCount(1);
}

PlanModel::~PlanModel() {
    m_pool.clear();
    m_pool.waitForDone();
}

void PlanModel::setSurvey(std::shared_ptr<const Survey> survey) {
    if (survey == m_wanted)
        return;
    m_wanted = std::move(survey);
    rearrange();
}

void PlanModel::setSurvey(std::shared_ptr<const Survey> survey, PlanTicks ticks) {
    m_givenTicks = std::move(ticks);
    m_wanted = std::move(survey);
    rearrange();
}

void PlanModel::narrow(std::optional<std::set<qint64>> deliverables) {
    if (m_narrowed == deliverables)
        return;
    m_narrowed = std::move(deliverables);
    rearrange();
}

void PlanModel::setFilter(const QString& text) {
    if (m_filter == text)
        return;
    m_filter = text;
    rearrange();
}

void PlanModel::setListsUnchanged(bool listsUnchanged) {
    if (m_listsUnchanged == listsUnchanged)
        return;
    m_listsUnchanged = listsUnchanged;
    rearrange();
}

/// A newer wish overtakes the one before.
void PlanModel::rearrange() {
    const int generation = ++m_generation;
    const auto make = [survey = m_wanted, narrowed = m_narrowed, filter = m_filter,
                       listsUnchanged = m_listsUnchanged,
                       ticks = m_givenTicks ? *m_givenTicks : m_rows->ticks()] {
        return std::make_shared<PlanRows>(survey, narrowed, filter, listsUnchanged, ticks);
    };
    const Plan* plan = m_wanted && m_wanted->plan() ? &*m_wanted->plan() : nullptr;
    const size_t count = plan == nullptr ? 0
                                         : plan->actions.size() +
                                               (m_listsUnchanged ? m_wanted->data().deliverables.size() : 0);
    if (count <= k_takenAtOnce)
        return take(make());
    m_pool.clear();
    whenReady(inPool(m_pool, make), this,
              [this, generation, ticks = m_ticks](const std::shared_ptr<PlanRows>& rows) {
                  if (generation != m_generation)
                      return;
                  if (ticks == m_ticks)
                      take(rows);
                  else
                      rearrange(); // somebody ticked meanwhile
              });
    if (!std::exchange(m_isTaking, true))
        emit countsChanged();
}

void PlanModel::take(std::shared_ptr<PlanRows> rows) {
    m_isTaking = false;
    m_givenTicks.reset();
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    const auto old = std::exchange(m_rows, std::move(rows));
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& index : before)
        after.append(indexOfSame(index, *old));
    changePersistentIndexList(before, after);
    emit layoutChanged();
    emit taken();
    emit countsChanged();
}

/// Where the row stands now that an index of the old rows pointed at.
QModelIndex PlanModel::indexOfSame(const QModelIndex& index, const PlanRows& old) const {
    if (pointee(index) == nullptr) {
        const PlanGroupRows* group = old.shownGroups().at(static_cast<size_t>(index.row()));
        return indexAt(m_rows->group(group->id), -1, index.column());
    }
    const PlanItem* row = itemAt(index);
    const PlanItem* item = m_rows->find(*(row != nullptr ? row : itemOfField(index))->action);
    return item == nullptr ? QModelIndex()
                           : indexAt(*item, row != nullptr ? -1 : index.row(), index.column());
}

QModelIndex PlanModel::indexAt(const PlanNode& node, int field, int column) const {
    if (node.row < 0)
        return {};
    if (node.isGroup)
        return createIndex(node.row, column, nullptr);
    const auto& item = static_cast<const PlanItem&>(node);
    if (field < 0)
        return createIndex(item.row, column, &m_rows->group(item.group));
    return field < static_cast<int>(item.fields().size()) ? createIndex(field, column, &item) : QModelIndex();
}

const PlanGroupRows* PlanModel::groupAt(const QModelIndex& index) const {
    return index.isValid() && pointee(index) == nullptr
               ? m_rows->shownGroups().at(static_cast<size_t>(index.row()))
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

const Action* PlanModel::action(const QModelIndex& index) const {
    if (const PlanItem* item = itemAt(index))
        return item->action;
    const PlanItem* item = itemOfField(index);
    return item == nullptr ? nullptr : item->action;
}

PlanGroup PlanModel::groupOf(const Action& action) const {
    const PlanItem* item = m_rows->find(action);
    return item == nullptr ? milepost::groupOf(action.verb) : item->group;
}

QModelIndex PlanModel::groupIndex(PlanGroup group) const {
    return indexAt(m_rows->group(group), -1, EventColumn);
}

QModelIndex PlanModel::indexOf(const Action* action) const {
    const PlanItem* item = action == nullptr ? nullptr : m_rows->find(*action);
    return item == nullptr ? QModelIndex() : indexAt(*item, -1, EventColumn);
}

std::vector<const Action*> PlanModel::shown() const {
    std::vector<const Action*> actions;
    for (const PlanGroupRows* group : m_rows->shownGroups())
        for (const PlanItem* item : group->shown)
            actions.push_back(item->action);
    return actions;
}

std::vector<const Action*> PlanModel::shownBetween(QDate first, QDate last) const {
    const auto holds = [&](QDate date) { return date >= first && date <= last; };
    std::vector<const Action*> actions;
    for (const PlanGroupRows* group : m_rows->shownGroups())
        for (const PlanItem* item : group->shown)
            if (holds(item->date) || holds(item->leaves))
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
        return static_cast<int>(m_rows->shownGroups().size());
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
