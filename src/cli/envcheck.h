// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probe.h"
#include "storage/envfile.h"

#include <QJsonArray>
#include <QJsonObject>

namespace milepost::cli {

/// What a .env or compose file says otherwise than the profile.
struct EnvComparison {
    struct Difference {
        QString variable;
        QString profile; ///< as the profile has it; a secret is never shown
        QString file;
    };
    int compared = 0;
    std::vector<Difference> differences;
    bool isEnabled = false; ///< the tracker's own calendar, as the tracker reads these variables
    QStringList loaded;     ///< of the tracker's variables, those with a usable value
    QStringList missing;    ///< and the others
    QStringList warnings;   ///< what of the file could not be read
};

/// `stored`: the client secret that the profile has; nothing when it could not be had, then the file's is not
/// compared. An error: the values of the file do not fit together.
[[nodiscard]] Result<EnvComparison> compareEnv(const Profile& profile, const EnvImport& file,
                                               const std::optional<Redacted<QString>>& stored);

[[nodiscard]] ProbeReport envReport(const Result<EnvComparison>& comparison, const QDateTime& atUtc);
[[nodiscard]] QJsonArray toJson(const EnvComparison& comparison);
/// {"enabled", "loaded", "missing"}: what the guide's `env | grep MICROSOFT` is looked at for.
[[nodiscard]] QJsonObject loadedJson(const EnvComparison& comparison);

} // namespace milepost::cli
