// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/eventjson.h"
#include "graph/graphclient.h"

#include <algorithm>
#include <set>

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_pageSize = 1000; // graph-contract 6: in use elsewhere, the largest that is

QString eventsPath(const CalendarAddress& at) { return calendarPath(at) + u"/events"_s; }

QString tagExpansion() {
    return u"$expand=singleValueExtendedProperties($filter=id eq '"_s + tagPropertyId() + u"')"_s;
}

/// Operators of graph-contract 5.6; the value is compared without case there, so callers compare again.
QString tagStartsWith(const QString& prefix) {
    return u"singleValueExtendedProperties/Any(ep: ep/id eq '"_s + tagPropertyId() +
           u"' and startswith(ep/value,'"_s + odataText(prefix) + u"'))"_s;
}

/// What was found by its tag has one. Where it is not shown, the answer was made without $expand, by a role
/// that may not see it or a gateway, and every event of ours would read as missing.
bool showsProperties(const QJsonValue& event) {
    return !event.toObject().value(u"singleValueExtendedProperties"_s).toArray().isEmpty();
}

Error unexpanded() {
    return makeError(Error::Kind::Malformed, Error::Stage::Graph,
                     u"an event found by its tag came without it: extended properties are left out"_s,
                     u"shape"_s);
}

Result<CalendarEvent> oneEvent(const Result<QJsonObject>& json) {
    if (!json)
        return std::unexpected(json.error());
    JsonReader reader(*json, u"event"_s);
    CalendarEvent event = readEvent(reader);
    if (!reader.fault())
        return event;
    Error error = *reader.fault();
    error.kind = Error::Kind::Doubtful; // written, but what came back cannot be read
    error.stage = Error::Stage::Graph;
    return std::unexpected(error);
}

} // namespace

Result<std::vector<CalendarEvent>> GraphClient::events(const CalendarAddress& at, const QString& filter,
                                                       std::stop_token stop) {
    QString query = u"$top=%1&$select="_s.arg(k_pageSize) + eventMembers() + u'&' + tagExpansion();
    if (!filter.isEmpty())
        query += u"&$filter="_s + filter;
    const auto rows = pages(request("GET", eventsPath(at), query), at.mailbox, stop);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<CalendarEvent> all;
    std::set<QString> ids;
    for (const QJsonArray& page : *rows) {
        if (!filter.isEmpty() && !std::ranges::all_of(page, showsProperties))
            return std::unexpected(unexpanded());
        auto read = readRows<CalendarEvent>(page, u"events"_s, readEvent);
        if (!read) {
            read.error().stage = Error::Stage::Graph;
            return std::unexpected(read.error());
        }
        // A page border that moved while we read shows an event twice; once is enough.
        for (CalendarEvent& event : *read)
            if (ids.insert(event.id).second)
                all.push_back(std::move(event));
    }
    return all;
}

Reading<std::vector<CalendarEvent>>
GraphClient::taggedEvents(const CalendarAddress& at, const QStringList& sources, std::stop_token stop) {
    std::vector<CalendarEvent> all;
    for (const QString& source : sources) {
        auto found = events(at, tagStartsWith(tagPrefix(source)), stop);
        if (!found)
            return Reading<std::vector<CalendarEvent>>::incomplete(found.error());
        for (CalendarEvent& event : *found)
            if (event.tag && event.tag->key.source == source)
                all.push_back(std::move(event));
    }
    return Reading<std::vector<CalendarEvent>>::complete(std::move(all));
}

Reading<std::vector<CalendarEvent>> GraphClient::allEvents(const CalendarAddress& at, std::stop_token stop) {
    auto found = events(at, {}, stop);
    if (!found)
        return Reading<std::vector<CalendarEvent>>::incomplete(found.error());
    return Reading<std::vector<CalendarEvent>>::complete(std::move(*found));
}

Result<std::vector<CalendarEvent>> GraphClient::eventsOfKey(const CalendarAddress& at, const EventKey& key,
                                                            std::stop_token stop) {
    auto found = events(at, tagStartsWith(tagPrefix(key)), stop);
    if (!found)
        return found;
    std::erase_if(*found, [&key](const CalendarEvent& event) { return !event.tag || event.tag->key != key; });
    std::ranges::sort(*found, {},
                      [](const CalendarEvent& event) { return std::make_pair(event.createdUtc, event.id); });
    return found;
}

Result<std::optional<CalendarEvent>> GraphClient::event(const CalendarAddress& at, const QString& id,
                                                        std::stop_token stop) {
    auto found =
        oneEvent(get(request("GET", eventsPath(at) + u'/' + pathPart(id),
                             u"$select="_s + eventMembers() + u",originalStartTimeZone&"_s + tagExpansion()),
                     at.mailbox, stop));
    if (found)
        return std::optional(std::move(*found));
    if (found.error().kind == Error::Kind::NotFound)
        return std::optional<CalendarEvent>();
    return std::unexpected(std::move(found.error()));
}

Result<std::optional<EventSight>> GraphClient::sight(const CalendarAddress& at, const QString& id,
                                                     std::stop_token stop) {
    const auto json = get(request("GET", eventsPath(at) + u'/' + pathPart(id),
                                  u"$select=id,sensitivity,isCancelled,originalStartTimeZone"_s),
                          at.mailbox, std::move(stop));
    if (!json && json.error().kind == Error::Kind::NotFound)
        return std::optional<EventSight>();
    if (!json)
        return std::unexpected(json.error());
    return std::optional(EventSight{json->value(u"sensitivity"_s).toString(u"normal"_s),
                                    json->value(u"originalStartTimeZone"_s).toString(),
                                    json->value(u"isCancelled"_s).toBool()});
}

Result<CalendarEvent> GraphClient::create(const CalendarAddress& at, const EventContent& content,
                                          const Tag& tag, const QString& transactionId, std::stop_token stop,
                                          Sensitivity sensitivity) {
    return oneEvent(send({request("POST", eventsPath(at)), Repeat::WhenNotDone, at.mailbox},
                         createBody(content, tag, transactionId, sensitivity), stop));
}

Result<CalendarEvent> GraphClient::update(const CalendarAddress& at, const OwnEvent& event,
                                          const EventContent& content, const std::vector<Field>& fields,
                                          const Tag& tag, std::stop_token stop) {
    HttpRequest patch = request("PATCH", eventsPath(at) + u'/' + pathPart(event.id()));
    patch.headers.set("If-Match", event.etag().toUtf8());
    return oneEvent(
        send({std::move(patch), Repeat::WhenNotDone, at.mailbox}, updateBody(content, fields, tag), stop));
}

Result<void> GraphClient::remove(const CalendarAddress& at, const OwnEvent& event, std::stop_token stop) {
    HttpRequest erase = request("DELETE", eventsPath(at) + u'/' + pathPart(event.id()));
    erase.headers.set("If-Match", event.etag().toUtf8());
    const auto done = send({std::move(erase), Repeat::WhenNotDone, at.mailbox}, {}, stop);
    if (!done)
        return std::unexpected(done.error());
    return {};
}

} // namespace milepost
