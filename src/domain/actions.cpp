// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/actions.h"

namespace milepost {

Action wantedAction(const DesiredEvent& desired, Verb verb, Reason reason) {
    Action action;
    action.key = desired.key;
    action.verb = verb;
    action.reason = reason;
    action.subject = desired.content.subject;
    action.date = desired.content.date;
    action.content = desired.content;
    action.tag = desired.tag();
    return action;
}

Action standingAction(const CalendarEvent& event, Verb verb, Reason reason) {
    Action action;
    action.key = event.tag->key;
    action.verb = verb;
    action.reason = reason;
    action.subject = event.content.subject;
    action.date = event.content.date;
    action.event = OwnEvent::of(event);
    action.standing = event.tag;
    action.before = event.content;
    return action;
}

Action offerAction(const DesiredEvent& desired, const CalendarEvent& twin, Reason reason) {
    Action offer = wantedAction(desired, Verb::Adopt, reason);
    offer.event = OwnEvent::adopted(twin);
    offer.before = twin.content;
    for (const Field field : visibleDifferences(twin.content, desired.content))
        offer.changes.push_back({field, fieldText(twin.content, field), fieldText(desired.content, field)});
    offer.changes.push_back({Field::Body, twin.content.body, desired.content.body});
    return offer;
}

Action updateAction(const DesiredEvent& desired, const Tag& tag, const CalendarEvent& event,
                    const Merge& merge) {
    Action action = wantedAction(desired, Verb::Update, Reason::ChangedInTracker);
    action.tag = tag;
    if (event.tag->key.source != desired.key.source)
        action.reason = Reason::TrackerMoved;
    else if (merge.restores)
        action.reason = Reason::DriftRestored;
    action.event = OwnEvent::of(event);
    action.standing = event.tag;
    action.before = event.content;
    action.changes = merge.update;
    return action;
}

bool comesFirst(const Action& a, const Action& b) {
    const auto rank = [](const Action& x) { return std::tie(x.date, x.subject, x.key, x.verb); };
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    return a.eventId() < b.eventId();
}

void count(Verb verb, PlanSummary& summary) {
    switch (verb) {
    case Verb::Create:
        ++summary.create;
        return;
    case Verb::Update:
        ++summary.update;
        return;
    case Verb::Delete:
        ++summary.remove;
        return;
    case Verb::Adopt:
        ++summary.adopt;
        return;
    case Verb::Drift:
        ++summary.drift;
        return;
    case Verb::Blocked:
        ++summary.blocked;
        return;
    }
}

} // namespace milepost
