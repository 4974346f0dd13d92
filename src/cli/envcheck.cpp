// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/envcheck.h"

#include <QJsonObject>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// An empty appUrl stands for the tracker's address, and is written as that.
QString meaningOf(const Profile& profile, const QString& key) {
    return key == u"appUrl"_s ? profile.linkBase() : valueText(profile, key);
}

} // namespace

Result<EnvComparison> compareEnv(const Profile& profile, const EnvImport& file,
                                 const std::optional<Redacted<QString>>& stored) {
    const auto other = withValues(profile, file.profileValues);
    if (!other)
        return std::unexpected(other.error());
    EnvComparison comparison;
    comparison.warnings = file.warnings();
    for (const auto& [key, value] : file.profileValues) {
        ++comparison.compared;
        const QString ours = meaningOf(profile, key);
        const QString theirs = meaningOf(*other, key);
        if (ours != theirs)
            comparison.differences.push_back({envVariable(key), ours, theirs});
    }
    if (!file.clientSecret.isEmpty() && stored) {
        ++comparison.compared;
        if (file.clientSecret.reveal() != stored->reveal())
            comparison.differences.push_back({envVariable({}), u"(another secret)"_s, u"(another secret)"_s});
    }
    return comparison;
}

ProbeReport envReport(const Result<EnvComparison>& comparison, const QDateTime& atUtc) {
    ProbeReport report;
    report.id = ProbeId::Environment;
    report.atUtc = atUtc;
    if (!comparison) {
        report.error = comparison.error();
        return report;
    }
    if (comparison->compared == 0) {
        report.evidence = u"the file sets none of the variables that a profile has"_s;
        report.remedies = comparison->warnings;
        return report;
    }
    report.passed = true;
    report.evidence = u"%1 of %2 values are the same"_s
                          .arg(comparison->compared - static_cast<int>(comparison->differences.size()))
                          .arg(comparison->compared);
    QStringList words;
    for (const EnvComparison::Difference& difference : comparison->differences)
        words << u"%1 is %2 in the file, %3 in the profile"_s.arg(
            difference.variable, difference.file.isEmpty() ? u"empty"_s : difference.file,
            difference.profile.isEmpty() ? u"empty"_s : difference.profile);
    words += comparison->warnings;
    report.warning = words.join(u"; "_s);
    if (!words.isEmpty())
        report.remedies = {u"Take the file's values with milepostctl env import FILE, or write the "
                           "profile's with milepostctl env export --out FILE."_s};
    return report;
}

QJsonArray toJson(const EnvComparison& comparison) {
    QJsonArray list;
    for (const EnvComparison::Difference& difference : comparison.differences)
        list.append(QJsonObject{{u"variable"_s, difference.variable},
                                {u"profile"_s, difference.profile},
                                {u"file"_s, difference.file}});
    return list;
}

} // namespace milepost::cli
