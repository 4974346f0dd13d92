// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envfile.h"

#include "storage/envparser.h"
#include "storage/privatefile.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;
using envparser::Assignment;

namespace {

constexpr qint64 k_mostBytes = 1 << 20;
constexpr QLatin1StringView k_secret{"MICROSOFT_CLIENT_SECRET"};
/// What the guide's example puts where values belong.
constexpr QLatin1StringView k_placeholderStart{"your-"};
constexpr QLatin1StringView k_placeholderEnd{"-here"};

/// The variable and the key that it sets, in the guide's order.
const std::vector<std::pair<QString, QString>>& variables() {
    static const std::vector<std::pair<QString, QString>> all{
        {u"MICROSOFT_TENANT_ID"_s, u"tenantId"_s},
        {u"MICROSOFT_CLIENT_ID"_s, u"clientId"_s},
        {k_secret, {}},
        {u"MICROSOFT_CALENDAR_ENABLED"_s, u"enabled"_s},
        {u"MICROSOFT_CALENDAR_MODE"_s, u"mode"_s},
        {u"MICROSOFT_SHARED_CALENDAR_NAME"_s, u"calendarName"_s},
        {u"APP_URL"_s, u"appUrl"_s},
    };
    return all;
}

QString inLine(const Assignment& assignment, const QString& what) {
    return u"line %1: %2: %3"_s.arg(QString::number(assignment.line), assignment.name, what);
}

/// Why the assignment is left out; "" when it counts.
QString objection(const Assignment& assignment, const QString& key) {
    if (!assignment.missing.isEmpty()) // what looks like a name may be a part of the secret
        return key.isEmpty() ? u"refers to a variable that is set nowhere here"_s
                             : u"refers to %1, which is set nowhere here"_s.arg(assignment.missing);
    if (assignment.value.isEmpty())
        return u"is empty"_s;
    if (assignment.value.startsWith(k_placeholderStart) && assignment.value.endsWith(k_placeholderEnd))
        return u"still holds the guide's placeholder"_s;
    if (key.isEmpty())
        return {};
    const auto fits = withValues(Profile(), {{key, assignment.value}});
    return fits ? QString() : fits.error().detail;
}

/// The last assignment of a name counts, as every reader of such files has it.
const Assignment* lastOf(const envparser::Parsed& parsed, const QString& name, QStringList& warnings) {
    const Assignment* last = nullptr;
    for (const Assignment& assignment : parsed.assignments) {
        if (assignment.name != name)
            continue;
        if (last != nullptr && last->value != assignment.value)
            warnings << inLine(assignment, u"set before in line %1; this one counts"_s.arg(last->line));
        last = &assignment;
    }
    return last;
}

} // namespace

EnvImport readEnv(const QByteArray& content, const QByteArray& outside) {
    QHash<QString, QString> names;
    for (const Assignment& assignment : envparser::parse(QString::fromUtf8(outside), {}).assignments)
        if (assignment.missing.isEmpty())
            names.insert(assignment.name, assignment.value);
    const envparser::Parsed parsed = envparser::parse(QString::fromUtf8(content), names);
    EnvImport result;
    for (const QString& warning : parsed.warnings)
        for (const auto& [name, key] : variables())
            if (warning.contains(u' ' + name + u' '))
                result.warnings << warning;
    for (const auto& [name, key] : variables()) {
        const Assignment* assignment = lastOf(parsed, name, result.warnings);
        if (assignment == nullptr)
            continue;
        if (const QString why = objection(*assignment, key); !why.isEmpty())
            result.warnings << inLine(*assignment, why);
        else if (key.isEmpty())
            result.clientSecret = Redacted<QString>(assignment->value);
        else
            result.profileValues.append({key, assignment->value});
    }
    return result;
}

Result<EnvImport> importEnv(const QString& path) {
    const auto content = readFile(path, k_mostBytes);
    if (!content)
        return std::unexpected(content.error());
    QByteArray outside;
    if (envparser::formOf(QString::fromUtf8(*content)) == EnvForm::Compose)
        outside = readFile(QFileInfo(path).absolutePath() + u"/.env"_s, k_mostBytes).value_or(QByteArray());
    return readEnv(*content, outside);
}

} // namespace milepost
