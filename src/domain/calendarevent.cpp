// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/calendarevent.h"

#include "base/text.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr char k_separator = '\x1f';

QString showAsName(ShowAs showAs) {
    switch (showAs) {
    case ShowAs::Free:
        return u"free"_s;
    case ShowAs::Tentative:
        return u"tentative"_s;
    case ShowAs::Busy:
        return u"busy"_s;
    case ShowAs::Oof:
        return u"oof"_s;
    case ShowAs::WorkingElsewhere:
        return u"workingElsewhere"_s;
    }
    return {};
}

ShowAs showAsFromName(const QString& name) {
    for (const ShowAs value : {ShowAs::Tentative, ShowAs::Busy, ShowAs::Oof, ShowAs::WorkingElsewhere})
        if (showAsName(value) == name)
            return value;
    return ShowAs::Free;
}

QStringList sorted(QStringList list) {
    list.sort();
    return list;
}

QString hexOf(const QByteArray& data, qsizetype digits) {
    // Told apart, not kept secret; BLAKE2b is several times faster here than SHA-256.
    const QByteArray hash = QCryptographicHash::hash(data, QCryptographicHash::Blake2b_256);
    return QString::fromLatin1(hash.left(digits / 2).toHex());
}

bool sameText(const QString& a, const QString& b) { return a == b || collapsed(a) == collapsed(b); }

bool sameLists(const QStringList& a, const QStringList& b) { return a == b || sorted(a) == sorted(b); }

} // namespace

QString bodyHash(const QString& body) { return hexOf(collapsed(body).toUtf8(), 8); }

QString contentHash(const EventContent& content, const QString& bodyHash) {
    QByteArray canon;
    canon.reserve(256);
    const auto add = [&canon](const QString& part) { canon.append(part.toUtf8()).append(k_separator); };
    add(u"1"_s); // the version of this form
    add(collapsed(content.subject));
    add(QString::number(content.date.toJulianDay()));
    add(content.allDay ? u"all-day"_s : u"timed"_s);
    add(QString::number(content.days));
    add(showAsName(content.showAs));
    add(content.reminderMinutes ? QString::number(*content.reminderMinutes) : u"off"_s);
    for (const QString& category : sorted(content.categories))
        add(category);
    add(bodyHash);
    return hexOf(canon, 16);
}

QString toString(Field field) {
    switch (field) {
    case Field::Subject:
        return u"subject"_s;
    case Field::Date:
        return u"date"_s;
    case Field::AllDay:
        return u"allDay"_s;
    case Field::ShowAs:
        return u"showAs"_s;
    case Field::Reminder:
        return u"reminder"_s;
    case Field::Categories:
        return u"categories"_s;
    case Field::Body:
        return u"body"_s;
    case Field::Presence:
        return u"event"_s;
    }
    return {};
}

std::optional<Field> fieldFromString(const QString& name) {
    for (const Field field : {Field::Subject, Field::Date, Field::AllDay, Field::ShowAs, Field::Reminder,
                              Field::Categories, Field::Body, Field::Presence})
        if (toString(field) == name)
            return field;
    return std::nullopt;
}

QString fieldText(const EventContent& content, Field field) {
    switch (field) {
    case Field::Subject:
        return content.subject;
    case Field::Date:
        return content.date.toString(Qt::ISODate);
    case Field::AllDay:
        if (!content.allDay)
            return u"timed"_s;
        return content.days == 1 ? u"all day"_s : u"all day, %1 days"_s.arg(content.days);
    case Field::ShowAs:
        return showAsName(content.showAs);
    case Field::Reminder:
        return content.reminderMinutes ? u"%1 min"_s.arg(*content.reminderMinutes) : u"off"_s;
    case Field::Categories:
        return sorted(content.categories).join(u", "_s);
    case Field::Body:
        return content.body;
    case Field::Presence:
        return content.date.toString(Qt::ISODate) + u"  "_s + content.subject;
    }
    return {};
}

std::vector<Field> visibleDifferences(const EventContent& a, const EventContent& b) {
    std::vector<Field> fields;
    if (!sameText(a.subject, b.subject))
        fields.push_back(Field::Subject);
    if (a.date != b.date)
        fields.push_back(Field::Date);
    if (a.allDay != b.allDay || a.days != b.days)
        fields.push_back(Field::AllDay);
    if (a.showAs != b.showAs)
        fields.push_back(Field::ShowAs);
    if (a.reminderMinutes != b.reminderMinutes)
        fields.push_back(Field::Reminder);
    if (!sameLists(a.categories, b.categories))
        fields.push_back(Field::Categories);
    return fields;
}

Tag DesiredEvent::tag() const {
    if (!contentHash.isEmpty())
        return Tag{key, contentHash, bodyHash};
    const QString body = milepost::bodyHash(content.body);
    return Tag{key, milepost::contentHash(content, body), body};
}

QJsonObject toJson(const EventContent& content) {
    QJsonObject json{{u"subject"_s, content.subject},
                     {u"body"_s, content.body},
                     {u"date"_s, content.date.toString(Qt::ISODate)},
                     {u"allDay"_s, content.allDay},
                     {u"days"_s, content.days},
                     {u"showAs"_s, showAsName(content.showAs)},
                     {u"categories"_s, QJsonArray::fromStringList(content.categories)},
                     {u"timeZone"_s, content.timeZone}};
    if (content.reminderMinutes)
        json.insert(u"reminderMinutes"_s, *content.reminderMinutes);
    return json;
}

EventContent contentFromJson(const QJsonObject& json) {
    EventContent content;
    content.subject = json.value(u"subject"_s).toString();
    content.body = json.value(u"body"_s).toString();
    content.date = QDate::fromString(json.value(u"date"_s).toString(), Qt::ISODate);
    content.allDay = json.value(u"allDay"_s).toBool(true);
    content.days = json.value(u"days"_s).toInt(1);
    content.showAs = showAsFromName(json.value(u"showAs"_s).toString());
    for (const QJsonValue category : json.value(u"categories"_s).toArray())
        content.categories << category.toString();
    content.timeZone = json.value(u"timeZone"_s).toString();
    if (json.contains(u"reminderMinutes"_s))
        content.reminderMinutes = json.value(u"reminderMinutes"_s).toInt();
    return content;
}

} // namespace milepost
