// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/probes.h"

#include "auth/entraerrors.h"
#include "base/jsonreader.h"
#include "doctor/checkup.h"
#include "doctor/credentialexpiry.h"
#include "doctor/diagnosis.h"
#include "doctor/mailboxscope.h"
#include "doctor/permissions.h"
#include "doctor/probeparts.h"
#include "domain/profileschema.h"
#include "graph/calendarnames.h"
#include "graph/directory.h"
#include "tracker/restriction.h"
#include "tracker/trackererrors.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

using namespace probes;

namespace {

constexpr qint64 k_mostSkewSeconds = 300; // Entra refuses assertions beyond it

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

QString skewWarning(std::optional<std::chrono::seconds> skew) {
    if (!skew || std::abs(skew->count()) <= k_mostSkewSeconds)
        return {};
    const auto minutes = std::abs(skew->count()) / 60;
    return (skew->count() > 0
                ? say(QT_TRANSLATE_NOOP("doctor", "The clock of this computer is %1 minutes slow."))
                : say(QT_TRANSLATE_NOOP("doctor", "The clock of this computer is %1 minutes fast.")))
        .arg(minutes);
}

/// The GUID inside "https://login.microsoftonline.com/{guid}/v2.0".
QString tenantOf(const QString& issuer) {
    const QStringList parts = QUrl(issuer).path().split(u'/', Qt::SkipEmptyParts);
    return parts.size() >= 2 ? parts.at(parts.size() - 2) : QString();
}

Result<QJsonObject> discovery(ApiClient& client, const Profile& profile, std::stop_token stop) {
    ApiClient::Call call;
    call.request.method = "GET";
    call.request.url = QUrl(profile.endpoints().authority + u'/' + profile.tenantId +
                            u"/v2.0/.well-known/openid-configuration"_s);
    call.lane = client.origin();
    const auto response = client.call(call, std::move(stop));
    if (!response)
        return std::unexpected(response.error());
    const auto json = parseJson(response->body, Error::Stage::Token);
    if (!json)
        return std::unexpected(json.error());
    const QJsonObject document = json->toObject();
    if (document.value(u"token_endpoint"_s).toString().isEmpty() ||
        tenantOf(document.value(u"issuer"_s).toString()).isEmpty())
        return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Token,
                                         u"the discovery document has no token_endpoint or issuer"_s,
                                         u"field"_s));
    return document;
}

/// The tenant let the app through to the look at its secret.
bool saysThatAppIsKnown(const Error& error) {
    const QString cause = diagnose(error).cause;
    return error.stage == Error::Stage::Token && error.httpStatus != 0 &&
           (cause == "secret-invalid"_L1 || cause == "secret-expired"_L1 || cause == "cert-unregistered"_L1 ||
            cause == "cert-expired"_L1);
}

} // namespace

ProbeReport probeTenant(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Tenant, profile, clients, tenantKeys(profile));
    if (report.skipped)
        return report;
    LaneGate gate(clients.clock, 1);
    ApiClient::Options options;
    options.stage = Error::Stage::Token;
    options.origin = originOf(QUrl(profile.endpoints().authority));
    options.readError = readEntraError;
    options.retry = clients.retry;
    ApiClient client({clients.transport, nullptr, clients.clock, gate, clients.sink}, options);
    const auto document = discovery(client, profile, std::move(stop));
    if (!document)
        return failed(std::move(report), document.error(), appSecretOf(profile));
    report.warning = skewWarning(client.clockSkew());
    const QString tenant = tenantOf(document->value(u"issuer"_s).toString());
    const QString region = document->value(u"tenant_region_scope"_s).toString();
    return passed(std::move(report),
                  region.isEmpty() ? tenant
                                   : say(QT_TRANSLATE_NOOP("doctor", "%1 · region %2")).arg(tenant, region));
}

ProbeReport probeRegistration(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Registration, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    const auto token = clients.entra.bearer(std::move(stop));
    if (!token && saysThatAppIsKnown(token.error()))
        return passed(
            std::move(report),
            say(QT_TRANSLATE_NOOP("doctor", "The tenant knows this app; its credential is refused")));
    if (!token)
        return failed(std::move(report), token.error(), appSecretOf(profile));
    const QStringList roles = clients.entra.roles();
    if (!roles.contains(u"Calendars.ReadWrite"_s))
        report.warning = say(QT_TRANSLATE_NOOP(
            "doctor", "The token does not hold Calendars.ReadWrite: grant it, or give the app access to this "
                      "mailbox in Exchange."));
    return passed(std::move(report), roles.isEmpty()
                                         ? say(QT_TRANSLATE_NOOP("doctor", "no application permission"))
                                         : roles.join(u", "_s));
}

ProbeReport probeSecret(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Secret, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    const auto token = clients.entra.bearer(stop);
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

ProbeReport probeTracker(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Tracker, profile, clients, {u"trackerUrl"_s, u"trackerUser"_s});
    if (report.skipped)
        return report;
    LaneGate gate(clients.clock);
    ApiClient::Options options;
    options.stage = Error::Stage::Tracker;
    options.origin = originOf(QUrl(profile.trackerUrl));
    options.readError = tracker::readTrackerError;
    options.retry = clients.retry;
    ApiClient nobody({clients.transport, nullptr, clients.clock, gate, clients.sink}, options);
    if (const auto service = TrackerClient(nobody, profile.trackerUrl).checkService(stop); !service)
        return failed(std::move(report), service.error(), SecretPurpose::TrackerPassword);
    const auto view = clients.tracker.view(std::move(stop));
    if (!view)
        return failed(std::move(report), view.error(), SecretPurpose::TrackerPassword);
    if (!tracker::seesEverything(view->role))
        report.warning = say(QT_TRANSLATE_NOOP(
            "doctor",
            "The tracker may hide rows from this account, so nothing is ever deleted. Use an account "
            "with the role manager or admin."));
    return passed(std::move(report),
                  say(QT_TRANSLATE_NOOP("doctor", "signed in as %1, role %2")).arg(view->user, view->role));
}

namespace {

/// Each person has a calendar: no mailbox is the profile's, and whose it is the directory says. Asked about
/// somebody who cannot be: the answer counts, not the user.
ProbeReport probeDirectory(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Calendar, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    DirectoryQuestion question;
    question.addresses << u"milepost@example.invalid"_s;
    if (const auto answers = lookUp(clients.graph, question, std::move(stop)); !answers)
        return failed(std::move(report), answers.error(), appSecretOf(profile));
    return passed(std::move(report),
                  say(QT_TRANSLATE_NOOP("doctor", "mailboxes of people can be looked up")));
}

} // namespace

ProbeReport probeCalendar(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    if (profile.isIndividual())
        return probeDirectory(profile, clients, std::move(stop));
    ProbeReport report =
        begin(ProbeId::Calendar, profile, clients, appKeys(profile) << u"mailbox"_s << u"calendarName"_s);
    if (report.skipped)
        return report;
    const auto calendars = clients.graph.calendars(profile.mailbox, std::move(stop));
    if (!calendars)
        return failed(std::move(report), calendars.error(), appSecretOf(profile));
    const auto found = std::ranges::find(*calendars, profile.calendarName, &Calendar::name);
    if (found == calendars->end()) {
        report.nearMisses = nearMisses(*calendars, profile.calendarName);
        report.error = calendarMissing(profile.mailbox, profile.calendarName, *calendars);
        return report;
    }
    if (!found->canEdit)
        report.warning = say(QT_TRANSLATE_NOOP("doctor", "This calendar can be read, but not written to."));
    return passed(std::move(report),
                  say(QT_TRANSLATE_NOOP("doctor", "%1 in %2")).arg(found->name, profile.mailbox));
}

ProbeReport runProbe(ProbeId id, const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    switch (id) {
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
