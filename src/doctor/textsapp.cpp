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
     .remedies =
         {QT_TRANSLATE_NOOP(
              "doctor",
              "Open entra.microsoft.com > App registrations > your app > Certificates & secrets and "
              "create a new client secret; copy its Value at once, it is shown only this time."),
          Remedy(
              QT_TRANSLATE_NOOP("doctor", "Run: milepostctl secret set entra-secret, and paste the value."),
              QT_TRANSLATE_NOOP("doctor", "Paste the value in Setup."), RemedyAction::SetupSecret),
          Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "Check that clientId in the profile is the Application (client) ID of the same app."),
                 QT_TRANSLATE_NOOP(
                     "doctor", "Check that the Application (client) ID in Setup is that of the same app."),
                 RemedyAction::SetupApp)},
     .who = "admin",
     .retryable = false},
    {.key = "secret-expired",
     .title = QT_TRANSLATE_NOOP("doctor", "The client secret has expired"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor",
         "The secret was right, but its end date has passed. Entra takes none of its kind any more."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > App registrations > your app > "
                                              "Certificates & secrets and create a new client secret."),
                  Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Run: milepostctl secret set entra-secret, and paste its Value."),
                         QT_TRANSLATE_NOOP("doctor", "Paste its Value in Setup."), RemedyAction::SetupSecret),
                  QT_TRANSLATE_NOOP("doctor", "Note the new end date, and delete the old secret there.")},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing",
     .title = QT_TRANSLATE_NOOP("doctor", "No credential for Microsoft 365"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The request for a token went out, or was about to, with "
                                                "neither a client secret nor a certificate."),
     .remedies = {Remedy(QT_TRANSLATE_NOOP(
                             "doctor",
                             "Run: milepostctl secret status, to see what is stored for this profile."),
                         k_notHere),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Run: milepostctl secret set entra-secret, and paste "
                                                     "the Value of the app's client secret."),
                         QT_TRANSLATE_NOOP("doctor", "Paste the Value of the app's client secret in Setup."),
                         RemedyAction::SetupSecret),
                  Remedy(QT_TRANSLATE_NOOP(
                             "doctor", "With secretSource env or systemd: set MILEPOST_ENTRA_SECRET, or the "
                                       "credential entra-secret, for the account that runs the program."),
                         QT_TRANSLATE_NOOP(
                             "doctor", "Where secrets are kept outside Milepost: set MILEPOST_ENTRA_SECRET, "
                                       "or the credential entra-secret, for the account that runs it."))},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing/tracker",
     .title = QT_TRANSLATE_NOOP("doctor", "No password for the tracker"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "The profile names a tracker user, but no password is stored for it at this address."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl secret set tracker-password, and type the password "
                                   "of the user in trackerUser."),
                 QT_TRANSLATE_NOOP("doctor", "Type the password of the tracker's user in Setup."),
                 RemedyAction::SetupTracker),
          Remedy(QT_TRANSLATE_NOOP("doctor", "With secretSource env: set MILEPOST_TRACKER_PASSWORD for the "
                                             "account that runs the program."),
                 QT_TRANSLATE_NOOP("doctor", "Where secrets are kept outside Milepost: set "
                                             "MILEPOST_TRACKER_PASSWORD for the account that runs it.")),
          QT_TRANSLATE_NOOP("doctor", "If the tracker's address changed, enter the password again: it is "
                                      "kept for one address only.")},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing/store",
     .title = QT_TRANSLATE_NOOP("doctor", "No password for the shared store"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The PostgreSQL database of this profile asks for a password, and none "
                                     "is stored for its address."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "Run: milepostctl secret set store-password, and type the password of the "
                                   "user in the setting \"store\"."),
                 QT_TRANSLATE_NOOP("doctor", "Type the password of the store in Setup."),
                 RemedyAction::SetupSecret),
          Remedy(QT_TRANSLATE_NOOP("doctor",
                                   "With secretSource env or systemd: set MILEPOST_STORE_PASSWORD, or the "
                                   "credential store-password, for the account that runs the program."),
                 QT_TRANSLATE_NOOP("doctor",
                                   "Where secrets are kept outside Milepost: set MILEPOST_STORE_PASSWORD, or "
                                   "the credential store-password, for the account that runs it.")),
          QT_TRANSLATE_NOOP("doctor",
                            "If the database moved to another host, enter the password again: it is kept "
                            "for one host only.")},
     .who = "admin",
     .retryable = false},
    {.key = "credential-missing/unconfirmed",
     .title = QT_TRANSLATE_NOOP("doctor", "A secret's address was not confirmed"),
     .explanation = QT_TRANSLATE_NOOP(
         "doctor", "A secret from env or systemd is sent only where it was sent at its first use. That "
                   "address has changed in the profile since, or the profile was imported."),
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor",
                     "Run: milepostctl secret status, and read to which address each secret would go."),
                 QT_TRANSLATE_NOOP("doctor",
                                   "Compare the address that it would be sent to now with the one before."),
                 RemedyAction::ConfirmAddress),
          Remedy(QT_TRANSLATE_NOOP("doctor", "If the addresses are right, run: milepostctl secret confirm."),
                 QT_TRANSLATE_NOOP("doctor", "If it is right, press Confirm this address.")),
          Remedy(
              QT_TRANSLATE_NOOP("doctor", "If one is not, put the right one back: milepostctl profile set."),
              QT_TRANSLATE_NOOP("doctor", "If it is not, put the right one back in Setup."),
              RemedyAction::Setup)},
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
     .remedies =
         {Remedy(QT_TRANSLATE_NOOP(
                     "doctor", "Check tenantId and cloud of the profile: they are part of what is signed."),
                 QT_TRANSLATE_NOOP("doctor",
                                   "Check cloud and Directory (tenant) ID: they are part of what is signed."),
                 RemedyAction::SetupCloud),
          QT_TRANSLATE_NOOP("doctor", "Store the certificate together with its own private key "
                                      "again: milepostctl secret set entra-certificate."),
          QT_TRANSLATE_NOOP("doctor", "If it stays, report it with the trace id below.")},
     .who = "admin",
     .retryable = false},
    {.key = "assertion-invalid/stale",
     .title = QT_TRANSLATE_NOOP("doctor", "An old signed request was sent again"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The signed assertion had run out when it arrived, although the clock "
                                     "is right: it was kept and sent again, or stood in a queue."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Try again: a new assertion is signed for each attempt."),
                  QT_TRANSLATE_NOOP("doctor", "If it repeats, look for a proxy or a program on the way that "
                                              "holds requests back or repeats them."),
                  QT_TRANSLATE_NOOP(
                      "doctor",
                      "If another program made the request, have it sign a new assertion each time.")},
     .who = "admin",
     .retryable = true},
    {.key = "clock-skew",
     .title = QT_TRANSLATE_NOOP("doctor", "This computer's clock is wrong"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "Something that is valid now was called expired or not valid yet. Dates "
                                     "are compared to the minute, so a wrong clock or time zone is enough."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Compare this computer's time in UTC with a reliable clock."),
                  QT_TRANSLATE_NOOP("doctor", "Switch time synchronisation on: timedatectl set-ntp true, or "
                                              "Settings > Time & language on Windows."),
                  Remedy(QT_TRANSLATE_NOOP("doctor", "Run the command again once the clock is right."),
                         QT_TRANSLATE_NOOP("doctor", "Try again once the clock is right."))},
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
};

} // namespace

std::span<const Text> appTexts() { return k_texts; }

} // namespace milepost::doctor
