// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/eventrules.h"

#include "sandbox/zones.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

using Check = std::optional<Refusal>;

Check refuse(const QString& code, const QString& message) { return Refusal{400, code, message, {}}; }
Check invalidProperty() {
    return refuse(u"ErrorPropertyValidationFailure"_s, u"At least one property failed validation."_s);
}
Check invalidRequest(const QString& message) { return refuse(u"ErrorInvalidRequest"_s, message); }

const QHash<QString, QStringList>& enumerations() {
    static const QHash<QString, QStringList> k_values{
        {u"showAs"_s, {u"free"_s, u"tentative"_s, u"busy"_s, u"oof"_s, u"workingElsewhere"_s, u"unknown"_s}},
        {u"sensitivity"_s, {u"normal"_s, u"personal"_s, u"private"_s, u"confidential"_s}},
        {u"importance"_s, {u"low"_s, u"normal"_s, u"high"_s}},
    };
    return k_values;
}

/// Plain members that are only kept, with the JSON type they must have.
const QHash<QString, QJsonValue::Type>& keptMembers() {
    static const QHash<QString, QJsonValue::Type> k_members{
        {u"showAs"_s, QJsonValue::String},
        {u"sensitivity"_s, QJsonValue::String},
        {u"importance"_s, QJsonValue::String},
        {u"isReminderOn"_s, QJsonValue::Bool},
        {u"reminderMinutesBeforeStart"_s, QJsonValue::Double},
        {u"responseRequested"_s, QJsonValue::Bool},
        {u"allowNewTimeProposals"_s, QJsonValue::Bool},
        {u"hideAttendees"_s, QJsonValue::Bool},
        {u"isOnlineMeeting"_s, QJsonValue::Bool},
        {u"onlineMeetingProvider"_s, QJsonValue::String},
        {u"isDraft"_s, QJsonValue::Bool},
        {u"categories"_s, QJsonValue::Array},
        {u"location"_s, QJsonValue::Object},
        {u"locations"_s, QJsonValue::Array},
        {u"recurrence"_s, QJsonValue::Object},
    };
    return k_members;
}

Check keepMember(const QString& name, const QJsonValue& value, StoredEvent& event) {
    if (value.isNull()) {
        event.fields.remove(name);
        return std::nullopt;
    }
    if (value.type() != keptMembers().value(name))
        return refuse(u"RequestBodyRead"_s,
                      u"Cannot convert a value to target type of property '%1'."_s.arg(name));
    const auto allowed = enumerations().constFind(name);
    if (allowed != enumerations().cend() && !allowed->contains(value.toString()))
        return refuse(u"RequestBodyRead"_s,
                      u"Requested value '%1' was not found for property '%2'."_s.arg(value.toString(), name));
    if (name == u"categories"_s) {
        for (const QJsonValue category : value.toArray()) {
            if (!category.isString() || category.toString().size() > 255)
                return invalidProperty();
        }
    }
    event.fields.insert(name, value);
    if (name == u"recurrence"_s)
        event.type = u"seriesMaster"_s;
    return std::nullopt;
}

struct ParsedTime {
    ZonedTime time;
    bool hadOffset = false;
};

std::optional<ParsedTime> parseLocal(const QString& text) {
    static const QRegularExpression k_form(
        u"^(\\d{4}-\\d{2}-\\d{2})(?:T(\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d{1,7})?(Z|[+-]\\d{2}:\\d{2})?)?$"_s);
    const auto match = k_form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time =
        match.captured(2).isEmpty() ? QTime(0, 0) : QTime::fromString(match.captured(2), Qt::ISODate);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    return ParsedTime{{QDateTime(date, time, Qt::UTC), {}}, !match.captured(3).isEmpty()};
}

Check readTime(const QString& member, const QJsonValue& value, ParsedTime& out) {
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() != u"dateTime"_s && it.key() != u"timeZone"_s && !it.key().startsWith(u'@'))
            return refuse(u"RequestBodyRead"_s, u"The property '%1' does not exist on type "
                                                "'microsoft.graph.dateTimeTimeZone'."_s.arg(it.key()));
    }
    const auto parsed = parseLocal(object.value(u"dateTime"_s).toString());
    if (!parsed)
        return refuse(u"ErrorPropertyValidationFailure"_s,
                      u"The value of '%1' is not a date-time."_s.arg(member));
    const QString zone = object.value(u"timeZone"_s).toString();
    if (!isAcceptedZone(zone))
        return refuse(u"TimeZoneNotSupportedException"_s,
                      u"A valid TimeZone value must be specified. The following TimeZone value is not "
                      "supported: '%1'."_s.arg(zone));
    out = *parsed;
    out.time.zone = zone;
    return std::nullopt;
}

Check checkAllDay(const StoredEvent& event, bool startHadOffset, bool endHadOffset) {
    const QString midnight = u"The Event.%1 property for an all-day event needs to be set to midnight."_s;
    if (startHadOffset || event.start.local.time() != QTime(0, 0))
        return invalidRequest(midnight.arg(u"Start"_s));
    if (endHadOffset || event.end.local.time() != QTime(0, 0))
        return invalidRequest(midnight.arg(u"End"_s));
    if (event.start.zone != event.end.zone)
        return invalidRequest(
            u"The Event.Start and Event.End of an all-day event need the same time zone."_s);
    if (event.start.local.date().daysTo(event.end.local.date()) < 1)
        return invalidRequest(u"The duration of an event marked as All day must be at least 24 hours."_s);
    return std::nullopt;
}

Check applyTimes(const QJsonObject& body, bool isCreate, StoredEvent& event) {
    const bool hasStart = body.contains(u"start"_s);
    const bool hasEnd = body.contains(u"end"_s);
    if (isCreate && !(hasStart && hasEnd))
        return refuse(u"ErrorPropertyValidationFailure"_s,
                      u"Missing parameters: Event.%1"_s.arg(hasStart ? u"End"_s : u"Start"_s));
    bool allDay = event.isAllDay;
    if (body.contains(u"isAllDay"_s)) {
        if (!body.value(u"isAllDay"_s).isBool())
            return invalidProperty();
        allDay = body.value(u"isAllDay"_s).toBool();
        if (!isCreate && allDay != event.isAllDay && !(hasStart && hasEnd))
            return invalidRequest(u"Missing parameters: Event.%1"_s.arg(hasStart ? u"End"_s : u"Start"_s));
    }
    event.isAllDay = allDay;
    ParsedTime start{event.start, false};
    ParsedTime end{event.end, false};
    if (hasStart) {
        if (auto failed = readTime(u"start"_s, body.value(u"start"_s), start))
            return failed;
    }
    if (hasEnd) {
        if (auto failed = readTime(u"end"_s, body.value(u"end"_s), end))
            return failed;
    }
    event.start = start.time;
    event.end = end.time;
    if (event.isAllDay)
        return checkAllDay(event, start.hadOffset, end.hadOffset);
    if (toInstant(event.end) < toInstant(event.start))
        return refuse(u"ErrorCalendarEndDateIsEarlierThanStartDate"_s,
                      u"The end of an event cannot be earlier than its start."_s);
    return std::nullopt;
}

Check applyBodyText(const QJsonValue& value, StoredEvent& event) {
    const QJsonObject object = value.toObject();
    const QString type = object.value(u"contentType"_s).toString(u"text"_s).toLower();
    if (!value.isObject() || (type != u"text"_s && type != u"html"_s) ||
        !object.value(u"content"_s).isString())
        return invalidProperty();
    event.bodyType = type;
    event.body = object.value(u"content"_s).toString();
    return std::nullopt;
}

Check applyExtended(const QJsonValue& value, StoredEvent& event) {
    if (!value.isArray())
        return invalidProperty();
    QSet<QString> seen;
    for (const QJsonValue entry : value.toArray()) {
        const QJsonObject object = entry.toObject();
        const auto id = canonicalPropertyId(object.value(u"id"_s).toString());
        if (!id || !object.value(u"value"_s).isString() || object.size() != 2)
            return refuse(u"ErrorInvalidProperty"_s, u"The extended property is not valid."_s);
        if (seen.contains(*id))
            return refuse(u"ErrorInvalidProperty"_s, u"The same extended property was given twice."_s);
        seen.insert(*id);
        event.extended[*id] = object.value(u"value"_s).toString();
    }
    return std::nullopt;
}

Check applyAttendees(const QJsonValue& value, StoredEvent& event) {
    if (!value.isArray() || value.toArray().size() > 500)
        return invalidProperty();
    for (const QJsonValue attendee : value.toArray()) {
        if (!attendee.toObject()
                 .value(u"emailAddress"_s)
                 .toObject()
                 .value(u"address"_s)
                 .toString()
                 .contains(u'@'))
            return refuse(u"ErrorInvalidRecipients"_s, u"At least one recipient isn't valid."_s);
    }
    event.attendees = value.toArray();
    return std::nullopt;
}

Check applySubject(const QJsonValue& value, StoredEvent& event) {
    // 255 UTF-16 units is what MAPI holds.
    if (!value.isString() || value.toString().size() > 255)
        return invalidProperty();
    if (!value.toString().isValidUtf16())
        return refuse(u"BadRequest"_s, u"Unable to read JSON request payload."_s);
    event.subject = value.toString();
    return std::nullopt;
}

Check applyMember(const QString& name, const QJsonValue& value, bool isCreate, StoredEvent& event) {
    if (name.startsWith(u'@'))
        return std::nullopt;
    if (!isEventMember(name))
        return refuse(u"RequestBodyRead"_s,
                      u"The property '%1' does not exist on type 'microsoft.graph.event'."_s.arg(name));
    if (keptMembers().contains(name))
        return keepMember(name, value, event);
    if (name == u"subject"_s)
        return applySubject(value, event);
    if (name == u"body"_s)
        return applyBodyText(value, event);
    if (name == u"singleValueExtendedProperties"_s)
        return applyExtended(value, event);
    if (name == u"attendees"_s)
        return applyAttendees(value, event);
    if (name == u"transactionId"_s) {
        if (!isCreate)
            return invalidRequest(u"TransactionId can only be set when the event is created."_s);
        if (!value.isString() || value.toString().isEmpty() || value.toString().size() > 255)
            return invalidProperty();
        event.transactionId = value.toString();
    }
    return std::nullopt; // times are read together; read-only members are ignored
}

} // namespace

bool isEventMember(const QString& name) {
    static const QSet<QString> k_others{
        u"id"_s,
        u"createdDateTime"_s,
        u"lastModifiedDateTime"_s,
        u"changeKey"_s,
        u"transactionId"_s,
        u"originalStart"_s,
        u"originalStartTimeZone"_s,
        u"originalEndTimeZone"_s,
        u"iCalUId"_s,
        u"hasAttachments"_s,
        u"subject"_s,
        u"bodyPreview"_s,
        u"isAllDay"_s,
        u"isCancelled"_s,
        u"isOrganizer"_s,
        u"seriesMasterId"_s,
        u"type"_s,
        u"webLink"_s,
        u"onlineMeetingUrl"_s,
        u"onlineMeeting"_s,
        u"responseStatus"_s,
        u"body"_s,
        u"start"_s,
        u"end"_s,
        u"attendees"_s,
        u"organizer"_s,
        u"singleValueExtendedProperties"_s,
        u"multiValueExtendedProperties"_s,
        u"extensions"_s,
        u"cancelledOccurrences"_s,
    };
    return k_others.contains(name) || keptMembers().contains(name);
}

std::optional<Refusal> applyEventBody(const QJsonObject& body, bool isCreate, StoredEvent& event) {
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (auto refusal = applyMember(it.key(), it.value(), isCreate, event))
            return refusal;
    }
    return applyTimes(body, isCreate, event);
}

} // namespace milepost::sandbox
