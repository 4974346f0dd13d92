// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/calendarnames.h"

#include "base/text.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// What somebody sees who reads quickly.
QString looks(const QString& name) {
    QString seen = folded(withoutLookAlikes(name));
    for (QChar& c : seen)
        if (c == u'o')
            c = u'0';
        else if (c == u'i' || c == u'l' || c == u'|')
            c = u'1';
    return seen;
}

/// Blanks that nobody would see in a sentence, made visible.
QString visible(QString name) {
    if (name != name.simplified())
        name.replace(u' ', QChar(0x2423));
    return name;
}

} // namespace

QStringList nearMisses(const std::vector<Calendar>& calendars, const QString& name) {
    QStringList near;
    for (const Calendar& calendar : calendars)
        if (calendar.name != name && looks(calendar.name) == looks(name))
            near << calendar.name;
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
    return error;
}

} // namespace milepost
