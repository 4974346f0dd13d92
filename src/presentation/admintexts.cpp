// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/admintexts.h"

#include "presentation/state.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::AdminTexts)
};

} // namespace

QString stepText(RegistrationProgress::Step step) {
    using enum RegistrationProgress::Step;
    switch (step) {
    case Application:
        return Texts::tr("App registration");
    case Principal:
        return Texts::tr("Enterprise application");
    case Grants:
        return Texts::tr("Permissions granted");
    case Credential:
        return Texts::tr("Credential made and stored");
    case Token:
        return Texts::tr("A token of the new app");
    case Proof:
        return Texts::tr("A call with it");
    case Removal:
        return Texts::tr("Removing what was made");
    }
    return {};
}

QString waitText(RegistrationProgress::Step step) {
    using enum RegistrationProgress::Step;
    switch (step) {
    case Application:
    case Removal:
        return {};
    case Principal:
    case Grants:
    case Credential:
        return Texts::tr("waiting for the directory");
    case Token:
        return Texts::tr("waiting for the sign-in service");
    case Proof:
        return Texts::tr("waiting for Microsoft Graph");
    }
    return {};
}

QString clockText(const QDateTime& fromUtc, const QDateTime& toUtc) {
    const qint64 seconds = std::max<qint64>(fromUtc.secsTo(toUtc), 0);
    return u"%1:%2"_s.arg(QString::number(seconds / 60),
                          QString::number(seconds % 60).rightJustified(2, u'0'));
}

QString leftoverText(const Leftover& leftover, const QString& displayName) {
    using enum Leftover::Kind;
    switch (leftover.kind) {
    case Application:
        if (leftover.id.isEmpty())
            return Texts::tr("Microsoft did not say whether the registration was made. Look for “%1” at "
                             "entra.microsoft.com > App registrations, and delete it there.")
                .arg(displayName);
        return Texts::tr("The app registration, object ID %1: delete it at entra.microsoft.com > App "
                         "registrations > All applications.")
            .arg(leftover.id);
    case ServicePrincipal:
        return Texts::tr("The enterprise application, object ID %1: delete it at entra.microsoft.com > "
                         "Enterprise applications.")
            .arg(leftover.id);
    case Secret:
        return Texts::tr("The stored credential could not be put back as it was: enter the former one again "
                         "under Secret or certificate.");
    }
    return {};
}

QString consentText(const ConsentProgress& progress, const QDateTime& nowUtc) {
    using enum ConsentProgress::Step;
    const QString since = clockText(progress.sinceUtc, nowUtc);
    const QString left = clockText(nowUtc, progress.untilUtc);
    switch (progress.step) {
    case Look:
        return Texts::tr("Looking at what is granted now… %1").arg(since);
    case Answer:
        return Texts::tr("Waiting for the administrator's answer, for %1. A new token is asked for all the "
                         "while. Given up in %2.")
            .arg(since, left);
    case Spread:
        return Texts::tr("Consent was given. Waiting until a new token shows it, for %1. Given up in %2.")
            .arg(since, left);
    }
    return {};
}

QStringList proofTexts(const ConsentOutcome& outcome) {
    QStringList lines;
    if (outcome.wasGranted && !outcome.wasAnswered)
        lines << Texts::tr("Everything was granted before: no page had to be opened.");
    lines << (outcome.roles.isEmpty()
                  ? Texts::tr("A new token of %1 holds no permission.").arg(shortTime(outcome.provedUtc))
                  : Texts::tr("A new token of %1 holds: %2")
                        .arg(shortTime(outcome.provedUtc), outcome.roles.join(u", "_s)));
    if (outcome.byExchange)
        lines << Texts::tr(
            "The calendar right is not among them: Exchange itself gave it for some mailboxes.");
    lines << (outcome.mailbox.isEmpty()
                  ? Texts::tr("The directory answered a call with that token.")
                  : Texts::tr("The calendars of %1 answered a call with that token.").arg(outcome.mailbox));
    return lines;
}

} // namespace milepost
