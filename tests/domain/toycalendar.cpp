// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "toycalendar.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

CalendarEvent* ToyCalendar::find(const QString& id) {
    const auto it = std::ranges::find(events, id, &CalendarEvent::id);
    return it == events.end() ? nullptr : &*it;
}

void ToyCalendar::add(CalendarEvent event) {
    event.id = u"event-%1"_s.arg(m_nextId++);
    event.etag = u"etag-%1"_s.arg(m_nextEtag++);
    event.createdUtc = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(m_nextId);
    events.push_back(std::move(event));
}

std::vector<CalendarEvent> ToyCalendar::foreign() const {
    std::vector<CalendarEvent> others;
    std::ranges::copy_if(events, std::back_inserter(others), [](const CalendarEvent& e) { return !e.tag; });
    return others;
}

void ToyCalendar::write(CalendarEvent& event, const Action& action, std::mt19937& random) {
    const EventContent& wanted = action.content;
    const auto has = [&action](Field field) {
        return action.verb == Verb::Create ||
               std::ranges::any_of(action.changes,
                                   [field](const FieldChange& c) { return c.field == field; });
    };
    if (has(Field::Subject))
        event.content.subject = wanted.subject;
    if (has(Field::Date) || has(Field::AllDay)) {
        event.content.date = wanted.date;
        event.content.allDay = true;
        event.content.days = 1;
    }
    if (has(Field::ShowAs))
        event.content.showAs = wanted.showAs;
    if (has(Field::Reminder))
        event.content.reminderMinutes = wanted.reminderMinutes;
    if (has(Field::Categories)) {
        event.content.categories = wanted.categories;
        std::shuffle(event.content.categories.begin(), event.content.categories.end(), random);
    }
    if (has(Field::Body))
        event.content.body = QString(wanted.body).replace(u'\n', u" \r\n"_s) + u"\r\n"_s;
    event.tag = action.tag;
    event.etag = u"etag-%1"_s.arg(m_nextEtag++);
}

void ToyCalendar::remember(const Action& action, const CalendarEvent& event) {
    std::erase_if(known, [&action](const KnownEvent& k) { return k.key == action.key; });
    known.push_back(
        {action.key, event.id, action.generation, true, action.content, bodyHash(event.content.body)});
}

void ToyCalendar::apply(const Plan& plan, bool remembers, std::mt19937& random) {
    for (const Action& action : plan.actions) {
        if (!plan.isPending(action))
            continue;
        if (action.verb == Verb::Create) {
            add({});
            write(events.back(), action, random);
            if (remembers)
                remember(action, events.back());
        } else if (action.verb == Verb::Delete) {
            std::erase_if(events, [&action](const CalendarEvent& e) { return e.id == action.eventId(); });
            const auto k = std::ranges::find(known, action.key, &KnownEvent::key);
            if (k == known.end())
                known.push_back({action.key, action.eventId(), action.generation, false, {}, {}});
            else if (k->eventId == action.eventId())
                k->present = false;
        } else if (CalendarEvent* event = find(action.eventId())) {
            write(*event, action, random);
            if (remembers)
                remember(action, *event);
        }
    }
}

} // namespace milepost
