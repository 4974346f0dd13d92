// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "item-gone",
     .title = QT_TRANSLATE_NOOP("doctor", "It is no longer there"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The event, calendar or row that was asked for has been deleted or moved since it was last seen."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again: everything is read afresh."),
                 QT_TRANSLATE_NOOP("doctor", "Look again with F5: everything is read afresh.")),
          Remedy(
              QT_TRANSLATE_NOOP(
                  "doctor",
                  "If a calendar is gone: milepostctl calendars list, then milepostctl calendars use NAME."),
              QT_TRANSLATE_NOOP("doctor",
                                "If the calendar is gone, test it in Setup, and choose or create one there."),
              RemedyAction::SetupCalendar),
          QT_TRANSLATE_NOOP("doctor",
                            "If an event was deleted by hand in Outlook, the next plan creates it again.")},
     .who = "admin",
     .retryable = true},
    {.key = "item-gone/calendar",
     .title = QT_TRANSLATE_NOOP("doctor", "The calendar is no longer there"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The mailbox can be read, but the calendar or the event in "
                                                "it that was asked for has been removed or switched off."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl calendars list, then milepostctl calendars use NAME."),
                 QT_TRANSLATE_NOOP("doctor", "Test the calendar in Setup, and choose or create one there."),
                 RemedyAction::SetupCalendar),
          QT_TRANSLATE_NOOP("doctor",
                            "If it was deleted by hand, restore it in Outlook from Deleted Items.")},
     .who = "admin",
     .retryable = false},
    {.key = "item-gone/page",
     .title = QT_TRANSLATE_NOOP("doctor", "The page of a list is no longer there"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "Rows were removed while the list was read, so its last page is gone. The address is right."),
     .remedies = {Remedy(
         QT_TRANSLATE_NOOP("doctor", "Run the command again: the list is read from its beginning."),
         QT_TRANSLATE_NOOP("doctor", "Look again with F5: the list is read from its beginning."))},
     .who = "wait",
     .retryable = true},
    {.key = "event-invalid",
     .title = QT_TRANSLATE_NOOP("doctor", "The calendar refuses the event"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The event's own data break a rule of Exchange, for instance the dates of an all-day event."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "Run: milepostctl runs show RUN, to see which deliverable it is and what was said."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "Look in Jobs which deliverable it is; the details say what the service answered."),
                 RemedyAction::Jobs),
          QT_TRANSLATE_NOOP("doctor", "Correct the deliverable's date or text in the tracker."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Check timeZone in the profile: it must be a Windows name, for "
                                             "instance W. Europe Standard Time."),
                 QT_TRANSLATE_NOOP("doctor", "Check the time zone in Setup."), RemedyAction::SetupCalendar)},
     .who = "admin",
     .retryable = false},
    {.key = "timezone-invalid",
     .title = QT_TRANSLATE_NOOP("doctor", "The time zone is not accepted"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Exchange does not know the name of the time zone that was sent."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl profile set timeZone=…, with a "
                                                     "Windows name such as Eastern Standard Time."),
                         QT_TRANSLATE_NOOP("doctor", "Choose another time zone in Setup."),
                         RemedyAction::SetupCalendar),
                  Remedy(QT_TRANSLATE_NOOP(
                             "doctor", "Names of the form Europe/Berlin are not understood by every server."),
                         k_notHere)},
     .who = "admin",
     .retryable = false},
    {.key = "range-too-large",
     .title = QT_TRANSLATE_NOOP("doctor", "The span of dates is too wide"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Microsoft answers for about five years (1825 days) at a time, and more was asked for."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Give the profile a horizon: milepostctl profile set horizonPast=365 horizonFuture=1095."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Or narrow the command with --from and --to."),
                 QT_TRANSLATE_NOOP(
                     "doctor", "Or filter the deliverables by date, and preview the chosen ones alone."))},
     .who = "admin",
     .retryable = false},
    {.key = "request-malformed",
     .title = QT_TRANSLATE_NOOP("doctor", "The request was not understood"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The service could not accept what was sent. The fault is in the "
                                     "program, or in a device on the way that changes requests."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "Check graphRoot and other addresses that were set by hand: milepostctl profile show."),
                 QT_TRANSLATE_NOOP("doctor", "Check the addresses that were entered by hand."),
                 RemedyAction::SetupCloud),
          QT_TRANSLATE_NOOP("doctor", "Update the program."),
          QT_TRANSLATE_NOOP("doctor", "If it stays, report it with the request id and the message below.")},
     .who = "admin",
     .retryable = false},
    {.key = "already-exists",
     .title = QT_TRANSLATE_NOOP("doctor", "It exists already"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Something of this name or identity is there already, or its removal has not finished."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again: what exists is found and taken over."),
                 QT_TRANSLATE_NOOP("doctor", "Try again: what exists is found and taken over.")),
          Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "For a calendar: milepostctl calendars list, then milepostctl calendars use NAME."),
                 QT_TRANSLATE_NOOP("doctor", "For a calendar: test it in Setup, and choose it there."),
                 RemedyAction::SetupCalendar),
          QT_TRANSLATE_NOOP("doctor", "After a removal, wait 15 minutes.")},
     .who = "wait",
     .retryable = true},
    {.key = "already-exists/principal",
     .title = QT_TRANSLATE_NOOP("doctor", "The enterprise application is being made already"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "A service principal of this name is there already, or one "
                                                "that was deleted a moment ago is not gone yet."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor",
                      "Wait 15 minutes, then open the consent page once more; do not press it repeatedly."),
                  QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > Enterprise applications and look "
                                              "whether the app is listed: then it is done.")},
     .who = "wait",
     .retryable = true},
    {.key = "edit-conflict",
     .title = QT_TRANSLATE_NOOP("doctor", "Somebody else changed it at the same time"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The event was changed, or was being saved, between our look "
                                                "at it and our change. Nothing of theirs was overwritten."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP(
                             "doctor",
                             "Run the command again: the event is read afresh and a new plan is made."),
                         QT_TRANSLATE_NOOP(
                             "doctor",
                             "Look again in Preview (F5): the event is read afresh and a new plan is made."),
                         RemedyAction::Preview),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If one event fails every time, see who else writes to this calendar.")},
     .who = "wait",
     .retryable = true},
    {.key = "sync-reset",
     .title = QT_TRANSLATE_NOOP("doctor", "The service asks for a full read"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The mark from which changes were to be continued is no longer valid. Nothing is lost."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again: everything is read in full."),
                         QT_TRANSLATE_NOOP("doctor", "Look again with F5: everything is read in full."))},
     .who = "wait",
     .retryable = true},
    {.key = "payload-too-large",
     .title = QT_TRANSLATE_NOOP("doctor", "The request is too large"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "What was to be sent is over a limit of the service or of a proxy on the way."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "Leave long notes out of the event's text: milepostctl profile set include=team."),
                 QT_TRANSLATE_NOOP("doctor", "Leave long notes out of the event's text."),
                 RemedyAction::SetupEvent),
          QT_TRANSLATE_NOOP("doctor", "Ask whoever runs the proxy about its limit on request bodies.")},
     .who = "admin",
     .retryable = false},
    {.key = "throttled",
     .title = QT_TRANSLATE_NOOP("doctor", "The service asks for a slower pace"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "A limit on requests was reached. The program waits as long as it is "
                                     "told and goes on by itself; this time the waits did not suffice."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Wait as long as the evidence below says, then run the command "
                                             "again: what is done stays done."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "Wait as long as the details below say, then try again: what is done stays done.")),
          QT_TRANSLATE_NOOP("doctor",
                            "Find out whether other programs use the same mailbox or account heavily.")},
     .who = "wait",
     .retryable = true},
    {.key = "quota-full",
     .title = QT_TRANSLATE_NOOP("doctor", "The mailbox is full"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Exchange has no room in this mailbox, for items or for named "
                                     "properties. A full mailbox can even refuse to be read."),
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Open admin.microsoft.com > Users > the user > Mail and look at the mailbox's storage."),
          QT_TRANSLATE_NOOP("doctor",
                            "Delete or archive items, empty Recoverable Items, or raise the quota."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again."),
                 QT_TRANSLATE_NOOP("doctor", "Try again."))},
     .who = "exchange-admin",
     .retryable = false},
    {.key = "service-transient",
     .title = QT_TRANSLATE_NOOP("doctor", "Microsoft's service is unavailable for now"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The service, or the server that holds this mailbox, did not "
                                                "answer as it should. This passes by itself."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Wait some minutes and run the command again: what is done stays done."),
                 QT_TRANSLATE_NOOP("doctor", "Wait some minutes and try again: what is done stays done.")),
          QT_TRANSLATE_NOOP(
              "doctor",
              "If it lasts longer than an hour, open admin.microsoft.com > Health > Service health.")},
     .who = "wait",
     .retryable = true},
    {.key = "service-transient/token",
     .title = QT_TRANSLATE_NOOP("doctor", "The service refused a token that is good"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The token was issued a moment ago, or other calls with it work: one "
                                     "server of Microsoft refused it, most likely by its own clock."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Try the same again: another server will answer."),
          QT_TRANSLATE_NOOP("doctor", "If it lasts, fetch a new token."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "If it lasts longer than an hour, open admin.microsoft.com > Health > Service health.")},
     .who = "wait",
     .retryable = true},
    {.key = "service-transient/doubtful",
     .title = QT_TRANSLATE_NOOP("doctor", "It is not certain whether the change arrived"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The change was sent, and the connection ended before the "
                                                "answer. Nothing is sent twice blindly: the event is looked "
                                                "up by our mark before anything else happens to it."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Run the command again: what arrived is found, the rest is done."),
                         QT_TRANSLATE_NOOP("doctor",
                                           "Look again in Preview (F5): what arrived is found, the rest is "
                                           "planned anew."),
                         RemedyAction::Preview),
                  QT_TRANSLATE_NOOP(
                      "doctor", "If it repeats, look for a time limit in a proxy or firewall on the way.")},
     .who = "wait",
     .retryable = true},
    {.key = "mailbox-fault",
     .title = QT_TRANSLATE_NOOP("doctor", "One mailbox or item fails every time"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Microsoft's side fails on this mailbox or item alone, again and again; others work."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Look at admin.microsoft.com > Health > Service health."),
                  QT_TRANSLATE_NOOP(
                      "doctor", "Open a support request with Microsoft and give them the request id below."),
                  QT_TRANSLATE_NOOP("doctor", "Meanwhile the other items go on.")},
     .who = "microsoft",
     .retryable = false},
    {.key = "mailbox-fault/altered",
     .title = QT_TRANSLATE_NOOP("doctor", "Events do not stand as they were sent"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The first events of the run were read back and say something else than what was sent. The "
         "run was stopped before anything else was written."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor", "Look at one of these events in Outlook: the facts below tell what differs."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Look for a transport rule, an add-in or a policy that changes new "
                                    "events in this mailbox."),
                  QT_TRANSLATE_NOOP("doctor", "Then look at the preview again; it shows what to put right.")},
     .who = "exchange-admin",
     .retryable = false},
    {.key = "calendar-missing",
     .title = QT_TRANSLATE_NOOP("doctor", "The mailbox has no calendar of this name"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The configured name must match exactly, with case, spaces and accents. Names that come "
                   "near are listed; none of them is guessed."),
     .remedies =
         {Remedy(
              QT_TRANSLATE_NOOP("doctor", "Run: milepostctl calendars list, to see what the mailbox holds."),
              QT_TRANSLATE_NOOP(
                  "doctor", "Compare the name with those that come near: Setup shows them letter by letter."),
              RemedyAction::SetupCalendar),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl calendars use NAME, with one of them."),
                 QT_TRANSLATE_NOOP("doctor", "Press Use this beside the right one.")),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Or create it: milepostctl calendars create NAME."),
                 QT_TRANSLATE_NOOP("doctor", "Or press Create there."))},
     .who = "admin",
     .retryable = false},
};

} // namespace

std::span<const Text> calendarTexts() { return k_texts; }

} // namespace milepost::doctor
