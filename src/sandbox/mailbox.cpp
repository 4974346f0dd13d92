// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/mailbox.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

StoredEvent asKept(const QString& alters, StoredEvent event) {
    if (alters == u"date"_s) {
        event.start.local = event.start.local.addDays(-1);
        event.end.local = event.end.local.addDays(-1);
    } else if (alters == u"allDay"_s) {
        event.isAllDay = false;
    } else if (alters == u"zone"_s) {
        event.start.zone = event.end.zone = u"UTC"_s;
    } else if (alters == u"attendees"_s) {
        event.attendees = QJsonArray{
            QJsonObject{{u"type"_s, u"required"_s},
                        {u"emailAddress"_s, QJsonObject{{u"name"_s, u"Everybody"_s},
                                                        {u"address"_s, u"all@contoso.example"_s}}}}};
    } else if (alters == u"tag"_s) {
        event.extended.clear();
    }
    return event;
}

StoredCalendar* Mailbox::findCalendar(const QString& id) {
    for (StoredCalendar& calendar : calendars) {
        if (calendar.id == id || (!calendar.aliasId.isEmpty() && calendar.aliasId == id))
            return &calendar;
    }
    return nullptr;
}

StoredEvent* Mailbox::findEvent(const QString& id) {
    const auto serial = serialById.constFind(id);
    if (serial == serialById.cend())
        return nullptr;
    const auto found = events.find(*serial);
    return found == events.end() ? nullptr : &found->second;
}

void Mailbox::addEvent(StoredEvent event) {
    serialById.insert(event.immutableId, event.serial);
    serialById.insert(event.restId, event.serial);
    events.insert_or_assign(event.serial, std::move(event));
}

void Mailbox::removeEvent(qint64 serial) {
    const auto found = events.find(serial);
    if (found == events.end())
        return;
    serialById.remove(found->second.immutableId);
    serialById.remove(found->second.restId);
    events.erase(found);
}

std::optional<MailboxState> mailboxStateOf(const QString& name) {
    static const QStringList k_names{u"usable"_s, u"absent"_s, u"undiscovered"_s, u"moving"_s, u"full"_s};
    const qsizetype index = k_names.indexOf(name);
    return index < 0 ? std::nullopt : std::optional(static_cast<MailboxState>(index));
}

const DirectoryUser* Directory::findUser(const QString& idOrName) const {
    for (const DirectoryUser& user : users) {
        if (user.id.compare(idOrName, Qt::CaseInsensitive) == 0 ||
            user.userPrincipalName.compare(idOrName, Qt::CaseInsensitive) == 0)
            return &user;
    }
    return nullptr;
}

Mailbox* Directory::findMailbox(const QString& idOrName) {
    const DirectoryUser* user = findUser(idOrName);
    if (!user)
        return nullptr;
    const auto found = mailboxes.find(user->id);
    return found == mailboxes.end() ? nullptr : &*found;
}

QString eventIdFor(qint64 serial, bool immutable, int generation) {
    // Four neighbours share their digits and differ in one character only: "-a", "_a", "-A", "_A".
    static constexpr const char* k_tails[4] = {"-a", "_a", "-A", "_A"};
    const QByteArray digits = QByteArray::number(serial / 4, 36).rightJustified(8, '0');
    const QByteArray head =
        immutable ? "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A" : "AAMkADk0MGFkODE3LWE4MmYtNDRhOS0x";
    return QString::fromLatin1(head + 'Q' + digits + 'g' + QByteArray::number(generation, 36) +
                               k_tails[serial % 4] + "AAA=");
}

QString calendarIdFor(qint64 serial) {
    const QByteArray digits = QByteArray::number(serial, 36).rightJustified(8, '0');
    return QString::fromLatin1("AAMkADk0MGFkODE3LUNhbGVuZGFy-" + digits + "_AAAA=");
}

QString Directory::newChangeKey() {
    const QByteArray raw = QByteArray::number(nextChange++, 16).rightJustified(12, '0');
    return u"DwAAABYAAAB"_s + QString::fromLatin1(raw.toBase64());
}

std::optional<QString> canonicalPropertyId(const QString& id) {
    static const QRegularExpression k_form(
        u"^(String|Integer|Boolean|SystemTime|Double) "
        u"\\{([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\\} (Name|Id) (\\S.*)$"_s);
    const auto match = k_form.match(id);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1) + u" {"_s + match.captured(2).toUpper() + u"} "_s + match.captured(3) + u' ' +
           match.captured(4);
}

} // namespace milepost::sandbox
