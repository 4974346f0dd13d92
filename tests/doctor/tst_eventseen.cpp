// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "followed.h"

using namespace milepost;
using namespace milepost::test;

/// What the rungs from the day on make of an event that stands: one thing is otherwise than it should be.
class TestEventSeen : public QObject {
    Q_OBJECT

private slots:
    void says_data();
    void says() { saysTheRow(); }

private:
    static void dayRows();
    static void sightRows();
    static void sharedRows();
    static void lastRows();
};

void TestEventSeen::says_data() {
    columns();
    dayRows();
    sightRows();
    sharedRows();
    lastRows();
}

void TestEventSeen::dayRows() {
    using explanation::rightDay;
    row("right day", rightDay, Ok, "2026-03-02 (W. Europe Standard Time)", {});
    row("zone not told", rightDay, Ok, "2026-03-02; the mailbox's own zone cannot be read",
        [](EventTrace& trace) { trace.mailboxZone.clear(); });
    row("no event", rightDay, Unknown, "There is no event", gone);
    row(
        "not brought up to date", rightDay, Failed,
        "It stands on 2026-03-04, and the tracker says 2026-03-02",
        [](EventTrace& trace) { trace.event->content.date = QDate(2026, 3, 4); },
        "The date changed since it was written. The next run brings it up to date.", k_preview);
    row(
        "moved by hand", rightDay, Failed, "It stands on 2026-03-04",
        [](EventTrace& trace) {
            trace.event->content.date = QDate(2026, 3, 4);
            trace.action = action(Verb::Drift, Reason::EditedInOutlook);
        },
        "Somebody moved it in Outlook. What they did is kept. Take the edit back: milepostctl drift restore",
        k_preview);
    row(
        "two days", rightDay, Failed, "no event of one whole day",
        [](EventTrace& trace) { trace.event->content.days = 2; }, "Somebody edited it", k_preview);
    row(
        "some hours", rightDay, Failed, "no event of one whole day",
        [](EventTrace& trace) { trace.event->content.allDay = false; }, "Somebody edited it", k_preview);
    row(
        "another zone", rightDay, Warning,
        "2026-03-02, written in the zone W. Europe Standard Time; the mailbox is set to Tokyo Standard Time",
        [](EventTrace& trace) { trace.mailboxZone = u"Tokyo Standard Time"_s; },
        "Set timeZone of the profile");
    row("another name of the zone", rightDay, Ok, "2026-03-02",
        [](EventTrace& trace) { trace.mailboxZone = u"Romance Standard Time"_s; });
    // This computer's own zone would differ from one of the two.
    row("a zone that nobody knows", rightDay, Ok, "2026-03-02",
        [](EventTrace& trace) { trace.mailboxZone = u"Customized Time Zone"_s; });
    row("written in a zone that nobody knows", rightDay, Ok, "2026-03-02", [](EventTrace& trace) {
        trace.sight->zone = u"Customized Time Zone"_s;
        trace.mailboxZone = u"Tokyo Standard Time"_s;
    });
}

void TestEventSeen::sightRows() {
    using explanation::visible;
    row("seen", visible, Ok, "neither private nor cancelled", {});
    row("not looked at", visible, Unknown, "could not be looked at",
        [](EventTrace& trace) { trace.sight.reset(); });
    for (const char* mark : {"private", "confidential"})
        row(
            mark, visible, Failed, mark,
            [mark](EventTrace& trace) { trace.sight->sensitivity = QString::fromLatin1(mark); },
            "Take the mark off in Outlook.");
    row("personal", visible, Ok, "neither private nor cancelled",
        [](EventTrace& trace) { trace.sight->sensitivity = u"personal"_s; });
    row(
        "cancelled", visible, Failed, "It is cancelled",
        [](EventTrace& trace) { trace.sight->isCancelled = true; }, "Delete it in Outlook");
    row(
        "category lost", visible, Failed, "It has lost the category Workload",
        [](EventTrace& trace) { trace.event->content.categories = {u"Blue"_s}; }, "drift restore", k_preview);
}

void TestEventSeen::sharedRows() {
    using explanation::accepted;
    using explanation::shared;
    const auto as = [](std::vector<CalendarShare> shares) {
        return [shares](EventTrace& trace) { trace.shares = shares; };
    };
    const CalendarShare everybodyReads{{}, u"My Organization"_s, u"read"_s};
    const CalendarShare everybodyBusy{{}, u"My Organization"_s, u"freeBusyRead"_s};
    const Change nobody = [](EventTrace& trace) { trace.wish.viewer.clear(); };
    const Change owner = [](EventTrace& trace) { trace.wish.viewer = k_owner.toUpper(); };
    row("shared", shared, Ok, "viewer@contoso.example: read", {});
    row("shared, in capitals", shared, Ok, "viewer@contoso.example: read",
        [](EventTrace& trace) { trace.wish.viewer = k_viewer.toUpper(); });
    row("own calendar", shared, Ok, "the person's own", [](EventTrace& trace) {
        individual(trace);
        trace.shares.reset();
    });
    row("not read", shared, Unknown, "was not read", [](EventTrace& trace) { trace.shares.reset(); });
    row("may not be read", shared, Unknown, "cannot be read: ", [](EventTrace& trace) {
        trace.shares.reset();
        trace.sharesFailure = makeError(Error::Kind::Forbidden, Error::Stage::Graph, {}, u"rbac-scope"_s);
    });
    row("nobody named", shared, Skipped, "shared with viewer@contoso.example: read", nobody);
    row("viewer's own", shared, Ok, "It is the viewer's own", owner);
    row("everybody", shared, Ok, "My Organization: read", as({everybodyReads}));
    row("of more roles the own", shared, Failed, "sees only when time is taken (freeBusyRead)",
        as({{k_viewer, {}, u"freeBusyRead"_s}, everybodyReads}), "a role that shows titles", "share");
    row("own beyond everybody", shared, Ok, "viewer@contoso.example: read",
        as({{k_viewer, {}, u"read"_s}, everybodyBusy}));
    row("only busy", shared, Failed,
        "It is not shared with viewer@contoso.example; shared with My Organization", as({everybodyBusy}),
        "Share the calendar", "share");
    row("with nobody", shared, Failed, "shared with nobody", as({}), "Share the calendar", "share");
    row("accepted", accepted, Ok, "among the viewer's calendars. Whether", {});
    row("nothing to accept", accepted, Ok, "Nothing has to be accepted. Whether", individual);
    row(
        "not accepted", accepted, Failed, "not among the calendars of viewer@contoso.example",
        [](EventTrace& trace) { trace.viewerHasIt = false; }, "accept the invitation");
    row("viewer not read", accepted, Unknown, "cannot be read. Whether",
        [](EventTrace& trace) { trace.viewerHasIt.reset(); });
    row("no viewer", accepted, Skipped, "Nobody is named", nobody);
    row("the owner looks", accepted, Skipped, "It is the viewer's own", owner);
}

void TestEventSeen::lastRows() {
    using explanation::lastRun;
    const auto last = [](const LastWrite& write) {
        return [write](EventTrace& trace) { trace.last = write; };
    };
    row("done", lastRun, Ok, "run 3 on 2026-03-01T08:00:00Z: update, done", {});
    row("cancelled", lastRun, Ok, "update, cancelled", last(written("cancelled")));
    row("failed", lastRun, Failed, "update, failed: quota", last(written("failed", "quota")),
        "what an earlier run wrote", k_preview);
    row("failed in silence", lastRun, Failed, "update, failed", last(written("failed")),
        "what an earlier run wrote", k_preview);
    row("no history", lastRun, Ok, "does not hold a write", [](EventTrace& trace) { trace.last.reset(); });
    row("neither", lastRun, Unknown, "does not hold a write", [](EventTrace& trace) {
        gone(trace);
        trace.last.reset();
    });
}

QTEST_APPLESS_MAIN(TestEventSeen)
#include "tst_eventseen.moc"
