// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/calendarresolver.h"

#include "graph/calendarnames.h"

namespace milepost {

namespace {

bool isMeant(const Calendar& calendar, const QString& name) {
    return name.isEmpty() ? calendar.isDefault : calendar.name == name && !calendar.isForeign;
}

} // namespace

Result<Calendar> CalendarResolver::find(const QString& mailbox, const QString& name, std::stop_token stop) {
    const auto calendars = m_graph.calendars(mailbox, stop);
    if (!calendars)
        return std::unexpected(calendars.error());
    for (const Calendar& calendar : *calendars) {
        if (!isMeant(calendar, name))
            continue;
        if (const auto kept = m_journal.rememberCalendar(mailbox, name, calendar.id); !kept)
            return std::unexpected(kept.error());
        return calendar;
    }
    return std::unexpected(calendarMissing(mailbox, name, *calendars));
}

Result<Calendar> CalendarResolver::resolve(const QString& mailbox, const QString& name,
                                           std::stop_token stop) {
    const auto remembered = m_journal.calendarId(mailbox, name);
    if (!remembered)
        return std::unexpected(remembered.error());
    if (!remembered->has_value())
        return find(mailbox, name, stop);
    auto calendar = m_graph.calendar({mailbox, **remembered}, stop);
    if (calendar && isMeant(*calendar, name)) {
        if (const auto kept = m_journal.rememberCalendar(mailbox, name, **remembered); !kept)
            return std::unexpected(kept.error());
        return calendar;
    }
    if (!calendar && !leadsNowhere(calendar.error()))
        return calendar;
    return find(mailbox, name, stop); // gone, renamed, or known by another id now
}

Result<Calendar> CalendarResolver::create(const QString& mailbox, const QString& name, std::stop_token stop) {
    const auto created = m_graph.createCalendar(mailbox, name, stop);
    if (!created && created.error().kind != Error::Kind::Conflict &&
        created.error().kind != Error::Kind::Doubtful)
        return created;
    // The id that POST answers may differ from the one that listings show, and a conflict or a lost answer
    // may mean that it stands already: the listing decides (graph-contract 4.1).
    return find(mailbox, name, stop);
}

} // namespace milepost
