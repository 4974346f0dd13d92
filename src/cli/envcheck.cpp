// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/envcheck.h"

#include <algorithm>
#include <array>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// An empty appUrl stands for the tracker's address, and is written as that.
QString meaningOf(const Profile& profile, const QString& key) {
    return key == u"appUrl"_s ? profile.linkBase() : valueText(profile, key);
}

/// The tracker wants all three, and goes without the calendar where one is missing (seed-guide).
constexpr std::array k_credentials{"MICROSOFT_TENANT_ID"_L1, "MICROSOFT_CLIENT_ID"_L1,
                                   "MICROSOFT_CLIENT_SECRET"_L1};

bool saysEnabled(const EnvImport& file) {
    return std::ranges::any_of(file.profileValues, [](const auto& entry) {
        return entry.first == u"enabled"_s && entry.second.compare(u"true"_s, Qt::CaseInsensitive) == 0;
    });
}

void warnOfLostCredentials(EnvComparison& comparison) {
    QStringList lost;
    for (const auto name : k_credentials)
        if (comparison.missing.contains(name))
            lost << name;
    if (comparison.isEnabled && !lost.isEmpty())
        comparison.warnings << u"the calendar is enabled, but %1 is not loaded: the tracker goes without it"_s
                                   .arg(lost.join(u", "_s));
}

QString loadedText(const EnvComparison& comparison) {
    QString text = comparison.isEnabled ? u"enabled, "_s : u"not enabled, "_s;
    text += u"%1 of %2 variables are loaded"_s.arg(comparison.loaded.size())
                .arg(comparison.loaded.size() + comparison.missing.size());
    return comparison.missing.isEmpty() ? text : text + u" (not "_s + comparison.missing.join(u", "_s) + u')';
}

} // namespace

Result<EnvComparison> compareEnv(const Profile& profile, const EnvImport& file,
                                 const std::optional<Redacted<QString>>& stored) {
    const auto other = withValues(profile, file.profileValues);
    if (!other)
        return std::unexpected(other.error());
    EnvComparison comparison;
    comparison.warnings = file.warnings();
    comparison.isEnabled = saysEnabled(file);
    comparison.loaded = file.loaded;
    comparison.missing = file.missing;
    warnOfLostCredentials(comparison);
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
    report.evidence += u"; "_s + loadedText(*comparison);
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

QJsonObject loadedJson(const EnvComparison& comparison) {
    return {{u"enabled"_s, comparison.isEnabled},
            {u"loaded"_s, QJsonArray::fromStringList(comparison.loaded)},
            {u"missing"_s, QJsonArray::fromStringList(comparison.missing)}};
}

} // namespace milepost::cli
