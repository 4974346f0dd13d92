// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/applicationrules.h"
#include "sandbox/directoryview.h"
#include "sandbox/errors.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

/// Whether the caller may change this registration: all of them, or because it is one of its own.
bool mayChange(const GraphCall& graph, const Application& app) {
    if (mayAdminister(graph, {u"Application.ReadWrite.All"_s}))
        return true;
    return holdsAny(graph, {u"Application.ReadWrite.OwnedBy"_s}) &&
           app.owners.contains(graph.caller.objectId, Qt::CaseInsensitive);
}

bool mayRead(const GraphCall& graph, const Application& app) {
    return holdsAny(graph,
                    {u"Application.Read.All"_s, u"Directory.Read.All"_s, u"Application.ReadWrite.All"_s}) ||
           mayChange(graph, app);
}

Answer create(GraphCall& graph, const QJsonObject& body) {
    if (!mayAdminister(graph, {u"Application.ReadWrite.All"_s, u"Application.ReadWrite.OwnedBy"_s,
                               u"AppRegistration.Create"_s}))
        return requestDenied(graph.call);
    Application app;
    app.objectId = QString::fromLatin1(newGuid());
    app.appId = QString::fromLatin1(newGuid());
    app.audience = u"AzureADandPersonalMicrosoftAccount"_s; // the service's own default
    app.made = graph.world.nowSeconds();
    app.owners.append(graph.caller.objectId);
    if (body.value(u"displayName"_s).toString().isEmpty())
        return badRequest(graph.call, u"A value must be specified for the property 'displayName'."_s);
    if (const auto refusal = applyApplicationBody(graph.world, body, app))
        return graphError(graph.call, *refusal);
    graph.world.registry.applications.push_back(app);
    QJsonObject json = renderApplication(graph.world, app, false);
    json.insert(u"@odata.context"_s, u"https://graph.microsoft.com/v1.0/$metadata#applications/$entity"_s);
    return jsonAnswer(201, json);
}

/// A caller that may see some application at all is told that this one is missing.
bool maySeeSome(const GraphCall& graph) {
    return holdsAny(graph, {u"Application.Read.All"_s, u"Directory.Read.All"_s,
                            u"Application.ReadWrite.All"_s, u"Application.ReadWrite.OwnedBy"_s});
}

Answer list(const GraphCall& graph) {
    if (!maySeeSome(graph))
        return requestDenied(graph.call);
    QList<QJsonObject> rows;
    for (const Application& app : graph.world.registry.applications) {
        if (graph.world.hasSpread(app.made))
            rows.append(renderApplication(graph.world, app, false));
    }
    return directoryListing(graph.call, u"applications"_s, rows);
}

Answer get(const GraphCall& graph, const Application& app) {
    if (auto refused = checkOptions(graph.call, {u"$select"_s}))
        return *refused;
    const auto select = selectionOf(graph.call);
    const bool withKeys = select && select->contains(u"keyCredentials"_s);
    return jsonAnswer(200, selected(renderApplication(graph.world, app, withKeys), select));
}

Answer update(GraphCall& graph, Application& app, const QJsonObject& body) {
    Application changed = app;
    if (const auto refusal = applyApplicationBody(graph.world, body, changed))
        return graphError(graph.call, *refusal);
    app = changed;
    return noContent();
}

Answer act(GraphCall& graph, Application& app, const QString& action, const QJsonObject& body) {
    if (action == u"addPassword"_s)
        return addPassword(graph.world, graph.call, app, body);
    if (action == u"removePassword"_s)
        return removePassword(graph.call, app, body);
    return badRequest(graph.call, u"Resource not found for the segment '"_s + action + u"'."_s);
}

/// Taking away always reaches the directory; everything else waits until the application is known.
bool reachesNew(const GraphCall& graph, const DirectoryTarget& target) {
    return graph.call.method == "DELETE" || target.rest.value(0) == u"removePassword"_s;
}

Application* findTarget(GraphCall& graph, const DirectoryTarget& target) {
    Application* app = graph.world.registry.application(target.id);
    if (!app || target.id.compare(target.byAppId ? app->appId : app->objectId, Qt::CaseInsensitive) != 0)
        return nullptr;
    return graph.world.hasSpread(app->made) || reachesNew(graph, target) ? app : nullptr;
}

Answer route(GraphCall& graph, const DirectoryTarget& target, const QJsonObject& body) {
    if (!maySeeSome(graph))
        return requestDenied(graph.call);
    Application* app = findTarget(graph, target);
    if (!app)
        return resourceNotFound(graph.call, target.id);
    const QByteArray& method = graph.call.method;
    if (method == "GET" && target.rest.isEmpty())
        return mayRead(graph, *app) ? get(graph, *app) : requestDenied(graph.call);
    if (!mayChange(graph, *app))
        return requestDenied(graph.call);
    if (method == "PATCH" && target.rest.isEmpty())
        return update(graph, *app, body);
    if (method == "DELETE" && target.rest.isEmpty()) {
        graph.world.registry.removeApplication(app->objectId);
        return noContent();
    }
    if (method == "POST" && target.rest.size() == 1)
        return act(graph, *app, target.rest.first(), body);
    return graphError(graph.call, 405, u"Request_BadRequest"_s, u"Specified HTTP method is not allowed."_s);
}

} // namespace

Answer handleApplications(GraphCall& graph) {
    const auto target = directoryTarget(graph.path, u"applications"_s);
    const auto body = graph.call.body.isEmpty() ? QJsonObject() : jsonBody(graph.call.body);
    if (!body)
        return badRequest(graph.call, u"Unable to read JSON request payload."_s);
    if (!target->isCollection)
        return route(graph, *target, *body);
    if (graph.call.method == "POST")
        return create(graph, *body);
    if (graph.call.method == "GET")
        return list(graph);
    return graphError(graph.call, 405, u"Request_BadRequest"_s, u"Specified HTTP method is not allowed."_s);
}

} // namespace milepost::sandbox
