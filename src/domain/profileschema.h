// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "domain/profile.h"

#include <utility>
#include <vector>

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace milepost {

/// The keys of a profile: names, defaults, rules, and the ways in and out. Pure. Every failure is
/// Kind::Config, code "config-invalid", with a detail that names key, value and what is allowed.

/// One key, for help texts and completion.
struct KeyInfo {
    QString name;
    QString defaultValue;
    QString description; ///< one line
    QString allowed;     ///< one line
};
/// In the order in which they are shown.
[[nodiscard]] std::vector<KeyInfo> keys();

/// A profile with every default. `systemZoneId` is this computer's IANA zone (QTimeZone::systemTimeZoneId);
/// where it is UTC or has no Windows name, timeZone stays empty and must be given.
[[nodiscard]] Profile newProfile(const QString& name, const QByteArray& systemZoneId);
/// The Windows name of an IANA zone, older and newer spellings included; "" for UTC and unknown ones.
[[nodiscard]] QString windowsZoneOf(const QByteArray& ianaId);

using KeyValues = QList<std::pair<QString, QString>>;

/// The profile with these values: all of them, or none and the first fault. An empty value means the default
/// where a key has one that is empty. A valid value that this version cannot honour is refused.
[[nodiscard]] Result<Profile> withValues(const Profile& profile, const KeyValues& values);

/// The value as withValues takes it; "" for an unknown key.
[[nodiscard]] QString valueText(const Profile& profile, const QString& key);

/// "name" and every key, with JSON's own types: booleans, numbers or null, lists.
[[nodiscard]] QJsonObject toJson(const Profile& profile);
/// Absent keys get their defaults, unknown ones are ignored. Values that belong to another version are
/// taken: readyToRun() names them.
[[nodiscard]] Result<Profile> fromJson(const QJsonObject& json);

/// Whether a run can start: everything needed is there and can be honoured. Names all that is missing.
[[nodiscard]] Result<void> readyToRun(const Profile& profile);

} // namespace milepost
