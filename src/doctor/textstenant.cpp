// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "app-unknown",
     .title = QT_TRANSLATE_NOOP("doctor", "No app with this client ID in the tenant"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The tenant that was asked holds no application with the configured "
                                     "client ID. Either the ID or the tenant is that of another."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Open entra.microsoft.com > App registrations > your app > Overview and "
                                    "copy Application (client) ID and Directory (tenant) ID."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl profile set clientId=… tenantId=…"),
                         QT_TRANSLATE_NOOP("doctor", "Paste them in Setup."), RemedyAction::SetupApp),
                  QT_TRANSLATE_NOOP(
                      "doctor", "If the app lives in another tenant, give it consent in this one first.")},
     .who = "admin",
     .retryable = false},
    {.key = "app-unconsented",
     .title = QT_TRANSLATE_NOOP("doctor", "The app has no consent in this tenant"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The tenant has no service principal for the app, or for the service "
                                     "that it asks for: nobody granted it anything here yet."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > App registrations > your app > API "
                                      "permissions as an administrator and choose Grant admin consent."),
          Remedy(QT_TRANSLATE_NOOP(
                     "doctor", "Check that tenantId in the profile is the tenant that holds the mailboxes."),
                 QT_TRANSLATE_NOOP(
                     "doctor",
                     "Check that the Directory (tenant) ID in Setup is the tenant that holds the mailboxes."),
                 RemedyAction::SetupCloud),
          QT_TRANSLATE_NOOP("doctor", "Wait some minutes, then try again: a fresh token is needed.")},
     .who = "admin",
     .retryable = false},
    {.key = "app-disabled",
     .title = QT_TRANSLATE_NOOP("doctor", "The enterprise application is switched off"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The app, or the service that it calls, exists in the tenant but is not allowed to sign in."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > Enterprise applications > your app > "
                                      "Properties and set Enabled for users to sign-in to Yes."),
          QT_TRANSLATE_NOOP("doctor", "If Microsoft Graph itself was disabled, enable it the same way."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Ask who switched it off before you switch it on: it may have been a security measure.")},
     .who = "admin",
     .retryable = false},
    {.key = "app-misconfigured",
     .title = QT_TRANSLATE_NOOP("doctor", "The app registration is set up wrongly"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The registration does not fit a program that signs in by itself: it is "
                                     "a public client, lacks a redirect address or has no permissions."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > App registrations > your app > "
                                      "Authentication and set Allow public client flows to No."),
          QT_TRANSLATE_NOOP("doctor",
                            "Open entra.microsoft.com > App registrations > your app > API permissions and "
                            "check that application permissions (not delegated ones) are listed."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Register the redirect address http://localhost if the consent page complains about it.")},
     .who = "admin",
     .retryable = false},
    {.key = "app-misconfigured/scope",
     .title = QT_TRANSLATE_NOOP("doctor", "The app reaches a mailbox that it must not reach"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The mailbox named as forbidden answered. Nothing in Exchange "
                                     "keeps the app from it, or a consent in Entra overrides that."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Ask the Exchange administrator to limit the app to the mailboxes "
                                           "that it needs (RBAC for Applications)."),
                         nullptr, RemedyAction::SetupScope),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Open entra.microsoft.com > Enterprise applications > your app > "
                                    "Permissions and take the consent for Calendars.ReadWrite away: it holds "
                                    "for every mailbox."),
                  QT_TRANSLATE_NOOP("doctor", "Wait up to a day after a change, then try again.")},
     .who = "exchange-admin",
     .retryable = false},
    {.key = "tenant-wrong",
     .title = QT_TRANSLATE_NOOP("doctor", "The tenant ID is wrong"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The tenant in the profile is blank, misspelt, unknown, or "
                                                "another one than the app's and the mailboxes'."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > Overview and copy the Tenant ID."),
                  Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Run: milepostctl profile set tenantId=… (an ID or a verified "
                                           "domain; not common or organizations)."),
                         QT_TRANSLATE_NOOP(
                             "doctor",
                             "Paste it in Setup (an ID or a verified domain; not common or organizations)."),
                         RemedyAction::SetupCloud),
                  QT_TRANSLATE_NOOP(
                      "doctor", "Check the profile's cloud as well: every cloud has tenants of its own.")},
     .who = "admin",
     .retryable = false},
    {.key = "cloud-mismatch",
     .title = QT_TRANSLATE_NOOP("doctor", "The tenant lives in another Microsoft cloud"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "National clouds (US Government, China) have their own sign-in and "
                                     "Graph addresses. The request went to the wrong one."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Find out in which cloud the tenant was opened; the address of "
                                              "its admin centre tells (.us, .cn)."),
                  Remedy(QT_TRANSLATE_NOOP(
                             "doctor", "Run: milepostctl profile set cloud=usgov (or dod, china, global)."),
                         QT_TRANSLATE_NOOP("doctor", "Choose that cloud in Setup."),
                         RemedyAction::SetupCloud),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "Register the app and its secret in that cloud: they are not shared between clouds.")},
     .who = "admin",
     .retryable = false},
    {.key = "scope-invalid",
     .title = QT_TRANSLATE_NOOP("doctor", "The wrong resource was asked for"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The token was asked for, or issued for, something else than Microsoft "
                                     "Graph. A mistyped scope or Graph address does that."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl profile show, and look at graphRoot and tokenScope."),
                 QT_TRANSLATE_NOOP("doctor", "Look at Graph address and Scope in Setup."),
                 RemedyAction::SetupCloud),
          QT_TRANSLATE_NOOP("doctor", "Remove what is set by hand, or write the scope as "
                                      "https://graph.microsoft.com/.default (one https://, one slash)."),
          QT_TRANSLATE_NOOP("doctor", "For a custom cloud, name the scope that its own Graph expects.")},
     .who = "admin",
     .retryable = false},
    {.key = "policy-blocked",
     .title = QT_TRANSLATE_NOOP("doctor", "Conditional Access refuses the app"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "A policy of the tenant blocks this app's sign-ins from here, by "
                                     "location or by risk. The credential itself is right."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Open entra.microsoft.com > Monitoring > Sign-in logs > Service "
                                    "principal sign-ins and find the attempt; it names the policy."),
                  QT_TRANSLATE_NOOP("doctor", "Open Protection > Conditional Access and add this computer's "
                                              "public address to the trusted locations, or exclude the app."),
                  QT_TRANSLATE_NOOP("doctor", "Try again after some minutes.")},
     .who = "admin",
     .retryable = false},
    {.key = "consent-declined",
     .title = QT_TRANSLATE_NOOP("doctor", "Consent was not given"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The person at the consent page cancelled, so nothing was granted."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open the consent page again and choose Accept."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "If you may not decide it, send the request to an administrator of the tenant.")},
     .who = "admin",
     .retryable = false},
    {.key = "consent-account/assigned",
     .title = QT_TRANSLATE_NOOP("doctor", "The account is not assigned to the app"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The enterprise application lets in only people who are "
                                                "assigned to it, and the account at the page is not."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > Enterprise applications > your app "
                                              "> Users and groups and add the account."),
                  QT_TRANSLATE_NOOP("doctor", "Or set Assignment required to No under Properties."),
                  QT_TRANSLATE_NOOP("doctor", "Or sign in as another administrator of the tenant.")},
     .who = "admin",
     .retryable = false},
    {.key = "consent-account",
     .title = QT_TRANSLATE_NOOP("doctor", "This account may not give consent"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The account at the consent page is not an administrator of "
                                                "this tenant, or belongs to another tenant."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Sign out of the browser, or use a private window."),
                  QT_TRANSLATE_NOOP("doctor", "Sign in as a Global Administrator or Privileged Role "
                                              "Administrator of the tenant in the profile, and accept.")},
     .who = "admin",
     .retryable = false},
};

} // namespace

std::span<const Text> tenantTexts() { return k_texts; }

} // namespace milepost::doctor
