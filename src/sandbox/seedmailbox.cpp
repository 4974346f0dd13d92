// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/eventrules.h"
#include "sandbox/seed.h"
#include "sandbox/world.h"

#include <QJsonArray>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr QUuid k_namespace(0x5a9d0c11, 0x7f1e, 0x4c3a, 0x9b, 0x52, 0x10, 0x8e, 0x4d, 0x6f, 0x77, 0x21);

DirectoryUser makeUser(const QString& name, const QString& address) {
    DirectoryUser user;
    user.id = QUuid::createUuidV5(k_namespace, address.toLower()).toString(QUuid::WithoutBraces);
    user.displayName = name;
    user.userPrincipalName = address;
    user.mail = address;
    user.proxyAddresses = {u"SMTP:"_s + address, u"smtp:alias-"_s + address};
    return user;
}

void addUser(World& world, const DirectoryUser& user) {
    world.directory.users.append(user);
    if (!user.hasMailbox)
        return;
    Mailbox mailbox;
    mailbox.userId = user.id;
    mailbox.address = user.userPrincipalName; // unlike a mail attribute it is nobody else's
    StoredCalendar calendar;
    calendar.id = calendarIdFor(world.directory.nextSerial++);
    calendar.name = u"Calendar"_s;
    calendar.isDefault = true;
    calendar.changeKey = world.directory.newChangeKey();
    mailbox.calendars.append(calendar);
    world.directory.mailboxes.insert(user.id, mailbox);
}

QString addCalendar(World& world, Mailbox& mailbox, const QString& name, bool canEdit = true) {
    StoredCalendar calendar;
    calendar.id = calendarIdFor(world.directory.nextSerial++);
    calendar.name = name;
    calendar.canEdit = canEdit;
    calendar.changeKey = world.directory.newChangeKey();
    mailbox.calendars.append(calendar);
    return calendar.id;
}

QJsonObject timedBody(const QString& subject, const QDate& date, int hour) {
    const QString zone = u"W. Europe Standard Time"_s;
    const QString day = date.toString(Qt::ISODate);
    return {{u"subject"_s, subject},
            {u"start"_s, QJsonObject{{u"dateTime"_s, u"%1T%2:00:00"_s.arg(day).arg(hour, 2, 10, QChar(u'0'))},
                                     {u"timeZone"_s, zone}}},
            {u"end"_s, QJsonObject{{u"dateTime"_s, u"%1T%2:30:00"_s.arg(day).arg(hour, 2, 10, QChar(u'0'))},
                                   {u"timeZone"_s, zone}}}};
}

/// What a mailbox holds that is none of our business.
void addForeignEvents(World& world, Mailbox& mailbox, const QString& calendarId) {
    const QDate today = world.today();
    const auto add = [&](const QJsonObject& body) { (void)addStoredEvent(world, mailbox, calendarId, body); };
    add(timedBody(u"Stand-up"_s, today.addDays(1), 9));
    QJsonObject weekly = timedBody(u"Weekly review"_s, today.addDays(2), 14);
    const QJsonObject pattern{{u"type"_s, u"weekly"_s}, {u"interval"_s, 1}};
    weekly.insert(u"recurrence"_s, QJsonObject{{u"pattern"_s, pattern}, {u"range"_s, QJsonObject()}});
    add(weekly);
    add(allDayBody(u"Company holiday"_s, today.addDays(33)));
    QJsonObject meeting = timedBody(u"Client meeting"_s, today.addDays(5), 11);
    const QJsonObject guest{{u"emailAddress"_s, QJsonObject{{u"address"_s, u"client@fabrikam.example"_s}}},
                            {u"type"_s, u"required"_s}};
    meeting.insert(u"attendees"_s, QJsonArray{guest});
    add(meeting);
    QJsonObject other = allDayBody(u"From another tool"_s, today.addDays(12));
    // Another application's property, with a value that resembles ours.
    const QJsonObject tag{{u"id"_s, u"String {0F7A6C4E-2D0B-4E7B-9A55-6B1C2D3E4F50} Name OtherSync"_s},
                          {u"value"_s, u"mp1|other|1||feed"_s}};
    other.insert(u"singleValueExtendedProperties"_s, QJsonArray{tag});
    add(other);
}

/// Events that somebody typed in by hand: subject and date of a deliverable, no tag.
void addLookAlikes(World& world, Mailbox& mailbox, const QString& calendarId) {
    int added = 0;
    for (const TrackerRow& row : world.tracker.deliverables.rows()) {
        const QJsonObject object = jsonBody(row.json).value_or(QJsonObject());
        const QString title = object.value(u"description"_s).toString().trimmed();
        const QDate date = QDate::fromString(object.value(u"date"_s).toString(), Qt::ISODate);
        const auto project = world.tracker.projects.object(row.project);
        if (title.isEmpty() || title.size() > 40 || !date.isValid() || date < world.today() || !project)
            continue;
        (void)addStoredEvent(world, mailbox, calendarId,
                             allDayBody(project->value(u"name"_s).toString() + u": "_s + title, date));
        if (++added == 5)
            return;
    }
}

} // namespace

QJsonObject allDayBody(const QString& subject, const QDate& date) {
    const QString zone = u"W. Europe Standard Time"_s;
    return {{u"subject"_s, subject},
            {u"isAllDay"_s, true},
            {u"start"_s, QJsonObject{{u"dateTime"_s, date.toString(Qt::ISODate) + u"T00:00:00"_s},
                                     {u"timeZone"_s, zone}}},
            {u"end"_s, QJsonObject{{u"dateTime"_s, date.addDays(1).toString(Qt::ISODate) + u"T00:00:00"_s},
                                   {u"timeZone"_s, zone}}}};
}

Result<StoredEvent> addStoredEvent(World& world, Mailbox& mailbox, const QString& calendarId,
                                   const QJsonObject& body) {
    StoredEvent event;
    if (const auto refusal = applyEventBody(body, true, event))
        return std::unexpected(
            makeError(Error::Kind::Rejected, Error::Stage::Graph, refusal->message, refusal->code));
    event.serial = world.directory.nextSerial++;
    event.immutableId = eventIdFor(event.serial, true, 0);
    event.restId = eventIdFor(event.serial, false, 0);
    event.calendarId = calendarId;
    event.changeKey = world.directory.newChangeKey();
    event.created = event.modified = QDateTime::currentDateTimeUtc();
    mailbox.addEvent(event);
    return event;
}

/// Colleagues who are not simply there: switched off, without a mailbox, known by an alias alone.
static void makeOdd(DirectoryUser& user, qint64 account) {
    const QString domain = u"@"_s + demo::k_tenantDomain.toString();
    if (account == 109)
        user.accountEnabled = false;
    if (account == 110) {
        user.hasMailbox = false;
        user.mail.clear();
        user.proxyAddresses.clear();
    }
    if (account != 112)
        return;
    user.proxyAddresses = {u"SMTP:renamed"_s + domain, u"smtp:"_s + user.mail};
    user.userPrincipalName = user.mail = u"renamed"_s + domain;
}

/// People who sign in while an application is set up; they have no mailbox.
static void addPeople(World& world) {
    for (const auto& [name, address, isAdministrator] :
         {std::tuple(u"Gloria Admin"_s, demo::k_admin, true),
          std::tuple(u"Max Member"_s, demo::k_member, false)}) {
        DirectoryUser user = makeUser(name, address.toString());
        user.hasMailbox = false;
        user.mail.clear();
        user.proxyAddresses.clear();
        user.password = demo::k_peoplePassword.toString();
        user.isAdministrator = isAdministrator;
        addUser(world, user);
    }
}

/// Mailboxes of every other kind (graph-contract 4.3).
static void addOddMailboxes(World& world) {
    const auto add = [&](const QString& name, MailboxState state, const QString& purpose) -> DirectoryUser& {
        DirectoryUser& user = addMailboxUser(world, name + u" mailbox"_s,
                                             name.toLower() + u'@' + demo::k_tenantDomain.toString());
        user.state = state;
        user.purpose = purpose;
        user.accountEnabled = purpose == u"user"_s; // nobody signs in to a shared one or a room
        return user;
    };
    add(u"Onpremises"_s, MailboxState::Absent, u"user"_s);
    add(u"Softdeleted"_s, MailboxState::Absent, u"user"_s);
    add(u"Undiscovered"_s, MailboxState::Undiscovered, u"user"_s);
    add(u"Moving"_s, MailboxState::Moving, u"user"_s);
    add(u"Full"_s, MailboxState::Full, u"user"_s);
    add(u"Shared"_s, MailboxState::Usable, u"shared"_s);
    add(u"Room"_s, MailboxState::Usable, u"room"_s);
    add(u"Newcomer"_s, MailboxState::Usable, u"user"_s).mailboxFrom = world.nowSeconds() + 900;
}

DirectoryUser& addMailboxUser(World& world, const QString& name, const QString& address) {
    addUser(world, makeUser(name, address));
    return world.directory.users.last();
}

void seedDirectory(World& world) {
    addUser(world, makeUser(u"Project Calendar"_s, demo::k_mailbox.toString()));
    addUser(world, makeUser(u"Bridges Calendar"_s, demo::k_secondMailbox.toString()));
    DirectoryUser blocked = makeUser(u"Vault"_s, demo::k_blockedMailbox.toString());
    blocked.blockedByPolicy = true;
    addUser(world, blocked);
    DirectoryUser kiosk = makeUser(u"Kiosk"_s, demo::k_userWithoutMailbox.toString());
    kiosk.hasMailbox = false;
    kiosk.mail.clear();
    addUser(world, kiosk);
    DirectoryUser guest = makeUser(u"Ann (Fabrikam)"_s, demo::k_guest.toString());
    guest.mail = u"ann@fabrikam.example"_s;
    guest.userType = u"Guest"_s;
    guest.hasMailbox = false;
    addUser(world, guest);
    for (const TrackerAccount& account : world.tracker.accounts) {
        if (account.id < 100 || account.email.isEmpty())
            continue;
        const auto person = world.tracker.people.object(account.person);
        DirectoryUser user = makeUser(person->value(u"name"_s).toString(), account.email.toLower());
        if (world.options.traps)
            makeOdd(user, account.id);
        addUser(world, user);
    }
    addPeople(world);
    if (!world.options.traps)
        return;
    addOddMailboxes(world);
    // A second user whose mail is the first one's sign-in name: the address alone names nobody.
    DirectoryUser twin = makeUser(u"Twin"_s, u"twin@"_s + demo::k_tenantDomain.toString());
    twin.mail = u"person20@"_s + demo::k_tenantDomain.toString();
    twin.proxyAddresses.clear();
    addUser(world, twin);
}

void seedMailbox(World& world) {
    if (!world.options.traps)
        return;
    Mailbox& mailbox = *world.directory.findMailbox(demo::k_mailbox.toString());
    addForeignEvents(world, mailbox, mailbox.calendars.first().id);
    addLookAlikes(world, mailbox, mailbox.calendars.first().id);
    addCalendar(world, mailbox, u"Birthdays"_s, false);
    // Near misses of "Project Deliverables", which itself is absent.
    for (const QString& name :
         {u"project deliverables"_s, u"Project  Deliverables"_s, u"Projéct Deliverables"_s,
          u"Project Deliverables (old)"_s, u"Project Deliverables "_s})
        addForeignEvents(world, mailbox, addCalendar(world, mailbox, name));
    const QString team = addCalendar(world, mailbox, u"Team"_s);
    addForeignEvents(world, mailbox, team);
    addLookAlikes(world, mailbox, team);
    for (const QString& name :
         {u"It's ours"_s, u"Holidays"_s, u"Vehicles"_s, u"Rooms / Floor 2"_s, u"Training"_s})
        addCalendar(world, mailbox, name);
}

} // namespace milepost::sandbox
