// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/probes.h"

#include "auth/jwt.h"
#include "doctor/checkup.h"
#include "doctor/connections.h"
#include "doctor/credentialexpiry.h"
#include "doctor/diagnosis.h"
#include "doctor/mailboxscope.h"
#include "doctor/permissions.h"
#include "doctor/probeparts.h"
#include "domain/profileschema.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

using namespace probes;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

} // namespace

bool probes::refusesCredential(const Error& error) {
    const QString cause = diagnose(error).cause;
    return error.stage == Error::Stage::Token && error.httpStatus != 0 &&
           (cause == "secret-invalid"_L1 || cause == "secret-expired"_L1 || cause == "cert-unregistered"_L1 ||
            cause == "cert-expired"_L1 || cause == "assertion-invalid"_L1);
}

ProbeReport probes::judgedApp(ProbeReport report, const Profile& profile,
                              const Result<Redacted<QByteArray>>& token, const QStringList& roles) {
    if (!token && refusesCredential(token.error()))
        return passed(
            std::move(report),
            say(QT_TRANSLATE_NOOP("doctor", "The tenant knows this app; its credential is refused")));
    if (!token)
        return failed(std::move(report), token.error(), appSecretOf(profile));
    if (!roles.contains(u"Calendars.ReadWrite"_s))
        report.warning = say(QT_TRANSLATE_NOOP(
            "doctor", "The token does not hold Calendars.ReadWrite: grant it, or give the app access to this "
                      "mailbox in Exchange."));
    return passed(std::move(report), roles.isEmpty()
                                         ? say(QT_TRANSLATE_NOOP("doctor", "no application permission"))
                                         : roles.join(u", "_s));
}

ProbeReport probes::judgedCredential(ProbeReport report, const Profile& profile, const ProbeClients& clients,
                                     const Result<Redacted<QByteArray>>& token, std::stop_token stop) {
    if (!token)
        return failed(std::move(report), token.error(), appSecretOf(profile));
    const auto skew = clients.entra.clockSkew();
    const CredentialExpiry expiry = credentialExpiry(profile, clients, std::move(stop));
    const Lifetime lifetime = lifetimeOf(
        expiry.endsUtc, clients.clock.utcNow().addSecs(skew.value_or(std::chrono::seconds(0)).count()));
    QStringList warnings{skewWarning(skew), lifetimeWarning(lifetime, expiry.source, profile.credential)};
    warnings.removeAll(QString());
    report.warning = warnings.join(u' ');
    if (lifetime.isWarning())
        report.remedies << rotationRemedy(profile.credential);
    return passed(
        std::move(report),
        say(QT_TRANSLATE_NOOP("doctor", "Microsoft issued a token; %1")).arg(expiryText(lifetime, expiry)));
}

ProbeReport probeRegistration(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Registration, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    const auto token = clients.entra.bearer(std::move(stop));
    return judgedApp(std::move(report), profile, token, clients.entra.roles());
}

ProbeReport probeSecret(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Secret, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    const auto token = clients.entra.bearer(stop);
    return judgedCredential(std::move(report), profile, clients, token, std::move(stop));
}

QString principalOf(const ProbeClients& clients, std::stop_token stop) {
    const auto token = clients.entra.bearer(std::move(stop)); // the one that is at hand
    return token ? jwtClaims(token->reveal()).value(u"oid"_s).toString() : QString();
}

ProbeReport runProbe(ProbeId id, const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    switch (id) {
    case ProbeId::Connections:
        return probeConnections(profile, clients, std::move(stop));
    case ProbeId::Tenant:
        return probeTenant(profile, clients, std::move(stop));
    case ProbeId::Registration:
        return probeRegistration(profile, clients, std::move(stop));
    case ProbeId::Secret:
        return probeSecret(profile, clients, std::move(stop));
    case ProbeId::Tracker:
        return probeTracker(profile, clients, std::move(stop));
    case ProbeId::Calendar:
        return probeCalendar(profile, clients, std::move(stop));
    case ProbeId::Permissions:
        return probePermissions(profile, clients, std::move(stop));
    case ProbeId::MailboxScope:
        return probeMailboxScope(profile, clients, std::move(stop));
    case ProbeId::Profile:
        return probeProfile(profile, clients.clock);
    case ProbeId::Secrets:
    case ProbeId::Store:
    case ProbeId::Environment:
        break; // asked by whoever holds the secrets, the journal, the file
    }
    ProbeReport report;
    report.id = id;
    report.skipped = true;
    report.atUtc = clients.clock.utcNow();
    return report;
}

} // namespace milepost
