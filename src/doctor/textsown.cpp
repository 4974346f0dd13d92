// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "keychain-unavailable",
     .title = QT_TRANSLATE_NOOP("doctor", "The keychain cannot be used"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "This computer's keychain is absent, locked or refuses. "
                                                "Secrets are stored nowhere else, so they cannot be read."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor",
                            "Unlock the keychain: sign in to the desktop, or open Passwords and Keys."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "On a server without one, choose a named source: milepostctl "
                                             "profile set secretSource=env (or systemd)."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "On a computer without one, keep secrets in the environment or for this session only."),
                 RemedyAction::SetupSecret),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Or enter the secret for this session only when asked."),
                 k_notHere)},
     .who = "admin",
     .retryable = false},
    {.key = "keychain-unavailable/absent",
     .title = QT_TRANSLATE_NOOP("doctor", "There is no keychain service"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "No keychain answers on this computer. Secrets are never kept in a plain file instead."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor",
                            "On a desktop: install and start gnome-keyring or KWallet, then sign in again."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "On a server: milepostctl profile set secretSource=env (or "
                                             "systemd), and provide the secret there."),
                 QT_TRANSLATE_NOOP("doctor", "On a server: keep secrets in the environment or as systemd "
                                             "credentials, and provide them there."),
                 RemedyAction::SetupSecret),
          Remedy(
              QT_TRANSLATE_NOOP("doctor", "For this session only: enter the secret when asked."),
              QT_TRANSLATE_NOOP("doctor", "Or keep secrets for this session only, and enter them again."))},
     .who = "admin",
     .retryable = false},
    {.key = "keychain-unavailable/forgets",
     .title = QT_TRANSLATE_NOOP("doctor", "The keychain forgets"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The keychain said that it stored the secret, but it is not "
                                                "there when it is read again. Nothing is taken for stored."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Look whether the keyring is a temporary one: seahorse, or KWallet's "
                                      "settings, show where it is kept."),
          QT_TRANSLATE_NOOP("doctor", "Look for a full disk or a home folder that cannot be written to."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "On a server: milepostctl profile set secretSource=env (or "
                                             "systemd), and provide the secret there."),
                 QT_TRANSLATE_NOOP("doctor", "On a server: keep secrets in the environment or as systemd "
                                             "credentials, and provide them there."),
                 RemedyAction::SetupSecret)},
     .who = "admin",
     .retryable = false},
    {.key = "keychain-unavailable/locked",
     .title = QT_TRANSLATE_NOOP("doctor", "The keychain is locked"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The keychain is there but has not been unlocked in this session."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Unlock it in the dialog that your desktop shows, or open "
                                              "Passwords and Keys and choose Unlock."),
                  Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "In a session without a desktop: unlock it before the program "
                                           "starts, or use secretSource=systemd."),
                         QT_TRANSLATE_NOOP("doctor", "Then try again. While the keychain asks, Milepost "
                                                     "waits and says so; the wait can be cancelled."))},
     .who = "admin",
     .retryable = true},
    {.key = "keychain-unavailable/denied",
     .title = QT_TRANSLATE_NOOP("doctor", "The keychain refused"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "You, or a rule of the keychain, did not allow the program to read this secret."),
     .remedies = {Remedy(
                      QT_TRANSLATE_NOOP("doctor", "Run the command again and allow the access."),
                      QT_TRANSLATE_NOOP("doctor", "Try again, and allow the access when the keychain asks.")),
                  QT_TRANSLATE_NOOP("doctor", "Look into the keychain for a rule that denies milepost.")},
     .who = "admin",
     .retryable = true},
    {.key = "keychain-unavailable/timeout",
     .title = QT_TRANSLATE_NOOP("doctor", "The keychain did not answer"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The keychain was asked and gave no answer in time."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "See whether an unlock dialog is hidden behind another window."),
                  QT_TRANSLATE_NOOP("doctor", "Restart the keychain service, or sign out and in again."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "On a server, use secretSource=env or systemd."),
                         QT_TRANSLATE_NOOP("doctor", "Or keep secrets elsewhere."),
                         RemedyAction::SetupSecret)},
     .who = "admin",
     .retryable = true},
    {.key = "store-failed",
     .title = QT_TRANSLATE_NOOP("doctor", "A file cannot be used"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "A file, or our own database, cannot be read or written: the disk is full, the folder is "
                   "read-only, the file is damaged or comes from a newer version."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Read the evidence below: it names the file and the reason."),
                 QT_TRANSLATE_NOOP("doctor", "Open the details below: they name the file and the reason.")),
          QT_TRANSLATE_NOOP("doctor", "Make room, or give your account the right to write to the folder."),
          QT_TRANSLATE_NOOP("doctor", "A damaged file is kept beside a new one; a file of a newer "
                                      "version needs that version of the program.")},
     .who = "admin",
     .retryable = false},
    {.key = "store-failed/server",
     .title = QT_TRANSLATE_NOOP("doctor", "The shared store cannot be used"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "This profile keeps its journal in a PostgreSQL database, and the database cannot be "
                   "reached, or does not let us in. Without the journal nothing is written."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Read the evidence below: it names the server and the reason."),
                 QT_TRANSLATE_NOOP("doctor", "Open the details below: they name the server and the reason.")),
          QT_TRANSLATE_NOOP("doctor", "Look at the setting \"store\": server, port, database and user."),
          Remedy(
              QT_TRANSLATE_NOOP("doctor", "Store the password again: milepostctl secret set store-password"),
              QT_TRANSLATE_NOOP("doctor", "Enter the store's password again."), RemedyAction::SetupSecret),
          QT_TRANSLATE_NOOP("doctor",
                            "Ask the database's administrator whether the server runs, is version 15 "
                            "or newer, and lets this user in from this computer.")},
     .who = "admin",
     .retryable = true},
    {.key = "store-failed/in-use",
     .title = QT_TRANSLATE_NOOP("doctor", "This profile is in use"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "Another window, command or computer runs with this profile. One at a time writes, so that no "
         "event is written twice; nothing was done here."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Wait until it has ended: the evidence below says who it is."),
                 QT_TRANSLATE_NOOP("doctor", "Wait until it has ended: the details below say who it is.")),
          QT_TRANSLATE_NOOP("doctor",
                            "After a computer died its hold on a shared store ends by itself within a "
                            "minute; on a file it ends at once.")},
     .who = "admin",
     .retryable = true},
    {.key = "store-failed/target",
     .title = QT_TRANSLATE_NOOP("doctor", "The shared store belongs to another target"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "Other computers keep this profile's journal in the same store, and theirs writes elsewhere: "
         "another mailbox, calendar, mode or tracker. Each would take away what the other one wrote, so "
         "nothing was planned or written here."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Read the evidence below: it names both targets."),
                 QT_TRANSLATE_NOOP("doctor", "Open the details below: they name both targets.")),
          Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "If the store is right, change this profile: milepostctl profile set "
                                   "mailbox=… calendarName=… (or mode, trackerUrl)."),
                 QT_TRANSLATE_NOOP("doctor",
                                   "If the store is right, change this profile's calendar or tracker in "
                                   "Setup."),
                 RemedyAction::SetupCalendar),
          Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "If the target changes for everybody, run once: milepostctl profile "
                                   "retarget. The next plan shows what leaves the former calendar, and "
                                   "the other computers are refused until their profile is changed too."),
                 QT_TRANSLATE_NOOP("doctor",
                                   "If the target changes for everybody, say so here. The next plan shows "
                                   "what leaves the former calendar, and the other computers are refused "
                                   "until their profile is changed too."),
                 RemedyAction::Retarget),
          QT_TRANSLATE_NOOP("doctor",
                            "If these are two different jobs, give one of the profiles another name: each "
                            "name has a journal of its own in the store.")},
     .who = "admin",
     .retryable = false},
    {.key = "unknown",
     .title = QT_TRANSLATE_NOOP("doctor", "An error without a known cause"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "None of the known causes fits. The raw answer is shown as it came."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Read the message and code below."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again; see whether it repeats."),
                         QT_TRANSLATE_NOOP("doctor", "Try again; see whether it repeats.")),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "If it does, report it with the evidence."),
                         QT_TRANSLATE_NOOP("doctor", "If it does, report it with the details below."))},
     .who = "admin",
     .retryable = false},
    {.key = "guard-refused",
     .title = QT_TRANSLATE_NOOP("doctor", "More would be deleted than is allowed"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The plan deletes more events than the profile permits at once. That is what a wrong "
                   "filter or a half-read tracker looks like, so nothing was written."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl plan, and look at the deletions and their reasons."),
                 QT_TRANSLATE_NOOP("doctor", "Look through the deletions and their reasons in Preview."),
                 RemedyAction::Preview),
          Remedy(
              QT_TRANSLATE_NOOP("doctor",
                                "If they are right: run it again with --max-delete and the number shown."),
              QT_TRANSLATE_NOOP(
                  "doctor", "If they are right: press Apply there, and type the number that it asks for.")),
          QT_TRANSLATE_NOOP(
              "doctor",
              "To allow more for good: milepostctl profile set maxDelete=N (or a share such as 30%).")},
     .who = "admin",
     .retryable = false},
    {.key = "guard-refused/read-only",
     .title = QT_TRANSLATE_NOOP("doctor", "The profile is read only"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "With this profile nothing is ever written to Outlook. The "
                                                "attempt stands in the history."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl plan, which shows all and writes nothing."),
                 QT_TRANSLATE_NOOP("doctor", "Preview shows all and writes nothing."), RemedyAction::Preview),
          Remedy(
              QT_TRANSLATE_NOOP("doctor", "If it shall write: milepostctl profile set readOnly=false."),
              QT_TRANSLATE_NOOP("doctor", "If it shall write: take the mark from Read only in Settings."))},
     .who = "admin",
     .retryable = false},
    {.key = "guard-refused/frozen",
     .title = QT_TRANSLATE_NOOP("doctor", "A freeze window holds"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "On these days the profile writes nothing to Outlook. The "
                                                "attempt stands in the history."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Wait until the window is over; the details name its last day."),
                  QT_TRANSLATE_NOOP("doctor", "If it shall write before: milepostctl profile set "
                                              "freezeWindows= and the days that shall stay.")},
     .who = "wait",
     .retryable = true},
    {.key = "plan-stale",
     .title = QT_TRANSLATE_NOOP("doctor", "The plan no longer fits"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "Since the plan was made, the tracker or the calendar "
                                                "changed, or its file was altered. Nothing was written."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Make a new plan: milepostctl plan --out FILE."),
                         QT_TRANSLATE_NOOP("doctor",
                                           "Look at both sides again in Preview (F5): a new plan is made."),
                         RemedyAction::Preview),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Look through it, then run milepostctl apply FILE."),
                         QT_TRANSLATE_NOOP("doctor", "Look through it, then press Apply."))},
     .who = "admin",
     .retryable = true},
    {.key = "confirmation-missing",
     .title = QT_TRANSLATE_NOOP("doctor", "Nobody confirmed"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "Something would have been changed and nobody was there to be asked, so nothing was done."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Run it in a terminal and answer the question."),
                         QT_TRANSLATE_NOOP("doctor", "Look through the changes in Preview."),
                         RemedyAction::Preview),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Or add --yes, after having looked at the plan."),
                         QT_TRANSLATE_NOOP("doctor", "Then press Apply there, and confirm."))},
     .who = "admin",
     .retryable = false},
    {.key = "config-invalid",
     .title = QT_TRANSLATE_NOOP("doctor", "A setting is not valid"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The profile, its file or a value in it cannot be used as it is. The file was left untouched."),
     .remedies =
         {Remedy(
              QT_TRANSLATE_NOOP("doctor",
                                "Read the evidence below: it names the key, or the line of the file."),
              QT_TRANSLATE_NOOP("doctor",
                                "Open the details below: they name the setting, or the line of the file.")),
          Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl profile show, then milepostctl profile set KEY=VALUE."),
                 QT_TRANSLATE_NOOP("doctor", "Correct the value in Setup."), RemedyAction::Setup),
          QT_TRANSLATE_NOOP(
              "doctor", "A broken file can be mended by hand, or be exported again from another computer.")},
     .who = "admin",
     .retryable = false},
    {.key = "usage",
     .title = QT_TRANSLATE_NOOP("doctor", "The command was not understood"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "A word, an option or a value of the command is not right."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl help, or milepostctl help COMMAND."),
                         QT_TRANSLATE_NOOP("doctor", "Open Help with F1."))},
     .who = "admin",
     .retryable = false},
};

} // namespace

std::span<const Text> ownTexts() { return k_texts; }

} // namespace milepost::doctor
