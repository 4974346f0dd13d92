// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/permissions.h"

#include "auth/jwt.h"
#include "doctor/probeparts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

constexpr auto k_calendars = "Calendars.ReadWrite"_L1;

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

std::optional<bool> holds(const std::optional<QStringList>& column, const QString& name) {
    return column ? std::optional(column->contains(name)) : std::nullopt;
}

/// By this profile's settings; what is asked whenever it is allowed is expected once it is granted.
bool isExpected(const Profile& profile, const QString& name, const PermissionFacts& facts) {
    const GraphPermission* known = findPermission(name);
    if (known == nullptr)
        return false;
    if (known->isNeeded || name == "Application.Read.All"_L1 || name == "MailboxSettings.Read"_L1 ||
        name == "Application.ReadWrite.OwnedBy"_L1)
        return true;
    // Aliases of people are looked up for calendars of their own; otherwise it may stand in for a narrower
    // one.
    return profile.isIndividual() || holds(facts.inToken, u"User.ReadBasic.All"_s) == false;
}

/// The calls that needed it. A call that a narrower permission would have opened used this one where the
/// narrower is not there.
QDate lastUse(const QString& name, const PermissionFacts& facts) {
    QDateTime last;
    for (const auto& [used, atUtc] : *facts.uses) {
        const bool standsIn = widerPermission(used) == name && holds(facts.inToken, used) == false;
        if ((used == name || standsIn) && (!last.isValid() || atUtc > last))
            last = atUtc;
    }
    return last.date();
}

PermissionRow rowOf(const Profile& profile, const QString& name, const PermissionFacts& facts) {
    const GraphPermission* known = findPermission(name);
    PermissionRow row;
    row.name = name;
    row.why = permissionPurpose(name);
    row.isNeeded = known != nullptr && known->isNeeded;
    row.declared = holds(facts.declared, name);
    row.granted = holds(facts.granted, name);
    row.inToken = holds(facts.inToken, name);
    row.isExpected = isExpected(profile, name, facts);
    if (facts.uses) {
        row.lastUsed = lastUse(name, facts);
        row.used = row.lastUsed.isValid() && row.lastUsed.daysTo(facts.nowUtc.date()) <= k_lately;
    }
    const bool tokenIsYounger = facts.grantedUtc.isValid() && facts.tokenUtc > facts.grantedUtc;
    // What will be used, and was not yet, is no less needed; what was used until lately is not called excess.
    row.verdict =
        verdictOf(row.declared, row.granted, row.inToken, row.isExpected || row.used == true, tokenIsYounger);
    const QString wider = widerPermission(name);
    if (row.inToken == false && !wider.isEmpty() && holds(facts.inToken, wider) == true)
        row.coveredBy = wider;
    return row;
}

/// A role that is not known here keeps its id.
QString nameOf(const QString& roleId) {
    const QString name = permissionOfRole(roleId);
    return name.isEmpty() ? roleId : name;
}

/// What the directory says. A column that it refuses stays unread.
void readDirectory(PermissionFacts& facts, const QString& clientId, AppDirectory& directory,
                   std::stop_token stop) {
    if (const auto app = directory.application(clientId, stop)) {
        facts.declared.emplace();
        for (const QString& role : app->declared)
            *facts.declared << nameOf(role);
    }
    const auto ours = directory.servicePrincipal(clientId, stop);
    const auto graph = ours ? directory.servicePrincipal(graphAppId(), stop) : ours;
    if (!graph)
        return;
    const auto grants = directory.grants(ours->objectId, std::move(stop));
    if (!grants)
        return;
    facts.granted.emplace();
    for (const AppGrant& grant : *grants) {
        if (grant.resourceId.compare(graph->objectId, Qt::CaseInsensitive) != 0)
            continue;
        *facts.granted << nameOf(grant.roleId);
        if (!facts.grantedUtc.isValid() || grant.createdUtc > facts.grantedUtc)
            facts.grantedUtc = grant.createdUtc;
    }
}

/// No right to write calendars stands in the token. A mailbox that answers proves that Exchange gave it.
std::optional<Error> askExchange(PermissionRow& calendars, const Profile& profile,
                                 const ProbeClients& clients, std::stop_token stop) {
    const auto answer = clients.graph.calendars(profile.mailbox, std::move(stop));
    if (!answer)
        return answer.error();
    calendars.byExchange = true;
    calendars.used = true;
    calendars.lastUsed = clients.clock.utcNow().date();
    return std::nullopt;
}

/// From the rows to the report: the gravest row decides, all that is to be said is said.
ProbeReport judged(ProbeReport report, const PermissionFacts& facts) {
    QStringList warnings;
    QStringList open;
    for (const PermissionRow& row : report.permissions) {
        const QString words = row.name + u": "_s + permissionText(row);
        const ProbeState state = stateOf(row);
        if (state == ProbeState::Failed && !report.error)
            report.error = missingPermission(row);
        else if (state == ProbeState::Warning)
            warnings << words;
        else if (state == ProbeState::Unknown)
            open << words;
    }
    const QString unread = unreadText(facts);
    QStringList evidence{!facts.inToken ? QString()
                         : facts.inToken->isEmpty()
                             ? say(QT_TRANSLATE_NOOP("doctor", "no application permission in the token"))
                             : facts.inToken->join(u", "_s)};
    evidence << open << unread;
    evidence.removeAll(QString());
    report.evidence = evidence.join(u"; "_s);
    if (report.error)
        return report;
    report.warning = warnings.join(u"; "_s);
    report.passed = open.isEmpty();
    if (!warnings.isEmpty() || !open.isEmpty())
        report.remedies << say(QT_TRANSLATE_NOOP(
            "doctor", "Open entra.microsoft.com > App registrations > your app > API permissions, and bring "
                      "the list to what is needed: Calendars.ReadWrite and User.ReadBasic.All."));
    return report;
}

} // namespace

Result<PermissionFacts> readPermissionFacts(const QString& clientId, const ProbeClients& clients,
                                            std::stop_token stop) {
    const auto token = clients.entra.bearer(stop);
    if (!token)
        return std::unexpected(token.error());
    PermissionFacts facts;
    const QJsonObject claims = jwtClaims(token->reveal());
    if (claims.isEmpty())
        return facts; // formally nobody promises that it can be read
    facts.inToken.emplace();
    for (const QJsonValue role : claims.value(u"roles"_s).toArray())
        *facts.inToken << role.toString();
    facts.tokenUtc = jwtTime(claims, u"iat"_s);
    if (clients.directory != nullptr && mayReadApplications(*facts.inToken))
        readDirectory(facts, clientId, *clients.directory, std::move(stop));
    return facts;
}

QString unreadText(const PermissionFacts& facts) {
    if (!facts.inToken)
        return say(QT_TRANSLATE_NOOP("doctor", "the token cannot be read"));
    if (!facts.declared || !facts.granted)
        return say(QT_TRANSLATE_NOOP(
            "doctor", "what is declared and granted was not read (that needs Application.Read.All)"));
    return {};
}

Error missingPermission(const PermissionRow& row) {
    return makeError(Error::Kind::Forbidden, Error::Stage::Graph, row.name + u": "_s + permissionText(row),
                     u"permission-missing"_s);
}

bool mayReadApplications(const QStringList& roles) {
    return std::ranges::any_of(roles, [](const QString& role) {
        return role.startsWith(u"Application.Read"_s) || role == "Directory.Read.All"_L1;
    });
}

std::vector<PermissionRow> permissionRows(const Profile& profile, const PermissionFacts& facts) {
    QStringList names;
    for (const GraphPermission& permission : graphPermissions())
        names << QString::fromLatin1(permission.name);
    for (const auto& column : {facts.inToken, facts.granted, facts.declared})
        for (const QString& name : column.value_or(QStringList()))
            if (!names.contains(name))
                names << name;
    std::vector<PermissionRow> rows;
    for (const QString& name : names)
        rows.push_back(rowOf(profile, name, facts));
    return rows;
}

ProbeReport probePermissions(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Permissions, profile, clients, appKeys(profile));
    if (report.skipped)
        return report;
    auto facts = readPermissionFacts(profile.clientId, clients, stop);
    if (!facts)
        return failed(std::move(report), facts.error(), appSecretOf(profile));
    facts->nowUtc = clients.clock.utcNow();
    if (clients.uses)
        facts->uses = clients.uses(); // after the calls of this probe itself
    report.principalId = principalOf(clients, stop);
    report.permissions = permissionRows(profile, *facts);
    const auto calendars = std::ranges::find(report.permissions, QString(k_calendars), &PermissionRow::name);
    if (calendars->inToken != true && !profile.mailbox.isEmpty())
        report.error = askExchange(*calendars, profile, clients, std::move(stop));
    return judged(std::move(report), *facts);
}

} // namespace milepost
