// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profileschema.h"

#include "domain/profilekeys.h"

#include <QHash>
#include <QJsonArray>
#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;
using profilekeys::JsonType;
using profilekeys::Key;

namespace {

constexpr qsizetype k_shownUnits = 80;

Error invalid(QString detail) {
    return makeError(Error::Kind::Config, Error::Stage::Config, std::move(detail), u"config-invalid"_s);
}

QString shown(const Key& key, const QString& value) {
    if (key.holdsSecretsByMistake)
        return key.info.name;
    return key.info.name + u'=' + (value.size() > k_shownUnits ? value.left(k_shownUnits) + u'…' : value);
}

Error unknownKey(const QString& name) {
    QStringList names;
    for (const Key& key : profilekeys::table()) {
        if (key.info.name.compare(name, Qt::CaseInsensitive) == 0)
            return invalid(u"%1: there is no such key; meant is %2"_s.arg(name, key.info.name));
        names << key.info.name;
    }
    return invalid(u"%1: there is no such key; there are %2"_s.arg(name, names.join(u", "_s)));
}

Error notAvailable(const Key& key, const QString& what) {
    return invalid(u"%1: %2 is not available in this version"_s.arg(key.info.name, what));
}

Result<void> putOne(Profile& profile, const QString& name, const QString& value) {
    const Key* key = profilekeys::find(name);
    if (key == nullptr)
        return std::unexpected(unknownKey(name));
    if (const auto put = key->put(profile, value); !put)
        return std::unexpected(invalid(shown(*key, value) + u": "_s + put.error()));
    return {};
}

/// Addresses of a custom cloud mean nothing elsewhere: who sets one there would believe that it counts.
Result<void> checkCloud(const Profile& profile, const KeyValues& values) {
    if (profile.cloud == Cloud::Custom)
        return {};
    for (const auto& [name, value] : values)
        if (!value.isEmpty() && QStringList{u"authority"_s, u"graphRoot"_s, u"tokenScope"_s}.contains(name))
            return std::unexpected(invalid(u"%1: applies with cloud=custom only"_s.arg(name)));
    return {};
}

QJsonValue jsonValue(const Key& key, const QString& text) {
    switch (key.type) {
    case JsonType::Text:
        return text;
    case JsonType::Boolean:
        return text == u"true"_s;
    case JsonType::Number:
        return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text.toInt());
    case JsonType::List:
        return QJsonArray::fromStringList(text.split(u',', Qt::SkipEmptyParts));
    }
    return {};
}

/// The text of a JSON value, or what is expected instead.
std::expected<QString, QString> textOf(const Key& key, const QJsonValue& value) {
    switch (key.type) {
    case JsonType::Text:
        if (value.isString())
            return value.toString();
        return std::unexpected(u"a text is expected"_s);
    case JsonType::Boolean:
        if (value.isBool())
            return value.toBool() ? u"true"_s : u"false"_s;
        return std::unexpected(u"true or false is expected"_s);
    case JsonType::Number:
        if (value.isDouble())
            return QString::number(value.toDouble(), 'g', 17);
        return std::unexpected(u"a number or null is expected"_s);
    case JsonType::List:
        break;
    }
    QStringList parts;
    if (!value.isArray())
        return std::unexpected(u"a list of texts is expected"_s);
    for (const QJsonValue part : value.toArray()) {
        if (!part.isString() || part.toString().contains(u','))
            return std::unexpected(u"a list of texts without commas is expected"_s);
        parts << part.toString();
    }
    return parts.join(u',');
}

const QHash<QByteArray, QByteArray>& otherSpellings() {
    // Names that Qt 6.4's table of Windows zones does not know; the right side is the one it has.
    static const QHash<QByteArray, QByteArray> spellings{
        {"Asia/Kolkata", "Asia/Calcutta"},
        {"Europe/Kyiv", "Europe/Kiev"},
        {"Asia/Ho_Chi_Minh", "Asia/Saigon"},
        {"Asia/Kathmandu", "Asia/Katmandu"},
        {"Asia/Yangon", "Asia/Rangoon"},
        {"America/Argentina/Buenos_Aires", "America/Buenos_Aires"},
        {"America/Indiana/Indianapolis", "America/Indianapolis"},
        {"America/Nuuk", "America/Godthab"},
        {"America/Kentucky/Louisville", "America/Louisville"},
        {"Atlantic/Faroe", "Atlantic/Faeroe"},
        {"US/Eastern", "America/New_York"},
        {"US/Central", "America/Chicago"},
        {"US/Mountain", "America/Denver"},
        {"US/Arizona", "America/Phoenix"},
        {"US/Pacific", "America/Los_Angeles"},
        {"US/Alaska", "America/Anchorage"},
        {"US/Hawaii", "Pacific/Honolulu"},
        {"GB", "Europe/London"},
        {"Eire", "Europe/Dublin"},
        {"Portugal", "Europe/Lisbon"},
        {"Poland", "Europe/Warsaw"},
        {"Turkey", "Europe/Istanbul"},
        {"Israel", "Asia/Jerusalem"},
        {"Japan", "Asia/Tokyo"},
        {"Singapore", "Asia/Singapore"},
        {"PRC", "Asia/Shanghai"},
        {"NZ", "Pacific/Auckland"},
        {"Australia/ACT", "Australia/Sydney"},
        {"Australia/NSW", "Australia/Sydney"},
        {"Australia/Victoria", "Australia/Melbourne"},
        {"Australia/Queensland", "Australia/Brisbane"},
    };
    return spellings;
}

} // namespace

std::vector<KeyInfo> keys() {
    std::vector<KeyInfo> infos;
    for (const Key& key : profilekeys::table())
        infos.push_back(key.info);
    return infos;
}

QString windowsZoneOf(const QByteArray& ianaId) {
    const QByteArray zone = QTimeZone::ianaIdToWindowsId(otherSpellings().value(ianaId, ianaId));
    return zone == "UTC" ? QString() : QString::fromUtf8(zone);
}

Profile newProfile(const QString& name, const QByteArray& systemZoneId) {
    Profile profile;
    profile.name = name;
    profile.timeZone = windowsZoneOf(systemZoneId);
    return profile;
}

Result<Profile> withValues(const Profile& profile, const KeyValues& values) {
    Profile changed = profile;
    for (const auto& [name, value] : values)
        if (const auto put = putOne(changed, name, value); !put)
            return std::unexpected(put.error());
    if (const auto cloud = checkCloud(changed, values); !cloud)
        return std::unexpected(cloud.error());
    for (const auto& [name, value] : values) {
        const Key* key = profilekeys::find(name);
        if (const QString what = key->notYet(changed); !what.isEmpty())
            return std::unexpected(notAvailable(*key, what));
    }
    return changed;
}

QString valueText(const Profile& profile, const QString& key) {
    const Key* found = profilekeys::find(key);
    return found == nullptr ? QString() : found->text(profile);
}

QJsonObject toJson(const Profile& profile) {
    QJsonObject json{{u"name"_s, profile.name}};
    for (const Key& key : profilekeys::table())
        json.insert(key.info.name, jsonValue(key, key.text(profile)));
    return json;
}

Result<Profile> fromJson(const QJsonObject& json) {
    Profile profile;
    profile.name = json.value(u"name"_s).toString();
    for (const Key& key : profilekeys::table()) {
        const QJsonValue value = json.value(key.info.name);
        if (value.isUndefined() || (value.isNull() && key.type != JsonType::Number))
            continue;
        const auto text = value.isNull() ? QString() : textOf(key, value);
        if (!text)
            return std::unexpected(invalid(key.info.name + u": "_s + text.error()));
        if (const auto put = putOne(profile, key.info.name, *text); !put)
            return std::unexpected(put.error());
    }
    return profile;
}

Result<void> readyToRun(const Profile& profile) {
    if (!profile.enabled)
        return std::unexpected(invalid(u"the profile is switched off (enabled=false)"_s));
    for (const Key& key : profilekeys::table())
        if (const QString what = key.notYet(profile); !what.isEmpty())
            return std::unexpected(notAvailable(key, what));
    QStringList needed{u"tenantId"_s, u"clientId"_s, u"trackerUrl"_s,  u"trackerUser"_s,
                       u"mailbox"_s,  u"timeZone"_s, u"calendarName"_s};
    if (profile.isIndividual())
        needed.removeAll(u"mailbox"_s);
    if (profile.cloud == Cloud::Custom)
        needed << u"authority"_s << u"graphRoot"_s;
    QStringList missing;
    for (const QString& name : needed)
        if (valueText(profile, name).isEmpty())
            missing << name;
    if (!missing.isEmpty())
        return std::unexpected(invalid(u"not set: "_s + missing.join(u", "_s)));
    return {};
}

} // namespace milepost
