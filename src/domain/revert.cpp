// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/revert.h"

#include "domain/actions.h"
#include "domain/merge.h"

#include <algorithm>

#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// How an event stood at one time.
struct State {
    EventContent content;
    std::optional<Tag> tag;
};

State stateBefore(const PastWrite& write) { return {write.before, write.tagBefore}; }

/// An update sends some fields and leaves the rest as they stood.
State stateAfter(const PastWrite& write) {
    State state{write.verb == Verb::Create ? write.after : write.before, write.tagAfter};
    EventContent& content = state.content;
    for (const Field field : write.fields)
        switch (field) {
        case Field::Subject:
            content.subject = write.after.subject;
            break;
        case Field::Date:
        case Field::AllDay: // start and end are sent together
            content.date = write.after.date;
            content.allDay = write.after.allDay;
            content.days = write.after.days;
            break;
        case Field::ShowAs:
            content.showAs = write.after.showAs;
            break;
        case Field::Reminder:
            content.reminderMinutes = write.after.reminderMinutes;
            break;
        case Field::Categories:
            content.categories = write.after.categories;
            break;
        case Field::Body:
            content.body = write.after.body;
            break;
        case Field::Presence:
            break;
        }
    return state;
}

class Reverter {
public:
    explicit Reverter(const RevertInput& input) : m_input(input) {
        for (const CalendarEvent& event : *input.existing.rows()) {
            m_byId.insert(event.id, &event);
            if (event.tag)
                m_byKey[event.tag->key].push_back(&event);
            if (event.tag && event.tag->key.source == input.target.source)
                ++m_plan.ownInScope;
        }
        for (const KnownEvent& known : input.known)
            m_known.insert(known.key, &known);
    }

    Plan make() {
        for (const PastWrite& write : m_input.writes)
            take(write);
        m_plan.target = m_input.target;
        m_plan.purpose = {PlanPurpose::Kind::Revert, m_input.run};
        m_plan.createdUtc = m_input.nowUtc;
        m_plan.trackerReading = u"unread"_s;
        m_plan.graphReading = m_input.existing.stateName();
        std::ranges::sort(m_plan.actions, comesFirst);
        return std::move(m_plan);
    }

private:
    void take(const PastWrite& write) {
        if (!write.isWhole)
            return block(write, find(write), Reason::NotRestorable, u"recorded by an earlier version"_s);
        switch (write.verb) {
        case Verb::Create:
            return takeCreate(write);
        case Verb::Update:
            return takeUpdate(write);
        case Verb::Delete:
            return takeDelete(write);
        case Verb::Adopt:
        case Verb::Drift:
        case Verb::Blocked:
            return; // never written
        }
    }

    void takeCreate(const PastWrite& write) {
        const CalendarEvent* event = find(write);
        if (event == nullptr)
            return sayUnchanged();
        if (!isAs(*event, write, stateAfter(write)))
            return blockChanged(write, event);
        if (isUntouchable(write, *event))
            return;
        add(standingAction(*event, Verb::Delete, Reason::Undo));
    }

    void takeUpdate(const PastWrite& write) {
        const CalendarEvent* event = find(write);
        if (event == nullptr)
            return blockChanged(write, event);
        if (isAs(*event, write, stateBefore(write)))
            return sayUnchanged();
        if (!isAs(*event, write, stateAfter(write)))
            return blockChanged(write, event);
        if (isUntouchable(write, *event))
            return;
        Action action = backTo(write, Verb::Update);
        // Without our tag it is ours by the journal alone, which wrote exactly this event.
        action.event = event->tag ? OwnEvent::of(*event) : OwnEvent::adopted(*event);
        action.standing = event->tag;
        action.before = event->content;
        for (const Field field : visibleDifferences(event->content, write.before))
            action.changes.push_back(
                {field, fieldText(event->content, field), fieldText(write.before, field)});
        if (holds(write.fields, Field::Body) && !bodyIs(*event, write.before.body, knownOf(write.key)))
            action.changes.push_back({Field::Body, event->content.body, write.before.body});
        if (std::ranges::any_of(action.changes, isAboutTime) && !write.before.allDay)
            return block(write, event, Reason::NotRestorable, u"it had a time of day"_s);
        add(std::move(action));
    }

    void takeDelete(const PastWrite& write) {
        if (m_byId.contains(write.eventId))
            return sayUnchanged();
        const CalendarEvent* event = find(write);
        if (event != nullptr && isAs(*event, write, stateBefore(write)))
            return sayUnchanged(); // made again already
        if (const auto others = m_byKey.find(write.key); others != m_byKey.end())
            return block(write, others->second.front(), Reason::StandsAgain, since(write.key));
        if (!write.before.allDay)
            return block(write, nullptr, Reason::NotRestorable, u"it had a time of day"_s);
        Action action = backTo(write, Verb::Create);
        const KnownEvent* known = knownOf(write.key);
        action.generation = known == nullptr ? 1 : known->generation + 1;
        add(std::move(action));
    }

    /// The event that the run wrote, or the one that a later run made in its place; a copy that somebody made
    /// is neither.
    [[nodiscard]] const CalendarEvent* find(const PastWrite& write) const {
        if (const CalendarEvent* same = m_byId.value(write.eventId))
            return same;
        if (const auto others = m_byKey.find(write.key); others != m_byKey.end())
            for (const CalendarEvent* other : others->second)
                if (write.eventId.isEmpty() || m_input.since.created.contains(other->id))
                    return other;
        return nullptr;
    }

    [[nodiscard]] bool isAs(const CalendarEvent& event, const PastWrite& write, const State& state) const {
        return event.tag == state.tag && visibleDifferences(event.content, state.content).empty() &&
               bodyIs(event, state.content.body, knownOf(write.key));
    }

    [[nodiscard]] Action backTo(const PastWrite& write, Verb verb) const {
        Action action;
        action.key = write.key;
        action.verb = verb;
        action.reason = Reason::Undo;
        action.subject = write.before.subject;
        action.date = write.before.date;
        action.content = write.before;
        action.content.timeZone = m_input.timeZone;
        // As a listing shows it, that is with the service's line ends.
        action.content.body = write.before.body.trimmed().replace(u"\r\n"_s, u"\n"_s);
        if (write.tagBefore)
            action.tag = *write.tagBefore;
        return action;
    }

    /// A write to an event with attendees mails them, and one to a series changes every date (law 5).
    bool isUntouchable(const PastWrite& write, const CalendarEvent& event) {
        if (!event.hasAttendees && !event.recurring)
            return false;
        block(write, &event, event.hasAttendees ? Reason::PeopleInvited : Reason::MadeRecurring, {});
        return true;
    }

    void blockChanged(const PastWrite& write, const CalendarEvent* event) {
        if (const QString later = since(write.key); !later.isEmpty())
            return block(write, event, Reason::WrittenSince, later);
        if (event == nullptr)
            return block(write, event, Reason::DeletedSince, {});
        const bool isRewritten = event->tag && event->tag != write.tagAfter;
        block(write, event, isRewritten ? Reason::WrittenSince : Reason::ChangedSince,
              isRewritten ? u"by another computer"_s : QString());
    }

    [[nodiscard]] QString since(const EventKey& key) const {
        const auto later = m_input.since.runs.find(key);
        return later == m_input.since.runs.end() ? QString() : u"by run %1"_s.arg(later->second);
    }

    void block(const PastWrite& write, const CalendarEvent* event, Reason reason, const QString& note) {
        const EventContent& content = write.verb == Verb::Create ? write.after : write.before;
        Action action;
        action.key = write.key;
        action.verb = Verb::Blocked;
        action.reason = reason;
        action.note = note;
        action.subject = event != nullptr ? event->content.subject : content.subject;
        action.date = event != nullptr ? event->content.date : content.date;
        if (event != nullptr) {
            action.event = OwnEvent::of(*event); // nothing for one without our tag
            action.standing = event->tag;
            action.before = event->content;
        }
        add(std::move(action));
    }

    void sayUnchanged() { ++m_plan.summary.unchanged; }

    void add(Action action) {
        count(action.verb, m_plan.summary);
        m_plan.actions.push_back(std::move(action));
    }

    [[nodiscard]] const KnownEvent* knownOf(const EventKey& key) const { return m_known.value(key); }
    [[nodiscard]] static bool holds(const std::vector<Field>& fields, Field field) {
        return std::ranges::find(fields, field) != fields.end();
    }
    [[nodiscard]] static bool isAboutTime(const FieldChange& change) {
        return change.field == Field::Date || change.field == Field::AllDay;
    }

    const RevertInput& m_input;
    QHash<QString, const CalendarEvent*> m_byId;
    std::map<EventKey, std::vector<const CalendarEvent*>> m_byKey;
    QHash<EventKey, const KnownEvent*> m_known;
    Plan m_plan;
};

} // namespace

Result<Plan> makeRevertPlan(const RevertInput& input) {
    if (const Error* failure = input.existing.failure())
        return std::unexpected(*failure);
    return Reverter(input).make();
}

} // namespace milepost
