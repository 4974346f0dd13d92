// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/movedevents.h"

#include <set>

namespace milepost {

QHash<QString, QString> movedEvents(GraphClient& graph, const CalendarAddress& at, const QStringList& sources,
                                    const std::vector<HandEdit>& edits, std::stop_token stop) {
    std::set<QString> gone;
    for (const HandEdit& edit : edits)
        if (edit.kind() != HandEdit::Kind::Edited)
            gone.insert(edit.fields.front().instance);
    QHash<QString, QString> found;
    if (gone.empty())
        return found;
    const auto calendars = graph.calendars(at.mailbox, stop);
    if (!calendars)
        return found;
    for (const Calendar& calendar : *calendars) {
        if (calendar.id == at.calendarId)
            continue;
        const auto events = graph.taggedEvents({at.mailbox, calendar.id}, sources, stop);
        if (const auto* rows = events.rows())
            for (const CalendarEvent& event : *rows)
                if (gone.contains(event.id))
                    found.insert(event.id, calendar.name);
    }
    return found;
}

} // namespace milepost
