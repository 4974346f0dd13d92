// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"
#include "sandbox/graph.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QString groupOf(const StoredCalendar& calendar) {
    return calendar.group.isEmpty() ? u"My Calendars"_s : calendar.group;
}

QString idOf(const QString& group) {
    return QString::fromLatin1(group.toUtf8().toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace

Answer handleCalendarGroups(GraphCall& graph) {
    if (graph.call.method != "GET")
        return graphError(graph.call, 405, u"ErrorInvalidRequest"_s,
                          u"The OData request is not supported."_s);
    QJsonArray groups;
    QJsonArray calendars;
    QStringList seen;
    for (const StoredCalendar& calendar : std::as_const(graph.mailbox->calendars)) {
        const QString group = groupOf(calendar);
        if (!seen.contains(group))
            groups.append(QJsonObject{{u"id"_s, idOf(group)}, {u"name"_s, group}});
        seen << group;
        if (graph.path.value(3) == idOf(group))
            calendars.append(QJsonObject{{u"id"_s, calendar.id}, {u"name"_s, calendar.name}});
    }
    if (graph.path.size() == 3)
        return jsonAnswer(200, QJsonObject{{u"value"_s, groups}});
    if (graph.path.size() == 5 && graph.path.at(4).compare(u"calendars"_s, Qt::CaseInsensitive) == 0 &&
        !calendars.isEmpty())
        return jsonAnswer(200, QJsonObject{{u"value"_s, calendars}});
    return graphError(graph.call, 404, u"ErrorItemNotFound"_s,
                      u"The specified object was not found in the store."_s);
}

} // namespace milepost::sandbox
