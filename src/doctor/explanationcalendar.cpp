// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Outlook's side: does it stand there, and can it be seen?
#include "doctor/explanation.h"

#include <algorithm>

#include <QCoreApplication>
#include <QTimeZone>

namespace milepost::explanation {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

RungFix preview(const EventTrace& trace) {
    return {RungFix::Kind::Sync,
            {},
            {},
            u"milepostctl sync --deliverable %1"_s.arg(trace.key.deliverable),
            trace.key.deliverable};
}

Rung missing(const EventTrace& trace, const QString& evidence, const QString& why, const QString& remedy) {
    Rung rung = rungOf(RungState::Failed, evidence);
    rung.why = why;
    rung.remedies << remedy;
    if (trace.writesNothing)
        rung.remedies << say(QT_TRANSLATE_NOOP("doctor",
                                               "The profile writes nothing now: set enabled to true "
                                               "and readOnly to false first."));
    rung.fixes.push_back(preview(trace));
    return rung;
}

/// The same where no run changes it.
Rung missingByHand(const EventTrace& trace, const QString& evidence, const QString& why,
                   const QString& remedy) {
    Rung rung = missing(trace, evidence, why, remedy);
    rung.fixes.clear();
    return rung;
}

QString writeText(const LastWrite& last) {
    return say(QT_TRANSLATE_NOOP("doctor", "run %1 on %2: %3, %4"))
        .arg(QString::number(last.run), last.atUtc.toString(Qt::ISODate), last.verb, last.state);
}

/// Of an event that does not stand: what is known of why.
Rung gone(const EventTrace& trace) {
    const QString again = say(QT_TRANSLATE_NOOP("doctor", "The next run creates it again: preview it now."));
    if (trace.staysAway)
        return missingByHand(
            trace,
            trace.movedTo.isEmpty()
                ? say(QT_TRANSLATE_NOOP("doctor", "Somebody deleted it in Outlook"))
                : say(QT_TRANSLATE_NOOP("doctor", "Somebody moved it to the calendar “%1”"))
                      .arg(trace.movedTo),
            say(QT_TRANSLATE_NOOP("doctor", "It was decided that it stays away.")),
            say(QT_TRANSLATE_NOOP("doctor", "Take the decision back, in History or with milepostctl "
                                            "drift forget %1."))
                .arg(trace.key.toString()));
    if (!trace.movedTo.isEmpty())
        return missing(
            trace,
            say(QT_TRANSLATE_NOOP("doctor", "Somebody moved it to the calendar “%1”")).arg(trace.movedTo),
            say(QT_TRANSLATE_NOOP("doctor", "It stands in the mailbox, in another calendar.")),
            say(QT_TRANSLATE_NOOP("doctor", "Move it back in Outlook, or let the next run create it here.")));
    if (trace.action && trace.action->reason == Reason::DeletedInOutlook)
        return missing(
            trace, say(QT_TRANSLATE_NOOP("doctor", "Somebody deleted it in Outlook")),
            say(QT_TRANSLATE_NOOP("doctor", "Milepost wrote it, and it is gone from the calendar.")), again);
    if (trace.action && trace.action->reason == Reason::MarkLost)
        return missing(
            trace, say(QT_TRANSLATE_NOOP("doctor", "An event stands there, and its mark is gone")),
            say(QT_TRANSLATE_NOOP("doctor", "Without the mark it is nobody's, and is left alone.")),
            say(QT_TRANSLATE_NOOP("doctor", "Run with --adopt to take it over.")));
    if (trace.action && trace.action->verb == Verb::Adopt)
        return missing(
            trace,
            say(QT_TRANSLATE_NOOP("doctor", "An event that says the same stands there, and is not ours")),
            say(QT_TRANSLATE_NOOP("doctor", "Somebody entered it by hand.")),
            say(QT_TRANSLATE_NOOP("doctor", "Run with --adopt to take it over.")));
    if (trace.last && !trace.last->isGood() && trace.last->state != "cancelled"_L1) // that was no try
        return missing(trace,
                       say(QT_TRANSLATE_NOOP("doctor", "It is not there; the last write failed (%1): %2"))
                           .arg(writeText(*trace.last), trace.last->error),
                       say(QT_TRANSLATE_NOOP("doctor", "A run tried, and the service did not take it.")),
                       again);
    return missing(trace, say(QT_TRANSLATE_NOOP("doctor", "It was never written to this calendar")),
                   say(QT_TRANSLATE_NOOP("doctor", "No run wrote it yet.")),
                   say(QT_TRANSLATE_NOOP("doctor", "Run a preview and apply it.")));
}

bool isDifferentDay(const QString& zone, const QString& other, const QDate& date) {
    const QByteArray first = QTimeZone::windowsIdToDefaultIanaId(zone.toUtf8());
    const QByteArray second = QTimeZone::windowsIdToDefaultIanaId(other.toUtf8());
    if (first.isEmpty() || second.isEmpty()) // a zone without an id would be this computer's own
        return false;
    const QDateTime noon(date, QTime(12, 0), Qt::UTC);
    return QTimeZone(first).offsetFromUtc(noon) != QTimeZone(second).offsetFromUtc(noon);
}

bool isViewer(const QString& address, const EventTrace& trace) {
    return address.compare(trace.wish.viewer, Qt::CaseInsensitive) == 0;
}

QString sharesText(const std::vector<CalendarShare>& shares) {
    QStringList words;
    for (const CalendarShare& share : shares)
        words << u"%1: %2"_s.arg(share.address.isEmpty() ? share.name : share.address, share.role);
    return words.isEmpty() ? say(QT_TRANSLATE_NOOP("doctor", "nobody")) : words.join(u", "_s);
}

/// Whom Outlook itself lets see it, and what of that can be told from outside.
QString unseen() {
    return say(QT_TRANSLATE_NOOP("doctor",
                                 "Whether the calendar is ticked in the viewer's Outlook, and which "
                                 "filter is set there, cannot be seen from here."));
}

} // namespace

Rung inCalendar(const EventTrace& trace) {
    if (trace.calendarFailure)
        return rungFailed(*trace.calendarFailure);
    if (!trace.event)
        return gone(trace);
    const QString where =
        say(QT_TRANSLATE_NOOP("doctor", "“%1” in %2")).arg(trace.event->content.subject, trace.address);
    if (!trace.action)
        return rungOk(where);
    const QString more = trace.action->writes()
                             ? say(QT_TRANSLATE_NOOP("doctor", "the next run would change it (%1)"))
                             : say(QT_TRANSLATE_NOOP("doctor", "it is left as it is (%1)"));
    return rungOf(RungState::Warning, where + u"; "_s + more.arg(toString(trace.action->reason)));
}

Rung rightDay(const EventTrace& trace) {
    if (!trace.event || !trace.date)
        return rungOf(RungState::Unknown, say(QT_TRANSLATE_NOOP("doctor", "There is no event to look at")));
    const EventContent& stands = trace.event->content;
    if (stands.date != *trace.date) {
        Rung rung = missing(
            trace,
            say(QT_TRANSLATE_NOOP("doctor", "It stands on %1, and the tracker says %2"))
                .arg(stands.date.toString(Qt::ISODate), trace.date->toString(Qt::ISODate)),
            trace.action && trace.action->verb == Verb::Drift
                ? say(QT_TRANSLATE_NOOP("doctor", "Somebody moved it in Outlook. What they did is kept."))
                : say(QT_TRANSLATE_NOOP("doctor", "The date changed since it was written.")),
            trace.action && trace.action->verb == Verb::Drift
                ? say(QT_TRANSLATE_NOOP("doctor", "Take the edit back: milepostctl drift restore %1."))
                      .arg(trace.key.toString())
                : say(QT_TRANSLATE_NOOP("doctor", "The next run brings it up to date.")));
        return rung;
    }
    if (!stands.allDay || stands.days != 1)
        return missing(trace, say(QT_TRANSLATE_NOOP("doctor", "It is no event of one whole day any more")),
                       say(QT_TRANSLATE_NOOP("doctor", "Somebody edited it in Outlook.")),
                       say(QT_TRANSLATE_NOOP("doctor", "Take the edit back: milepostctl drift restore %1."))
                           .arg(trace.key.toString()));
    const QString zone = trace.sight ? trace.sight->zone : QString();
    if (!trace.mailboxZone.isEmpty() && isDifferentDay(zone, trace.mailboxZone, stands.date)) {
        Rung rung =
            rungOf(RungState::Warning,
                   say(QT_TRANSLATE_NOOP("doctor", "%1, written in the zone %2; the mailbox is set to %3"))
                       .arg(stands.date.toString(Qt::ISODate), zone, trace.mailboxZone));
        rung.why =
            say(QT_TRANSLATE_NOOP("doctor", "Some clients show it on the neighbouring day, or on two."));
        rung.remedies << say(
            QT_TRANSLATE_NOOP("doctor", "Set timeZone of the profile to the mailbox's own."));
        return rung;
    }
    return rungOk(trace.mailboxZone.isEmpty()
                      ? say(QT_TRANSLATE_NOOP("doctor", "%1; the mailbox's own zone cannot be read"))
                            .arg(stands.date.toString(Qt::ISODate))
                      : u"%1 (%2)"_s.arg(stands.date.toString(Qt::ISODate), trace.mailboxZone));
}

Rung visible(const EventTrace& trace) {
    if (!trace.sight || !trace.event)
        return rungOf(RungState::Unknown,
                      say(QT_TRANSLATE_NOOP("doctor", "The event could not be looked at alone")));
    if (trace.sight->isHidden())
        return missingByHand(
            trace, say(QT_TRANSLATE_NOOP("doctor", "Somebody marked it as %1")).arg(trace.sight->sensitivity),
            say(QT_TRANSLATE_NOOP("doctor", "Others then see that the time is taken, and no more.")),
            say(QT_TRANSLATE_NOOP("doctor", "Take the mark off in Outlook.")));
    if (trace.sight->isCancelled)
        return missingByHand(
            trace, say(QT_TRANSLATE_NOOP("doctor", "It is cancelled")),
            say(QT_TRANSLATE_NOOP("doctor", "Outlook hides or strikes out what is cancelled.")),
            say(QT_TRANSLATE_NOOP("doctor", "Delete it in Outlook: the next run creates it again.")));
    QStringList lost;
    for (const QString& category : trace.wanted ? trace.wanted->categories : QStringList())
        if (!trace.event->content.categories.contains(category))
            lost << category;
    if (!lost.isEmpty())
        return missing(
            trace, say(QT_TRANSLATE_NOOP("doctor", "It has lost the category %1")).arg(lost.join(u", "_s)),
            say(QT_TRANSLATE_NOOP("doctor", "Whoever filters the calendar by it does not see the event.")),
            say(QT_TRANSLATE_NOOP("doctor", "Take the edit back: milepostctl drift restore %1."))
                .arg(trace.key.toString()));
    return rungOk(
        say(QT_TRANSLATE_NOOP("doctor", "neither private nor cancelled, its categories are there")));
}

Rung shared(const EventTrace& trace) {
    if (trace.isIndividual)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "It is the person's own calendar")));
    if (!trace.shares)
        return rungOf(RungState::Unknown,
                      trace.sharesFailure
                          ? say(QT_TRANSLATE_NOOP("doctor", "Whom it is shared with cannot be read: %1"))
                                .arg(diagnose(*trace.sharesFailure).title)
                          : say(QT_TRANSLATE_NOOP("doctor", "Whom it is shared with was not read")));
    if (trace.wish.viewer.isEmpty())
        return rungOf(RungState::Skipped,
                      say(QT_TRANSLATE_NOOP("doctor", "Nobody is named who should see it; shared "
                                                      "with %1"))
                          .arg(sharesText(*trace.shares)));
    if (isViewer(trace.address, trace))
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "It is the viewer's own")));
    const CalendarShare* everybody = nullptr;
    const CalendarShare* own = nullptr;
    for (const CalendarShare& share : *trace.shares)
        if (share.address.isEmpty())
            everybody = &share;
        else if (isViewer(share.address, trace))
            own = &share;
    const CalendarShare* counts = own != nullptr ? own : everybody;
    if (counts != nullptr && counts->showsTitles())
        return rungOk(sharesText({*counts}));
    Rung rung =
        rungOf(RungState::Failed,
               own != nullptr ? say(QT_TRANSLATE_NOOP("doctor", "%1 sees only when time is taken (%2)"))
                                    .arg(trace.wish.viewer, own->role)
                              : say(QT_TRANSLATE_NOOP("doctor", "It is not shared with %1; shared with %2"))
                                    .arg(trace.wish.viewer, sharesText(*trace.shares)));
    rung.why =
        say(QT_TRANSLATE_NOOP("doctor", "Others see a calendar only once it is shared with them, with a "
                                        "role that shows titles."));
    rung.remedies << say(QT_TRANSLATE_NOOP("doctor", "Share the calendar with them in Outlook, to be read."));
    rung.fixes.push_back({RungFix::Kind::ShareCalendar, trace.calendarName, trace.wish.viewer, {}});
    return rung;
}

Rung accepted(const EventTrace& trace) {
    if (trace.isIndividual)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "Nothing has to be accepted")) + u". "_s + unseen());
    if (trace.wish.viewer.isEmpty() || isViewer(trace.address, trace))
        return rungOf(RungState::Skipped,
                      trace.wish.viewer.isEmpty()
                          ? say(QT_TRANSLATE_NOOP("doctor", "Nobody is named who should see it"))
                          : say(QT_TRANSLATE_NOOP("doctor", "It is the viewer's own")));
    if (!trace.viewerHasIt)
        return rungOf(RungState::Unknown,
                      say(QT_TRANSLATE_NOOP("doctor", "The viewer's calendars cannot be read. "
                                                      "%1"))
                          .arg(unseen()));
    if (*trace.viewerHasIt)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "It is among the viewer's calendars")) + u". "_s +
                      unseen());
    Rung rung = rungOf(
        RungState::Failed,
        say(QT_TRANSLATE_NOOP("doctor", "It is not among the calendars of %1")).arg(trace.wish.viewer));
    rung.why =
        say(QT_TRANSLATE_NOOP("doctor", "Sharing sends an invitation. Until it is accepted in Outlook, the "
                                        "calendar is not shown; nobody else can accept it."));
    rung.remedies << say(QT_TRANSLATE_NOOP("doctor",
                                           "Let them accept the invitation, or choose Add calendar > "
                                           "From directory in Outlook."));
    return rung;
}

Rung lastRun(const EventTrace& trace) {
    if (!trace.last)
        return rungOf(
            trace.event ? RungState::Ok : RungState::Unknown,
            say(QT_TRANSLATE_NOOP("doctor", "This computer's history does not hold a write of it")));
    const QString seen = writeText(*trace.last);
    if (trace.last->isGood() || trace.last->state == "cancelled"_L1)
        return rungOk(seen);
    Rung rung = trace.last->failure ? rungFailed(*trace.last->failure) : rungOf(RungState::Failed, {});
    rung.evidence = trace.last->error.isEmpty() ? seen : seen + u": "_s + trace.last->error;
    rung.why = say(QT_TRANSLATE_NOOP("doctor", "What stands there is what an earlier run wrote."));
    rung.fixes.push_back(preview(trace));
    return rung;
}

} // namespace milepost::explanation
