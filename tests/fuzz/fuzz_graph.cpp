// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Events and errors as Graph answers them.

#include "fuzzing.h"
#include "graph/eventjson.h"
#include "graph/grapherrors.h"

#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

void attackEvent(const QJsonObject& json) {
    JsonReader reader(json, u"value[0]"_s);
    const CalendarEvent event = readEvent(reader);
    if (reader.fault())
        return;
    require(OwnEvent::of(event).has_value() == event.tag.has_value(), "only a tag makes an event ours");
    if (event.tag) {
        require(Tag::fromString(event.tag->toString()) == event.tag, "a tag has one spelling");
        require(QJsonDocument(json).toJson().contains("mp1|"), "a tag is read, not made up");
    }
    require(contentFromJson(toJson(event.content)) == event.content,
            "the journal's image of an event is whole");
    require(visibleDifferences(event.content, event.content).empty(), "an event does not differ from itself");
}

} // namespace

void attack(const QByteArray& bytes) {
    HttpResponse response;
    response.body = bytes;
    for (const int status : {400, 404, 409, 429, 503}) {
        response.status = status;
        Error error = makeError(Error::Kind::Rejected, Error::Stage::Graph, {});
        error.httpStatus = status;
        readGraphError(response, error);
        (void)isDuplicateTransaction(error);
        require(!error.summary().contains(u'\n'), "an error is one line of a log");
    }
    const auto json = parseJson(bytes, Error::Stage::Graph);
    if (!json)
        return;
    attackEvent(json->toObject());
    const QJsonArray rows = json->toObject().value(u"value"_s).toArray();
    const auto events = readRows<CalendarEvent>(rows, u"value"_s, readEvent);
    require(!events || events->size() == static_cast<size_t>(rows.size()), "no row of a listing is lost");
    for (const QJsonValue row : rows)
        attackEvent(row.toObject());
}
