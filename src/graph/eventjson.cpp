// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/eventjson.h"

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString showAsName(ShowAs showAs) {
    EventContent content;
    content.showAs = showAs;
    return fieldText(content, Field::ShowAs);
}

ShowAs showAsFrom(const QString& name) {
    for (const ShowAs value : {ShowAs::Free, ShowAs::Tentative, ShowAs::Busy, ShowAs::Oof})
        if (name == showAsName(value))
            return value;
    return ShowAs::WorkingElsewhere;
}

QJsonObject midnight(QDate date, const QString& zone) {
    return {{u"dateTime"_s, date.toString(Qt::ISODate) + u"T00:00:00"_s}, {u"timeZone"_s, zone}};
}

void insertDate(QJsonObject& json, const EventContent& content) {
    json.insert(u"isAllDay"_s, true);
    json.insert(u"start"_s, midnight(content.date, content.timeZone));
    json.insert(u"end"_s, midnight(content.date.addDays(content.days),
                                   content.timeZone)); // exclusive (graph-contract 5.2)
}

void insertField(QJsonObject& json, const EventContent& content, Field field) {
    switch (field) {
    case Field::Subject:
        json.insert(u"subject"_s, content.subject);
        return;
    case Field::Date:
    case Field::AllDay:
        insertDate(json, content);
        return;
    case Field::ShowAs:
        json.insert(u"showAs"_s, showAsName(content.showAs));
        return;
    case Field::Reminder:
        json.insert(u"isReminderOn"_s, content.reminderMinutes.has_value());
        if (content.reminderMinutes)
            json.insert(u"reminderMinutesBeforeStart"_s, *content.reminderMinutes);
        return;
    case Field::Categories:
        json.insert(u"categories"_s, QJsonArray::fromStringList(content.categories));
        return;
    case Field::Body:
        json.insert(u"body"_s, QJsonObject{{u"contentType"_s, u"text"_s}, {u"content"_s, content.body}});
        return;
    case Field::Presence:
        return;
    }
}

void insertTag(QJsonObject& json, const Tag& tag) {
    json.insert(
        u"singleValueExtendedProperties"_s,
        QJsonArray{QJsonObject{{u"id"_s, tagPropertyId()},
                               {u"value"_s, tag.contentHash.isEmpty() ? detachedMark() : tag.toString()}}});
}

QDate datePart(const QJsonObject& dateTimeTimeZone) {
    return QDate::fromString(dateTimeTimeZone.value(u"dateTime"_s).toString().left(10), Qt::ISODate);
}

/// The GUID inside a property id may come back in another case; the name after it may not.
bool isTagProperty(const QString& id) {
    const QString ours = tagPropertyId();
    const qsizetype name = ours.indexOf(u'}');
    return id.mid(name) == ours.mid(name) && id.left(name).compare(ours.left(name), Qt::CaseInsensitive) == 0;
}

std::optional<Tag> readTag(const QJsonArray& properties) {
    for (const QJsonValue property : properties)
        if (isTagProperty(property.toObject().value(u"id"_s).toString()))
            return Tag::fromString(property.toObject().value(u"value"_s).toString());
    return std::nullopt;
}

EventContent readContent(JsonReader& reader) {
    EventContent content;
    content.subject = reader.string("subject"_L1);
    content.body = reader.object("body"_L1).value(u"content"_s).toString();
    content.date = datePart(reader.object("start"_L1));
    const QDate end = datePart(reader.object("end"_L1));
    if (!content.date.isValid() || !end.isValid())
        reader.fail("start"_L1, u"a start and an end with a date"_s, reader.json().value(u"start"_s));
    content.allDay = reader.boolean("isAllDay"_L1, false);
    content.days = content.allDay ? static_cast<int>(content.date.daysTo(end)) : 1;
    content.showAs = showAsFrom(reader.string("showAs"_L1));
    if (reader.boolean("isReminderOn"_L1, false))
        content.reminderMinutes =
            static_cast<int>(reader.optionalInt("reminderMinutesBeforeStart"_L1).value_or(0));
    for (const QJsonValue category : reader.array("categories"_L1))
        content.categories << category.toString();
    return content;
}

} // namespace

QString eventMembers() {
    return u"id,subject,body,start,end,isAllDay,showAs,isReminderOn,reminderMinutesBeforeStart,categories,"
           "attendees,recurrence,type,createdDateTime"_s;
}

QJsonObject createBody(const EventContent& content, const Tag& tag, const QString& transactionId,
                       Sensitivity sensitivity) {
    QJsonObject json;
    for (const Field field :
         {Field::Subject, Field::Body, Field::Date, Field::ShowAs, Field::Reminder, Field::Categories})
        insertField(json, content, field);
    json.insert(u"importance"_s, u"normal"_s);
    json.insert(u"sensitivity"_s, sensitivity == Sensitivity::Private ? u"private"_s : u"normal"_s);
    json.insert(u"responseRequested"_s, false);
    json.insert(u"allowNewTimeProposals"_s, false);
    json.insert(u"transactionId"_s, transactionId);
    insertTag(json, tag);
    return json;
}

QJsonObject updateBody(const EventContent& content, const std::vector<Field>& fields, const Tag& tag) {
    QJsonObject json;
    for (const Field field : fields)
        insertField(json, content, field);
    insertTag(json, tag);
    return json;
}

CalendarEvent readEvent(JsonReader& reader) {
    CalendarEvent event;
    event.id = reader.requiredString("id"_L1);
    event.etag = reader.string("@odata.etag"_L1);
    event.content = readContent(reader);
    event.createdUtc = reader.timestamp("createdDateTime"_L1);
    event.hasAttendees = !reader.array("attendees"_L1).isEmpty();
    const QString type = reader.string("type"_L1);
    event.recurring =
        !reader.object("recurrence"_L1).isEmpty() || (!type.isEmpty() && type != u"singleInstance"_s);
    event.tag = readTag(reader.array("singleValueExtendedProperties"_L1));
    event.zone = reader.json().value(u"originalStartTimeZone"_s).toString();
    return event;
}

} // namespace milepost
