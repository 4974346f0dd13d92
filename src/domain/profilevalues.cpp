// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profilevalues.h"

#include "domain/profileschema.h"

#include <algorithm>

#include <QDate>
#include <QRegularExpression>
#include <QTimeZone>
#include <QUuid>

namespace milepost::profilevalues {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<QString> no(QString why) { return std::unexpected(std::move(why)); }

bool matches(const QString& text, const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool hasControls(const QString& text) {
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool isGuid(const QString& text) {
    return matches(text, u"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"_s);
}

/// Names in braces must be among those known.
Parsed<QString> withKnownNames(const QString& text, const QStringList& names) {
    static const QRegularExpression inBraces(u"\\{([^{}\\n]*)\\}"_s);
    for (auto it = inBraces.globalMatch(text); it.hasNext();) {
        const QString name = it.next().captured(1);
        if (!names.contains(name))
            return no(u"{%1} is no placeholder; allowed are {%2}"_s.arg(name, names.join(u"} {")));
    }
    return text;
}

} // namespace

Parsed<bool> boolean(const QString& text) {
    const QString word = text.trimmed().toLower();
    if (QStringList{u"true"_s, u"on"_s, u"yes"_s, u"1"_s}.contains(word))
        return true;
    if (QStringList{u"false"_s, u"off"_s, u"no"_s, u"0"_s}.contains(word))
        return false;
    return no(u"true or false is expected"_s);
}

Parsed<std::optional<int>> wholeNumber(const QString& text, int most) {
    if (text.trimmed().isEmpty())
        return std::optional<int>();
    bool fine = matches(text.trimmed(), u"[0-9]{1,9}"_s);
    const int number = fine ? text.trimmed().toInt(&fine) : 0;
    if (!fine || number > most)
        return no(u"a whole number from 0 to %1, or nothing, is expected"_s.arg(most));
    return std::optional<int>(number);
}

Parsed<QString> line(const QString& text, qsizetype mostUnits) {
    if (hasControls(text))
        return no(u"line ends and control characters are not allowed"_s);
    if (text.size() > mostUnits)
        return no(u"at most %1 characters are allowed"_s.arg(mostUnits));
    return text;
}

Parsed<QString> day(const QString& text) {
    const QString date = text.trimmed();
    if (date.isEmpty())
        return QString();
    // Qt itself would take a time behind it too.
    if (date.size() != 10 || !QDate::fromString(date, Qt::ISODate).isValid())
        return no(u"a day like 2027-01-31, or nothing, is expected"_s);
    return date;
}

Parsed<QString> guid(const QString& text) {
    QString id = text.trimmed();
    if (id.startsWith(u'{') && id.endsWith(u'}'))
        id = id.mid(1, id.size() - 2);
    if (id.isEmpty() || isGuid(id))
        return id.toLower();
    return no(u"a GUID like 01234567-89ab-cdef-0123-456789abcdef is expected"_s);
}

Parsed<QString> tenant(const QString& text) {
    if (const auto id = guid(text))
        return *id;
    const QString domain = text.trimmed().toLower();
    const QString label = u"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"_s;
    if (domain.size() <= 253 && matches(domain, label + u"(\\."_s + label + u")+"_s) &&
        !matches(domain, u"[0-9.]+"_s))
        return domain;
    return no(u"the tenant's GUID or one of its domains (contoso.onmicrosoft.com) is expected"_s);
}

Parsed<QString> mailbox(const QString& text) {
    const QString box = text.trimmed();
    if (box.isEmpty() || isGuid(box))
        return box;
    if (matches(box, u"[^\\s@/\\\\?#<>,;:\"()\\[\\]]+@[^\\s@/\\\\?#<>,;:\"()\\[\\]]+"_s) && !hasControls(box))
        return box;
    return no(u"a mailbox address, a user principal name or an object id is expected"_s);
}

Parsed<QString> windowsZone(const QString& text) {
    const QString zone = text.trimmed();
    if (zone.isEmpty() || !QTimeZone::windowsIdToDefaultIanaId(zone.toUtf8()).isEmpty())
        return zone;
    const QString hint = windowsZoneOf(zone.toUtf8());
    if (!hint.isEmpty())
        return no(u"a Windows zone name is expected; for this one it is \"%1\""_s.arg(hint));
    return no(u"a Windows zone name is expected, like \"W. Europe Standard Time\" or \"UTC\""_s);
}

Parsed<QString> subjectTemplate(const QString& text) {
    if (auto fine = line(text, 1000); !fine)
        return fine;
    if (!text.isEmpty() && text.trimmed().isEmpty())
        return no(u"a subject of blanks is not allowed"_s);
    return withKnownNames(text, {u"project"_s, u"client"_s, u"title"_s, u"percentage"_s, u"number"_s});
}

Parsed<QString> bodyTemplate(const QString& text) {
    if (text.size() > 32'000)
        return no(u"at most 32000 characters are allowed"_s);
    return withKnownNames(text, {u"project"_s, u"client"_s, u"title"_s, u"percentage"_s, u"number"_s,
                                 u"deliverable"_s, u"team"_s, u"notes"_s, u"link"_s});
}

Parsed<QStringList> categories(const QString& text) {
    QStringList list;
    if (text.trimmed().isEmpty())
        return list;
    for (const QString& part : text.split(u',')) {
        const QString name = part.trimmed();
        if (name.isEmpty() || name.size() > 255 || hasControls(name) || name.contains(u';'))
            return no(u"names separated by commas are expected, each of 1 to 255 characters"_s);
        if (!list.contains(name, Qt::CaseInsensitive))
            list << name;
    }
    return list;
}

Parsed<std::optional<DeletionLimit>> deletionLimit(const QString& text) {
    const QString limit = text.trimmed();
    if (limit.isEmpty())
        return std::optional<DeletionLimit>();
    if (matches(limit, u"[0-9]{1,9}"_s))
        return DeletionLimit{limit.toInt(), DeletionLimit::Unit::Events};
    if (matches(limit, u"[0-9]{1,3}%"_s)) {
        const int percent = limit.chopped(1).toInt();
        if (percent <= 100)
            return DeletionLimit{percent, DeletionLimit::Unit::Percent};
    }
    return no(u"a number of events (25) or a share (10%) is expected"_s);
}

Parsed<QStringList> freezeWindows(const QString& text) {
    QStringList list;
    if (text.trimmed().isEmpty())
        return list;
    for (const QString& part : text.split(u',')) {
        const QStringList days = part.trimmed().split(u".."_s);
        const QDate first = QDate::fromString(days.first(), Qt::ISODate);
        const QDate last = QDate::fromString(days.last(), Qt::ISODate);
        if (days.size() > 2 || !first.isValid() || !last.isValid() || last < first)
            return no(u"days like 2026-12-20..2027-01-06, separated by commas, are expected"_s);
        list << part.trimmed();
    }
    return list;
}

} // namespace milepost::profilevalues
