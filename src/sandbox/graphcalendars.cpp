// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"
#include "sandbox/graph.h"
#include "sandbox/odata.h"
#include "sandbox/world.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

const QStringList& colours() {
    static const QStringList k_colours{u"auto"_s,       u"lightBlue"_s,   u"lightGreen"_s, u"lightOrange"_s,
                                       u"lightGray"_s,  u"lightYellow"_s, u"lightTeal"_s,  u"lightPink"_s,
                                       u"lightBrown"_s, u"lightRed"_s,    u"maxColor"_s};
    return k_colours;
}

Answer notFound(const Call& call) {
    return graphError(call, 404, u"ErrorItemNotFound"_s,
                      u"The specified object was not found in the store."_s);
}

QString ownerOf(const StoredCalendar& calendar, const Mailbox& mailbox) {
    return calendar.owner.isEmpty() ? mailbox.address : calendar.owner;
}

QJsonObject fullCalendar(const StoredCalendar& calendar, const Mailbox& mailbox) {
    return {{u"id"_s, calendar.id},
            {u"name"_s, calendar.name},
            {u"color"_s, calendar.color},
            {u"hexColor"_s, u""_s},
            {u"changeKey"_s, calendar.changeKey},
            {u"canEdit"_s, calendar.canEdit},
            {u"canShare"_s, true},
            {u"canViewPrivateItems"_s, true},
            {u"isDefaultCalendar"_s, calendar.isDefault},
            {u"isRemovable"_s, !calendar.isDefault},
            {u"isTallyingResponses"_s, calendar.isDefault},
            {u"allowedOnlineMeetingProviders"_s, QJsonArray{u"teamsForBusiness"_s}},
            {u"defaultOnlineMeetingProvider"_s, u"teamsForBusiness"_s},
            {u"owner"_s, QJsonObject{{u"name"_s, ownerOf(calendar, mailbox)},
                                     {u"address"_s, ownerOf(calendar, mailbox)}}}};
}

struct CalendarView {
    std::optional<QStringList> select;
    QStringList expandIds;
};

std::optional<Answer> readView(const Call& call, CalendarView& view) {
    static const QStringList k_members = fullCalendar({}, {}).keys();
    if (const auto select = call.parameter(u"$select")) {
        view.select = QStringList();
        for (const QString& part : select->split(u',', Qt::SkipEmptyParts)) {
            if (!k_members.contains(part.trimmed()))
                return graphError(
                    call, 400, u"BadRequest"_s,
                    u"Parsing OData Select and Expand failed: Could not find a property named '"_s +
                        part.trimmed() + u"' on type 'microsoft.graph.calendar'."_s);
            view.select->append(part.trimmed());
        }
    }
    if (const auto expand = call.parameter(u"$expand")) {
        const auto ids = odata::expandedPropertyIds(*expand);
        if (!ids)
            return graphError(call, 400, u"BadRequest"_s, u"Parsing OData Select and Expand failed."_s);
        for (const QString& id : *ids)
            view.expandIds.append(canonicalPropertyId(id).value_or(QString()));
    }
    return std::nullopt;
}

QJsonObject renderCalendar(const StoredCalendar& calendar, const Mailbox& mailbox, const CalendarView& view) {
    QJsonObject json = fullCalendar(calendar, mailbox);
    if (view.select) {
        const QJsonObject full = json;
        json = {{u"id"_s, calendar.id}};
        for (const QString& name : *view.select)
            json.insert(name, full.value(name));
    }
    const QJsonArray extended = renderExtended(calendar.extended, view.expandIds);
    if (!view.expandIds.isEmpty() && !extended.isEmpty())
        json.insert(u"singleValueExtendedProperties"_s, extended);
    return json;
}

odata::Item calendarItem(const StoredCalendar& calendar) {
    odata::Item item;
    item.member = [&calendar](const QString& path) -> std::optional<QVariant> {
        if (path == u"name"_s) // compares without case, as the service does
            return QVariant(calendar.name);
        return path == u"canEdit"_s ? std::optional(QVariant(calendar.canEdit)) : std::nullopt;
    };
    item.elements = extendedElements(calendar.extended);
    return item;
}

Answer listCalendars(const GraphCall& graph) {
    const Call& call = graph.call;
    static const QStringList k_options{u"$filter"_s, u"$select"_s,    u"$top"_s,
                                       u"$skip"_s,   u"$skiptoken"_s, u"$expand"_s};
    if (auto refused = checkOptions(call, k_options))
        return *refused;
    CalendarView view;
    if (auto refused = readView(call, view))
        return *refused;
    const auto page = pageRequest(call);
    std::optional<odata::Filter> filter;
    const auto text = call.parameter(u"$filter");
    if (text)
        filter = odata::Filter::parse(*text);
    if (!page || (text && !filter))
        return graphError(call, 400, u"BadRequest"_s, u"Invalid filter or page clause."_s);
    QJsonArray rows;
    qsizetype index = 0;
    bool more = false;
    for (const StoredCalendar& calendar : graph.mailbox->calendars) {
        const auto hit = filter ? filter->matches(calendarItem(calendar)) : std::optional(true);
        if (!hit)
            return graphError(call, 400, u"ErrorInvalidProperty"_s,
                              u"The property is not valid for a filter."_s);
        if (!*hit || index++ < page->skip)
            continue;
        more = rows.size() >= page->top;
        if (more)
            break;
        rows.append(renderCalendar(calendar, *graph.mailbox, view));
    }
    QJsonObject body{{u"value"_s, rows}};
    if (more)
        body.insert(u"@odata.nextLink"_s, nextLink(call, page->skip + rows.size()));
    return jsonAnswer(200, body);
}

/// Reads a body with name, color and extended properties; nothing when it was taken.
std::optional<Answer> applyCalendarBody(const GraphCall& graph, StoredCalendar& calendar) {
    const Call& call = graph.call;
    const auto body = jsonBody(call.body);
    if (!body)
        return graphError(call, 400, u"BadRequest"_s, u"Unable to read JSON request payload."_s);
    static const QSet<QString> k_known{u"name"_s, u"color"_s, u"hexColor"_s, u"isDefaultCalendar"_s,
                                       u"singleValueExtendedProperties"_s};
    for (auto it = body->begin(); it != body->end(); ++it) {
        if (!k_known.contains(it.key()) && !it.key().startsWith(u'@'))
            return graphError(call, 400, u"RequestBodyRead"_s,
                              u"The property '"_s + it.key() +
                                  u"' cannot be set on 'microsoft.graph.calendar'."_s);
    }
    if (body->contains(u"name"_s))
        calendar.name = body->value(u"name"_s).toString();
    if (body->contains(u"color"_s))
        calendar.color = body->value(u"color"_s).toString();
    if (calendar.name.trimmed().isEmpty() || calendar.name.size() > 255 ||
        !colours().contains(calendar.color))
        return graphError(call, 400, u"ErrorPropertyValidationFailure"_s,
                          u"At least one property failed validation."_s);
    for (const QJsonValue entry : body->value(u"singleValueExtendedProperties"_s).toArray()) {
        const auto id = canonicalPropertyId(entry.toObject().value(u"id"_s).toString());
        if (!id)
            return graphError(call, 400, u"ErrorInvalidProperty"_s, u"The extended property is not valid."_s);
        calendar.extended[*id] = entry.toObject().value(u"value"_s).toString();
    }
    for (const StoredCalendar& other : graph.mailbox->calendars) {
        if (other.id != calendar.id && other.name == calendar.name)
            return graphError(
                call, 409, u"ErrorFolderExists"_s,
                u"A folder with the specified name already exists., Could not save the folder."_s);
    }
    return std::nullopt;
}

Answer createCalendar(GraphCall& graph) {
    StoredCalendar calendar;
    calendar.id = calendarIdFor(graph.world.directory.nextSerial);
    if (auto refused = applyCalendarBody(graph, calendar))
        return *refused;
    ++graph.world.directory.nextSerial;
    calendar.changeKey = graph.world.directory.newChangeKey();
    ++graph.mailbox->writes;
    if (graph.world.options.calendarIdDiffersOnCreate)
        calendar.aliasId = calendarIdFor(graph.world.directory.nextSerial++);
    graph.mailbox->calendars.append(calendar);
    QJsonObject body = renderCalendar(calendar, *graph.mailbox, {});
    if (!calendar.aliasId.isEmpty())
        body.insert(u"id"_s, calendar.aliasId);
    return jsonAnswer(201, body);
}

Answer deleteCalendar(GraphCall& graph, const StoredCalendar& calendar) {
    if (calendar.isDefault)
        return graphError(graph.call, 403, u"ErrorCannotDeleteObject"_s, u"The default calendar stays."_s);
    const QString id = calendar.id;
    QList<qint64> serials;
    for (const auto& [serial, event] : graph.mailbox->events) {
        if (event.calendarId == id)
            serials.append(serial);
    }
    for (const qint64 serial : serials)
        graph.mailbox->removeEvent(serial);
    graph.mailbox->calendars.removeIf([&id](const StoredCalendar& other) { return other.id == id; });
    ++graph.mailbox->writes;
    Answer answer;
    answer.status = 204;
    return answer;
}

Answer oneCalendar(GraphCall& graph, StoredCalendar& calendar) {
    if (graph.call.method == "GET") {
        CalendarView view;
        if (auto refused = readView(graph.call, view))
            return *refused;
        return jsonAnswer(200, renderCalendar(calendar, *graph.mailbox, view));
    }
    if (graph.call.method == "DELETE")
        return deleteCalendar(graph, calendar);
    if (graph.call.method != "PATCH")
        return graphError(graph.call, 405, u"ErrorInvalidRequest"_s,
                          u"The OData request is not supported."_s);
    StoredCalendar changed = calendar;
    if (auto refused = applyCalendarBody(graph, changed))
        return *refused;
    changed.changeKey = graph.world.directory.newChangeKey();
    calendar = changed;
    ++graph.mailbox->writes;
    return jsonAnswer(200, renderCalendar(calendar, *graph.mailbox, {}));
}

} // namespace

Answer handleCalendars(GraphCall& graph) {
    const bool isDefault = graph.path.at(2).compare(u"calendar"_s, Qt::CaseInsensitive) == 0;
    if (!isDefault && graph.path.size() == 3) {
        if (graph.call.method == "GET")
            return listCalendars(graph);
        if (graph.call.method == "POST")
            return createCalendar(graph);
        return graphError(graph.call, 405, u"ErrorInvalidRequest"_s,
                          u"The OData request is not supported."_s);
    }
    StoredCalendar* calendar = nullptr;
    if (isDefault) {
        for (StoredCalendar& each : graph.mailbox->calendars)
            calendar = each.isDefault ? &each : calendar;
    } else {
        calendar = graph.mailbox->findCalendar(graph.path.at(3));
    }
    if (!calendar)
        return notFound(graph.call);
    const QStringList rest = graph.path.mid(isDefault ? 3 : 4);
    if (rest.isEmpty())
        return oneCalendar(graph, *calendar);
    if (rest.first().compare(u"events"_s, Qt::CaseInsensitive) == 0)
        return handleEvents(graph, calendar->id, rest.mid(1));
    if (rest.first().compare(u"calendarPermissions"_s, Qt::CaseInsensitive) == 0)
        return handleSharing(graph, *calendar, rest.mid(1));
    return graphError(graph.call, 400, u"BadRequest"_s,
                      u"Resource not found for the segment '"_s + rest.first() + u"'."_s);
}

} // namespace milepost::sandbox
