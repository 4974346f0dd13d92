// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/graph.h"

#include "sandbox/directoryview.h"
#include "sandbox/errors.h"
#include "sandbox/mailboxaccess.h"
#include "sandbox/world.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QStringList calendarRoles(const Call& call) {
    if (call.method == "GET")
        return {u"Calendars.ReadWrite"_s, u"Calendars.Read"_s};
    return {u"Calendars.ReadWrite"_s};
}

Answer routeMailbox(GraphCall& graph) {
    const QString resource = graph.path.at(2).toLower();
    if (resource == u"mailboxsettings"_s && graph.call.method == "GET")
        return handleMailboxSettings(graph);
    if (auto refused = checkMailbox(graph, calendarRoles(graph.call)))
        return *refused;
    if (graph.view.zone.startsWith(u'?'))
        return graphError(graph.call, 400, u"TimeZoneNotSupportedException"_s,
                          u"A valid TimeZone value must be specified. The following TimeZone value is not "
                          "supported: '"_s +
                              graph.view.zone.mid(1) + u"'."_s);
    if (resource == u"calendars"_s || resource == u"calendar"_s)
        return handleCalendars(graph);
    if (resource == u"calendargroups"_s)
        return handleCalendarGroups(graph);
    if (resource == u"events"_s)
        return handleEvents(graph, QString(), graph.path.mid(3));
    return graphError(graph.call, 400, u"BadRequest"_s,
                      u"Resource not found for the segment '"_s + graph.path.at(2) + u"'."_s);
}

Answer route(GraphCall& graph) {
    if (directoryTarget(graph.path, u"applications"_s))
        return handleApplications(graph);
    if (directoryTarget(graph.path, u"servicePrincipals"_s))
        return handlePrincipals(graph);
    const QString first = graph.path.value(0);
    if (first.compare(u"organization"_s, Qt::CaseInsensitive) == 0)
        return handleOrganization(graph);
    if (first.compare(u"users"_s, Qt::CaseInsensitive) != 0)
        return graphError(graph.call, 400, u"BadRequest"_s,
                          u"Resource not found for the segment '"_s + first + u"'."_s);
    if (graph.path.size() < 3)
        return handleUsers(graph);
    graph.user = graph.world.directory.findUser(graph.path.at(1));
    graph.mailbox = graph.world.directory.findMailbox(graph.path.at(1));
    return routeMailbox(graph);
}

} // namespace

bool holdsAny(const GraphCall& graph, const QStringList& permissions) {
    const QStringList& held = graph.caller.isPerson ? graph.caller.scopes : graph.caller.roles;
    return std::ranges::any_of(permissions, [&](const QString& name) { return held.contains(name); });
}

bool mayAdminister(const GraphCall& graph, const QStringList& permissions) {
    if (!holdsAny(graph, permissions))
        return false;
    const DirectoryUser* person = graph.world.directory.findUser(graph.caller.objectId);
    return !graph.caller.isPerson || (person && person->isAdministrator);
}

Answer requestDenied(const Call& call) {
    return graphError(call, 403, u"Authorization_RequestDenied"_s,
                      u"Insufficient privileges to complete the operation."_s);
}

std::optional<PageRequest> pageRequest(const Call& call) {
    PageRequest page;
    bool good = true;
    if (const auto top = call.parameter(u"$top")) {
        page.top = top->toInt(&good);
        if (!good || page.top < 1)
            return std::nullopt;
        page.top = std::min(page.top, 1000);
    }
    const auto token = call.parameter(u"$skiptoken");
    const auto skip = call.parameter(u"$skip");
    if (token && token->startsWith(u"mp~"_s))
        page.skip = token->mid(3).toLongLong(&good);
    else if (skip)
        page.skip = skip->toLongLong(&good);
    if (!good || page.skip < 0 || (token && !token->startsWith(u"mp~"_s)))
        return std::nullopt;
    return page;
}

QString nextLink(const Call& call, qsizetype skip) {
    QByteArray query;
    for (const QByteArray& part : call.rawQuery.split('&')) {
        if (!part.isEmpty() && !part.startsWith("$skiptoken=") && !part.startsWith("%24skiptoken=") &&
            !part.startsWith("$skip=") && !part.startsWith("%24skip="))
            query += part + '&';
    }
    // The token holds a character that a client must neither decode nor encode again.
    query += "$skiptoken=mp%7e" + QByteArray::number(skip);
    return QString::fromUtf8(call.origin + call.rawPath + '?' + query);
}

std::optional<Answer> checkOptions(const Call& call, const QStringList& known) {
    for (const auto& [name, value] : call.query) {
        if (name.startsWith(u'$') && !known.contains(name))
            return graphError(call, 400, u"BadRequest"_s,
                              u"The query parameter '"_s + name + u"' is not supported."_s);
    }
    return std::nullopt;
}

Answer handleGraph(World& world, const Call& call) {
    const Caller caller = authenticateGraph(world, call);
    if (!caller.ok)
        return caller.refusal;
    if (call.segments.isEmpty() || call.segments.first() != u"v1.0"_s)
        return graphError(call, 400, u"BadRequest"_s, u"Invalid version."_s);
    GraphCall graph{world, call, call.segments.mid(1), caller.roles, caller, nullptr, nullptr, viewOf(call)};
    return route(graph);
}

} // namespace milepost::sandbox
