// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/mailboxscope.h"

#include "doctor/diagnosis.h"
#include "doctor/probeparts.h"
#include "doctor/quoting.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

constexpr auto k_scope = "Milepost mailboxes";
constexpr auto k_group = "Milepost calendar mailboxes";

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// The service itself said no: a 403 of Graph, by its own words. A proxy's page is none.
bool isRefusal(const Error& error) {
    const QString cause = diagnose(error).cause;
    return error.stage == Error::Stage::Graph && error.httpStatus == 403 &&
           (cause == "access-policy"_L1 || cause == "rbac-scope"_L1 || cause == "permission-missing"_L1);
}

bool holdsTenantWide(const QStringList& roles) {
    return roles.contains(u"Calendars.ReadWrite"_s) || roles.contains(u"Calendars.Read"_s) ||
           roles.contains(u"Calendars.ReadBasic.All"_s);
}

QStringList waysToNarrow(bool isTenantWide) {
    QStringList ways{say(QT_TRANSLATE_NOOP(
        "doctor", "Fence the app in with RBAC for Applications. The commands with your ids, for the Exchange "
                  "administrator, stand in Setup, Mailbox scope, and in the request pack."))};
    if (isTenantWide)
        ways << say(QT_TRANSLATE_NOOP(
            "doctor",
            "Then take the consent for Calendars.ReadWrite in Entra away: it holds for every mailbox, "
            "whatever Exchange says, and a later consent widens the reach again."));
    return ways;
}

/// Nobody named a mailbox that must be refused.
ProbeReport unproven(ProbeReport report, const QString& seen, bool isTenantWide) {
    if (!isTenantWide) {
        report.skipped = true;
        report.evidence =
            say(QT_TRANSLATE_NOOP("doctor", "%1; no mailbox is named that must be refused")).arg(seen);
        return report;
    }
    report.warning = say(QT_TRANSLATE_NOOP(
        "doctor",
        "The permission holds for every mailbox of the tenant unless a policy in Exchange narrows it. "
        "That is not proven as long as no mailbox is named that must be refused."));
    report.remedies = waysToNarrow(true);
    return passed(std::move(report), seen);
}

QString forbiddenOf(const Profile& profile, const ProbeClients& clients) {
    return clients.forbiddenMailbox.isEmpty() ? profile.forbiddenMailbox : clients.forbiddenMailbox;
}

Error openFence(const QString& forbidden, bool isTenantWide) {
    return makeError(
        Error::Kind::Config, Error::Stage::Graph,
        isTenantWide
            ? u"%1 must be refused and answered: the token's permission is tenant-wide"_s.arg(forbidden)
            : u"%1 must be refused and answered: a role in Exchange covers it"_s.arg(forbidden),
        u"scope-open"_s);
}

/// Only a refusal proves the fence: what else came instead of one.
ProbeReport notRefused(ProbeReport report, const QString& forbidden, const Error& error) {
    report.evidence = say(QT_TRANSLATE_NOOP("doctor", "%1 was not refused but failed: %2"))
                          .arg(forbidden, diagnose(error).title);
    report.remedies << say(QT_TRANSLATE_NOOP(
        "doctor",
        "Name a mailbox that exists and that the app must not reach: only a refusal proves the fence."));
    return report;
}

/// Each person has a calendar: no mailbox is the profile's, so only the forbidden one can be asked.
ProbeReport probeEverybody(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::MailboxScope, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    if (const auto token = clients.entra.bearer(stop); !token)
        return failed(std::move(report), token.error(), appSecretOf(profile));
    const bool isTenantWide = holdsTenantWide(clients.entra.roles());
    report.principalId = principalOf(clients, stop);
    const QString forbidden = forbiddenOf(profile, clients);
    if (forbidden.isEmpty())
        return unproven(std::move(report), say(QT_TRANSLATE_NOOP("doctor", "each person's mailbox is meant")),
                        isTenantWide);
    const auto other = clients.graph.calendars(forbidden, std::move(stop));
    if (other) {
        report.remedies = waysToNarrow(isTenantWide);
        return failed(std::move(report), openFence(forbidden, isTenantWide), appSecretOf(profile));
    }
    if (other.error().isCancelled())
        return failed(std::move(report), other.error(), appSecretOf(profile));
    if (!isRefusal(other.error()))
        return notRefused(std::move(report), forbidden, other.error());
    report.warning = say(QT_TRANSLATE_NOOP("doctor", "%1 is refused. Whether the mailboxes of the people "
                                                     "answer is seen when they are read, not here."))
                         .arg(forbidden);
    return passed(std::move(report), say(QT_TRANSLATE_NOOP("doctor", "%1 is refused")).arg(forbidden));
}

/// Quoted; what is not known yet says what belongs there.
QString given(const QString& value, const QString& otherwise) {
    return powershellQuoted(value.isEmpty() ? otherwise : value);
}

QString mailboxOf(const ScopeNames& names) { return given(names.mailbox, u"ADDRESS-OF-THE-MAILBOX"_s); }
QString appOf(const ScopeNames& names) { return given(names.clientId, u"APPLICATION-CLIENT-ID"_s); }

QString connected(const ScopeNames& names) {
    if (names.cloud.isEmpty())
        return u"Connect-ExchangeOnline\n"_s;
    return u"Connect-ExchangeOnline -ExchangeEnvironmentName %1\n"_s.arg(powershellQuoted(names.cloud));
}

} // namespace

QString rbacCommands(const ScopeNames& names) {
    const QString principal = given(names.principalId, u"OBJECT-ID-OF-THE-ENTERPRISE-APPLICATION"_s);
    return connected(names) +
           u"$appId = %1\n"
           "$principalId = %2 # Entra > Enterprise applications > the app > Object ID\n"
           "$mailbox = %3\n"
           "if (-not (Get-DistributionGroup -Identity '%4' -ErrorAction SilentlyContinue)) {\n"
           "    New-DistributionGroup -Name '%4' -Type Security\n"
           "}\n"
           "Add-DistributionGroupMember -Identity '%4' -Member $mailbox -ErrorAction SilentlyContinue\n"
           "$group = (Get-DistributionGroup -Identity '%4').DistinguishedName.Replace(\"'\", \"''\")\n"
           "if (-not (Get-ServicePrincipal -Identity $principalId -ErrorAction SilentlyContinue)) {\n"
           "    New-ServicePrincipal -AppId $appId -ObjectId $principalId -DisplayName 'Milepost'\n"
           "}\n"
           "if (-not (Get-ManagementScope -Identity '%5' -ErrorAction SilentlyContinue)) {\n"
           "    New-ManagementScope -Name '%5' -RecipientRestrictionFilter \"MemberOfGroup -eq '$group'\"\n"
           "}\n"
           "New-ManagementRoleAssignment -App $principalId -Role 'Application Calendars.ReadWrite' "
           "-CustomResourceScope '%5'\n"_s.arg(appOf(names), principal, mailboxOf(names),
                                               QString::fromLatin1(k_group), QString::fromLatin1(k_scope));
}

QString accessPolicyCommands(const ScopeNames& names) {
    return connected(names) +
           u"$appId = %1\n"
           "$mailbox = %2\n"
           "if (-not (Get-DistributionGroup -Identity '%3' -ErrorAction SilentlyContinue)) {\n"
           "    New-DistributionGroup -Name '%3' -Type Security\n"
           "}\n"
           "Add-DistributionGroupMember -Identity '%3' -Member $mailbox -ErrorAction SilentlyContinue\n"
           "$group = (Get-DistributionGroup -Identity '%3').PrimarySmtpAddress\n"
           "New-ApplicationAccessPolicy -AppId $appId -PolicyScopeGroupId $group -AccessRight RestrictAccess "
           "-Description 'Milepost may touch these mailboxes only'\n"_s.arg(appOf(names), mailboxOf(names),
                                                                            QString::fromLatin1(k_group));
}

QString scopeTestCommands(const ScopeNames& names) {
    QString text;
    for (const QString& mailbox : {names.mailbox, names.forbidden}) {
        if (mailbox.isEmpty())
            continue;
        text += u"Test-ServicePrincipalAuthorization -Identity %1 -Resource %2\n"_s.arg(
            powershellQuoted(names.principalId.isEmpty() ? names.clientId : names.principalId),
            powershellQuoted(mailbox));
        text += u"Test-ApplicationAccessPolicy -AppId %1 -Identity %2\n"_s.arg(
            powershellQuoted(names.clientId), powershellQuoted(mailbox));
    }
    return text;
}

ProbeReport probeMailboxScope(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    if (profile.isIndividual())
        return probeEverybody(profile, clients, std::move(stop));
    ProbeReport report = begin(ProbeId::MailboxScope, profile, clients, appKeys(profile) << u"mailbox"_s);
    if (report.skipped)
        return report;
    const auto allowed = clients.graph.calendars(profile.mailbox, stop);
    const bool isTenantWide = holdsTenantWide(clients.entra.roles());
    report.principalId = principalOf(clients, stop);
    const QString forbidden = forbiddenOf(profile, clients);
    if (forbidden.isEmpty())
        return allowed ? unproven(std::move(report),
                                  say(QT_TRANSLATE_NOOP("doctor", "%1 answers")).arg(profile.mailbox),
                                  isTenantWide)
                       : failed(std::move(report), allowed.error(), appSecretOf(profile));
    if (!allowed && !isRefusal(allowed.error()))
        return failed(std::move(report), allowed.error(), appSecretOf(profile));
    const auto other = clients.graph.calendars(forbidden, std::move(stop));
    if (!other && other.error().isCancelled())
        return failed(std::move(report), other.error(), appSecretOf(profile));
    if (!allowed) {
        if (!other && isRefusal(other.error()))
            report.remedies << say(QT_TRANSLATE_NOOP(
                "doctor",
                "Both mailboxes are refused alike: a change in Exchange may still be on its way. That "
                "takes minutes as a rule, and up to a day."));
        return failed(std::move(report), allowed.error(), appSecretOf(profile));
    }
    if (other) {
        report.remedies = waysToNarrow(isTenantWide);
        return failed(std::move(report), openFence(forbidden, isTenantWide), appSecretOf(profile));
    }
    if (isRefusal(other.error()))
        return passed(
            std::move(report),
            say(QT_TRANSLATE_NOOP("doctor", "%1 answers, %2 is refused")).arg(profile.mailbox, forbidden));
    return notRefused(std::move(report), forbidden, other.error());
}

} // namespace milepost
