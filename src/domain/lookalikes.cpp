// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/lookalikes.h"

#include "base/text.h"

namespace milepost {

LookAlikes::LookAlikes(const std::vector<CalendarEvent>& events) {
    for (const CalendarEvent& event : events)
        if (!event.tag && event.content.allDay && event.content.days == 1 && !event.hasAttendees &&
            !event.recurring)
            m_bySubject.insert(folded(event.content.subject), &event);
}

const CalendarEvent* LookAlikes::take(const EventContent& content) {
    if (m_bySubject.isEmpty())
        return nullptr;
    const CalendarEvent* oldest = nullptr;
    const auto [begin, end] = m_bySubject.equal_range(folded(content.subject));
    for (auto it = begin; it != end; ++it) {
        const CalendarEvent* event = *it;
        if (event->content.date != content.date || m_taken.contains(event))
            continue;
        if (oldest == nullptr ||
            std::tie(event->createdUtc, event->id) < std::tie(oldest->createdUtc, oldest->id))
            oldest = event;
    }
    if (oldest != nullptr)
        m_taken.insert(oldest);
    return oldest;
}

} // namespace milepost
