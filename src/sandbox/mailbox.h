// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <deque>
#include <map>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace milepost::sandbox {

/// A date-time with the zone it was sent in, as Graph's dateTimeTimeZone.
struct ZonedTime {
    QDateTime local; ///< wall clock, kept as UTC so that nothing converts it
    QString zone;    ///< a Windows name or "UTC"
};

/// One event as the store holds it. `fields` are the plain members that are only kept and handed back.
struct StoredEvent {
    qint64 serial = 0;   ///< order of arrival, the order of listings
    QString immutableId; ///< survives a move
    QString restId;      ///< the default id, changes when the event moves
    QString calendarId;
    QString subject;
    QString bodyType = QStringLiteral("text");
    QString body;
    ZonedTime start;
    ZonedTime end;
    bool isAllDay = false;
    QString type = QStringLiteral("singleInstance");
    QJsonObject fields;
    QJsonArray attendees;
    std::map<QString, QString> extended; ///< canonical property id → value
    QString transactionId;
    QString changeKey;
    QDateTime created;
    QDateTime modified;
};

/// What a tenant keeps of an event that it alters (Options::alters).
[[nodiscard]] StoredEvent asKept(const QString& alters, StoredEvent event);

/// Whom a calendar is shared with; the organisation has no address.
struct CalendarGrant {
    QString id;
    QString address;
    QString role;
};
[[nodiscard]] QString grantIdOf(const QString& address);

struct StoredCalendar {
    QString id;
    QString aliasId; ///< what POST returned, when that differs from the listing
    QString name;
    QString color = QStringLiteral("auto");
    QString changeKey;
    bool canEdit = true;
    bool isDefault = false;
    std::map<QString, QString> extended;
    QString owner; ///< the address of whoever shares it; "" for the mailbox's own
    QString group; ///< "" for the one that every mailbox has
    std::vector<CalendarGrant> grants{{grantIdOf({}), {}, QStringLiteral("freeBusyRead")}};
};

/// A transactionId that was seen, with the content it was used for.
struct Transaction {
    qint64 serial = 0;
    QByteArray content;
};

struct Mailbox {
    QString userId;
    QString address;
    QList<StoredCalendar> calendars;
    std::map<qint64, StoredEvent> events; ///< by serial
    QHash<QString, qint64> serialById;    ///< immutable and rest ids
    QHash<QString, Transaction> transactions;
    std::deque<qint64> recentRequests; ///< milliseconds, for the quota
    int inFlight = 0;
    int inFlightMaximum = 0;
    qint64 writes = 0;
    qint64 mailsSent = 0;

    [[nodiscard]] StoredCalendar* findCalendar(const QString& id);
    [[nodiscard]] StoredEvent* findEvent(const QString& id);
    void addEvent(StoredEvent event);
    void removeEvent(qint64 serial);
};

/// What the service makes of a mailbox (graph-contract 4.3).
enum class MailboxState {
    Usable,
    Absent,       ///< on-premises, soft-deleted, without a licence
    Undiscovered, ///< the same, said in two ways by turns
    Moving,
    Full,
};
/// By its name in control: usable, absent, undiscovered, moving, full.
[[nodiscard]] std::optional<MailboxState> mailboxStateOf(const QString& name);

struct DirectoryUser {
    QString id;
    QString displayName;
    QString userPrincipalName;
    QString mail; ///< empty: null
    QStringList proxyAddresses;
    bool accountEnabled = true;
    QString userType = QStringLiteral("Member");
    bool isAdministrator = false; ///< Global Administrator
    QString password;             ///< empty: nobody can sign in by it
    bool hasMailbox = true;
    MailboxState state = MailboxState::Usable;
    QString purpose = QStringLiteral("user"); ///< or shared, room
    qint64 mailboxFrom = 0;                   ///< a new one answers from then on, by the sandbox's clock
    bool blockedByPolicy = false;
    QString timeZone = QStringLiteral("W. Europe Standard Time");
};

/// The tenant: users and mailboxes by user id.
struct Directory {
    QList<DirectoryUser> users;
    QHash<QString, Mailbox> mailboxes;
    qint64 nextSerial = 1;
    quint64 nextChange = 1;
    quint64 discoveries = 0; ///< of undiscovered mailboxes

    [[nodiscard]] QString newChangeKey();
    /// By id or user principal name, without case.
    [[nodiscard]] const DirectoryUser* findUser(const QString& idOrName) const;
    [[nodiscard]] Mailbox* findMailbox(const QString& idOrName);
};

/// Ids in the manner of the real ones: long, case-sensitive, some differing only in '-' against '_' or in
/// case.
[[nodiscard]] QString eventIdFor(qint64 serial, bool immutable, int generation);
[[nodiscard]] QString calendarIdFor(qint64 serial);
/// GUID upper case, the rest as sent: "String {GUID} Name Foo". Nothing when it is not a valid property id.
[[nodiscard]] std::optional<QString> canonicalPropertyId(const QString& id);

} // namespace milepost::sandbox
