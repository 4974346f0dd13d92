// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/directoryview.h"
#include "sandbox/errors.h"
#include "sandbox/graph.h"
#include "sandbox/odata.h"
#include "sandbox/world.h"

#include <algorithm>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QJsonValue orNull(const QString& text) {
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

const QStringList k_fullReaders{u"User.Read.All"_s, u"Directory.Read.All"_s};
/// What User.ReadBasic.All does not cover (graph-contract 9).
const QStringList k_fullMembers{u"accountEnabled"_s, u"userType"_s, u"proxyAddresses"_s};

/// 403 for a member that this token may not see: always in a filter, in a selection where the tenant refuses
/// instead of answering null.
std::optional<Answer> checkMembers(const GraphCall& graph, const std::optional<QStringList>& select) {
    if (holdsAny(graph, k_fullReaders))
        return std::nullopt;
    const QString filter = graph.call.parameter(u"$filter").value_or(QString());
    for (const QString& name : k_fullMembers)
        if (filter.contains(name) ||
            (graph.world.options.fullProfileRefused && select && select->contains(name)))
            return requestDenied(graph.call);
    return std::nullopt;
}

QJsonObject renderUser(const DirectoryUser& user, const std::optional<QStringList>& select, bool isFull) {
    const QJsonObject usual{{u"id"_s, user.id},
                            {u"displayName"_s, user.displayName},
                            {u"userPrincipalName"_s, user.userPrincipalName},
                            {u"mail"_s, orNull(user.mail)},
                            {u"givenName"_s, user.displayName.section(u' ', 0, 0)},
                            {u"surname"_s, user.displayName.section(u' ', -1)},
                            {u"jobTitle"_s, QJsonValue::Null},
                            {u"mobilePhone"_s, QJsonValue::Null},
                            {u"officeLocation"_s, QJsonValue::Null},
                            {u"preferredLanguage"_s, QJsonValue::Null},
                            {u"businessPhones"_s, QJsonArray()}};
    if (!select)
        return usual;
    QJsonObject all = usual; // these come only when they are asked for
    all.insert(u"accountEnabled"_s, user.accountEnabled);
    all.insert(u"userType"_s, user.userType);
    all.insert(u"proxyAddresses"_s, QJsonArray::fromStringList(user.proxyAddresses));
    for (const QString& name : isFull ? QStringList() : k_fullMembers)
        all.insert(name, QJsonValue::Null);
    return selected(all, select);
}

odata::Item userItem(const DirectoryUser& user) {
    odata::Item item;
    item.member = [&user](const QString& path) -> std::optional<QVariant> {
        if (path == u"mail"_s)
            return QVariant(user.mail);
        if (path == u"userPrincipalName"_s)
            return QVariant(user.userPrincipalName);
        if (path == u"displayName"_s)
            return QVariant(user.displayName);
        if (path == u"id"_s)
            return QVariant(user.id);
        return std::nullopt;
    };
    item.elements = [&user](const QString& path) -> std::optional<std::vector<odata::Member>> {
        if (path != u"proxyAddresses"_s)
            return std::nullopt;
        std::vector<odata::Member> elements;
        for (const QString& address : user.proxyAddresses)
            elements.push_back([&address](const QString& member) -> std::optional<QVariant> {
                return member.isEmpty() ? std::optional(QVariant(address)) : std::nullopt;
            });
        return elements;
    };
    return item;
}

Answer listUsers(const GraphCall& graph) {
    const Call& call = graph.call;
    if (auto refused =
            checkOptions(call, {u"$filter"_s, u"$select"_s, u"$top"_s, u"$skiptoken"_s, u"$count"_s}))
        return *refused;
    std::optional<odata::Filter> filter;
    if (const auto text = call.parameter(u"$filter")) {
        filter = odata::Filter::parse(*text);
        if (!filter)
            return graphError(call, 400, u"Request_UnsupportedQuery"_s, u"Unsupported Query."_s);
    }
    auto page = pageRequest(call);
    if (!page)
        return graphError(call, 400, u"Request_BadRequest"_s, u"Invalid page size specified."_s);
    if (!call.parameter(u"$top"))
        page->top = 100;
    const auto select = selectionOf(call);
    QJsonArray rows;
    qsizetype index = 0;
    bool more = false;
    for (const DirectoryUser& user : graph.world.directory.users) {
        const auto hit = filter ? filter->matches(userItem(user)) : std::optional(true);
        if (!hit)
            return graphError(call, 400, u"Request_UnsupportedQuery"_s,
                              u"Unsupported or invalid query filter clause specified."_s);
        if (!*hit || index++ < page->skip)
            continue;
        more = rows.size() >= page->top;
        if (more)
            break;
        rows.append(renderUser(user, select, holdsAny(graph, k_fullReaders)));
    }
    QJsonObject body{{u"@odata.context"_s, u"https://graph.microsoft.com/v1.0/$metadata#users"_s},
                     {u"value"_s, rows}};
    if (more)
        body.insert(u"@odata.nextLink"_s, nextLink(call, page->skip + rows.size()));
    return jsonAnswer(200, body);
}

} // namespace

Answer handleUsers(GraphCall& graph) {
    const Call& call = graph.call;
    if (call.method != "GET")
        return graphError(call, 405, u"Request_BadRequest"_s, u"Specified HTTP method is not allowed."_s);
    const bool isFull = holdsAny(graph, k_fullReaders);
    if (!isFull && !holdsAny(graph, {u"User.ReadBasic.All"_s}))
        return requestDenied(call);
    if (auto refused = checkMembers(graph, selectionOf(call)))
        return *refused;
    if (graph.path.size() == 1)
        return listUsers(graph);
    const DirectoryUser* user = graph.world.directory.findUser(graph.path.at(1));
    if (!user)
        return resourceNotFound(call, graph.path.at(1));
    return jsonAnswer(200, renderUser(*user, selectionOf(call), isFull));
}

} // namespace milepost::sandbox
