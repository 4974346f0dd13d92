// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/survey.h"

#include "domain/merge.h"

#include <algorithm>
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
    indexPeople();
    indexEvents();
    indexActions();
    findLastSent(m_gathered->known, 0);
    for (size_t i = 0; i < m_gathered->mailboxes.size(); ++i)
        findLastSent(m_gathered->mailboxes[i].known, firstMailbox() + static_cast<int>(i));
}

const TrackerData& Survey::rowsOf(const Gathered& gathered) {
    static const TrackerData k_none;
    return gathered.tracker.rows() != nullptr ? *gathered.tracker.rows() : k_none;
}

int Survey::firstMailbox() const {
    return m_plan && !m_plan->mailboxes.empty()
               ? static_cast<int>(std::ssize(m_plan->mailboxes) - std::ssize(m_gathered->mailboxes))
               : 0;
}

const PlanMailbox* Survey::mailbox(int mailbox) const {
    return m_plan && !m_plan->mailboxes.empty() ? &m_plan->mailboxes[static_cast<size_t>(mailbox)] : nullptr;
}

void Survey::indexPeople() {
    if (!m_plan)
        return;
    for (const PlanMailbox& mailbox : m_plan->mailboxes)
        if (!mailbox.former)
            for (const qint64 person : mailbox.people)
                m_people[person] = m_people.value(person) || !mailbox.isSkipped();
    for (const UnreadMailbox& unread : m_plan->unread())
        for (const PersonRow& row : m_plan->withoutMailbox)
            if (row.name == unread.whose)
                m_people.insert(row.person, false);
}

void Survey::indexEvents() {
    if (const auto* events = m_gathered->existing.rows())
        indexEvents(0, {}, *events);
    for (size_t i = 0; i < m_gathered->mailboxes.size(); ++i) {
        const MailboxLook& look = m_gathered->mailboxes[i];
        if (const auto* events = look.existing.rows(); events != nullptr && !look.mailbox.former)
            indexEvents(firstMailbox() + static_cast<int>(i), look.mailbox.recipient, *events);
    }
}

/// The same events as the planner counts as ours: another tracker writes its own into the same calendar, with
/// ids that overlap.
void Survey::indexEvents(int mailbox, const QString& recipient, const std::vector<CalendarEvent>& events) {
    const QStringList sources = QStringList{composer().source()} + m_gathered->movedFrom;
    for (const CalendarEvent& event : events) {
        if (!event.tag || event.tag->key.recipient != recipient || !sources.contains(event.tag->key.source))
            continue;
        const qint64 id = event.tag->key.deliverable;
        const CalendarEvent*& known = m_events[{mailbox, id}];
        if (known == nullptr)
            m_mailboxes[id].push_back(mailbox);
        if (known == nullptr || std::tie(event.createdUtc, event.id) < std::tie(known->createdUtc, known->id))
            known = &event;
    }
}

void Survey::indexActions() {
    if (!m_plan)
        return;
    for (qsizetype row = 0; row < std::ssize(m_plan->actions); ++row) {
        const Action& planned = *at(row);
        const qint64 id = planned.key.deliverable;
        const CalendarEvent* stands = m_events.value({planned.mailbox, id});
        const bool isAboutACopy = stands != nullptr && planned.event && planned.eventId() != stands->id;
        const PlanMailbox* place = m_plan->mailboxOf(planned);
        if (isAboutACopy || (place != nullptr && place->former)) {
            m_further[id].push_back(row);
            continue;
        }
        indexPlaced(row);
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

/// Of the actions about one event the one that people should see.
void Survey::indexPlaced(qsizetype row) {
    const Action& planned = *at(row);
    const Place place{planned.mailbox, planned.key.deliverable};
    const auto known = m_placed.find(place);
    if (known != m_placed.end()) {
        if (weight(at(*known)->verb) < weight(planned.verb))
            *known = row;
        return;
    }
    m_placed.insert(place, row);
    if (!m_events.contains(place))
        m_mailboxes[place.second].push_back(place.first);
}

void Survey::findLastSent(const std::vector<KnownEvent>& known, int mailbox) {
    if (!m_plan)
        return;
    QSet<EventKey> edited;
    for (const Action& action : m_plan->actions)
        if (action.verb == Verb::Drift && action.mailbox == mailbox)
            edited.insert(action.key);
    if (edited.isEmpty())
        return;
    for (const KnownEvent& sent : known) {
        const CalendarEvent* stands = m_events.value({mailbox, sent.key.deliverable});
        if (stands == nullptr || !isLastSent(sent, *stands))
            continue;
        if (const EventKey& key = stands->tag->key; edited.contains(key))
            m_lastSent.insert(key, &sent.lastSent);
    }
}

const Action* Survey::action(qint64 deliverable) const {
    const auto row = m_actions.constFind(deliverable);
    return row == m_actions.cend() ? nullptr : at(*row);
}

const CalendarEvent* Survey::event(qint64 deliverable) const {
    if (const Action* planned = action(deliverable))
        return m_events.value({planned->mailbox, deliverable});
    const auto mailboxes = m_mailboxes.constFind(deliverable);
    return mailboxes == m_mailboxes.cend() ? nullptr : m_events.value({mailboxes->front(), deliverable});
}

std::vector<StandingPlace> Survey::places(qint64 deliverable) const {
    std::vector<StandingPlace> places;
    std::vector<int> mailboxes = m_mailboxes.value(deliverable);
    std::ranges::sort(mailboxes);
    for (const int mailbox : mailboxes) {
        const qsizetype row = m_placed.value({mailbox, deliverable}, -1);
        places.push_back({mailbox, m_events.value({mailbox, deliverable}), row < 0 ? nullptr : at(row)});
    }
    return places;
}

std::vector<const Action*> Survey::furtherActions(qint64 deliverable) const {
    std::vector<const Action*> further;
    if (const auto rows = m_further.constFind(deliverable); rows != m_further.cend())
        for (const qsizetype row : *rows)
            further.push_back(at(row));
    return further;
}

Standing Survey::standing(const Deliverable& deliverable) const {
    if (!m_plan)
        return whyNot(deliverable) ? Standing::NotEligible : Standing::Unknown;
    const Action* planned = action(deliverable.id);
    return planned != nullptr ? standingOf(*planned) : unplanned(deliverable);
}

Standing Survey::standingOf(const Action& action) const {
    switch (action.verb) {
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
    return Standing::Unknown;
}

Standing Survey::unplanned(const Deliverable& deliverable) const {
    // What left the horizon stays where it is: it stands all the same.
    if (event(deliverable.id) != nullptr)
        return Standing::Yes;
    if (whyNot(deliverable))
        return Standing::NotEligible;
    if (!isIndividual())
        return Standing::No; // outside the scope of this look
    const std::vector<qint64> people = m_gathered->teams->people(deliverable);
    const auto isKnown = [this](qint64 person) { return m_people.contains(person); };
    if (std::ranges::any_of(people, [this](qint64 person) { return m_people.value(person); }))
        return Standing::No;
    return std::ranges::any_of(people, isKnown) ? Standing::Unknown : Standing::NotEligible;
}

} // namespace milepost
