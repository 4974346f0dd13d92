// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/gatherer.h"

#include <memory>
#include <optional>

#include <QHash>

namespace milepost {

/// What stands in the calendar for a deliverable, as one look at both sides gave it.
enum class Standing {
    Yes,         ///< stands as it should
    No,          ///< belongs into the calendar and is not there
    Differs,     ///< stands, and would be changed
    Edited,      ///< somebody edited our event in Outlook: shown and kept
    Blocked,     ///< nothing is done about it; the action says why
    Leaves,      ///< stands, and would be taken away
    NotEligible, ///< belongs not into the calendar, and is not known to be there
    Unknown,     ///< belongs into the calendar, which could not be read
};

/// A mailbox in which something of a deliverable stands, or is planned; former ones are no places.
struct StandingPlace {
    int mailbox = 0;                      ///< as Action::mailbox
    const CalendarEvent* event = nullptr; ///< of several copies the oldest; null: it does not stand
    const Action* action = nullptr;       ///< about that event, or the wanted one; null: none
};

/// What a survey's plan is for, when it is not the usual one of everything.
struct PlanAim {
    PlanPurpose purpose;
    std::optional<RunId> resumes = {}; ///< the run that was cut off and is continued

    friend bool operator==(const PlanAim&, const PlanAim&) = default;
};

/// One look at both sides, kept for looking things up: the tracker's rows, the composed events, what stands
/// in the calendar, and the plan that follows. Immutable once made; every function may be called on any
/// thread and does no input or output.
class Survey {
public:
    /// `gathered` holds a tracker that could be read, or a plan whose purpose does not ask the tracker; and a
    /// composer. Either `plan` or `calendarFailure`.
    Survey(std::unique_ptr<Gathered> gathered, std::optional<Plan> plan, std::optional<Error> calendarFailure,
           QDateTime madeUtc, std::optional<RunId> resumes = {});

    /// The run that the plan continues.
    [[nodiscard]] const std::optional<RunId>& resumes() const { return m_resumes; }
    /// Without rows where the tracker was not asked.
    [[nodiscard]] const TrackerData& data() const { return rowsOf(*m_gathered); }
    [[nodiscard]] const Composer& composer() const { return *m_gathered->composer; }
    [[nodiscard]] QString trackerReading() const { return m_gathered->tracker.stateName(); }
    [[nodiscard]] QString restriction() const { return m_gathered->tracker.restriction(); }
    /// Through whose eyes the tracker was read, and whose were confirmed before: what the restriction comes
    /// from.
    [[nodiscard]] const std::optional<TrackerView>& view() const { return m_gathered->view; }
    [[nodiscard]] const std::optional<TrackerView>& acceptedView() const { return m_gathered->accepted; }
    /// What would be done; nothing when the calendar could not be read.
    [[nodiscard]] const std::optional<Plan>& plan() const { return m_plan; }
    [[nodiscard]] const std::optional<Error>& calendarFailure() const { return m_calendarFailure; }
    [[nodiscard]] const QDateTime& madeUtc() const { return m_madeUtc; }

    /// Two look-ups, nothing is composed: cheap enough for every row of a table.
    [[nodiscard]] Standing standing(const Deliverable& deliverable) const;
    /// Why it does not belong into the calendar; nothing: it does.
    [[nodiscard]] std::optional<Ineligible> whyNot(const Deliverable& deliverable) const {
        return composer().whyNot(deliverable);
    }
    /// The action about the one event of a deliverable, whether it stands or is wanted; null when there is
    /// none (unchanged, not eligible). Of many mailboxes the one that says most.
    [[nodiscard]] const Action* action(qint64 deliverable) const;
    /// What else is planned or known: about copies of that event, and what stays edited while it is changed.
    [[nodiscard]] std::vector<const Action*> furtherActions(qint64 deliverable) const;
    /// The event as it should be, or why there is none.
    [[nodiscard]] Composed composed(const Deliverable& deliverable) const {
        return composer().compose(deliverable);
    }
    /// When we wrote an event of it last, in this calendar; invalid: never.
    [[nodiscard]] QDateTime written(qint64 deliverable) const {
        return m_gathered->written.value(deliverable);
    }
    /// What we sent last, of an event that somebody edited; null where another machine wrote
    /// it since, or alone.
    [[nodiscard]] const EventContent* lastSent(const EventKey& key) const { return m_lastSent.value(key); }
    /// Each mailbox in which it stands or is planned; of a shared calendar one at most. In the plan's order.
    [[nodiscard]] std::vector<StandingPlace> places(qint64 deliverable) const;
    /// Stands there as it should, and is looked after: what the plan counts as unchanged.
    [[nodiscard]] bool isUnchanged(const Deliverable& deliverable, const StandingPlace& place) const {
        return place.event != nullptr && place.action == nullptr && !whyNot(deliverable);
    }
    /// The event of ours that stands now, of several copies the oldest; null when there is none. Of many
    /// mailboxes the one that its action is about, or the first.
    [[nodiscard]] const CalendarEvent* event(qint64 deliverable) const;
    /// Each person has a calendar: what is assigned to nobody with a mailbox belongs nowhere.
    [[nodiscard]] bool isIndividual() const { return m_gathered->teams.has_value(); }
    /// Each person has a calendar: the whole map of people; else nobody.
    [[nodiscard]] const std::vector<PersonRow>& people() const { return m_gathered->people; }
    /// Null: it is that of the whole plan.
    [[nodiscard]] const PlanMailbox* mailbox(int mailbox) const;

    /// The tracker's rows; none where it was not asked.
    [[nodiscard]] static const TrackerData& rowsOf(const Gathered& gathered);

private:
    using Place = std::pair<int, qint64>; ///< mailbox, deliverable

    void indexPeople();
    void indexEvents();
    void indexEvents(int mailbox, const QString& recipient, const std::vector<CalendarEvent>& events);
    void indexActions();
    void indexPlaced(qsizetype row);
    void findLastSent(const std::vector<KnownEvent>& known, int mailbox);
    [[nodiscard]] int firstMailbox() const; ///< the number of the first of those of people
    [[nodiscard]] const Action* at(qsizetype row) const { return &m_plan->actions[static_cast<size_t>(row)]; }
    [[nodiscard]] Standing standingOf(const Action& action) const;
    [[nodiscard]] Standing unplanned(const Deliverable& deliverable) const;

    std::unique_ptr<Gathered> m_gathered;
    std::optional<Plan> m_plan;
    std::optional<Error> m_calendarFailure;
    QDateTime m_madeUtc;
    std::optional<RunId> m_resumes;
    QHash<qint64, qsizetype> m_actions;              ///< deliverable → row of the plan
    QHash<qint64, std::vector<qsizetype>> m_further; ///< deliverable → further rows of the plan
    QHash<Place, const CalendarEvent*> m_events;
    QHash<Place, qsizetype> m_placed;            ///< row of the plan about the event there
    QHash<qint64, std::vector<int>> m_mailboxes; ///< deliverable → those in which it stands or is planned
    QHash<EventKey, const EventContent*> m_lastSent; ///< of edited events
    QHash<qint64, bool> m_people;                    ///< who has a mailbox; whether it could be read
};

} // namespace milepost
