// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/directoryview.h"
#include "sandbox/errors.h"
#include "sandbox/permissions.h"
#include "sandbox/world.h"

#include <algorithm>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

const QStringList k_readers{u"Application.Read.All"_s, u"Directory.Read.All"_s,
                            u"Application.ReadWrite.All"_s, u"Application.ReadWrite.OwnedBy"_s};

Answer notAllowed(const Call& call) {
    return graphError(call, 405, u"Request_BadRequest"_s, u"Specified HTTP method is not allowed."_s);
}

Answer create(GraphCall& graph, const QJsonObject& body) {
    if (!mayAdminister(graph, {u"Application.ReadWrite.All"_s, u"Application.ReadWrite.OwnedBy"_s}))
        return requestDenied(graph.call);
    const QString appId = body.value(u"appId"_s).toString();
    Registry& registry = graph.world.registry;
    const Application* app = registry.application(appId);
    if (!app || app->appId.compare(appId, Qt::CaseInsensitive) != 0 || !graph.world.hasSpread(app->made))
        return badRequest(graph.call, u"The appId '"_s + appId +
                                          u"' of the service principal does not reference a valid "
                                          "application object."_s);
    if (registry.principal(app->appId))
        return graphError(
            graph.call, 409, u"Request_MultipleObjectsWithSameKeyValue"_s,
            u"The service principal cannot be created, updated, or restored because the service "
            "principal name "_s +
                appId + u" is already in use."_s);
    ServicePrincipal principal{QString::fromLatin1(newGuid()), app->appId, app->displayName, true,
                               graph.world.nowSeconds()};
    registry.principals.push_back(principal);
    return jsonAnswer(201, renderPrincipal(principal));
}

Answer list(const GraphCall& graph) {
    QList<QJsonObject> rows;
    for (const ServicePrincipal& principal : graph.world.registry.principals) {
        if (graph.world.hasSpread(principal.made))
            rows.append(renderPrincipal(principal));
    }
    return directoryListing(graph.call, u"servicePrincipals"_s, rows);
}

/// To this principal, or, when it is Graph's own, by it to anybody.
Answer listGrants(const GraphCall& graph, const ServicePrincipal& principal, bool toOthers) {
    if (!holdsAny(graph, k_readers))
        return requestDenied(graph.call);
    QList<QJsonObject> rows;
    for (const Grant& grant : graph.world.registry.grants) {
        const bool fits =
            toOthers ? isGraphPrincipal(principal.objectId) : grant.principalId == principal.objectId;
        if (fits && graph.world.hasSpread(grant.made))
            rows.append(renderGrant(graph.world, grant));
    }
    return directoryListing(graph.call, u"appRoleAssignments"_s, rows);
}

Answer addGrant(GraphCall& graph, const QJsonObject& body) {
    const Call& call = graph.call;
    if (!mayAdminister(graph, {u"AppRoleAssignment.ReadWrite.All"_s}) ||
        !holdsAny(graph, {u"Application.Read.All"_s, u"Application.ReadWrite.All"_s}))
        return requestDenied(call);
    Registry& registry = graph.world.registry;
    const ServicePrincipal* principal = registry.principal(body.value(u"principalId"_s).toString());
    if (!principal || !graph.world.hasSpread(principal->made))
        return resourceNotFound(call, body.value(u"principalId"_s).toString());
    if (!isGraphPrincipal(body.value(u"resourceId"_s).toString()))
        return resourceNotFound(call, body.value(u"resourceId"_s).toString());
    const QString role = roleNameOf(body.value(u"appRoleId"_s).toString());
    if (role.isEmpty())
        return badRequest(call,
                          u"Permission being assigned was not found on application 'Microsoft Graph'."_s);
    if (registry.isGranted(principal->objectId, role))
        return badRequest(call, u"Permission being assigned already exists on the object"_s);
    registry.grant(principal->objectId, role, graph.world.nowSeconds());
    return jsonAnswer(201, renderGrant(graph.world, registry.grants.back()));
}

Answer removeGrant(GraphCall& graph, const QString& id) {
    if (!mayAdminister(graph, {u"AppRoleAssignment.ReadWrite.All"_s}))
        return requestDenied(graph.call);
    const auto removed =
        std::erase_if(graph.world.registry.grants, [&](const Grant& grant) { return grant.id == id; });
    return removed > 0 ? noContent() : resourceNotFound(graph.call, id);
}

Answer routeGrants(GraphCall& graph, const ServicePrincipal& principal, const QStringList& rest,
                   const QJsonObject& body) {
    const QByteArray& method = graph.call.method;
    const bool toOthers = rest.first() == u"appRoleAssignedTo"_s;
    if (!toOthers && rest.first() != u"appRoleAssignments"_s)
        return badRequest(graph.call, u"Resource not found for the segment '"_s + rest.first() + u"'."_s);
    if (method == "GET" && rest.size() == 1)
        return listGrants(graph, principal, toOthers);
    if (method == "POST" && rest.size() == 1)
        return addGrant(graph, body);
    if (method == "DELETE" && rest.size() == 2)
        return removeGrant(graph, rest.at(1));
    return notAllowed(graph.call);
}

Answer routeOne(GraphCall& graph, ServicePrincipal& principal, const QJsonObject& body) {
    const QByteArray& method = graph.call.method;
    if (method == "GET")
        return jsonAnswer(200, selected(renderPrincipal(principal), selectionOf(graph.call)));
    if (!mayAdminister(graph, {u"Application.ReadWrite.All"_s}))
        return requestDenied(graph.call);
    if (method == "PATCH") {
        principal.accountEnabled = body.value(u"accountEnabled"_s).toBool(principal.accountEnabled);
        return noContent();
    }
    if (method != "DELETE")
        return notAllowed(graph.call);
    graph.world.registry.removePrincipal(principal.objectId);
    return noContent();
}

} // namespace

Answer handlePrincipals(GraphCall& graph) {
    const auto target = directoryTarget(graph.path, u"servicePrincipals"_s);
    const auto body = graph.call.body.isEmpty() ? QJsonObject() : jsonBody(graph.call.body);
    if (!body)
        return badRequest(graph.call, u"Unable to read JSON request payload."_s);
    if (target->isCollection && graph.call.method == "POST")
        return create(graph, *body);
    if (!holdsAny(graph, k_readers) && !holdsAny(graph, {u"AppRoleAssignment.ReadWrite.All"_s}))
        return requestDenied(graph.call);
    if (target->isCollection)
        return graph.call.method == "GET" ? list(graph) : notAllowed(graph.call);
    ServicePrincipal* principal = graph.world.registry.principal(target->id);
    if (!principal ||
        target->id.compare(target->byAppId ? principal->appId : principal->objectId, Qt::CaseInsensitive) !=
            0 ||
        (!graph.world.hasSpread(principal->made) && graph.call.method != "DELETE"))
        return resourceNotFound(graph.call, target->id);
    if (!target->rest.isEmpty())
        return routeGrants(graph, *principal, target->rest, *body);
    return routeOne(graph, *principal, *body);
}

Answer handleOrganization(GraphCall& graph) {
    if (!holdsAny(graph, {u"Organization.Read.All"_s, u"User.Read.All"_s, u"Directory.Read.All"_s}) &&
        !(graph.caller.isPerson && holdsAny(graph, {u"User.Read"_s})))
        return requestDenied(graph.call);
    if (graph.call.method != "GET" || graph.path.size() != 1)
        return notAllowed(graph.call);
    const QJsonObject domain{{u"name"_s, demo::k_tenantDomain.toString()},
                             {u"isDefault"_s, true},
                             {u"isInitial"_s, true},
                             {u"type"_s, u"Managed"_s},
                             {u"capabilities"_s, u"Email, OfficeCommunicationsOnline"_s}};
    return directoryListing(graph.call, u"organization"_s,
                            {QJsonObject{{u"id"_s, demo::k_tenant.toString()},
                                         {u"displayName"_s, u"Contoso (sandbox)"_s},
                                         {u"verifiedDomains"_s, QJsonArray{domain}}}});
}

} // namespace milepost::sandbox
