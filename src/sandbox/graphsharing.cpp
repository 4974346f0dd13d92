// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom a calendar is shared with (graph-contract 4.2).
#include "sandbox/errors.h"
#include "sandbox/graph.h"
#include "sandbox/odata.h"
#include "sandbox/world.h"

#include <algorithm>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

const QStringList& roles() {
    static const QStringList k_roles{u"none"_s, u"freeBusyRead"_s, u"limitedRead"_s, u"read"_s, u"write"_s};
    return k_roles;
}

QJsonObject render(const CalendarGrant& grant) {
    QJsonObject who{{u"name"_s, grant.address.isEmpty() ? u"My Organization"_s : grant.address}};
    if (!grant.address.isEmpty())
        who.insert(u"address"_s, grant.address);
    return {{u"id"_s, grant.id},
            {u"isRemovable"_s, !grant.address.isEmpty()},
            {u"isInsideOrganization"_s, true},
            {u"role"_s, grant.role},
            {u"allowedRoles"_s, QJsonArray::fromStringList(roles())},
            {u"emailAddress"_s, who}};
}

Answer badRole(const Call& call) {
    return graphError(call, 400, u"ErrorInvalidRequest"_s, u"The role is not allowed for this recipient."_s);
}

Answer add(GraphCall& graph, StoredCalendar& calendar, const QJsonObject& body) {
    const QString address = body.value(u"emailAddress"_s).toObject().value(u"address"_s).toString();
    const QString role = body.value(u"role"_s).toString();
    if (body.contains(u"allowedRoles"_s) || !roles().contains(role) || address.isEmpty())
        return badRole(graph.call);
    if (std::ranges::find(calendar.grants, address, &CalendarGrant::address) != calendar.grants.end())
        return graphError(graph.call, 409, u"ErrorItemAlreadyExists"_s, u"The permission exists already."_s);
    calendar.grants.push_back({grantIdOf(address), address, role});
    ++graph.mailbox->writes;
    return jsonAnswer(201, render(calendar.grants.back()));
}

Answer change(GraphCall& graph, CalendarGrant& grant, const QJsonObject& body) {
    const QString role = body.value(u"role"_s).toString();
    if (body.size() != 1 || !roles().contains(role))
        return badRole(graph.call);
    grant.role = role;
    ++graph.mailbox->writes;
    return jsonAnswer(200, render(grant));
}

Answer unsupported(const Call& call) {
    return graphError(call, 405, u"ErrorInvalidRequest"_s, u"The OData request is not supported."_s);
}

Answer list(const StoredCalendar& calendar) {
    QJsonArray rows;
    for (const CalendarGrant& grant : calendar.grants)
        rows.append(render(grant));
    return jsonAnswer(200, QJsonObject{{u"value"_s, rows}});
}

} // namespace

QString grantIdOf(const QString& address) {
    return QString::fromLatin1((address.isEmpty() ? "Default" : address.toUtf8()).toBase64());
}

Answer handleSharing(GraphCall& graph, StoredCalendar& calendar, const QStringList& rest) {
    const auto body = jsonBody(graph.call.body);
    if (rest.isEmpty() && graph.call.method == "GET")
        return list(calendar);
    if (rest.isEmpty())
        return graph.call.method == "POST" && body ? add(graph, calendar, *body) : unsupported(graph.call);
    const auto grant = std::ranges::find(calendar.grants, rest.first(), &CalendarGrant::id);
    if (grant == calendar.grants.end())
        return graphError(graph.call, 404, u"ErrorItemNotFound"_s,
                          u"The specified object was not found in the store."_s);
    if (graph.call.method == "PATCH" && body)
        return change(graph, *grant, *body);
    if (graph.call.method != "DELETE" || grant->address.isEmpty())
        return unsupported(graph.call);
    calendar.grants.erase(grant);
    ++graph.mailbox->writes;
    Answer answer;
    answer.status = 204;
    return answer;
}

} // namespace milepost::sandbox
