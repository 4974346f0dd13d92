// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

#include <QtGlobal>

namespace milepost::doctor {

namespace {

constexpr Text k_texts[] = {
    {.key = "consent-declined/no-answer",
     .title = QT_TRANSLATE_NOOP("doctor", "No answer came from the browser"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The page was closed, or nobody decided in time, or it showed "
                                     "an error of its own. Nothing is known to be granted."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Begin again and stay on the page until it says that it is "
                                              "done."),
                  QT_TRANSLATE_NOOP("doctor", "If the page showed AADSTS50011: open the other address, which "
                                              "needs no redirect, or register http://localhost as a redirect "
                                              "address of the app."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "If the page showed AADSTS700016: the account belongs to another "
                                    "tenant. Use a private window and the tenant's own account.")},
     .who = "admin",
     .retryable = true},
    {.key = "consent-declined/expired",
     .title = QT_TRANSLATE_NOOP("doctor", "Nobody entered the code in time"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The code for the sign-in is good for some minutes only, and "
                                                "no sign-in was finished with it."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Begin again: a new code is made, and enter it at once.")},
     .who = "admin",
     .retryable = true},
    {.key = "token-expired/sign-in",
     .title = QT_TRANSLATE_NOOP("doctor", "The sign-in of the person is over"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "Somebody signed in some time ago; that sign-in ran out, was "
                                                "used up or was recalled, for example by a new password."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Sign in again, and finish what needs it in one go."),
                  QT_TRANSLATE_NOOP("doctor", "A sync needs no person: it signs in with the app's own secret "
                                              "or certificate.")},
     .who = "admin",
     .retryable = false},
    {.key = "consent-account/tenant",
     .title = QT_TRANSLATE_NOOP("doctor", "Consent was given in another tenant"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The account in the browser belongs to another tenant than "
                                                "the profile's. What was granted there has no effect here."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Sign out of the browser, or use a private window, and begin "
                                              "again with an administrator of the profile's tenant."),
                  QT_TRANSLATE_NOOP("doctor", "In the other tenant, delete the app under Enterprise "
                                              "applications: nobody needs it there.")},
     .who = "admin",
     .retryable = false},
    {.key = "token-malformed/answer",
     .title = QT_TRANSLATE_NOOP("doctor", "The browser's answer cannot be used"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "What came back from the page is neither a consent nor a "
                                                "refusal, or it answers another question than ours."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Close older pages of this kind in the browser, then begin "
                                              "again."),
                  QT_TRANSLATE_NOOP("doctor", "If it stays, let the tenant's administrator grant consent in "
                                              "entra.microsoft.com > App registrations > your app > API "
                                              "permissions.")},
     .who = "admin",
     .retryable = true},
    {.key = "connect-failed/listener",
     .title = QT_TRANSLATE_NOOP("doctor", "This computer takes no answer from the browser"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The browser brings its answer to an address of this computer, "
                                     "and no port could be opened for it."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Sign in with a code instead: it needs no port."),
                  QT_TRANSLATE_NOOP("doctor", "Ask whoever guards this computer to allow programs to listen "
                                              "on 127.0.0.1.")},
     .who = "network-admin",
     .retryable = true},
    {.key = "app-unconsented/roles",
     .title = QT_TRANSLATE_NOOP("doctor", "The permissions are not in the token"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "The app signs in, but its token does not hold what was asked "
                                     "for: nobody granted it, the registration does not list it, "
                                     "or the grant has not spread through the tenant yet."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "If consent was given just now: wait some minutes, then try "
                                              "again."),
                  QT_TRANSLATE_NOOP("doctor", "Open entra.microsoft.com > App registrations > your app > API "
                                              "permissions: the permissions named in the details must stand "
                                              "there as application permissions, with a green tick.")},
     .who = "admin",
     .retryable = true},
    {.key = "permission-missing/admin",
     .title = QT_TRANSLATE_NOOP("doctor", "The account that signed in may not do that"),
     .explanation =
         QT_TRANSLATE_NOOP("doctor", "To make a registration takes the right to create applications, "
                                     "and to grant permissions takes a higher role still."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Begin again with a Global Administrator or a Privileged Role "
                                              "Administrator of this tenant."),
                  QT_TRANSLATE_NOOP("doctor",
                                    "Or ask such an administrator to make the registration by hand: "
                                    "the request pack says how.")},
     .who = "admin",
     .retryable = false},
    {.key = "policy-blocked/credential",
     .title = QT_TRANSLATE_NOOP("doctor", "The tenant forbids this kind of credential"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "A policy for applications does not let this credential be "
                                                "added, or not for so long."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Choose a certificate in place of a secret, and begin again."),
                  QT_TRANSLATE_NOOP("doctor", "Or ask the tenant's administrator about the app management "
                                              "policy.")},
     .who = "admin",
     .retryable = false},
    {.key = "config-invalid/certificate",
     .title = QT_TRANSLATE_NOOP("doctor", "This certificate cannot be used"),
     .explanation = QT_TRANSLATE_NOOP("doctor", "The file, its password or the key in it is not what an app "
                                                "signs in with: one RSA certificate with its private key."),
     .remedies = {QT_TRANSLATE_NOOP("doctor", "Read the details below: they say what is wrong with it."),
                  QT_TRANSLATE_NOOP("doctor", "Export it again with its private key as PFX, with a modern "
                                              "encryption (AES256), or as PEM."),
                  Remedy(QT_TRANSLATE_NOOP("doctor",
                                           "Or run: milepostctl secret set entra-certificate --generate, to "
                                           "make a new one here."),
                         QT_TRANSLATE_NOOP("doctor", "Or make a new one in Setup."),
                         RemedyAction::SetupSecret)},
     .who = "admin",
     .retryable = false},
};

} // namespace

std::span<const Text> signInTexts() { return k_texts; }

} // namespace milepost::doctor
