// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"

#include <algorithm>
#include <vector>

#include <QHash>

namespace milepost {

using OwnEvents = std::vector<const CalendarEvent*>;

/// Those that carry a tag of ours for this recipient under one of these addresses of the tracker, by
/// deliverable, oldest first. Pointers into `events`.
[[nodiscard]] inline QHash<qint64, OwnEvents>
ownEvents(const std::vector<CalendarEvent>& events, const QString& recipient, const QStringList& sources) {
    QHash<qint64, OwnEvents> own;
    for (const CalendarEvent& event : events)
        if (event.tag && event.tag->key.recipient == recipient && sources.contains(event.tag->key.source))
            own[event.tag->key.deliverable].push_back(&event);
    for (OwnEvents& copies : own)
        std::ranges::sort(copies, [](const CalendarEvent* a, const CalendarEvent* b) {
            return std::tie(a->createdUtc, a->id) < std::tie(b->createdUtc, b->id);
        });
    return own;
}

/// Events that our journal wrote and that stand without a tag, by deliverable: somebody's program removed it,
/// or the mailbox never kept it. To create beside them would double them, in every run once more.
[[nodiscard]] inline QHash<qint64, const CalendarEvent*> lostMarks(const std::vector<CalendarEvent>& events,
                                                                   const std::vector<KnownEvent>& known,
                                                                   const QString& recipient) {
    QHash<QString, const CalendarEvent*> untagged;
    for (const CalendarEvent& event : events)
        if (!event.tag)
            untagged.insert(event.id, &event);
    QHash<qint64, const CalendarEvent*> lost;
    for (const KnownEvent& each : known)
        if (each.present && each.key.recipient == recipient)
            if (const CalendarEvent* event = untagged.value(each.eventId))
                lost.insert(each.key.deliverable, event);
    return lost;
}

/// A write to an event with attendees mails them, and one to a series changes every date (law 5).
[[nodiscard]] inline bool mayBeWritten(const CalendarEvent& event) {
    return !event.hasAttendees && !event.recurring;
}

} // namespace milepost
