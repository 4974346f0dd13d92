// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/letternames.h"
#include "doctor/probeparts.h"
#include "graph/calendarnames.h"

#include <algorithm>

#include <QCoreApplication>
#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// Which letter it is: nobody sees it.
QString lookAlikeWord(const QString& found, const QString& wanted) {
    if (const QChar their = foreignLetter(found, wanted); !their.isNull())
        return say(QT_TRANSLATE_NOOP("doctor", "letters that look alike (“%1” is %2)"))
            .arg(their, letterName(their));
    if (const QChar own = foreignLetter(wanted, found); !own.isNull())
        return say(QT_TRANSLATE_NOOP("doctor", "letters that look alike (“%1” in the profile is %2)"))
            .arg(own, letterName(own));
    return say(QT_TRANSLATE_NOOP("doctor", "letters that look alike"));
}

QString wordFor(CalendarMiss::Kind kind, const Calendar& calendar, const QString& wanted) {
    switch (kind) {
    case CalendarMiss::Kind::Case:
        return say(QT_TRANSLATE_NOOP("doctor", "capital letters"));
    case CalendarMiss::Kind::Blanks:
        return say(QT_TRANSLATE_NOOP("doctor", "blanks"));
    case CalendarMiss::Kind::Accents:
        return say(QT_TRANSLATE_NOOP("doctor", "accents"));
    case CalendarMiss::Kind::LookAlikes:
        return lookAlikeWord(calendar.name, wanted);
    case CalendarMiss::Kind::Owner:
        return say(QT_TRANSLATE_NOOP("doctor", "belongs to %1")).arg(calendar.owner);
    }
    return {};
}

/// Each person has a calendar: no mailbox is the profile's, and whose it is the directory says.
ProbeReport probeDirectory(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Calendar, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    if (const auto refusal = refusalOfDirectory(clients.graph, std::move(stop)))
        return failed(std::move(report), *refusal, appSecretOf(profile));
    return passed(std::move(report),
                  say(QT_TRANSLATE_NOOP("doctor", "mailboxes of people can be looked up")));
}

} // namespace

// In which group each of them stands is told where it can be read, and where there are several.
std::vector<CalendarNote> probes::calendarNotes(const std::vector<Calendar>& calendars,
                                                const Profile& profile, const ProbeClients& clients,
                                                std::stop_token stop) {
    const auto misses = calendarMisses(calendars, profile.calendarName);
    std::map<QString, QString> groups;
    if (!misses.empty())
        groups = clients.graph.calendarGroups(profile.mailbox, std::move(stop)).value_or(groups);
    const auto first = std::ranges::find(calendars, true, &Calendar::isDefault);
    const auto usual = first == calendars.end() ? groups.end() : groups.find(first->id);
    std::vector<CalendarNote> notes;
    for (const CalendarMiss& miss : misses) {
        QStringList words;
        for (const CalendarMiss::Kind kind : miss.kinds)
            words << wordFor(kind, miss.calendar, profile.calendarName);
        const auto group = groups.find(miss.calendar.id);
        if (group != groups.end() && usual != groups.end() && group->second != usual->second)
            words << say(QT_TRANSLATE_NOOP("doctor", "in the group “%1”")).arg(group->second);
        notes.push_back({miss.calendar.name, words.join(u", "_s), miss.calendar.isForeign});
    }
    if (clients.calendarSeenUtc)
        notes.push_back({profile.calendarName,
                         say(QT_TRANSLATE_NOOP("doctor", "stood here on %1; deleted or renamed since"))
                             .arg(clients.calendarSeenUtc->date().toString(Qt::ISODate)),
                         true});
    return notes;
}

ProbeReport probeCalendar(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    if (profile.isIndividual())
        return probeDirectory(profile, clients, std::move(stop));
    ProbeReport report =
        begin(ProbeId::Calendar, profile, clients, appKeys(profile) << u"mailbox"_s << u"calendarName"_s);
    if (report.skipped)
        return report;
    const auto calendars = clients.graph.calendars(profile.mailbox, stop);
    if (!calendars)
        return failed(std::move(report), calendars.error(), appSecretOf(profile));
    const auto found = std::ranges::find_if(*calendars, [&](const Calendar& calendar) {
        return calendar.name == profile.calendarName && !calendar.isForeign;
    });
    if (found == calendars->end()) {
        report.nearMisses = nearMisses(*calendars, profile.calendarName);
        report.nearNotes = calendarNotes(*calendars, profile, clients, std::move(stop));
        report.error = calendarMissing(profile.mailbox, profile.calendarName, *calendars);
        return report;
    }
    if (!found->canEdit)
        report.warning = say(QT_TRANSLATE_NOOP("doctor", "This calendar can be read, but not written to."));
    QStringList facts{say(QT_TRANSLATE_NOOP("doctor", "%1 in %2")).arg(found->name, profile.mailbox)};
    // Told only where the app may read it: nothing depends on it.
    if (const QString zone = clients.graph.timeZone(profile.mailbox, std::move(stop)).value_or(QString());
        !zone.isEmpty()) {
        facts << say(QT_TRANSLATE_NOOP("doctor", "the mailbox's own zone is %1")).arg(zone);
        if (zone != profile.timeZone && !QTimeZone::windowsIdToDefaultIanaId(zone.toUtf8()).isEmpty())
            report.proposals.push_back(
                {u"timeZone"_s, zone, say(QT_TRANSLATE_NOOP("doctor", "The mailbox is set to it."))});
    }
    return passed(std::move(report), facts.join(u" · "_s));
}

} // namespace milepost
