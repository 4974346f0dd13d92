// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/calendarnames.h"

#include "base/text.h"

#include <optional>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Kind = CalendarMiss::Kind;

QString withoutAccents(const QString& text) {
    QString rest;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD))
        if (c.category() != QChar::Mark_NonSpacing)
            rest += c;
    return rest;
}

/// Letters and digits that look alike in some typeface.
QString withoutTwins(QString text) {
    for (QChar& c : text)
        if (c == u'o' || c == u'O')
            c = u'0';
        else if (c == u'i' || c == u'l' || c == u'|' || c == u'I')
            c = u'1';
    return text;
}

/// What somebody sees who reads quickly; with an eye for one kind of difference, where one is named.
QString seen(QString name, std::optional<Kind> eye = std::nullopt) {
    if (eye != Kind::LookAlikes)
        name = withoutLookAlikes(name);
    if (eye != Kind::Accents)
        name = withoutAccents(name);
    if (eye != Kind::Case)
        name = name.toCaseFolded();
    if (eye != Kind::LookAlikes) // a capital L is no twin of a 1, its small letter is
        name = withoutTwins(name);
    return eye == Kind::Blanks ? name : collapsed(name);
}

std::vector<Kind> differences(const Calendar& calendar, const QString& name) {
    std::vector<Kind> kinds;
    for (const Kind kind : {Kind::Case, Kind::Blanks, Kind::Accents, Kind::LookAlikes})
        if (seen(calendar.name, kind) != seen(name, kind))
            kinds.push_back(kind);
    if (calendar.isForeign)
        kinds.push_back(Kind::Owner);
    return kinds;
}

/// Blanks that nobody would see in a sentence, made visible.
QString visible(QString name) {
    if (name != name.simplified())
        name.replace(u' ', QChar(0x2423));
    return name;
}

} // namespace

// 404: gone. 400: an id of another form. Anything else says nothing about the calendar.
bool leadsNowhere(const Error& error) {
    return error.kind == Error::Kind::NotFound || error.httpStatus == 400;
}

std::vector<CalendarMiss> calendarMisses(const std::vector<Calendar>& calendars, const QString& name) {
    std::vector<CalendarMiss> misses;
    for (const Calendar& calendar : calendars)
        if (seen(calendar.name) == seen(name) && (calendar.name != name || calendar.isForeign))
            misses.push_back({calendar, differences(calendar, name)});
    return misses;
}

QStringList nearMisses(const std::vector<Calendar>& calendars, const QString& name) {
    QStringList near;
    for (const CalendarMiss& miss : calendarMisses(calendars, name))
        if (!miss.calendar.isForeign)
            near << miss.calendar.name;
    return near;
}

Error calendarMissing(const QString& mailbox, const QString& name, const std::vector<Calendar>& calendars) {
    Error error = makeError(Error::Kind::NotFound, Error::Stage::Graph,
                            u"%1 has no calendar named \"%2\""_s.arg(mailbox, name), u"calendar-missing"_s);
    QStringList near;
    for (const QString& other : nearMisses(calendars, name))
        near << visible(other);
    if (!near.isEmpty())
        error.detail += u"; there is \""_s + near.join(u"\", \""_s) +
                        u"\", which differs in case, spaces, accents or look-alike letters"_s;
    for (const Calendar& calendar : calendars)
        if (calendar.isForeign && calendar.name == name)
            error.detail +=
                u"; the one of that name that is shared with it belongs to %1"_s.arg(calendar.owner);
    return error;
}

} // namespace milepost
