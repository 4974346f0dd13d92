// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"
#include "sandbox/graph.h"
#include "sandbox/odata.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QJsonValue orNull(const QString& text) {
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject renderUser(const DirectoryUser& user, const std::optional<QStringList>& select) {
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
    QJsonObject json;
    for (const QString& name : *select) {
        if (all.contains(name))
            json.insert(name, all.value(name));
    }
    return json;
}

std::optional<QStringList> selection(const Call& call) {
    const auto select = call.parameter(u"$select");
    if (!select)
        return std::nullopt;
    QStringList names;
    for (const QString& name : select->split(u',', Qt::SkipEmptyParts))
        names.append(name.trimmed());
    return names;
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
    const auto select = selection(call);
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
        rows.append(renderUser(user, select));
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
    static const QStringList k_readers{u"User.ReadBasic.All"_s, u"User.Read.All"_s, u"Directory.Read.All"_s};
    bool allowed = false;
    for (const QString& role : k_readers)
        allowed = allowed || graph.roles.contains(role);
    if (!allowed)
        return graphError(call, 403, u"Authorization_RequestDenied"_s,
                          u"Insufficient privileges to complete the operation."_s);
    if (graph.path.size() == 1)
        return listUsers(graph);
    const DirectoryUser* user = graph.world.directory.findUser(graph.path.at(1));
    if (!user)
        return graphError(
            call, 404, u"Request_ResourceNotFound"_s,
            u"Resource '"_s + graph.path.at(1) +
                u"' does not exist or one of its queried reference-property objects are not present."_s);
    return jsonAnswer(200, renderUser(*user, selection(call)));
}

} // namespace milepost::sandbox
