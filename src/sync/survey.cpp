// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/survey.h"

#include "domain/merge.h"

#include <tuple>

#include <QSet>

namespace milepost {

namespace {

/// Of two actions about one event the one that people should see: a change before what stays, and before an
/// offer to adopt.
int weight(Verb verb) {
    switch (verb) {
    case Verb::Update:
    case Verb::Create:
        return 3;
    case Verb::Blocked:
    case Verb::Delete:
        return 2;
    case Verb::Drift:
    case Verb::Adopt:
        return 1;
    }
    return 0;
}

} // namespace

Survey::Survey(std::unique_ptr<Gathered> gathered, std::optional<Plan> plan,
               std::optional<Error> calendarFailure, QDateTime madeUtc, std::optional<RunId> resumes)
    : m_gathered(std::move(gathered)),
      m_plan(std::move(plan)),
      m_calendarFailure(std::move(calendarFailure)),
      m_madeUtc(std::move(madeUtc)),
      m_resumes(resumes) {
    indexEvents();
    indexActions();
    findLastSent();
}

const TrackerData& Survey::rowsOf(const Gathered& gathered) {
    static const TrackerData k_none;
    return gathered.tracker.rows() != nullptr ? *gathered.tracker.rows() : k_none;
}

/// The same events as the planner counts as ours: another tracker writes its own into the same calendar, with
/// ids that overlap.
void Survey::indexEvents() {
    const auto* events = m_gathered->existing.rows();
    if (events == nullptr)
        return;
    const QStringList sources = QStringList{composer().source()} + m_gathered->movedFrom;
    for (qsizetype row = 0; row < std::ssize(*events); ++row) {
        const CalendarEvent& event = (*events)[static_cast<size_t>(row)];
        if (!event.tag || !event.tag->key.recipient.isEmpty() || !sources.contains(event.tag->key.source))
            continue;
        const auto known = m_events.constFind(event.tag->key.deliverable);
        if (known != m_events.cend()) {
            const CalendarEvent& other = (*events)[static_cast<size_t>(*known)];
            if (std::tie(other.createdUtc, other.id) < std::tie(event.createdUtc, event.id))
                continue;
        }
        m_events.insert(event.tag->key.deliverable, row);
    }
}

void Survey::indexActions() {
    if (!m_plan)
        return;
    for (qsizetype row = 0; row < std::ssize(m_plan->actions); ++row) {
        const Action& planned = m_plan->actions[static_cast<size_t>(row)];
        const qint64 id = planned.key.deliverable;
        const CalendarEvent* stands = event(id);
        const bool isAboutACopy = stands != nullptr && planned.event && planned.eventId() != stands->id;
        if (isAboutACopy) {
            m_further[id].push_back(row);
            continue;
        }
        const Action* known = action(id);
        if (known != nullptr && weight(known->verb) >= weight(planned.verb)) {
            m_further[id].push_back(row);
            continue;
        }
        if (known != nullptr)
            m_further[id].push_back(m_actions.value(id));
        m_actions.insert(id, row);
    }
}

void Survey::findLastSent() {
    if (!m_plan)
        return;
    QSet<qint64> edited;
    for (const Action& action : m_plan->actions)
        if (action.verb == Verb::Drift)
            edited.insert(action.key.deliverable);
    for (const KnownEvent& known : m_gathered->known) {
        const qint64 id = known.key.deliverable;
        const CalendarEvent* stands = edited.contains(id) ? event(id) : nullptr;
        if (stands != nullptr && isLastSent(known, *stands))
            m_lastSent.insert(id, &known.lastSent);
    }
}

const EventContent* Survey::lastSent(qint64 deliverable) const { return m_lastSent.value(deliverable); }

const Action* Survey::action(qint64 deliverable) const {
    const auto row = m_actions.constFind(deliverable);
    return row == m_actions.cend() ? nullptr : &m_plan->actions[static_cast<size_t>(*row)];
}

const CalendarEvent* Survey::event(qint64 deliverable) const {
    const auto row = m_events.constFind(deliverable);
    return row == m_events.cend() ? nullptr : &(*m_gathered->existing.rows())[static_cast<size_t>(*row)];
}

std::vector<const Action*> Survey::furtherActions(qint64 deliverable) const {
    std::vector<const Action*> further;
    if (const auto rows = m_further.constFind(deliverable); rows != m_further.cend())
        for (const qsizetype row : *rows)
            further.push_back(&m_plan->actions[static_cast<size_t>(row)]);
    return further;
}

Standing Survey::standing(const Deliverable& deliverable) const {
    const bool belongs = !whyNot(deliverable);
    if (!m_plan)
        return belongs ? Standing::Unknown : Standing::NotEligible;
    if (const Action* planned = action(deliverable.id)) {
        switch (planned->verb) {
        case Verb::Create:
        case Verb::Adopt:
            return Standing::No;
        case Verb::Update:
            return Standing::Differs;
        case Verb::Drift:
            return Standing::Edited;
        case Verb::Blocked:
            return Standing::Blocked;
        case Verb::Delete:
            return Standing::Leaves;
        }
    }
    // What left the horizon stays where it is: it stands all the same.
    if (event(deliverable.id) != nullptr)
        return Standing::Yes;
    return belongs ? Standing::No : Standing::NotEligible; // No: outside the scope of this look
}

} // namespace milepost
