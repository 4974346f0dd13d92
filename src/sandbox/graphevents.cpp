// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"
#include "sandbox/eventrules.h"
#include "sandbox/graph.h"
#include "sandbox/odata.h"
#include "sandbox/world.h"
#include "sandbox/zones.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

Answer notFound(const Call& call) {
    return graphError(call, 404, u"ErrorItemNotFound"_s,
                      u"The specified object was not found in the store."_s);
}

/// $select and $expand of a read into the view (graph-contract 5.6, "URL trap").
std::optional<Answer> readView(GraphCall& graph) {
    const Call& call = graph.call;
    if (graph.world.options.listingsWrapBodies)
        graph.view.textBody = false;
    if (const auto select = call.parameter(u"$select")) {
        graph.view.select = QStringList();
        for (const QString& part : select->split(u',', Qt::SkipEmptyParts)) {
            if (!isEventMember(part.trimmed()))
                return graphError(
                    call, 400, u"BadRequest"_s,
                    u"Parsing OData Select and Expand failed: Could not find a property named '"_s +
                        part.trimmed() + u"' on type 'microsoft.graph.event'."_s);
            graph.view.select->append(part.trimmed());
        }
    }
    const auto expand = call.parameter(u"$expand");
    if (!expand)
        return std::nullopt;
    for (const QByteArray& part : call.rawQuery.split('&')) {
        if (part.startsWith("$expand=") &&
            (part.contains("%28") || part.contains("%29") || part.contains("%27")))
            return graphError(call, 500, u"ErrorInternalServerError"_s,
                              u"An internal server error occurred. The operation failed."_s);
    }
    const auto ids = odata::expandedPropertyIds(*expand);
    if (!ids)
        return graphError(
            call, 400, u"BadRequest"_s,
            u"Parsing OData Select and Expand failed: only singleValueExtendedProperties with a "
            "filter by id is understood."_s);
    for (const QString& id : *ids) {
        const auto canonical = canonicalPropertyId(id);
        if (!canonical)
            return graphError(call, 400, u"ErrorInvalidProperty"_s,
                              u"The extended property id is not valid."_s);
        graph.view.expandIds.append(*canonical);
    }
    return std::nullopt;
}

/// The serials of the calendar's events in the order asked for; filters are evaluated by the caller.
std::vector<const StoredEvent*> orderedEvents(const GraphCall& graph, const QString& calendarId,
                                              const QString& order) {
    std::vector<const StoredEvent*> events;
    for (const auto& [serial, event] : graph.mailbox->events) {
        if (event.calendarId == calendarId)
            events.push_back(&event);
    }
    if (order.isEmpty())
        return events;
    const bool descending = order.endsWith(u" desc"_s);
    const QString member = order.section(u' ', 0, 0);
    const auto before = [&member](const StoredEvent* a, const StoredEvent* b) {
        if (member == u"subject"_s)
            return a->subject.compare(b->subject, Qt::CaseInsensitive) < 0;
        return toInstant(a->start) < toInstant(b->start);
    };
    std::sort(events.begin(), events.end(), [&](const StoredEvent* a, const StoredEvent* b) {
        if (before(a, b) != before(b, a))
            return descending ? before(b, a) : before(a, b);
        return a->serial < b->serial; // equal ones in the order of arrival
    });
    return events;
}

struct Listing {
    PageRequest page;
    std::optional<odata::Filter> filter;
    QString order;
};

std::optional<Answer> readListing(const GraphCall& graph, Listing& listing) {
    const Call& call = graph.call;
    static const QStringList k_options{u"$filter"_s, u"$select"_s,    u"$top"_s,     u"$skip"_s,
                                       u"$expand"_s, u"$skiptoken"_s, u"$orderby"_s, u"$count"_s};
    if (auto refused = checkOptions(call, k_options))
        return refused;
    const auto page = pageRequest(call);
    if (!page)
        return graphError(call, 400, u"ErrorInvalidRequest"_s,
                          u"The page size or the skip token is not valid."_s);
    listing.page = *page;
    if (const auto text = call.parameter(u"$filter")) {
        listing.filter = odata::Filter::parse(*text);
        if (!listing.filter)
            return graphError(call, 400, u"BadRequest"_s, u"Invalid filter clause: syntax error."_s);
    }
    listing.order = call.parameter(u"$orderby").value_or(QString()).trimmed();
    static const QStringList k_orders{
        u""_s,        u"start/dateTime"_s, u"start/dateTime asc"_s, u"start/dateTime desc"_s,
        u"subject"_s, u"subject asc"_s,    u"subject desc"_s};
    if (!k_orders.contains(listing.order))
        return graphError(call, 400, u"ErrorInvalidProperty"_s, u"The property cannot be ordered by."_s);
    return std::nullopt;
}

Answer listEvents(GraphCall& graph, const QString& calendarId) {
    Listing listing;
    if (auto refused = readListing(graph, listing))
        return *refused;
    if (auto refused = readView(graph))
        return *refused;
    QJsonArray rows;
    // Unordered pages go on behind the last serial, so that deletions between pages move nothing.
    qint64 last = 0;
    qsizetype matched = 0;
    bool more = false;
    for (const StoredEvent* event : orderedEvents(graph, calendarId, listing.order)) {
        if (listing.order.isEmpty() && event->serial <= listing.page.skip)
            continue;
        const auto hit =
            listing.filter ? listing.filter->matches(filterItem(*event, graph.view)) : std::optional(true);
        if (!hit)
            return graphError(graph.call, 400, u"ErrorInvalidProperty"_s,
                              u"The property is not valid for a filter."_s);
        if (!*hit || (!listing.order.isEmpty() && matched++ < listing.page.skip))
            continue;
        more = rows.size() >= listing.page.top;
        if (more)
            break;
        last = event->serial;
        rows.append(renderEvent(*event, *graph.mailbox, graph.view));
    }
    QJsonObject body{{u"@odata.context"_s, u"https://graph.microsoft.com/v1.0/$metadata#users('x')/events"_s},
                     {u"value"_s, rows}};
    if (more)
        body.insert(u"@odata.nextLink"_s,
                    nextLink(graph.call, listing.order.isEmpty() ? last : listing.page.skip + rows.size()));
    return jsonAnswer(200, body);
}

Answer eventAnswer(const GraphCall& graph, int status, const StoredEvent& event) {
    // What was just written never echoes its extended properties.
    EventView view = graph.view;
    if (status == 201) {
        view.select.reset();
        view.expandIds.clear();
    }
    return jsonAnswer(status, renderEvent(event, *graph.mailbox, view));
}

std::optional<Answer> knownTransaction(const GraphCall& graph, const QString& id, const QByteArray& content) {
    const auto found = graph.mailbox->transactions.constFind(id);
    if (id.isEmpty() || found == graph.mailbox->transactions.cend())
        return std::nullopt;
    const auto event = graph.mailbox->events.find(found->serial);
    const bool isAlive = event != graph.mailbox->events.end();
    if (!isAlive && !graph.world.options.rememberDeletedTransactions)
        return std::nullopt;
    if (isAlive && found->content == content)
        return eventAnswer(graph, 201, event->second);
    const QString existing = eventIdFor(found->serial, graph.view.immutableIds, 0);
    return graphError(
        graph.call, graph.world.options.duplicateTransactionStatus, u"ErrorDuplicateTransactionId"_s,
        u"Your request can't be completed. The TransactionId specified in the request has already "
        "been used to create a different event."_s,
        {{u"@event.existingEventId"_s, existing}});
}

Answer createEvent(GraphCall& graph, const QString& calendarId) {
    const Call& call = graph.call;
    const auto body = jsonBody(call.body);
    if (!call.header("content-type").startsWith("application/json") || !body)
        return graphError(call, 400, u"BadRequest"_s, u"Unable to read JSON request payload."_s);
    if (!graph.mailbox->findCalendar(calendarId)->canEdit)
        return graphError(call, 403, u"ErrorAccessDenied"_s,
                          u"Access is denied. Check credentials and try again."_s);
    StoredEvent event;
    if (auto refusal = applyEventBody(*body, true, event))
        return graphError(call, *refusal);
    const QByteArray content =
        QCryptographicHash::hash(calendarId.toUtf8() + toJson(*body), QCryptographicHash::Sha256);
    if (auto answer = knownTransaction(graph, event.transactionId, content))
        return *answer;
    event.serial = graph.world.directory.nextSerial++;
    event.immutableId = eventIdFor(event.serial, true, 0);
    event.restId = eventIdFor(event.serial, false, 0);
    event.calendarId = calendarId;
    event.changeKey = graph.world.directory.newChangeKey();
    event.created = event.modified = QDateTime::currentDateTimeUtc();
    if (!event.transactionId.isEmpty())
        graph.mailbox->transactions.insert(event.transactionId, {event.serial, content});
    graph.mailbox->mailsSent += event.attendees.size();
    ++graph.mailbox->writes;
    event = asKept(graph.world.options.alters, event);
    graph.mailbox->addEvent(event);
    return eventAnswer(graph, 201, event);
}

std::optional<Answer> checkIfMatch(const Call& call, const StoredEvent& event) {
    const QByteArray wanted = call.header("if-match").trimmed();
    if (wanted.isEmpty() || wanted == "*" || wanted == "W/\"" + event.changeKey.toUtf8() + '"')
        return std::nullopt;
    return graphError(
        call, 412, u"ErrorIrresolvableConflict"_s,
        u"The send or update operation could not be performed because the change key passed in the "
        "request does not match the current change key for the item."_s);
}

Answer updateEvent(GraphCall& graph, StoredEvent& event) {
    const Call& call = graph.call;
    if (auto refused = checkIfMatch(call, event))
        return *refused;
    const auto body = jsonBody(call.body);
    if (!call.header("content-type").startsWith("application/json") || !body)
        return graphError(call, 400, u"BadRequest"_s, u"Unable to read JSON request payload."_s);
    StoredEvent changed = event;
    if (auto refusal = applyEventBody(*body, false, changed))
        return graphError(call, *refusal);
    changed.changeKey = graph.world.directory.newChangeKey();
    changed.modified = QDateTime::currentDateTimeUtc();
    graph.mailbox->mailsSent += std::max(event.attendees.size(), changed.attendees.size());
    ++graph.mailbox->writes;
    event = asKept(graph.world.options.alters, changed);
    graph.view.expandIds.clear();
    return eventAnswer(graph, 200, event);
}

Answer deleteEvent(GraphCall& graph, const StoredEvent& event) {
    if (auto refused = checkIfMatch(graph.call, event))
        return *refused;
    graph.mailbox->mailsSent += event.attendees.size();
    ++graph.mailbox->writes;
    graph.mailbox->removeEvent(event.serial);
    Answer answer;
    answer.status = 204;
    return answer;
}

Answer oneEvent(GraphCall& graph, const QString& calendarId, const QString& id) {
    StoredEvent* event = graph.mailbox->findEvent(id);
    if (!event || (!calendarId.isEmpty() && event->calendarId != calendarId)) {
        if (graph.call.method == "DELETE" && graph.world.options.secondDeleteForbidden)
            return graphError(graph.call, 403, u"ErrorCannotDeleteObject"_s,
                              u"The object cannot be deleted."_s);
        return notFound(graph.call);
    }
    if (graph.call.method == "PATCH")
        return updateEvent(graph, *event);
    if (graph.call.method == "DELETE")
        return deleteEvent(graph, *event);
    if (graph.call.method != "GET")
        return graphError(graph.call, 405, u"ErrorInvalidRequest"_s,
                          u"The OData request is not supported."_s);
    if (auto refused = checkOptions(graph.call, {u"$select"_s, u"$expand"_s}))
        return *refused;
    if (auto refused = readView(graph))
        return *refused;
    return eventAnswer(graph, 200, *event);
}

} // namespace

Answer handleEvents(GraphCall& graph, const QString& calendarId, const QStringList& rest) {
    if (rest.size() == 1)
        return oneEvent(graph, calendarId, rest.first());
    if (!rest.isEmpty())
        return graphError(graph.call, 400, u"BadRequest"_s,
                          u"Resource not found for the segment '"_s + rest.at(1) + u"'."_s);
    QString target = calendarId;
    for (const StoredCalendar& calendar : graph.mailbox->calendars) {
        if (target.isEmpty() && calendar.isDefault)
            target = calendar.id;
    }
    if (graph.call.method == "GET")
        return listEvents(graph, target);
    if (graph.call.method == "POST")
        return createEvent(graph, target);
    return graphError(graph.call, 405, u"ErrorInvalidRequest"_s, u"The OData request is not supported."_s);
}

} // namespace milepost::sandbox
