// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/eventview.h"

#include "sandbox/zones.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QString withLineEnds(const QString& text) {
    QStringList lines = QString(text).remove(u'\r').split(u'\n');
    for (QString& line : lines) {
        while (!line.isEmpty() && line.back().isSpace())
            line.chop(1);
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.isEmpty() ? QString() : lines.join(u"\r\n"_s) + u"\r\n"_s;
}

QString asText(const StoredEvent& event) {
    if (event.bodyType == u"text"_s)
        return withLineEnds(event.body);
    static const QRegularExpression k_breaks(u"<(?:br|/p|/div)[^>]*>"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression k_tags(u"<[^>]*>"_s);
    QString text = event.body;
    text.replace(k_breaks, u"\n"_s).remove(k_tags);
    text.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    return withLineEnds(text.replace(u"&amp;"_s, u"&"_s));
}

QString asHtml(const StoredEvent& event) {
    if (event.bodyType == u"html"_s)
        return event.body;
    const QString inner = event.body.toHtmlEscaped().remove(u'\r').replace(u'\n', u"<br>\r\n"_s);
    return u"<html>\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\r\n"
           "</head>\r\n<body>\r\n<div class=\"PlainText\">"_s +
           inner + u"</div>\r\n</body>\r\n</html>\r\n"_s;
}

QJsonObject timeJson(const StoredEvent& event, const ZonedTime& time, const EventView& view) {
    // An all-day event has no instant: its wall clock comes back under whatever zone was asked for.
    const ZonedTime shown = event.isAllDay ? ZonedTime{time.local, view.zone} : inZone(time, view.zone);
    return {{u"dateTime"_s, shown.local.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u".0000000"_s},
            {u"timeZone"_s, view.zone}};
}

QString stamp(const QDateTime& time) {
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"0000Z"_s;
}

void addFixedMembers(QJsonObject& json, const StoredEvent& event, const Mailbox& mailbox) {
    json.insert(u"hasAttachments"_s, false);
    json.insert(u"isCancelled"_s, false);
    json.insert(u"isOrganizer"_s, true);
    json.insert(u"seriesMasterId"_s, QJsonValue::Null);
    json.insert(u"type"_s, event.type);
    json.insert(u"webLink"_s, u"https://outlook.example/calendar/item/"_s + event.restId);
    json.insert(u"onlineMeetingUrl"_s, QJsonValue::Null);
    json.insert(u"onlineMeeting"_s, QJsonValue::Null);
    json.insert(u"responseStatus"_s,
                QJsonObject{{u"response"_s, u"organizer"_s}, {u"time"_s, u"0001-01-01T00:00:00Z"_s}});
    const QJsonObject address{{u"name"_s, mailbox.address}, {u"address"_s, mailbox.address}};
    json.insert(u"organizer"_s, QJsonObject{{u"emailAddress"_s, address}});
    json.insert(u"attendees"_s, event.attendees);
    json.insert(u"iCalUId"_s, u"040000008200E00074C5B7101A82E008"_s + QString::number(event.serial, 16));
}

void addKeptMembers(QJsonObject& json, const StoredEvent& event) {
    json.insert(u"importance"_s, u"normal"_s);
    json.insert(u"sensitivity"_s, u"normal"_s);
    json.insert(u"showAs"_s, u"busy"_s);
    json.insert(u"isReminderOn"_s, true);
    json.insert(u"reminderMinutesBeforeStart"_s, event.isAllDay ? 1080 : 15);
    json.insert(u"responseRequested"_s, true);
    json.insert(u"allowNewTimeProposals"_s, true);
    json.insert(u"hideAttendees"_s, false);
    json.insert(u"isOnlineMeeting"_s, false);
    json.insert(u"onlineMeetingProvider"_s, u"unknown"_s);
    json.insert(u"isDraft"_s, false);
    json.insert(u"recurrence"_s, QJsonValue::Null);
    json.insert(u"categories"_s, QJsonArray());
    json.insert(u"location"_s, QJsonObject{{u"displayName"_s, u""_s},
                                           {u"locationType"_s, u"default"_s},
                                           {u"uniqueIdType"_s, u"unknown"_s},
                                           {u"address"_s, QJsonObject()},
                                           {u"coordinates"_s, QJsonObject()}});
    json.insert(u"locations"_s, QJsonArray());
    for (auto it = event.fields.begin(); it != event.fields.end(); ++it)
        json.insert(it.key(), it.value());
}

QJsonObject fullEvent(const StoredEvent& event, const Mailbox& mailbox, const EventView& view) {
    QJsonObject json;
    addKeptMembers(json, event);
    addFixedMembers(json, event, mailbox);
    json.insert(u"changeKey"_s, event.changeKey);
    json.insert(u"createdDateTime"_s, stamp(event.created));
    json.insert(u"lastModifiedDateTime"_s, stamp(event.modified));
    json.insert(u"transactionId"_s, event.transactionId.isEmpty() ? QJsonValue(QJsonValue::Null)
                                                                  : QJsonValue(event.transactionId));
    json.insert(u"originalStartTimeZone"_s, event.start.zone);
    json.insert(u"originalEndTimeZone"_s, event.end.zone);
    json.insert(u"subject"_s, event.subject);
    json.insert(u"bodyPreview"_s, asText(event).left(255).trimmed());
    json.insert(u"isAllDay"_s, event.isAllDay);
    json.insert(u"start"_s, timeJson(event, event.start, view));
    json.insert(u"end"_s, timeJson(event, event.end, view));
    json.insert(u"body"_s, QJsonObject{{u"contentType"_s, view.textBody ? u"text"_s : u"html"_s},
                                       {u"content"_s, view.textBody ? asText(event) : asHtml(event)}});
    return json;
}

} // namespace

EventView viewOf(const Call& call) {
    EventView view;
    const QString prefer = QString::fromUtf8(call.header("prefer"));
    view.immutableIds = prefer.contains(u"IdType=\"ImmutableId\""_s, Qt::CaseInsensitive);
    static const QRegularExpression k_body(u"outlook\\.body-content-type\\s*=\\s*\"?text\"?"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    view.textBody = prefer.contains(k_body);
    static const QRegularExpression k_zone(u"outlook\\.timezone\\s*=\\s*\"([^\"]*)\""_s,
                                           QRegularExpression::CaseInsensitiveOption);
    if (const auto match = k_zone.match(prefer); match.hasMatch())
        view.zone = isAcceptedZone(match.captured(1)) ? match.captured(1) : u'?' + match.captured(1);
    return view;
}

QJsonArray renderExtended(const std::map<QString, QString>& extended, const QStringList& ids) {
    QJsonArray list;
    for (const auto& [id, value] : extended) {
        if (ids.isEmpty() || ids.contains(id))
            list.append(QJsonObject{{u"id"_s, id}, {u"value"_s, value}});
    }
    return list;
}

QJsonObject renderEvent(const StoredEvent& event, const Mailbox& mailbox, const EventView& view) {
    QJsonObject json;
    const QJsonObject full = fullEvent(event, mailbox, view);
    if (view.select) {
        for (const QString& name : *view.select) {
            if (full.contains(name))
                json.insert(name, full.value(name));
        }
    } else {
        json = full;
    }
    json.insert(u"@odata.etag"_s, u"W/\""_s + event.changeKey + u'"');
    json.insert(u"id"_s, view.immutableIds ? event.immutableId : event.restId);
    if (!view.expandIds.isEmpty()) {
        const QJsonArray list = renderExtended(event.extended, view.expandIds);
        if (!list.isEmpty())
            json.insert(u"singleValueExtendedProperties"_s, list);
    }
    return json;
}

odata::Elements extendedElements(const std::map<QString, QString>& extended) {
    return [&extended](const QString& path) -> std::optional<std::vector<odata::Member>> {
        if (path != u"singleValueExtendedProperties"_s)
            return std::nullopt;
        std::vector<odata::Member> elements;
        elements.reserve(extended.size());
        for (const auto& [id, value] : extended) {
            elements.push_back([&id, &value](const QString& member) -> std::optional<QVariant> {
                if (member == u"id"_s)
                    return QVariant(id.toUtf8());
                return member == u"value"_s ? std::optional(QVariant(value)) : std::nullopt;
            });
        }
        return elements;
    };
}

odata::Item filterItem(const StoredEvent& event, const EventView& view) {
    odata::Item item;
    item.elements = extendedElements(event.extended);
    item.member = [&event, &view](const QString& path) -> std::optional<QVariant> {
        if (path == u"subject"_s)
            return QVariant(event.subject);
        if (path == u"start/dateTime"_s)
            return QVariant(toInstant(event.start));
        if (path == u"end/dateTime"_s)
            return QVariant(toInstant(event.end));
        if (path == u"isAllDay"_s)
            return QVariant(event.isAllDay);
        if (path == u"type"_s)
            return QVariant(event.type);
        if (path == u"lastModifiedDateTime"_s)
            return QVariant(event.modified);
        if (path == u"createdDateTime"_s)
            return QVariant(event.created);
        if (path == u"id"_s)
            return QVariant((view.immutableIds ? event.immutableId : event.restId).toUtf8());
        if (path == u"showAs"_s)
            return QVariant(event.fields.value(path).toString(u"busy"_s));
        return std::nullopt;
    };
    return item;
}

} // namespace milepost::sandbox
