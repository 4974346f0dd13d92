// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/eventsight.h"
#include "domain/plan.h"

namespace milepost {

/// What became of the last write of one key, as the journal has it.
struct LastWrite {
    qint64 run = 0;
    QString verb;  ///< create, update, delete
    QString state; ///< done, failed, doubtful, open, cancelled
    QString error; ///< one line; "" when it was done
    QDateTime atUtc;
    std::optional<Error> failure = {}; ///< with the facts, where the run kept them

    [[nodiscard]] bool isGood() const { return state == QStringLiteral("done"); }
};

/// Which deliverable is followed, and for whom.
struct TraceWish {
    std::optional<qint64> deliverable; ///< nothing: the first that is not as it should be, else the next one
    QString mailbox = {};              ///< of many: this one; address or object id. "": the first
    QString viewer = {};               ///< who does not see it; an address. "": nobody is named
};

/// Everything that was seen of one deliverable on its way from the tracker into somebody's calendar. Facts;
/// what could not be read is nothing, with the reason beside it.
struct EventTrace {
    TraceWish wish;
    EventKey key;
    QString title;
    QString project;

    // In the tracker.
    bool exists = false;
    QString restriction; ///< why the tracker may hide rows; "" when it does not
    std::optional<QDate> date;
    std::optional<Ineligible> whyNot;
    bool isIndividual = false;
    std::vector<PersonRow> team; ///< who is assigned, with their mailboxes; of individual mode

    // Where it belongs.
    QString mailbox; ///< where calls go; "": nowhere
    QString address;
    QString calendarId;
    QString calendarName;
    std::optional<EventContent> wanted;

    // What stands there.
    std::optional<Error> calendarFailure;
    std::optional<CalendarEvent> event;
    std::optional<Action> action; ///< what the next run would do, or knows, about it
    QString movedTo;              ///< the calendar where somebody put it
    bool staysAway = false;       ///< somebody took it away, and it was decided that it stays so

    std::optional<EventSight> sight;
    QString mailboxZone; ///< "": not told
    std::optional<std::vector<CalendarShare>> shares;
    std::optional<Error> sharesFailure;
    std::optional<bool> viewerHasIt; ///< among the viewer's calendars
    std::optional<Error> viewerFailure;

    std::optional<LastWrite> last;
    bool writesNothing = false; ///< the profile is switched off or read only
};

} // namespace milepost
