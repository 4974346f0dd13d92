// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "secret-invalid",
     .title = QT_TRANSLATE_NOOP("doctor", "The client secret is wrong"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Entra does not know the value that was sent as a secret of this app. The usual slip is "
                   "to copy the column Secret ID instead of Value, or the secret of another app."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor",
                      "Open entra.microsoft.com > App registrations > your app > Certificates & secrets and "
                      "create a new client secret; copy its Value at once, it is shown only this time."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Run: milepostctl secret set entra-secret, and paste the value."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "Check that clientId in the profile is the Application (client) ID of the same app.")},
     .who = "admin",
     .retryable = false},
    {.key = "secret-expired",
     .title = QT_TRANSLATE_NOOP("doctor", "The client secret has expired"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The secret was right, but its end date has passed. Entra takes none of its kind any more."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > App registrations > your app > "
                                              "Certificates & secrets and create a new client secret."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Run: milepostctl secret set entra-secret, and paste its Value."),
                  QT_TRANSLATE_NOOP("doctor", "Note the new end date, and delete the old secret there.")},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing",
     .title = QT_TRANSLATE_NOOP("doctor", "No credential for Microsoft 365"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The request for a token went out, or was about to, with "
                                                "neither a client secret nor a certificate."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor",
                            "Run: milepostctl secret status, to see what is stored for this profile."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "Run: milepostctl secret set entra-secret, and paste the Value of the app's client secret."),
          QT_TRANSLATE_NOOP("doctor", "With secretSource env or systemd: set MILEPOST_ENTRA_SECRET, or the "
                                      "credential entra-secret, for the account that runs the program.")},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing/tracker",
     .title = QT_TRANSLATE_NOOP("doctor", "No password for the tracker"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The profile names a tracker user, but no password is stored for it at this address."),
     .remedies =
         {QT_TRANSLATE_NOOP("doctor", "Run: milepostctl secret set tracker-password, and type the password "
                                      "of the user in trackerUser."),
          QT_TRANSLATE_NOOP(
              "doctor",
              "With secretSource env: set MILEPOST_TRACKER_PASSWORD for the account that runs the program."),
          QT_TRANSLATE_NOOP("doctor", "If the tracker's address changed, enter the password again: it is "
                                      "kept for one address only.")},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing/unconfirmed",
     .title = QT_TRANSLATE_NOOP("doctor", "A secret's address was not confirmed"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "A secret from env or systemd is sent only where it was sent at its first use. That "
                   "address has changed in the profile since, or the profile was imported."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor",
                      "Run: milepostctl secret status, and read to which address each secret would go."),
                  QT_TRANSLATE_NOOP("doctor", "If the addresses are right, run: milepostctl secret confirm."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If one is not, put the right one back: milepostctl profile set.")},
     .who = "admin",
     .retryable = false},
    {.key = "cert-unregistered",
     .title = QT_TRANSLATE_NOOP("doctor", "The certificate is not registered with the app"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The request was signed with a certificate whose public half "
                                                "Entra does not find among the app's certificates."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor",
                      "Open entra.microsoft.com > App registrations > your app > Certificates & secrets > "
                      "Certificates and compare the thumbprint with that of your certificate."),
                  QT_TRANSLATE_NOOP(
                      "doctor", "Upload the public certificate (.cer or .pem) there; it must be an RSA one."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "Or store the registered certificate here: milepostctl secret set entra-certificate.")},
     .who = "admin",
     .retryable = false},
    {.key = "cert-expired",
     .title = QT_TRANSLATE_NOOP("doctor", "The certificate has expired"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The certificate that signs the requests is outside its own dates of validity."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Create a new RSA certificate."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Upload its public half under entra.microsoft.com > App registrations > "
                                    "your app > Certificates & secrets > Certificates."),
                  QT_TRANSLATE_NOOP("doctor", "Run: milepostctl secret set entra-certificate.")},
     .who = "admin",
     .retryable = false},
    {.key = "assertion-invalid",
     .title = QT_TRANSLATE_NOOP("doctor", "The signed request was refused"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "Entra could read the signed assertion, but something in it is wrong: its audience, its "
                   "form or its signature. The certificate and the clock are not at fault."),
     .remedies = {QT_TRANSLATE_NOOP(
                      "doctor", "Check tenantId and cloud of the profile: they are part of what is signed."),
                  QT_TRANSLATE_NOOP("doctor", "Store the certificate together with its own private key "
                                              "again: milepostctl secret set entra-certificate."),
                  QT_TRANSLATE_NOOP("doctor", "If it stays, report it with the trace id below.")},
     .who = "admin",
     .retryable = false},
    {.key = "clock-skew",
     .title = QT_TRANSLATE_NOOP("doctor", "This computer's clock is wrong"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Something that is valid now was called expired or not valid yet. Dates "
                                     "are compared to the minute, so a wrong clock or time zone is enough."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Compare this computer's time in UTC with a reliable clock."),
                  QT_TRANSLATE_NOOP("doctor", "Switch time synchronisation on: timedatectl set-ntp true, or "
                                              "Settings > Time & language on Windows."),
                  QT_TRANSLATE_NOOP("doctor", "Run the command again once the clock is right.")},
     .who = "admin",
     .retryable = false},
    {.key = "clock-skew/noticed",
     .title = QT_TRANSLATE_NOOP("doctor", "This computer's clock and a service's differ"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Nothing failed by that yet. If several services say the same, this "
                                     "computer's clock is the wrong one; if one does, ask who runs it."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Compare this computer's time in UTC with a reliable clock."),
                  QT_TRANSLATE_NOOP("doctor", "Switch time synchronisation on: timedatectl set-ntp true, or "
                                              "Settings > Time & language on Windows.")},
     .who = "admin",
     .retryable = false},
    {.key = "app-unknown",
     .title = QT_TRANSLATE_NOOP("doctor", "No app with this client ID in the tenant"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The tenant that was asked holds no application with the configured "
                                     "client ID. Either the ID or the tenant is that of another."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Open entra.microsoft.com > App registrations > your app > Overview and "
                                    "copy Application (client) ID and Directory (tenant) ID."),
                  QT_TRANSLATE_NOOP("doctor", "Run: milepostctl profile set clientId=… tenantId=…"),
                  QT_TRANSLATE_NOOP(
                      "doctor", "If the app lives in another tenant, give it consent in this one first.")},
     .who = "admin",
     .retryable = false},
    {.key = "app-unconsented",
     .title = QT_TRANSLATE_NOOP("doctor", "The app has no consent in this tenant"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The tenant has no service principal for the app, or for the service "
                                     "that it asks for: nobody granted it anything here yet."),
     .remedies = {QT_TRANSLATE_NOOP("doctor",
                                    "Open entra.microsoft.com > App registrations > your app > API "
                                    "permissions as an administrator and choose Grant admin consent."),
                  QT_TRANSLATE_NOOP(
                      "doctor", "Check that tenantId in the profile is the tenant that holds the mailboxes."),
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
    {.key = "tenant-wrong",
     .title = QT_TRANSLATE_NOOP("doctor", "The tenant ID is wrong"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The tenant in the profile is blank, misspelt, unknown, or "
                                                "another one than the app's and the mailboxes'."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > Overview and copy the Tenant ID."),
                  QT_TRANSLATE_NOOP("doctor", "Run: milepostctl profile set tenantId=… (an ID or a verified "
                                              "domain; not common or organizations)."),
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
                  QT_TRANSLATE_NOOP("doctor",
                                    "Run: milepostctl profile set cloud=usgov (or dod, china, global)."),
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
         {QT_TRANSLATE_NOOP("doctor", "Run: milepostctl profile show, and look at graphRoot and tokenScope."),
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

std::span<const Text> appTexts() { return k_texts; }

} // namespace milepost::doctor
