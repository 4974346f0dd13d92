// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envfile.h"
#include "storage/envparser.h"
#include "storage/privatefile.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Lines = std::vector<std::pair<QString, QString>>;

Lines linesOf(const Profile& profile, const std::optional<Redacted<QString>>& secret) {
    Lines lines{{u"MICROSOFT_TENANT_ID"_s, profile.tenantId}, {u"MICROSOFT_CLIENT_ID"_s, profile.clientId}};
    if (secret)
        lines.emplace_back(u"MICROSOFT_CLIENT_SECRET"_s, secret->reveal());
    lines.emplace_back(u"MICROSOFT_CALENDAR_ENABLED"_s, valueText(profile, u"enabled"_s));
    lines.emplace_back(u"MICROSOFT_CALENDAR_MODE"_s, valueText(profile, u"mode"_s));
    lines.emplace_back(u"MICROSOFT_SHARED_CALENDAR_NAME"_s, profile.calendarName);
    lines.emplace_back(u"APP_URL"_s, profile.linkBase());
    std::erase_if(lines, [](const auto& line) { return line.second.isEmpty(); });
    return lines;
}

QString textOf(const Lines& lines, EnvForm form) {
    QString text = form == EnvForm::Compose ? u"environment:\n"_s : QString();
    for (const auto& [name, value] : lines) {
        if (form == EnvForm::DotEnv) {
            text += name + u'=' + envparser::quotedForDotEnv(value) + u'\n';
            continue;
        }
        QString dollars = value;
        dollars.replace(u'$', u"$$"_s); // compose's own escape
        text += u"  - "_s + envparser::quotedForYaml(name + u'=' + dollars) + u'\n';
    }
    return text;
}

} // namespace

QString exportEnv(const Profile& profile, EnvForm form) { return textOf(linesOf(profile, {}), form); }

Result<void> writeEnv(const QString& path, const Profile& profile, EnvForm form,
                      const std::optional<Redacted<QString>>& secret) {
    return writePrivateFile(path, textOf(linesOf(profile, secret), form).toUtf8());
}

} // namespace milepost
