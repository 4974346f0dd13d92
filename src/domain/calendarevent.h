// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profile.h"
#include "domain/tag.h"

#include <optional>
#include <vector>

#include <QDate>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace milepost {

/// What an event of ours says. All-day on one date (law 7): midnight to next midnight in a Windows zone.
struct EventContent {
    QString subject;
    QString body; ///< plain text, lines ended by \n
    QDate date;
    bool allDay = true; ///< only an edited event is ever false
    int days = 1;       ///< only an edited event is ever longer
    ShowAs showAs = ShowAs::Free;
    std::optional<int> reminderMinutes; ///< before start; none: no reminder
    QStringList categories;
    QString timeZone; ///< Windows name; written, never read back (law 7), and no part of the hash

    friend bool operator==(const EventContent&, const EventContent&) = default;
};

/// Who sees more of an event than that somebody is busy. Set when it is made, never changed, and no content.
enum class Sensitivity { Normal, Private };

/// The canonical content hash over what is sent: fields in fixed order, texts collapsed, categories sorted.
/// 16 hexadecimal digits. `bodyHash` stands for the body.
[[nodiscard]] QString contentHash(const EventContent& content, const QString& bodyHash);
/// 8 hexadecimal digits of the collapsed body.
[[nodiscard]] QString bodyHash(const QString& body);

enum class Field {
    Subject,
    Date,
    AllDay,
    ShowAs,
    Reminder,
    Categories,
    Body,
    Presence, ///< that the event stands in its calendar: of hand edits alone, never sent
};
[[nodiscard]] QString toString(Field field);
[[nodiscard]] std::optional<Field> fieldFromString(const QString& name);
/// A field's value as previews and the journal show it.
[[nodiscard]] QString fieldText(const EventContent& content, Field field);
/// Fields whose normalised values differ. The body is left out: it is compared by hash (graph-contract 5.1).
[[nodiscard]] std::vector<Field> visibleDifferences(const EventContent& a, const EventContent& b);

/// An event that stands in a calendar, ours or not.
struct CalendarEvent {
    QString id;   ///< immutable id; compared byte for byte (graph-contract 5.6)
    QString etag; ///< for If-Match
    EventContent content;
    QDateTime createdUtc;
    bool hasAttendees = false;
    bool recurring = false;
    std::optional<Tag> tag; ///< nothing: not ours (law 1)
    QString zone = {};      ///< in which it was put there; listings leave it out

    friend bool operator==(const CalendarEvent&, const CalendarEvent&) = default;
};

/// The right to change or delete one event (law 1, by type): given out only for an event that carries a tag
/// of ours, or for a look-alike that the admin asked to adopt. What writes to Graph takes nothing else.
class OwnEvent {
public:
    [[nodiscard]] static std::optional<OwnEvent> of(const CalendarEvent& event) {
        if (!event.tag)
            return std::nullopt;
        return OwnEvent(event);
    }
    /// The admin said --adopt for exactly this event.
    [[nodiscard]] static OwnEvent adopted(const CalendarEvent& lookAlike) { return OwnEvent(lookAlike); }

    [[nodiscard]] const QString& id() const { return m_id; }
    [[nodiscard]] const QString& etag() const { return m_etag; } ///< what stood when it was read: If-Match

private:
    explicit OwnEvent(const CalendarEvent& event) : m_id(event.id), m_etag(event.etag) {}
    QString m_id;
    QString m_etag;
};

/// An event that the tracker's data asks for.
struct DesiredEvent {
    EventKey key;
    EventContent content;
    QString contentHash = {}; ///< where many events share the content, made once; "": tag() makes it
    QString bodyHash = {};    ///< goes with it

    [[nodiscard]] Tag tag() const;
};

/// What our journal remembers of a key in one calendar.
struct KnownEvent {
    EventKey key;
    QString eventId;
    int generation = 0;   ///< part of the transactionId (law 4)
    bool present = false; ///< false after we deleted it
    EventContent lastSent;
    QString bodyEcho;      ///< bodyHash of our body as Graph shows it; "" when unknown
    QString echoEtag = {}; ///< under this etag the body is ours, however it looks; "" when unknown

    friend bool operator==(const KnownEvent&, const KnownEvent&) = default;
};

/// JSON forms, for the journal's images and for plan files.
[[nodiscard]] QJsonObject toJson(const EventContent& content);
[[nodiscard]] EventContent contentFromJson(const QJsonObject& json);

} // namespace milepost
