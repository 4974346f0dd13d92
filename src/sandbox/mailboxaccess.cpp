// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/mailboxaccess.h"

#include "sandbox/directoryview.h"
#include "sandbox/errors.h"
#include "sandbox/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

bool names(const QStringList& addresses, const DirectoryUser& user) {
    return addresses.contains(user.userPrincipalName, Qt::CaseInsensitive) ||
           (!user.mail.isEmpty() && addresses.contains(user.mail, Qt::CaseInsensitive));
}

/// The mailboxes that Exchange itself lets this application use, whatever Entra granted.
QList<QStringList> exchangeScopes(const GraphCall& graph, const QStringList& roles) {
    const World& world = graph.world;
    QList<QStringList> scopes;
    if (graph.caller.clientId == demo::k_clientId && !world.options.rbacMailboxes.isEmpty())
        scopes.append(world.options.rbacMailboxes);
    for (const MailboxRole& assigned : world.registry.mailboxRoles) {
        if (assigned.appId == graph.caller.clientId && roles.contains(assigned.role) &&
            world.hasReachedExchange(assigned.made))
            scopes.append(assigned.mailboxes);
    }
    return scopes;
}

/// Additive: a grant in Entra reaches every mailbox, scope or not (graph-contract 3.2).
std::optional<Answer> checkPermission(const GraphCall& graph, const QStringList& roles) {
    if (std::ranges::any_of(roles, [&](const QString& role) { return graph.roles.contains(role); }))
        return std::nullopt;
    const QList<QStringList> scopes = exchangeScopes(graph, roles);
    for (const QStringList& scope : scopes) {
        if (names(scope, *graph.user))
            return std::nullopt;
    }
    if (graph.roles.isEmpty() && scopes.isEmpty())
        return graphError(graph.call, 403, u"NoPermissionsInAccessToken"_s,
                          u"The token contains no permissions, or permissions can not be understood."_s);
    return graphError(graph.call, 403, u"ErrorAccessDenied"_s,
                      u"Access is denied. Check credentials and try again."_s);
}

/// Deny wins; with any RestrictAccess only members pass. Until a restriction has reached every server,
/// members fail like everybody else; a denial that has not arrived does nothing yet.
bool isBlocked(const GraphCall& graph) {
    bool isRestricted = false;
    bool isMember = false;
    for (const AccessPolicy& policy : graph.world.registry.policies) {
        if (policy.appId != graph.caller.clientId)
            continue;
        const bool isHere = graph.world.hasReachedExchange(policy.made);
        if (policy.denies && isHere && names(policy.members, *graph.user))
            return true;
        isRestricted = isRestricted || !policy.denies;
        isMember = isMember || (!policy.denies && isHere && names(policy.members, *graph.user));
    }
    return graph.user->blockedByPolicy || (isRestricted && !isMember);
}

Answer notEnabled(const Call& call) {
    return graphError(call, 404, u"MailboxNotEnabledForRESTAPI"_s,
                      u"The mailbox is either inactive, soft-deleted, or is hosted on-premise."_s);
}

std::optional<Answer> checkState(const GraphCall& graph) {
    const DirectoryUser& user = *graph.user;
    const Call& call = graph.call;
    if (user.mailboxFrom > graph.world.nowSeconds())
        return graphError(call, 404, u"ErrorInvalidUser"_s,
                          u"The requested user '"_s + user.userPrincipalName + u"' is invalid."_s);
    switch (user.state) {
    case MailboxState::Usable:
        break;
    case MailboxState::Undiscovered: // the service says one or the other of the same mailbox
        if (++graph.world.directory.discoveries % 2 == 1)
            return graphError(call, 404, u"ResourceNotFound"_s, u"Resource could not be discovered."_s);
        return notEnabled(call);
    case MailboxState::Absent:
        return notEnabled(call);
    case MailboxState::Moving: {
        Answer answer = graphError(call, 503, u"ErrorMailboxMoveInProgress"_s,
                                   u"Mailbox move is in progress. Try again later."_s);
        answer.setHeader("Retry-After", QByteArray::number(graph.world.options.retryAfterSeconds));
        return answer;
    }
    case MailboxState::Full: // even reads fail
        return graphError(call, 507, u"QuotaExceededException"_s,
                          u"The mailbox has exceeded its storage quota."_s);
    }
    return graph.mailbox && user.hasMailbox ? std::nullopt : std::optional(notEnabled(call));
}

} // namespace

std::optional<Answer> checkMailbox(const GraphCall& graph, const QStringList& roles) {
    if (!graph.user)
        return graphError(graph.call, 404, u"ErrorInvalidUser"_s,
                          u"The requested user '"_s + graph.path.at(1) + u"' is invalid."_s);
    if (auto refused = checkPermission(graph, roles))
        return refused;
    if (isBlocked(graph))
        return graphError(graph.call, 403, u"ErrorAccessDenied"_s,
                          u"Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly "
                          "AccessPolicy settings."_s);
    return checkState(graph);
}

Answer handleMailboxSettings(const GraphCall& graph) {
    if (auto refused = checkMailbox(graph, {u"MailboxSettings.Read"_s, u"MailboxSettings.ReadWrite"_s})) {
        if (refused->status != 404 || !graph.user)
            return *refused;
        return graphError(graph.call, 403, u"ErrorAccessDenied"_s,
                          u"MailboxSettings: failed to get the correct properties."_s);
    }
    const QJsonObject settings{{u"timeZone"_s, graph.user->timeZone},
                               {u"userPurpose"_s, graph.user->purpose}};
    return jsonAnswer(200, selected(settings, selectionOf(graph.call)));
}

} // namespace milepost::sandbox
