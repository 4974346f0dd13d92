// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which of a mailbox's calendars is meant: by its name, by what comes near, by the id that is remembered.
#include "doctor/calendarsearch.h"

#include <QCoreApplication>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// Only what the listing proves; without one nothing is said.
std::optional<Rung> unlisted(CalendarSearch& search, const std::stop_token& stop) {
    const auto& calendars = search.calendars(stop);
    return calendars ? std::nullopt
                     : std::optional(rungOf(RungState::Unknown, diagnose(calendars.error()).title));
}

} // namespace

Rung exactName(CalendarSearch& search, const std::stop_token& stop) {
    if (auto open = unlisted(search, stop))
        return *open;
    if (const Calendar* found = search.found(stop))
        return rungOk(found->name);
    const Error missing = calendarMissing(search.mailbox(), search.name(), *search.calendars(stop));
    const bool isNear = !nearMisses(*search.calendars(stop), search.name()).isEmpty();
    if (isNear || search.renamed(stop))
        return rungOf(
            RungState::Warning,
            isNear ? say(QT_TRANSLATE_NOOP("doctor", "None is called exactly “%1”; something comes near"))
                         .arg(search.name())
                   : say(QT_TRANSLATE_NOOP("doctor", "None is called “%1” any more")).arg(search.name()));
    Rung rung = rungFailed(missing);
    rung.nearNotes = search.notes(stop);
    rung.fixes.push_back(search.fix(RungFix::Kind::CreateCalendar, search.name()));
    return rung;
}

Rung nearNames(CalendarSearch& search, const std::stop_token& stop) {
    if (auto open = unlisted(search, stop))
        return *open;
    const QStringList near = nearMisses(*search.calendars(stop), search.name());
    if (search.found(stop) != nullptr || near.isEmpty())
        return rungOk(near.isEmpty() ? say(QT_TRANSLATE_NOOP("doctor", "none comes near"))
                                     : say(QT_TRANSLATE_NOOP("doctor", "%1 come near: %2"))
                                           .arg(near.size())
                                           .arg(near.join(u", "_s)));
    if (search.renamed(stop) && !near.contains(search.former(stop)->name)) // look-alikes are not it
        return rungOf(
            RungState::Warning,
            say(QT_TRANSLATE_NOOP("doctor", "%1 come near: %2; the one that was used is none of them"))
                .arg(near.size())
                .arg(near.join(u", "_s)));
    Rung rung = rungFailed(calendarMissing(search.mailbox(), search.name(), *search.calendars(stop)));
    rung.nearNotes = search.notes(stop);
    for (const QString& name : near) {
        rung.fixes.push_back(search.fix(RungFix::Kind::UseCalendar, name));
        rung.fixes.push_back(search.fix(RungFix::Kind::RenameCalendar, name));
    }
    rung.fixes.push_back(search.fix(RungFix::Kind::CreateCalendar, search.name()));
    return rung;
}

namespace {

/// The calendar that was used before is called otherwise now.
Rung renamed(CalendarSearch& search, const Calendar& former, bool anotherHasTheName) {
    Rung rung = anotherHasTheName ? rungOf(RungState::Failed, {})
                                  : rungFailed(calendarMissing(search.mailbox(), search.name(), {}));
    rung.evidence =
        anotherHasTheName
            ? say(QT_TRANSLATE_NOOP("doctor", "The calendar that was used is called “%1” now, and "
                                              "another one has its name"))
                  .arg(former.name)
            : say(QT_TRANSLATE_NOOP("doctor", "The calendar that was used is called “%1” now"))
                  .arg(former.name);
    rung.why =
        say(QT_TRANSLATE_NOOP("doctor", "Somebody renamed it in Outlook. Our events are in it still."));
    rung.fixes.push_back(search.fix(RungFix::Kind::UseCalendar, former.name));
    if (anotherHasTheName) {
        rung.remedies << say(QT_TRANSLATE_NOOP(
            "doctor", "Use the renamed one, or go over to the new one: the next preview moves our events."));
        rung.fixes.push_back(search.fix(RungFix::Kind::Resolve, search.name()));
    } else {
        rung.remedies << say(QT_TRANSLATE_NOOP("doctor", "Rename it back, or use it under its new name."));
        rung.fixes.push_back(search.fix(RungFix::Kind::RenameCalendar, former.name));
    }
    return rung;
}

} // namespace

Rung idValid(CalendarSearch& search, const std::stop_token& stop) {
    const QString id = search.rememberedId();
    if (id.isEmpty())
        return rungOf(RungState::Skipped, say(QT_TRANSLATE_NOOP("doctor", "No id is remembered yet")));
    const Calendar* found = search.found(stop);
    if (found != nullptr && found->id == id)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "The id that is remembered is the calendar's")));
    const auto& former = search.former(stop);
    if (former && former->name == search.name() && found != nullptr)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "It answers to the id that is remembered too")));
    if (former && (found != nullptr || !search.name().isEmpty()))
        return renamed(search, *former, found != nullptr);
    if (!former && !leadsNowhere(former.error()))
        return former.error().isCancelled() ? rungFailed(former.error())
                                            : rungOf(RungState::Unknown, diagnose(former.error()).title);
    Rung rung =
        rungOf(RungState::Warning,
               say(QT_TRANSLATE_NOOP("doctor", "It was made anew since it was used last: the id that is "
                                               "remembered leads nowhere. The next run looks it up.")));
    rung.fixes.push_back(search.fix(RungFix::Kind::Resolve, search.name()));
    return rung;
}

Rung rights(CalendarSearch& search, const std::stop_token& stop) {
    const Calendar* found = search.found(stop);
    if (found == nullptr)
        return rungOf(RungState::Unknown,
                      say(QT_TRANSLATE_NOOP("doctor", "There is no calendar to look at")));
    if (found->canEdit)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "It can be written to")));
    Rung rung = rungOf(RungState::Failed,
                       say(QT_TRANSLATE_NOOP("doctor", "This calendar can be read, but not written to.")));
    rung.why =
        say(QT_TRANSLATE_NOOP("doctor", "Outlook keeps some calendars for itself, such as birthdays and "
                                        "holidays, and others belong to somebody else."));
    rung.remedies << say(QT_TRANSLATE_NOOP("doctor", "Use a calendar of the mailbox itself, or create one."));
    return rung;
}

} // namespace milepost::doctor
