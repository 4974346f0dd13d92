// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "token-expired",
     .title = QT_TRANSLATE_NOOP("doctor", "The access token is no longer valid"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The token ran out or was recalled by the service. A new one "
                                                "is fetched without your help; this one failed twice."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Try again: a fresh token will be used."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "If it repeats, check this computer's clock and the app's sign-in logs in Entra.")},
     .who = "wait",
     .retryable = true},
    {.key = "token-malformed",
     .title = QT_TRANSLATE_NOOP("doctor", "The access token was not a token"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The service received an empty, cut or foreign text in place "
                                                "of a token. A proxy that rewrites requests can do that."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Try again: a fresh token will be used."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "Ask whoever runs the proxy whether it removes or shortens the Authorization header."),
                  QT_TRANSLATE_NOOP("doctor", "If it stays, report it with the request id below.")},
     .who = "admin",
     .retryable = false},
    {.key = "permission-missing",
     .title = QT_TRANSLATE_NOOP("doctor", "The app lacks a permission"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Microsoft Graph knows the app, but the right that this request needs "
                                     "is not in its token, or Exchange keeps the app from this mailbox."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor", "Open entra.microsoft.com > App registrations > your app > API permissions: "
                               "Calendars.ReadWrite and User.ReadBasic.All must be there as application "
                               "permissions, with a green tick. Choose Grant admin consent if not."),
                 nullptr, RemedyAction::SetupPermissions),
          QT_TRANSLATE_NOOP(
              "doctor",
              "If the mailboxes are limited in Exchange instead, ask the Exchange administrator: "
              "Test-ServicePrincipalAuthorization -Identity APP -Resource MAILBOX must say InScope True."),
          QT_TRANSLATE_NOOP("doctor", "Wait some minutes after a change: permissions are read from a new "
                                      "token, Exchange takes up to an hour.")},
     .who = "admin",
     .retryable = false},
    {.key = "permission-missing/tracker",
     .title = QT_TRANSLATE_NOOP("doctor", "The tracker account lacks a right"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The tracker knows the user, but refuses this to its role. Only admins and managers see every row."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor", "Ask the tracker's administrator to put the user into the group Manager."),
                  Remedy(QT_TRANSLATE_NOOP(
                             "doctor", "Or use another account: milepostctl profile set trackerUser=…, then "
                                       "milepostctl secret set tracker-password."),
                         QT_TRANSLATE_NOOP("doctor", "Or use another account."), RemedyAction::SetupTracker)},
     .who = "tracker-admin",
     .retryable = false},
    {.key = "permission-missing/directory",
     .title = QT_TRANSLATE_NOOP("doctor", "The app may not read the directory"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "Microsoft Graph knows the app, but its token holds no "
                                                "permission for users or apps in the directory."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Open entra.microsoft.com > App registrations > your app > API "
                                   "permissions: User.ReadBasic.All must be there as an application "
                                   "permission, with a green tick. Choose Grant admin consent if not."),
                 nullptr, RemedyAction::SetupPermissions),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Look which address was asked: other things of the directory need permissions of their own."),
          QT_TRANSLATE_NOOP("doctor",
                            "Wait some minutes after consent, then try again: a fresh token is needed.")},
     .who = "admin",
     .retryable = false},
    {.key = "permission-missing/group",
     .title = QT_TRANSLATE_NOOP("doctor", "Apps may not use the calendars of groups"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "Graph opens the calendar of a Microsoft 365 group to people "
                                                "who are signed in, and to no app, whatever was granted."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor", "Choose a shared mailbox or that of a user: milepostctl "
                                                     "profile set mailbox=…"),
                         QT_TRANSLATE_NOOP("doctor", "Choose a shared mailbox or that of a user in Setup."),
                         RemedyAction::SetupCalendar),
                  QT_TRANSLATE_NOOP("doctor", "Make the calendar there and share it with the group.")},
     .who = "admin",
     .retryable = false},
    {.key = "permission-missing/delegated",
     .title = QT_TRANSLATE_NOOP("doctor", "The token is that of a person"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The token was issued to a signed-in person, who sees only what is "
                                     "shared with them. A sync needs a token of the app itself."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Sign in with the app's own secret or certificate (client "
                                              "credentials), so that the token holds roles."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Or have the calendar shared with that person, with the right to edit.")},
     .who = "admin",
     .retryable = false},
    {.key = "access-policy",
     .title = QT_TRANSLATE_NOOP("doctor", "An Exchange policy keeps the app from this mailbox"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Exchange has an application access policy for this app, and the "
                                     "mailbox is outside its group, or the policy has not spread yet."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Ask the Exchange administrator to run: Test-ApplicationAccessPolicy "
                                    "-Identity MAILBOX -AppId CLIENT-ID"),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "If it says Denied: add the mailbox to the mail-enabled "
                                                     "security group of the policy."),
                         nullptr, RemedyAction::SetupScope),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "If it says Granted: wait; a change can take up to a day to reach every server.")},
     .who = "exchange-admin",
     .retryable = false},
    {.key = "rbac-scope",
     .title = QT_TRANSLATE_NOOP("doctor", "The mailbox is outside the app's Exchange scope"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The app's right comes from a role assignment in Exchange whose scope does not cover this mailbox."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Ask the Exchange administrator to run: "
                                    "Test-ServicePrincipalAuthorization -Identity APP -Resource MAILBOX"),
                  Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "If InScope is False: put the mailbox into the management scope "
                                           "(its group or attribute)."),
                         nullptr, RemedyAction::SetupScope),
                  QT_TRANSLATE_NOOP("doctor", "Wait up to an hour after a change, then try again.")},
     .who = "exchange-admin",
     .retryable = false},
    {.key = "license-missing",
     .title = QT_TRANSLATE_NOOP("doctor", "The tenant lacks a licence"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The feature that was asked for is part of a licence that this tenant or user does not have."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Read the message below: it names the service."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Open admin.microsoft.com > Billing > Licenses and assign it, or leave the feature off.")},
     .who = "admin",
     .retryable = false},
    {.key = "no-mailbox",
     .title = QT_TRANSLATE_NOOP("doctor", "The user has no usable mailbox"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The user exists, but Exchange Online has no mailbox for it that Graph can open: no "
                   "licence, a guest, a mailbox on premises, deleted, or made a moment ago."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Open admin.microsoft.com > Users > Active users > the user > "
                                      "Licenses and apps, and see that Exchange Online is on."),
          QT_TRANSLATE_NOOP("doctor", "Wait 15 minutes after a licence was assigned."),
          Remedy(QT_TRANSLATE_NOOP("doctor", "For a mailbox on premises: finish its migration, or choose "
                                             "another one with milepostctl profile set mailbox=…"),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "For a mailbox on premises: finish its migration, or choose another one in Setup."),
                 RemedyAction::SetupCalendar)},
     .who = "admin",
     .retryable = false},
    {.key = "no-mailbox/new",
     .title = QT_TRANSLATE_NOOP("doctor", "The user's mailbox is not there yet"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The directory knows the user, but Exchange Online has no mailbox for "
                                     "it: it was made a moment ago, or has no licence."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open admin.microsoft.com > Users > Active users > the user > "
                                              "Licenses and apps, and see that Exchange Online is on."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Wait 15 minutes after a licence was assigned, then try again.")},
     .who = "admin",
     .retryable = true},
    {.key = "no-mailbox/tenant",
     .title = QT_TRANSLATE_NOOP("doctor", "The tenant has no Exchange Online"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Exchange does not know the tenant that the token is for: it has no "
                                     "mailboxes in the cloud, or it is not the tenant that holds them."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor", "Check that tenantId in the profile is the tenant that holds the mailboxes."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "Check that the Directory (tenant) ID in Setup is the tenant that holds the mailboxes."),
                 RemedyAction::SetupCloud),
          QT_TRANSLATE_NOOP("doctor", "Open admin.microsoft.com > Billing > Licenses in that tenant, and see "
                                      "whether Exchange Online is among them.")},
     .who = "admin",
     .retryable = false},
    {.key = "user-unknown",
     .title = QT_TRANSLATE_NOOP("doctor", "No such user in this tenant"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The directory has no user with the configured name, address or ID."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Check the spelling of mailbox in the profile: milepostctl profile show."),
                 QT_TRANSLATE_NOOP("doctor", "Check the spelling of the mailbox."),
                 RemedyAction::SetupCalendar),
          Remedy(QT_TRANSLATE_NOOP("doctor", "Use the user principal name as admin.microsoft.com > Users "
                                             "shows it: milepostctl profile set mailbox=…"),
                 QT_TRANSLATE_NOOP("doctor",
                                   "Use the user principal name as admin.microsoft.com > Users shows it.")),
          Remedy(
              QT_TRANSLATE_NOOP("doctor", "Check that tenantId is the tenant of this user."),
              QT_TRANSLATE_NOOP("doctor", "Check that the Directory (tenant) ID is the tenant of this user."),
              RemedyAction::SetupCloud)},
     .who = "admin",
     .retryable = false},
};

} // namespace

std::span<const Text> accessTexts() { return k_texts; }

} // namespace milepost::doctor
