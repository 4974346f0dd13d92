// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/control.h"
#include "sandbox/eventrules.h"
#include "sandbox/seed.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QJsonObject timeJson(const ZonedTime& time) {
    return {{u"dateTime"_s, time.local.toString(u"yyyy-MM-ddTHH:mm:ss"_s)}, {u"timeZone"_s, time.zone}};
}

/// The event as the store holds it: nothing hidden, nothing converted.
QJsonObject storedJson(const StoredEvent& event) {
    QJsonObject json = event.fields;
    json.insert(u"id"_s, event.immutableId);
    json.insert(u"restId"_s, event.restId);
    json.insert(u"serial"_s, event.serial);
    json.insert(u"subject"_s, event.subject);
    json.insert(u"bodyType"_s, event.bodyType);
    json.insert(u"body"_s, event.body);
    json.insert(u"start"_s, timeJson(event.start));
    json.insert(u"end"_s, timeJson(event.end));
    json.insert(u"isAllDay"_s, event.isAllDay);
    json.insert(u"type"_s, event.type);
    json.insert(u"attendees"_s, event.attendees);
    json.insert(u"transactionId"_s, event.transactionId);
    json.insert(u"changeKey"_s, event.changeKey);
    QJsonObject extended;
    for (const auto& [id, value] : event.extended)
        extended.insert(id, value);
    json.insert(u"extended"_s, extended);
    return json;
}

StoredCalendar* calendarByNameOrId(Mailbox& mailbox, const QString& nameOrId) {
    for (StoredCalendar& calendar : mailbox.calendars) {
        if (calendar.name == nameOrId || calendar.id == nameOrId ||
            (nameOrId.isEmpty() && calendar.isDefault))
            return &calendar;
    }
    return nullptr;
}

/// By id, or by its exact subject.
StoredEvent* findTarget(Mailbox& mailbox, const QJsonObject& arguments) {
    if (StoredEvent* event = mailbox.findEvent(arguments.value(u"event"_s).toString()))
        return event;
    const QString subject = arguments.value(u"subject"_s).toString();
    for (auto& [serial, event] : mailbox.events) {
        if (!subject.isEmpty() && event.subject == subject)
            return &event;
    }
    return nullptr;
}

void touch(World& world, StoredEvent& event) {
    event.changeKey = world.directory.newChangeKey();
    event.modified = QDateTime::currentDateTimeUtc();
}

Result<QJsonObject> create(World& world, Mailbox& mailbox, const QJsonObject& arguments) {
    StoredCalendar* calendar = calendarByNameOrId(mailbox, arguments.value(u"calendar"_s).toString());
    if (!calendar)
        return controlRefused(u"no such calendar"_s);
    QJsonObject body = arguments.value(u"set"_s).toObject();
    if (arguments.contains(u"date"_s)) {
        const QDate date = QDate::fromString(arguments.value(u"date"_s).toString(), Qt::ISODate);
        QJsonObject allDay = allDayBody(arguments.value(u"subject"_s).toString(), date);
        for (auto it = body.begin(); it != body.end(); ++it)
            allDay.insert(it.key(), it.value());
        body = allDay;
    }
    const auto event = addStoredEvent(world, mailbox, calendar->id, body);
    if (!event)
        return std::unexpected(event.error());
    return QJsonObject{{u"event"_s, storedJson(*event)}};
}

Result<QJsonObject> update(World& world, StoredEvent& event, const QJsonObject& arguments) {
    StoredEvent changed = event;
    if (const auto refusal = applyEventBody(arguments.value(u"set"_s).toObject(), false, changed))
        return controlRefused(refusal->message);
    for (const QJsonValue id : arguments.value(u"removeExtended"_s).toArray())
        changed.extended.erase(id.toString());
    event = changed;
    touch(world, event);
    return QJsonObject{{u"event"_s, storedJson(event)}};
}

/// Into another calendar of the mailbox: the immutable id stays, the other one changes.
Result<QJsonObject> move(World& world, Mailbox& mailbox, const StoredEvent& event,
                         const QJsonObject& arguments) {
    StoredCalendar* target = calendarByNameOrId(mailbox, arguments.value(u"to"_s).toString());
    if (!target)
        return controlRefused(u"no such calendar"_s);
    StoredEvent moved = event;
    mailbox.removeEvent(event.serial);
    moved.calendarId = target->id;
    moved.restId = eventIdFor(world.directory.nextSerial++, false, 1);
    touch(world, moved);
    mailbox.addEvent(moved);
    return QJsonObject{{u"event"_s, storedJson(moved)}};
}

/// A second event with the same tag, as a copy in Outlook or a race of two machines leaves it.
Result<QJsonObject> copy(World& world, Mailbox& mailbox, const StoredEvent& event) {
    StoredEvent twin = event;
    twin.serial = world.directory.nextSerial++;
    twin.immutableId = eventIdFor(twin.serial, true, 0);
    twin.restId = eventIdFor(twin.serial, false, 0);
    twin.transactionId.clear();
    twin.created = QDateTime::currentDateTimeUtc();
    touch(world, twin);
    mailbox.addEvent(twin);
    return QJsonObject{{u"event"_s, storedJson(twin)}};
}

Result<QJsonObject> editCalendar(World& world, Mailbox& mailbox, const QString& op,
                                 const QJsonObject& arguments) {
    const QString name = arguments.value(u"calendar"_s).toString();
    if (op == u"createCalendar"_s) {
        StoredCalendar calendar;
        calendar.id = calendarIdFor(world.directory.nextSerial++);
        calendar.name = name;
        calendar.canEdit = arguments.value(u"canEdit"_s).toBool(true);
        calendar.owner = arguments.value(u"owner"_s).toString();
        calendar.group = arguments.value(u"group"_s).toString();
        calendar.changeKey = world.directory.newChangeKey();
        mailbox.calendars.append(calendar);
        return QJsonObject{{u"calendar"_s, calendar.id}};
    }
    StoredCalendar* calendar = calendarByNameOrId(mailbox, name);
    if (!calendar)
        return controlRefused(u"no such calendar"_s);
    const QString id = calendar->id;
    if (op == u"renameCalendar"_s) {
        calendar->name = arguments.value(u"to"_s).toString();
        return QJsonObject{{u"calendar"_s, id}};
    }
    if (op == u"shareCalendar"_s) {
        const QString address = arguments.value(u"with"_s).toString();
        std::erase_if(calendar->grants, [&](const CalendarGrant& old) { return old.address == address; });
        calendar->grants.push_back({grantIdOf(address), address, arguments.value(u"role"_s).toString()});
        return QJsonObject{{u"calendar"_s, id}};
    }
    if (op == u"protectCalendar"_s) {
        calendar->canEdit = arguments.value(u"canEdit"_s).toBool();
        return QJsonObject{{u"calendar"_s, id}};
    }
    QList<qint64> serials;
    for (const auto& [serial, event] : mailbox.events) {
        if (event.calendarId == id)
            serials.append(serial);
    }
    if (op == u"renewCalendarId"_s) { // ids of calendars have changed before (graph-contract 4.1)
        calendar->id = calendarIdFor(world.directory.nextSerial++);
        calendar->aliasId.clear();
        for (const qint64 serial : serials)
            mailbox.events.at(serial).calendarId = calendar->id;
        return QJsonObject{{u"calendar"_s, calendar->id}};
    }
    for (const qint64 serial : serials)
        mailbox.removeEvent(serial);
    mailbox.calendars.removeIf([&id](const StoredCalendar& other) { return other.id == id; });
    return QJsonObject{{u"deletedEvents"_s, serials.size()}};
}

} // namespace

Result<QJsonObject> controlEdit(World& world, const QJsonObject& arguments) {
    const std::lock_guard lock(world.mutex);
    Mailbox* mailbox =
        world.directory.findMailbox(arguments.value(u"mailbox"_s).toString(demo::k_mailbox.toString()));
    if (!mailbox)
        return controlRefused(u"no such mailbox"_s);
    const QString op = arguments.value(u"op"_s).toString();
    static const QStringList k_calendarOps{u"createCalendar"_s,  u"deleteCalendar"_s, u"renameCalendar"_s,
                                           u"renewCalendarId"_s, u"shareCalendar"_s,  u"protectCalendar"_s};
    if (k_calendarOps.contains(op))
        return editCalendar(world, *mailbox, op, arguments);
    if (op == u"create"_s)
        return create(world, *mailbox, arguments);
    StoredEvent* event = findTarget(*mailbox, arguments);
    if (!event)
        return controlRefused(u"no such event"_s);
    if (op == u"update"_s)
        return update(world, *event, arguments);
    if (op == u"move"_s)
        return move(world, *mailbox, *event, arguments);
    if (op == u"copy"_s)
        return copy(world, *mailbox, *event);
    if (op != u"delete"_s)
        return controlRefused(u"unknown op '%1'"_s.arg(op));
    mailbox->removeEvent(event->serial);
    return QJsonObject();
}

QJsonObject controlState(World& world, const QString& only) {
    const std::lock_guard lock(world.mutex);
    QJsonObject mailboxes;
    for (const Mailbox& mailbox : std::as_const(world.directory.mailboxes)) {
        if (!only.isEmpty() && mailbox.address.compare(only, Qt::CaseInsensitive) != 0)
            continue;
        QHash<QString, QJsonArray> events;
        for (const auto& [serial, event] : mailbox.events)
            events[event.calendarId].append(storedJson(event));
        QJsonArray calendars;
        for (const StoredCalendar& calendar : mailbox.calendars)
            calendars.append(QJsonObject{{u"id"_s, calendar.id},
                                         {u"name"_s, calendar.name},
                                         {u"isDefault"_s, calendar.isDefault},
                                         {u"canEdit"_s, calendar.canEdit},
                                         {u"events"_s, events.value(calendar.id)}});
        mailboxes.insert(mailbox.address, QJsonObject{{u"calendars"_s, calendars}});
    }
    return {{u"mailboxes"_s, mailboxes}};
}

} // namespace milepost::sandbox
