// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/calendarresolver.h"

#include "base/text.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Blanks that nobody would see in a sentence, made visible.
QString visible(QString name) {
    if (name != name.simplified())
        name.replace(u' ', QChar(0x2423));
    return name;
}

Error missing(const QString& mailbox, const QString& name, const std::vector<Calendar>& calendars) {
    Error error = makeError(Error::Kind::NotFound, Error::Stage::Graph,
                            u"%1 has no calendar named \"%2\""_s.arg(mailbox, name), u"calendar-missing"_s);
    QStringList near;
    for (const QString& other : nearMisses(calendars, name))
        near << visible(other);
    if (!near.isEmpty())
        error.detail +=
            u"; there is \""_s + near.join(u"\", \""_s) + u"\", which differs in case, spaces or accents"_s;
    return error;
}

} // namespace

QStringList nearMisses(const std::vector<Calendar>& calendars, const QString& name) {
    QStringList near;
    for (const Calendar& calendar : calendars)
        if (calendar.name != name && folded(calendar.name) == folded(name))
            near << calendar.name;
    return near;
}

Result<Calendar> CalendarResolver::find(const QString& mailbox, const QString& name, std::stop_token stop) {
    const auto calendars = m_graph.calendars(mailbox, stop);
    if (!calendars)
        return std::unexpected(calendars.error());
    for (const Calendar& calendar : *calendars) {
        if (calendar.name != name)
            continue;
        if (const auto kept = m_journal.rememberCalendar(mailbox, name, calendar.id); !kept)
            return std::unexpected(kept.error());
        return calendar;
    }
    return std::unexpected(missing(mailbox, name, *calendars));
}

Result<Calendar> CalendarResolver::resolve(const QString& mailbox, const QString& name,
                                           std::stop_token stop) {
    const auto remembered = m_journal.calendarId(mailbox, name);
    if (!remembered)
        return std::unexpected(remembered.error());
    if (!remembered->has_value())
        return find(mailbox, name, stop);
    auto calendar = m_graph.calendar({mailbox, **remembered}, stop);
    if (calendar && calendar->name == name)
        return calendar;
    // 404: gone. 400: an id of another form. Anything else says nothing about the calendar.
    if (!calendar && calendar.error().kind != Error::Kind::NotFound && calendar.error().httpStatus != 400)
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
