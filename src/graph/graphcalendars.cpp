// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/jsonreader.h"
#include "graph/graphclient.h"

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Calendar readCalendar(JsonReader& reader) {
    return {reader.requiredString("id"_L1), reader.requiredString("name"_L1),
            reader.boolean("canEdit"_L1, true), reader.boolean("isDefaultCalendar"_L1, false),
            reader.object("owner"_L1).value("address"_L1).toString()};
}

/// The default calendar is the mailbox's own, and names it as the service does: the mailbox may have been
/// asked for by another of its addresses.
void tellForeign(std::vector<Calendar>& calendars) {
    const auto own = std::ranges::find(calendars, true, &Calendar::isDefault);
    if (own == calendars.end() || own->owner.isEmpty())
        return;
    const QString owner = own->owner;
    for (Calendar& calendar : calendars)
        calendar.isForeign =
            !calendar.owner.isEmpty() && calendar.owner.compare(owner, Qt::CaseInsensitive) != 0;
}

Result<Calendar> oneCalendar(const Result<QJsonObject>& json) {
    if (!json)
        return std::unexpected(json.error());
    JsonReader reader(*json, u"calendar"_s);
    Calendar calendar = readCalendar(reader);
    if (reader.fault())
        return std::unexpected(*reader.fault());
    return calendar;
}

const QString k_members = QStringLiteral("$select=id,name,canEdit,isDefaultCalendar,owner");

} // namespace

Result<std::vector<Calendar>> GraphClient::calendars(const QString& mailbox, std::stop_token stop) {
    const auto rows = pages(
        request("GET", mailboxPath(mailbox) + u"/calendars"_s, k_members + u"&$top=100"_s), mailbox, stop);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Calendar> calendars;
    for (const QJsonArray& page : *rows) {
        const auto read = readRows<Calendar>(page, u"calendars"_s, readCalendar);
        if (!read)
            return std::unexpected(read.error());
        calendars.insert(calendars.end(), read->begin(), read->end());
    }
    tellForeign(calendars);
    return calendars;
}

Result<std::map<QString, QString>> GraphClient::calendarGroups(const QString& mailbox, std::stop_token stop) {
    const auto rows = [&](const QString& path) {
        return pages(request("GET", mailboxPath(mailbox) + path, u"$select=id,name&$top=100"_s), mailbox,
                     stop);
    };
    const auto groups = rows(u"/calendarGroups"_s);
    if (!groups)
        return std::unexpected(groups.error());
    std::map<QString, QString> nameOf;
    for (const QJsonArray& page : *groups)
        for (const QJsonValue group : page) {
            const auto calendars =
                rows(u"/calendarGroups/"_s + pathPart(group["id"_L1].toString()) + u"/calendars"_s);
            if (!calendars)
                return std::unexpected(calendars.error());
            for (const QJsonArray& listed : *calendars)
                for (const QJsonValue calendar : listed)
                    nameOf[calendar["id"_L1].toString()] = group["name"_L1].toString();
        }
    return nameOf;
}

Result<QString> GraphClient::setting(const QString& mailbox, const QString& name, std::stop_token stop) {
    const auto settings = get(
        request("GET", mailboxPath(mailbox) + u"/mailboxSettings"_s, u"$select="_s + name), mailbox, stop);
    if (!settings)
        return std::unexpected(settings.error());
    return settings->value(name).toString();
}

Result<QString> GraphClient::timeZone(const QString& mailbox, std::stop_token stop) {
    return setting(mailbox, u"timeZone"_s, std::move(stop));
}

Result<QString> GraphClient::purpose(const QString& mailbox, std::stop_token stop) {
    return setting(mailbox, u"userPurpose"_s, std::move(stop));
}

Result<Calendar> GraphClient::calendar(const CalendarAddress& at, std::stop_token stop) {
    return oneCalendar(get(request("GET", calendarPath(at), k_members), at.mailbox, stop));
}

Result<Calendar> GraphClient::createCalendar(const QString& mailbox, const QString& name,
                                             std::stop_token stop) {
    return oneCalendar(
        send({request("POST", mailboxPath(mailbox) + u"/calendars"_s), Repeat::WhenNotDone, mailbox},
             {{u"name"_s, name}}, stop));
}

Result<Calendar> GraphClient::renameCalendar(const CalendarAddress& at, const QString& name,
                                             std::stop_token stop) {
    return oneCalendar(send({request("PATCH", calendarPath(at)), Repeat::WhenNotDone, at.mailbox},
                            {{u"name"_s, name}}, stop));
}

namespace {

/// The entry of everybody in the organisation has one id everywhere (graph-contract 4.2).
CalendarShare readShare(JsonReader& reader) {
    const QJsonObject who = reader.object("emailAddress"_L1);
    return {who.value("address"_L1).toString(), who.value("name"_L1).toString(),
            reader.requiredString("role"_L1)};
}

QString permissionsPath(const CalendarAddress& at) { return calendarPath(at) + u"/calendarPermissions"_s; }

} // namespace

Result<std::vector<CalendarShare>> GraphClient::shares(const CalendarAddress& at, std::stop_token stop) {
    const auto rows = pages(request("GET", permissionsPath(at)), at.mailbox, stop);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<CalendarShare> shares;
    for (const QJsonArray& page : *rows) {
        const auto read = readRows<CalendarShare>(page, u"calendarPermissions"_s, readShare);
        if (!read)
            return std::unexpected(read.error());
        shares.insert(shares.end(), read->begin(), read->end());
    }
    return shares;
}

Result<void> GraphClient::share(const CalendarAddress& at, const QString& address, std::stop_token stop) {
    const auto rows = pages(request("GET", permissionsPath(at)), at.mailbox, stop);
    if (!rows)
        return std::unexpected(rows.error());
    for (const QJsonArray& page : *rows)
        for (const QJsonValue row : page) {
            const QString whose = row["emailAddress"_L1]["address"_L1].toString();
            if (whose.compare(address, Qt::CaseInsensitive) != 0)
                continue;
            const QString path = permissionsPath(at) + u'/' + pathPart(row["id"_L1].toString());
            const auto raised = send({request("PATCH", path), Repeat::WhenNotDone, at.mailbox},
                                     {{u"role"_s, u"read"_s}}, stop);
            return raised ? Result<void>() : std::unexpected(raised.error());
        }
    const QJsonObject who{{u"name"_s, address}, {u"address"_s, address}};
    const auto added = send({request("POST", permissionsPath(at)), Repeat::WhenNotDone, at.mailbox},
                            {{u"emailAddress"_s, who},
                             {u"isInsideOrganization"_s, true},
                             {u"isRemovable"_s, true},
                             {u"role"_s, u"read"_s}},
                            stop);
    return added ? Result<void>() : std::unexpected(added.error());
}

} // namespace milepost
