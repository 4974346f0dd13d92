// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/movedevents.h"

#include "base/together.h"

#include <map>
#include <set>

namespace milepost {

namespace {

using Ids = std::set<QString>;

QHash<QString, QString> found(GraphClient& graph, const CalendarAddress& at, const QStringList& sources,
                              const Ids& gone, std::stop_token stop) {
    QHash<QString, QString> found;
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

} // namespace

QHash<QString, QString> movedEvents(GraphClient& graph, const std::vector<EmptiedPlace>& places,
                                    const QStringList& sources, const std::vector<HandEdit>& edits,
                                    std::stop_token stop) {
    std::map<QString, Ids> gone; // by recipient
    for (const HandEdit& edit : edits)
        if (edit.kind() != HandEdit::Kind::Edited)
            gone[edit.key.recipient].insert(edit.fields.front().instance);
    std::vector<std::pair<const EmptiedPlace*, const Ids*>> asked;
    for (const EmptiedPlace& place : places)
        if (const auto ids = gone.find(place.recipient); ids != gone.end())
            asked.emplace_back(&place, &ids->second);
    std::vector<QHash<QString, QString>> answers(asked.size());
    // Cancelled: what was not asked counts as not found.
    (void)forEachTogether(
        asked.size(),
        [&](size_t i, std::stop_token inner) -> Result<void> {
            answers[i] = found(graph, asked[i].first->at, sources, *asked[i].second, std::move(inner));
            return {};
        },
        std::move(stop));
    QHash<QString, QString> all;
    for (const QHash<QString, QString>& answer : answers)
        all.insert(answer);
    return all;
}

} // namespace milepost
