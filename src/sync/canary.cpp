// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/canary.h"

#include <algorithm>

#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// An update that leaves the date alone leaves the zone alone too, and an edit of either that somebody made.
bool sendsDate(const Action& action) {
    return action.verb == Verb::Create || std::ranges::any_of(action.changes, [](const FieldChange& change) {
               return change.field == Field::Date || change.field == Field::AllDay;
           });
}

} // namespace

bool canBeReadBack(const Action& action) {
    return action.verb == Verb::Create || action.verb == Verb::Adopt ||
           (action.verb == Verb::Update && !action.takesTagOff());
}

QString alterations(const Action& action, const std::optional<CalendarEvent>& standing) {
    if (!standing)
        return u"it is not there"_s;
    // Our mark for this key over other content: another computer wrote it meanwhile. That tells nothing of
    // the tenant, which knows neither marks nor hashes.
    if (standing->tag && standing->tag->key == action.tag.key && standing->tag != action.tag)
        return {};
    const EventContent& is = standing->content;
    const EventContent& sent = action.content;
    QStringList found;
    if (standing->tag != action.tag)
        found << (standing->tag ? u"another mark"_s : u"no mark"_s);
    if (sendsDate(action)) {
        if (is.date != sent.date)
            found << u"%1 instead of %2"_s.arg(is.date.toString(Qt::ISODate),
                                               sent.date.toString(Qt::ISODate));
        if (is.allDay != sent.allDay || is.days != sent.days)
            found << (is.allDay ? u"%1 days long"_s.arg(is.days) : u"not all-day"_s);
        if (standing->zone.compare(sent.timeZone, Qt::CaseInsensitive) != 0)
            found << u"zone \"%1\" instead of \"%2\""_s.arg(standing->zone, sent.timeZone);
    }
    if (standing->hasAttendees)
        found << u"with attendees"_s;
    return found.join(u", "_s);
}

Error alteredError(const QString& alterations) {
    return makeError(Error::Kind::Refused, Error::Stage::Graph,
                     u"the event does not stand as it was sent: %1"_s.arg(alterations), u"canary"_s);
}

bool isAltered(const Error& error) { return error.code == u"canary"_s; }

} // namespace milepost
