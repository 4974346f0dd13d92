// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/urlshape.h"

#include <array>

#include <QRegularExpression>
#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// What stands after a collection's name, by its own name.
constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 16> k_collections{{
    {"users"_L1, "{mailbox}"_L1},
    {"calendars"_L1, "{calendar}"_L1},
    {"calendarGroups"_L1, "{group}"_L1},
    {"calendarPermissions"_L1, "{permission}"_L1},
    {"events"_L1, "{event}"_L1},
    {"groups"_L1, "{group}"_L1},
    {"places"_L1, "{place}"_L1},
    {"applications"_L1, "{application}"_L1},
    {"servicePrincipals"_L1, "{principal}"_L1},
    {"appRoleAssignments"_L1, "{assignment}"_L1},
    {"appRoleAssignedTo"_L1, "{assignment}"_L1},
    {"oauth2PermissionGrants"_L1, "{grant}"_L1},
    {"deliverables"_L1, "{deliverable}"_L1},
    {"projects"_L1, "{project}"_L1},
    {"people"_L1, "{person}"_L1},
    {"assignments"_L1, "{assignment}"_L1},
}};

constexpr qsizetype k_longWord = 28;

QString nameAfter(const QString& collection) {
    for (const auto& [name, value] : k_collections)
        if (collection.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

/// Functions and parts of what is named, not values: "events/delta", "deliverables/bulk".
bool isFunction(const QString& segment) {
    static const QRegularExpression form(u"\\A(?:\\$?[a-zA-Z][a-zA-Z_.-]{1,27}|v[0-9.]+)\\z"_s);
    return form.match(segment).hasMatch();
}

bool isValue(const QString& segment) {
    static const QRegularExpression form(
        u"\\A(?:[0-9]+|\\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}?)\\z"_s);
    return segment.size() >= k_longWord || segment.contains(u'@') || form.match(segment).hasMatch();
}

/// "applications(appId='x')": the texts in quotes are values.
QString withoutQuoted(QString segment) {
    static const QRegularExpression quoted(u"'[^']*'"_s);
    return segment.replace(quoted, u"'{id}'"_s);
}

QString shapeOfQuery(const QUrl& url) {
    static const QStringList kept{u"$select"_s, u"$top"_s, u"$orderby"_s, u"$count"_s};
    QStringList fields = url.query(QUrl::FullyEncoded).split(u'&');
    for (QString& field : fields) {
        const QString name = QUrl::fromPercentEncoding(field.section(u'=', 0, 0).toUtf8());
        const bool isKept = kept.contains(name, Qt::CaseInsensitive);
        field = isKept ? name + u'=' + QUrl::fromPercentEncoding(field.section(u'=', 1).toUtf8())
                       : name + (field.contains(u'=') ? u"={}"_s : QString());
    }
    return fields.join(u'&');
}

} // namespace

UrlShape shapeOf(const QUrl& url) {
    UrlShape shape;
    QStringList segments = url.path(QUrl::FullyEncoded).split(u'/');
    QString before;
    for (QString& segment : segments) {
        const QString plain = QUrl::fromPercentEncoding(segment.toUtf8());
        const QString name = nameAfter(before);
        const bool isNamed = !name.isEmpty() && !plain.isEmpty() && (isValue(plain) || !isFunction(plain));
        if (isNamed && name == u"{mailbox}"_s)
            shape.mailbox = plain;
        if (isNamed)
            segment = name;
        else if (plain.contains(u'\''))
            segment = withoutQuoted(plain);
        else if (isValue(plain))
            segment = plain.contains(u'@') ? u"{mailbox}"_s : u"{id}"_s;
        else
            segment = plain;
        before = plain;
    }
    shape.text = segments.join(u'/');
    if (url.hasQuery())
        shape.text += u'?' + shapeOfQuery(url);
    return shape;
}

} // namespace milepost
