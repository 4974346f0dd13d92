// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/planrows.h"

#include "domain/actions.h"
#include "presentation/firstletters.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace milepost {

namespace {

QDate dayLeft(const Action& action) {
    const bool moves =
        action.verb == Verb::Update &&
        std::ranges::find(action.changes, Field::Date, &FieldChange::field) != action.changes.end();
    return moves ? action.before.date : QDate();
}

const Action* driftOf(const Survey& survey, const EventKey& key) {
    const auto is = [&](const Action* action) { return action->verb == Verb::Drift && action->key == key; };
    if (const Action* first = survey.action(key.deliverable); first != nullptr && is(first))
        return first;
    const auto further = survey.furtherActions(key.deliverable);
    const auto found = std::ranges::find_if(further, is);
    return found == further.end() ? nullptr : *found;
}

} // namespace

const std::vector<TextChange>& PlanItem::fields() const {
    if (!rows)
        rows = std::make_unique<std::vector<TextChange>>(
            group == PlanGroup::Edited ? driftRows(*action, original) : fieldRows(*action));
    return *rows;
}

PlanRows::PlanRows(std::shared_ptr<const Survey> survey, const std::optional<std::set<qint64>>& narrowed,
                   const QString& filter, bool listsUnchanged, const PlanTicks& ticks)
    : m_plan(survey && survey->plan() ? &*survey->plan() : nullptr),
      // Of another purpose only the number is known: the tracker was not asked.
      m_listsUnchanged(listsUnchanged && m_plan != nullptr && m_plan->purpose.isSync()) {
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
    // Only of the very edit that somebody looked at.
    for (const EventKey& key : ticks.putBack) {
        const Action* before = driftOf(*ticks.of, key);
        const Action* now = driftOf(*m_ticks.of, key);
        if (before != nullptr && now != nullptr && before->changes == now->changes)
            m_ticks.putBack.insert(key);
    }
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
    for (const Action& update : m_plan->putBacks)
        m_putBacks.insert(update.key, &update);
    m_itemOf.reserve(m_plan->actions.size());
    for (const Action& action : m_plan->actions) {
        m_itemOf.push_back(nullptr);
        if (!isIn(action))
            continue;
        const PlanGroup id = groupOf(action.verb);
        PlanItem& item = group(id).items.emplace_back(action, id);
        item.isPending = m_plan->isPending(action);
        item.isOffered = id == PlanGroup::Edited && m_putBacks.contains(action.key);
        item.original = id == PlanGroup::Edited ? survey()->lastSent(action.key) : nullptr;
        item.planRow = m_itemOf.size() - 1;
        item.isAlone = survey()->furtherActions(action.key.deliverable).empty();
        item.date = action.date;
        item.leaves = dayLeft(action);
        m_itemOf.back() = &item;
    }
    if (m_listsUnchanged)
        listUnchanged(narrowed);
}

/// Nothing is planned for these: rows need something to stand for.
void PlanRows::listUnchanged(const std::optional<std::set<qint64>>& narrowed) {
    for (const Deliverable& deliverable : survey()->data().deliverables) {
        if (narrowed && !narrowed->contains(deliverable.id))
            continue;
        for (const StandingPlace& place : survey()->places(deliverable.id)) {
            if (!survey()->isUnchanged(deliverable, place))
                continue;
            Action& standing =
                m_standing.emplace_back(standingAction(*place.event, Verb::Blocked, Reason::New));
            standing.before = {};
            standing.mailbox = place.mailbox;
        }
    }
    std::ranges::sort(m_standing, [](const Action& a, const Action& b) {
        return std::tie(a.date, a.subject, a.key) < std::tie(b.date, b.subject, b.key);
    });
    auto& items = group(PlanGroup::Unchanged).items;
    items.reserve(m_standing.size());
    for (const Action& action : m_standing)
        items.emplace_back(action, PlanGroup::Unchanged).date = action.date;
    m_unchanged = static_cast<int>(items.size());
}

void PlanRows::show(const QString& filter) {
    for (const auto& group : m_groups) {
        for (PlanItem& item : group->items) {
            const QString& subject = item.action->subject;
            if (!filter.isEmpty() && !subject.contains(filter, Qt::CaseInsensitive) &&
                !mailboxText(*m_plan, *item.action).contains(filter, Qt::CaseInsensitive))
                continue;
            item.row = static_cast<int>(group->shown.size());
            group->shown.push_back(&item);
            group->letters.push_back(firstLetters(subject));
        }
        const bool isEmpty = group->id == PlanGroup::Unchanged && !m_listsUnchanged
                                 ? m_unchanged == 0 || !filter.isEmpty()
                                 : group->shown.empty();
        group->row = isEmpty ? -1 : static_cast<int>(m_shownGroups.size());
        if (!isEmpty)
            m_shownGroups.push_back(group.get());
    }
}

void PlanRows::count() {
    m_twice = 0;
    for (const auto& group : m_groups) {
        group->pending = group->ticked = group->tickableShown = group->tickedShown = 0;
        for (const PlanItem& item : group->items) {
            const int ticked = isTicked(item) ? 1 : 0;
            const int pending = item.isPending ? 1 : 0;
            const int shown = item.row >= 0 ? 1 : 0;
            group->pending += pending;
            group->ticked += ticked;
            group->tickableShown += item.isPending || item.isOffered ? shown : 0;
            group->tickedShown += shown * ticked;
            m_twice += item.isOffered && ticked != 0 && hasChange(item.action->key) ? 1 : 0;
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
    const auto& unchanged = group(PlanGroup::Unchanged).items;
    for (const PlanItem& item : unchanged) // of these or of older rows
        if (item.action == &action || (item.action->key == action.key && action.verb == Verb::Blocked &&
                                       item.action->eventId() == action.eventId()))
            return &item;
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

/// Whether rows of the plan follow: an edit that stays says nothing of what the tracker changed.
bool PlanRows::tickEdit(const Action& action, bool isTicked) {
    if (action.verb == Verb::Drift) {
        if (m_putBacks.contains(action.key))
            putBack(action.key, isTicked);
        return isTicked;
    }
    if (!isTicked)
        putBack(action.key, false); // it would be written all the same
    return true;
}

void PlanRows::tick(const PlanItem& item, bool isTicked) {
    if (!item.isAlone)
        tick(item.planRow, isTicked);
    else if (tickEdit(*item.action, isTicked))
        tickRow(item.planRow, isTicked);
}

void PlanRows::tick(size_t row, bool isTicked) {
    const Action& action = m_plan->actions.at(row);
    if (!tickEdit(action, isTicked))
        return;
    for (const Action* same : ofKey(action.key))
        tickRow(rowOf(*same), isTicked);
}

void PlanRows::putBack(const EventKey& key, bool isTicked) {
    if ((m_ticks.putBack.isEmpty() && !isTicked) || m_ticks.putBack.contains(key) == isTicked)
        return;
    if (isTicked)
        m_ticks.putBack.insert(key);
    else
        m_ticks.putBack.remove(key);
    const Action* drift = driftOf(*survey(), key);
    const PlanItem* item = drift == nullptr ? nullptr : m_itemOf[rowOf(*drift)];
    if (item == nullptr)
        return;
    const int more = isTicked ? 1 : -1;
    group(PlanGroup::Edited).ticked += more;
    group(PlanGroup::Edited).tickedShown += item->row >= 0 ? more : 0;
    m_twice += hasChange(key) ? more : 0;
}

bool PlanRows::hasChange(const EventKey& key) const {
    return std::ranges::any_of(ofKey(key), [](const Action* action) { return action->verb == Verb::Update; });
}

const Action& PlanRows::written(const Action& action) const {
    const bool isOfTheEvent = action.verb == Verb::Drift || action.verb == Verb::Update;
    return isOfTheEvent && m_ticks.putBack.contains(action.key) ? *m_putBacks.value(action.key, &action)
                                                                : action;
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
    m_ticks.putBack.clear();
    std::ranges::fill(m_ticks.off, 0);
    count();
}

} // namespace milepost
