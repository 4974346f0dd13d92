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
            reader.boolean("canEdit"_L1, true), reader.boolean("isDefaultCalendar"_L1, false)};
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

const QString k_members = QStringLiteral("$select=id,name,canEdit,isDefaultCalendar");

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
    return calendars;
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

} // namespace milepost
