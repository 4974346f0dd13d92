// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "tracker-down",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker does not work at the moment"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The web server in front of the tracker answers, but the tracker behind "
                                     "it is stopped, too slow or faulty. Nothing was written."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Open the tracker in a browser and see whether it works there."),
                  QT_TRANSLATE_NOOP("doctor", "Ask its administrator to look at the log of its back end; the "
                                              "request id below helps to find the line."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again when it works."),
                         QT_TRANSLATE_NOOP("doctor", "Try again when it works."))},
     .who = "tracker-admin",
     .retryable = true},
    {.key = "tracker-down/maintenance",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker is in read-only maintenance"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "A backup is being restored, or read-only mode was switched on. Until "
                                     "it ends nobody can sign in, and what can be read may be incomplete."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Wait until the maintenance is over, then run the command again."),
                         QT_TRANSLATE_NOOP("doctor", "Wait until the maintenance is over, then try again.")),
                  QT_TRANSLATE_NOOP("doctor", "If it lasts: ask the tracker's administrator about a "
                                              "left-over restore lock or READ_ONLY_MODE.")},
     .who = "wait",
     .retryable = true},
    {.key = "tracker-down/not-ready",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker is not ready"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The tracker itself reports that a part of it, for instance its database, does not work. "
                   "What it lists now is not taken for the truth."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Open {trackerUrl}/api/readiness/ in a browser: it names the part."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "Open the tracker's address with /api/readiness/ in a browser: it names the part.")),
          Remedy(
              QT_TRANSLATE_NOOP("doctor",
                                "Ask the tracker's administrator to repair it, then run the command again."),
              QT_TRANSLATE_NOOP("doctor", "Ask the tracker's administrator to repair it, then try again."))},
     .who = "tracker-admin",
     .retryable = true},
    {.key = "tracker-down/contradiction",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker's answers contradict each other"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Two listings cannot both be right, for instance deliverables without a "
                                     "single project. This happens while data are being restored or moved."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Wait some minutes and run the command again."),
                         QT_TRANSLATE_NOOP("doctor", "Wait some minutes and try again.")),
                  QT_TRANSLATE_NOOP("doctor", "If it stays, ask the tracker's administrator whether the "
                                              "account of this profile sees every project.")},
     .who = "tracker-admin",
     .retryable = true},
    {.key = "host-refused",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker refuses the name it is called by"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The tracker answers only to host names that it knows, and "
                                                "the one in the address is not among them."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "Use the address that people use in the browser: milepostctl profile set trackerUrl=…"),
                 QT_TRANSLATE_NOOP("doctor", "Use the address that people use in the browser."),
                 RemedyAction::SetupTracker),
          QT_TRANSLATE_NOOP("doctor", "Or have the tracker's administrator add this host to "
                                      "ALLOWED_HOSTS (and to the trusted origins)."),
          QT_TRANSLATE_NOOP("doctor", "Behind a reverse proxy: have it pass on the Host header.")},
     .who = "tracker-admin",
     .retryable = false},
    {.key = "tracker-login",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker does not accept the sign-in"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "User name, password or the stored session is wrong or has ended."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Try the same user and password in the tracker's own web page."),
          Remedy(QT_TRANSLATE_NOOP(
                     "doctor", "Run: milepostctl secret set tracker-password, and type the password again."),
                 QT_TRANSLATE_NOOP("doctor", "Type the password again in Setup."),
                 RemedyAction::SetupTracker),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Check trackerUser in the profile: milepostctl profile show."),
                 QT_TRANSLATE_NOOP("doctor", "Check the user name there."))},
     .who = "admin",
     .retryable = false},
    {.key = "tracker-login/session",
     .title = QT_TRANSLATE_NOOP("doctor", "The session at the tracker has ended"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The tracker's token has run out, was used before, or is not one of its "
                                     "own. A new one is fetched with the stored password."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Try again: a new token is fetched."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "If it repeats, run: milepostctl secret set "
                                                     "tracker-password, and type the password again."),
                         QT_TRANSLATE_NOOP("doctor", "If it repeats, type the password again in Setup."),
                         RemedyAction::SetupTracker),
                  QT_TRANSLATE_NOOP("doctor", "Check that this computer's clock and the tracker's agree.")},
     .who = "admin",
     .retryable = true},
    {.key = "tracker-login/disabled",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker account is disabled"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The account that this profile signs in with has been switched off or deleted in the tracker."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Ask the tracker's administrator to enable the account."),
                  Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Or use another one: milepostctl profile set trackerUser=…, "
                                           "then milepostctl secret set tracker-password."),
                         QT_TRANSLATE_NOOP("doctor", "Or use another account."), RemedyAction::SetupTracker)},
     .who = "tracker-admin",
     .retryable = false},
    {.key = "tracker-login/sso",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker allows no sign-in by password"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Its policy demands Sign in with Microsoft, which works in a browser only."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Ask the tracker's administrator for an account that is exempt (a "
                                    "break-glass account), or for password sign-in to be allowed for it."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Then: milepostctl profile set trackerUser=…, and "
                                                     "milepostctl secret set tracker-password."),
                         QT_TRANSLATE_NOOP("doctor", "Then enter its user name and password in Setup."),
                         RemedyAction::SetupTracker)},
     .who = "tracker-admin",
     .retryable = false},
    {.key = "tracker-lockout",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker has locked the sign-in"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Too many attempts failed. Further attempts only prolong the lock."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Wait an hour without trying."),
                  QT_TRANSLATE_NOOP("doctor", "Or ask the tracker's administrator to lift the lock."),
                  Remedy(QT_TRANSLATE_NOOP(
                             "doctor",
                             "Then store the right password: milepostctl secret set tracker-password."),
                         QT_TRANSLATE_NOOP("doctor", "Then enter the right password in Setup."),
                         RemedyAction::SetupTracker)},
     .who = "tracker-admin",
     .retryable = true},
};

} // namespace

std::span<const Text> trackerTexts() { return k_texts; }

} // namespace milepost::doctor
