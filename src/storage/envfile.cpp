// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envfile.h"

#include "storage/envparser.h"
#include "storage/privatefile.h"

#include <algorithm>

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;
using envparser::Assignment;

namespace {

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

bool isKnown(const QString& name) {
    return std::ranges::any_of(variables(), [&name](const auto& entry) { return entry.first == name; });
}

/// Whether it is written as variables are: what else stands before a "=" may be a piece of a secret that went
/// over several lines.
bool isVariable(const QString& name) {
    return std::ranges::all_of(
        name, [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'; });
}

/// Why the assignment is left out; nothing when it counts.
std::optional<EnvNote> objection(const Assignment& assignment, const QString& key) {
    EnvNote note{EnvNote::Kind::Empty, assignment.line, assignment.name, key};
    if (!assignment.missing.isEmpty()) {
        note.kind = EnvNote::Kind::NotSet;
        if (!key.isEmpty()) // what looks like a name may be a part of the secret
            note.detail = assignment.missing;
        return note;
    }
    if (assignment.value.isEmpty())
        return note;
    if (assignment.value.startsWith(k_placeholderStart) && assignment.value.endsWith(k_placeholderEnd)) {
        note.kind = EnvNote::Kind::Placeholder;
        return note;
    }
    if (key.isEmpty())
        return std::nullopt;
    const auto fits = withValues(Profile(), {{key, assignment.value}});
    if (fits)
        return std::nullopt;
    note.kind = EnvNote::Kind::NotValid;
    note.detail = fits.error().detail;
    return note;
}

/// The last assignment of a name counts, as every reader of such files has it.
const Assignment* lastOf(const envparser::Parsed& parsed, const QString& name, std::vector<EnvNote>& notes) {
    const Assignment* last = nullptr;
    for (const Assignment& assignment : parsed.assignments) {
        if (assignment.name != name)
            continue;
        if (last != nullptr && last->value != assignment.value)
            notes.push_back(
                {EnvNote::Kind::SetBefore, assignment.line, name, {}, QString::number(last->line)});
        last = &assignment;
    }
    return last;
}

QString why(const EnvNote& note) {
    switch (note.kind) {
    case EnvNote::Kind::NotUnderstood:
        return u"its value is not understood (quotes, or what follows them)"_s;
    case EnvNote::Kind::SetBefore:
        return u"set before in line %1; this one counts"_s.arg(note.detail);
    case EnvNote::Kind::NotSet:
        return note.detail.isEmpty() ? u"refers to a variable that is set nowhere here"_s
                                     : u"refers to %1, which is set nowhere here"_s.arg(note.detail);
    case EnvNote::Kind::Empty:
        return u"is empty"_s;
    case EnvNote::Kind::Placeholder:
        return u"still holds the guide's placeholder"_s;
    case EnvNote::Kind::NotValid:
        break;
    }
    return note.detail;
}

} // namespace

QString toString(const EnvNote& note) {
    return u"line %1: %2: %3"_s.arg(QString::number(note.line), note.name, why(note));
}

QStringList EnvImport::warnings() const {
    QStringList lines;
    for (const EnvNote& note : notes)
        lines << toString(note);
    return lines;
}

QString envVariable(const QString& key) {
    for (const auto& [name, sets] : variables())
        if (sets == key)
            return name;
    return {};
}

EnvImport readEnv(const QByteArray& content, const QByteArray& outside) {
    QHash<QString, QString> names;
    for (const Assignment& assignment : envparser::parse(QString::fromUtf8(outside), {}).assignments)
        if (assignment.missing.isEmpty())
            names.insert(assignment.name, assignment.value);
    const envparser::Parsed parsed = envparser::parse(QString::fromUtf8(content), names);
    EnvImport result;
    for (const EnvNote& note : parsed.unreadable)
        if (isKnown(note.name))
            result.notes.push_back(note);
    for (const auto& [name, key] : variables()) {
        const Assignment* assignment = lastOf(parsed, name, result.notes);
        auto note = assignment != nullptr ? objection(*assignment, key) : std::nullopt;
        (assignment != nullptr && !note ? result.loaded : result.missing) << name;
        if (note)
            result.notes.push_back(std::move(*note));
        else if (assignment != nullptr && key.isEmpty())
            result.clientSecret = Redacted<QString>(assignment->value);
        else if (assignment != nullptr)
            result.profileValues.append({key, assignment->value});
    }
    for (const Assignment& assignment : parsed.assignments)
        if (!isKnown(assignment.name) && isVariable(assignment.name))
            result.unknown << assignment.name;
    result.unknown.removeDuplicates();
    return result;
}

Result<EnvImport> importEnv(const QString& path) {
    const auto content = readFile(path, k_mostOfEnv);
    if (!content)
        return std::unexpected(content.error());
    QByteArray outside;
    if (envparser::formOf(QString::fromUtf8(*content)) == EnvForm::Compose)
        outside = readFile(QFileInfo(path).absolutePath() + u"/.env"_s, k_mostOfEnv).value_or(QByteArray());
    return readEnv(*content, outside);
}

} // namespace milepost
