// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/survey.h"

namespace milepost {

namespace {

/// Of several actions for one deliverable (a duplicate beside its original) the one that people should see.
int weight(Verb verb) {
    switch (verb) {
    case Verb::Drift:
        return 5;
    case Verb::Update:
        return 4;
    case Verb::Create:
        return 3;
    case Verb::Blocked:
        return 2;
    case Verb::Delete:
        return 1;
    case Verb::Adopt:
        return 0;
    }
    return 0;
}

} // namespace

Survey::Survey(std::unique_ptr<Gathered> gathered, std::optional<Plan> plan,
               std::optional<Error> calendarFailure, QDateTime madeUtc)
    : m_gathered(std::move(gathered)),
      m_plan(std::move(plan)),
      m_calendarFailure(std::move(calendarFailure)),
      m_madeUtc(std::move(madeUtc)) {
    if (m_plan) {
        const std::vector<Action>& actions = m_plan->actions;
        for (qsizetype row = 0; row < std::ssize(actions); ++row) {
            const Action& action = actions[static_cast<size_t>(row)];
            const auto known = m_actions.constFind(action.key.deliverable);
            if (known == m_actions.cend() ||
                weight(actions[static_cast<size_t>(*known)].verb) < weight(action.verb))
                m_actions.insert(action.key.deliverable, row);
        }
    }
    if (const auto* events = m_gathered->existing.rows())
        for (qsizetype row = 0; row < std::ssize(*events); ++row)
            if (const auto& tag = (*events)[static_cast<size_t>(row)].tag; tag)
                m_events.insert(tag->key.deliverable, row);
}

const Action* Survey::action(qint64 deliverable) const {
    const auto row = m_actions.constFind(deliverable);
    return row == m_actions.cend() ? nullptr : &m_plan->actions[static_cast<size_t>(*row)];
}

const CalendarEvent* Survey::event(qint64 deliverable) const {
    const auto row = m_events.constFind(deliverable);
    return row == m_events.cend() ? nullptr : &(*m_gathered->existing.rows())[static_cast<size_t>(*row)];
}

Standing Survey::standing(const Deliverable& deliverable) const {
    const bool belongs = std::holds_alternative<DesiredEvent>(composed(deliverable));
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
            // A duplicate goes, its original stays.
            return belongs ? Standing::Yes : Standing::Leaves;
        }
    }
    // What left the horizon stays where it is: it stands all the same.
    return belongs || event(deliverable.id) != nullptr ? Standing::Yes : Standing::NotEligible;
}

} // namespace milepost
