// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/credentialexpiry.h"

#include "doctor/permissions.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

} // namespace

CredentialExpiry typedExpiry(const Profile& profile) {
    if (profile.credential != CredentialKind::Secret)
        return {};
    const QDateTime ends = endOfTypedDay(profile.secretExpires);
    return ends.isValid() ? CredentialExpiry{ends, CredentialExpiry::Source::Profile} : CredentialExpiry();
}

QDateTime endOfSecret(const std::vector<AppCredential>& passwords, const QString& hint) {
    QDateTime first;
    for (const AppCredential& password : passwords)
        if (!hint.isEmpty() && password.hint == hint && password.endUtc.isValid() &&
            (!first.isValid() || password.endUtc < first))
            first = password.endUtc;
    return first;
}

CredentialExpiry credentialExpiry(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    const CredentialMark mark = clients.entra.credential();
    if (mark.endsUtc.isValid())
        return {mark.endsUtc, CredentialExpiry::Source::Certificate};
    if (profile.credential != CredentialKind::Secret || clients.directory == nullptr ||
        !mayReadApplications(clients.entra.roles()))
        return typedExpiry(profile);
    const auto app = clients.directory->application(profile.clientId, std::move(stop));
    if (!app)
        return typedExpiry(profile);
    const QDateTime ends = endOfSecret(app->passwords, mark.hint);
    return ends.isValid() ? CredentialExpiry{ends, CredentialExpiry::Source::Entra} : typedExpiry(profile);
}

QString lifetimeText(const Lifetime& lifetime) {
    if (!lifetime.isKnown)
        return say(QT_TRANSLATE_NOOP("doctor", "not known"));
    if (lifetime.isOver)
        return lifetime.days <= 1 ? say(QT_TRANSLATE_NOOP("doctor", "just now"))
                                  : say(QT_TRANSLATE_NOOP("doctor", "%1 days ago")).arg(lifetime.days);
    return lifetime.days <= 1 ? say(QT_TRANSLATE_NOOP("doctor", "within a day"))
                              : say(QT_TRANSLATE_NOOP("doctor", "in %1 days")).arg(lifetime.days);
}

QString expiryText(const Lifetime& lifetime, const CredentialExpiry& expiry) {
    if (!lifetime.isKnown)
        return say(QT_TRANSLATE_NOOP("doctor", "when its credential expires is not known"));
    const QString day = expiry.endsUtc.date().toString(Qt::ISODate);
    switch (expiry.source) {
    case CredentialExpiry::Source::NotKnown:
        break;
    case CredentialExpiry::Source::Certificate:
        return say(QT_TRANSLATE_NOOP("doctor", "the certificate expires on %1, %2"))
            .arg(day, lifetimeText(lifetime));
    case CredentialExpiry::Source::Entra:
        return say(QT_TRANSLATE_NOOP("doctor", "the client secret expires on %1, %2, as Entra says"))
            .arg(day, lifetimeText(lifetime));
    case CredentialExpiry::Source::Profile:
        return say(QT_TRANSLATE_NOOP("doctor", "the client secret expires on %1, %2, as was entered"))
            .arg(day, lifetimeText(lifetime));
    }
    return {};
}

QString rotationRemedy(CredentialKind kind) {
    return kind == CredentialKind::Certificate
               ? say(QT_TRANSLATE_NOOP("doctor",
                                       "Rotate it before it ends, in the set-up or with milepostctl secret "
                                       "rotate entra-certificate: the old one stays until the new one is "
                                       "proved."))
               : say(QT_TRANSLATE_NOOP("doctor",
                                       "Rotate it before it ends, in the set-up or with milepostctl secret "
                                       "rotate entra-secret: the old one stays until the new one is "
                                       "proved."));
}

QString lifetimeWarning(const Lifetime& lifetime, CredentialExpiry::Source source, CredentialKind kind) {
    if (!lifetime.isWarning())
        return {};
    if (lifetime.isOver && source == CredentialExpiry::Source::Profile)
        return say(QT_TRANSLATE_NOOP("doctor",
                                     "The date that was entered for the client secret has passed, and "
                                     "the secret still works: correct the date."));
    if (lifetime.isOver)
        return say(QT_TRANSLATE_NOOP("doctor", "It has expired: replace it now."));
    const QString when = lifetimeText(lifetime);
    return kind == CredentialKind::Certificate
               ? say(QT_TRANSLATE_NOOP("doctor", "The certificate expires %1: rotate it.")).arg(when)
               : say(QT_TRANSLATE_NOOP("doctor", "The client secret expires %1: rotate it.")).arg(when);
}

} // namespace milepost
