// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/letgo.h"

#include "domain/actions.h"

#include <algorithm>

#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Whether events stand in the scope, by the tracker's rows where it was asked.
class Within {
public:
    explicit Within(const LetGoInput& input) : m_input(input) {
        if (input.tracker != nullptr)
            for (const Deliverable& row : input.tracker->rows()->deliverables)
                m_rows.insert(row.id, &row);
    }
    [[nodiscard]] bool operator()(const CalendarEvent& event) const {
        if (m_input.tracker == nullptr)
            return true;
        const qint64 id = event.tag->key.deliverable;
        const QDate date = event.content.date;
        if (const Deliverable* row = m_rows.value(id))
            return m_input.scope.covers(*row, m_input.composer->project(*row), date);
        return m_input.scope.coversVanished(id, date);
    }

private:
    const LetGoInput& m_input;
    QHash<qint64, const Deliverable*> m_rows;
};

Action actionFor(const LetGoInput& input, const CalendarEvent& event) {
    const auto blocked = [&event](Reason reason) { return standingAction(event, Verb::Blocked, reason); };
    if (input.unconfirmedAddresses.contains(event.tag->key.source))
        return blocked(Reason::TrackerUnconfirmed);
    if (event.hasAttendees)
        return blocked(Reason::PeopleInvited);
    if (event.recurring)
        return blocked(Reason::MadeRecurring);
    if (input.purpose.kind == PlanPurpose::Kind::Detach) {
        Action action = standingAction(event, Verb::Update, Reason::Detach);
        action.content = event.content;
        return action; // without a tag: ours comes off
    }
    Action action = standingAction(event, Verb::Delete, Reason::RemoveAll);
    if (contentHash(event.content, event.tag->bodyHash) != event.tag->contentHash)
        action.note = u"edited in Outlook"_s;
    return action;
}

} // namespace

Result<Plan> makeLetGoPlan(const LetGoInput& input) {
    if (const Error* failure = input.existing.failure())
        return std::unexpected(*failure);
    if (input.tracker != nullptr && input.tracker->failure() != nullptr)
        return std::unexpected(*input.tracker->failure());
    Plan plan;
    plan.target = input.target;
    plan.scope = input.scope;
    plan.purpose = input.purpose;
    plan.createdUtc = input.nowUtc;
    plan.trackerReading = input.tracker != nullptr ? input.tracker->stateName() : u"unread"_s;
    plan.graphReading = input.existing.stateName();
    const Within isWithin(input);
    const QStringList sources = input.sources + input.unconfirmedAddresses;
    for (const CalendarEvent& event : *input.existing.rows()) {
        if (!event.tag || !sources.contains(event.tag->key.source) || !isWithin(event) ||
            (input.recipient && event.tag->key.recipient != *input.recipient))
            continue;
        ++plan.ownInScope;
        plan.actions.push_back(actionFor(input, event));
        count(plan.actions.back().verb, plan.summary);
    }
    std::ranges::sort(plan.actions, comesFirst);
    return plan;
}

} // namespace milepost
