// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profilekeys.h"

#include "domain/composer.h"
#include "domain/profilekeykinds.h"

#include <algorithm>

namespace milepost::profilekeys {

using namespace Qt::StringLiterals;
using profilevalues::Parsed;

namespace {

constexpr int k_mostDays = 36'500;
constexpr int k_mostMinutes = 525'600;

Parsed<QString> anyLine(const QString& text) { return profilevalues::line(text.trimmed(), 500); }

Parsed<QString> calendarName(const QString& text) {
    if (text.trimmed().isEmpty())
        return std::unexpected(u"a calendar's name is expected"_s);
    return profilevalues::line(text, 255); // blanks at the ends may be part of the name
}

/// How the window marks a profile (ux 2.10); never a calendar's colour in Outlook.
Parsed<QString> colour(const QString& text) {
    static const QStringList known{u"orange"_s, u"violet"_s, u"teal"_s, u"blue"_s, u"magenta"_s, u"grey"_s};
    if (text.trimmed().isEmpty())
        return QString();
    for (const QString& name : known)
        if (name.compare(text.trimmed(), Qt::CaseInsensitive) == 0)
            return name;
    return std::unexpected(u"one of %1 is expected"_s.arg(known.join(u", "_s)));
}

/// What equals the built-in text is kept as "the built-in one", so that it follows later versions.
Parsed<QString> subject(const QString& text) {
    return profilevalues::subjectTemplate(text == Composer::defaultSubjectTemplate() ? QString() : text);
}
Parsed<QString> body(const QString& text) {
    return profilevalues::bodyTemplate(text == Composer::defaultBodyTemplate() ? QString() : text);
}

Key includeKey() {
    const auto text = [](const Profile& p) {
        QStringList parts;
        if (p.includeTeam)
            parts << u"team"_s;
        if (p.includeNotes)
            parts << u"notes"_s;
        if (p.includePreItems)
            parts << u"preItems"_s;
        return parts.join(u',');
    };
    const auto put = [](Profile& p, const QString& value) -> Parsed<void> {
        QStringList parts;
        for (const QString& part : value.split(u',', Qt::SkipEmptyParts))
            parts << part.trimmed().toLower();
        for (const QString& part : parts)
            if (!QStringList{u"team"_s, u"notes"_s, u"preitems"_s}.contains(part))
                return std::unexpected(u"a list out of team, notes, preItems is expected"_s);
        p.includeTeam = parts.contains(u"team"_s);
        p.includeNotes = parts.contains(u"notes"_s);
        p.includePreItems = parts.contains(u"preitems"_s);
        return {};
    };
    Key key{{u"include"_s, u"team"_s, u"what an event's body says beside the basics"_s,
             u"a list out of team, notes, preItems; it replaces the whole list"_s},
            JsonType::List,
            text,
            put};
    return withheld(
        std::move(key), [](const Profile& p) { return p.includePreItems; }, u"preItems"_s);
}

Key maxDeleteKey() {
    const auto text = [](const Profile& p) {
        if (!p.maxDelete)
            return QString();
        const bool percent = p.maxDelete->unit == DeletionLimit::Unit::Percent;
        return QString::number(p.maxDelete->value) + (percent ? u"%"_s : QString());
    };
    const auto put = [](Profile& p, const QString& value) {
        return assigned(profilevalues::deletionLimit(value),
                        [&](std::optional<DeletionLimit> limit) { p.maxDelete = limit; });
    };
    return {{u"maxDelete"_s, u"the larger of 10 and 20 % of our events in scope"_s,
             u"how many events one run may delete"_s, u"N or P%"_s},
            JsonType::Text,
            text,
            put};
}

std::vector<Key> connectionKeys() {
    const QString none;
    const QString address = u"https address without a closing slash; http for this computer only"_s;
    const QString guid = u"a GUID"_s;
    return {
        boolKey({u"enabled"_s, u"true"_s, u"off: nothing runs with this profile"_s, none}, &Profile::enabled),
        enumKey<Cloud>({u"cloud"_s, none, u"the Microsoft cloud of the tenant"_s, none}, &Profile::cloud,
                       {{Cloud::Global, u"global"_s},
                        {Cloud::UsGov, u"usgov"_s},
                        {Cloud::Dod, u"dod"_s},
                        {Cloud::China, u"china"_s},
                        {Cloud::Custom, u"custom"_s}}),
        neverRepeated(customKey({u"authority"_s, none, u"sign-in address of a custom cloud"_s, address},
                                &CloudEndpoints::authority, profilevalues::url)),
        neverRepeated(customKey(
            {u"graphRoot"_s, none, u"Graph's address in a custom cloud"_s, address + u"; without /v1.0"_s},
            &CloudEndpoints::graphRoot, profilevalues::graphRoot)),
        neverRepeated(
            customKey({u"tokenScope"_s, u"https://graph.microsoft.com/.default"_s,
                       u"the scope asked for in a custom cloud"_s, u"a scope that ends in /.default"_s},
                      &CloudEndpoints::tokenScope, profilevalues::tokenScope)),
        textKey({u"tenantId"_s, none, u"Directory (tenant) ID"_s, u"a GUID, or a domain of the tenant"_s},
                &Profile::tenantId, profilevalues::tenant),
        textKey({u"clientId"_s, none, u"Application (client) ID"_s, guid}, &Profile::clientId,
                profilevalues::guid),
        enumKey<CredentialKind>(
            {u"credential"_s, none, u"what the app proves itself with"_s, none}, &Profile::credential,
            {{CredentialKind::Secret, u"secret"_s}, {CredentialKind::Certificate, u"certificate"_s}}),
        enumKey<SecretSource>({u"secretSource"_s, none, u"where secrets are kept"_s, none},
                              &Profile::secretSource,
                              {{SecretSource::Keychain, u"keychain"_s},
                               {SecretSource::Environment, u"env"_s},
                               {SecretSource::Systemd, u"systemd"_s},
                               {SecretSource::Session, u"session"_s}}),
        textKey({u"secretExpires"_s, u"not known"_s,
                 u"when the client secret expires, as the Azure portal says"_s, u"YYYY-MM-DD, or nothing"_s},
                &Profile::secretExpires, profilevalues::day),
        textKey({u"publicClientId"_s, none, u"client ID for the admin's own sign-in"_s, guid},
                &Profile::publicClientId, profilevalues::guid),
        neverRepeated(textKey({u"trackerUrl"_s, none, u"the Workload Tracker's address"_s, address},
                              &Profile::trackerUrl, profilevalues::trackerUrl)),
        textKey({u"trackerUser"_s, none, u"user name or e-mail for the tracker"_s, u"one line"_s},
                &Profile::trackerUser, anyLine),
        neverRepeated(textKey({u"appUrl"_s, u"trackerUrl"_s, u"the address for links in events"_s, address},
                              &Profile::appUrl, profilevalues::url)),
    };
}

std::vector<Key> eventKeys() {
    const QString none;
    return {
        enumKey<CalendarMode>(
            {u"mode"_s, none, u"one shared calendar, or one for each person"_s, none}, &Profile::mode,
            {{CalendarMode::Shared, u"shared"_s}, {CalendarMode::Individual, u"individual"_s}}),
        textKey(
            {u"mailbox"_s, none, u"the mailbox that holds the calendar"_s, u"address, UPN or object id"_s},
            &Profile::mailbox, profilevalues::mailbox),
        textKey({u"forbiddenMailbox"_s, none, u"a mailbox that this app must not reach; checks try it"_s,
                 u"address, UPN or object id"_s},
                &Profile::forbiddenMailbox, profilevalues::mailbox),
        textKey({u"calendarName"_s, u"Project Deliverables"_s, u"the calendar's exact name"_s,
                 u"1 to 255 characters"_s},
                &Profile::calendarName, calendarName),
        enumKey<PersonCalendar>(
            {u"personCalendar"_s, none,
             u"with mode=individual: the calendar of calendarName, or the default one"_s, none},
            &Profile::personCalendar,
            {{PersonCalendar::Named, u"named"_s}, {PersonCalendar::Default, u"default"_s}}),
        textKey({u"timeZone"_s, u"this computer's"_s, u"the zone of the all-day events"_s,
                 u"a Windows zone name"_s},
                &Profile::timeZone, profilevalues::windowsZone),
        numberKey({u"horizonPast"_s, none, u"days back from today; empty: all"_s, none},
                  &Profile::horizonPastDays, k_mostDays),
        numberKey({u"horizonFuture"_s, none, u"days ahead of today; empty: all"_s, none},
                  &Profile::horizonFutureDays, k_mostDays),
        includeKey(),
        enumKey<CompletedPolicy>(
            {u"completedPolicy"_s, none, u"what becomes of completed deliverables"_s, none},
            &Profile::completedPolicy,
            {{CompletedPolicy::Keep, u"keep"_s},
             {CompletedPolicy::Mark, u"mark"_s},
             {CompletedPolicy::Remove, u"remove"_s}}),
        withheld(
            boolKey({u"attendees"_s, u"false"_s, u"invite the team by mail"_s, none}, &Profile::attendees),
            [](const Profile& p) { return p.attendees; }, u"true"_s),
        enumKey<AssignmentRule>({u"assignmentRule"_s, none, u"who counts as the team"_s, none},
                                &Profile::assignmentRule,
                                {{AssignmentRule::Both, u"both"_s},
                                 {AssignmentRule::Direct, u"direct"_s},
                                 {AssignmentRule::Project, u"project"_s}}),
        textKey({u"subjectTemplate"_s, Composer::defaultSubjectTemplate(), u"the events' subject"_s,
                 u"text with {project} {client} {title} {percentage} {number}"_s},
                &Profile::subjectTemplate, subject),
        textKey({u"bodyTemplate"_s, Composer::defaultBodyTemplate(), u"the events' text"_s,
                 u"text with the subject's placeholders and {deliverable} {team} {notes} {link}"_s},
                &Profile::bodyTemplate, body),
        enumKey<ShowAs>({u"showAs"_s, none, u"how the day is shown"_s, none}, &Profile::showAs,
                        {{ShowAs::Free, u"free"_s},
                         {ShowAs::Tentative, u"tentative"_s},
                         {ShowAs::Busy, u"busy"_s},
                         {ShowAs::Oof, u"oof"_s},
                         {ShowAs::WorkingElsewhere, u"workingElsewhere"_s}}),
        numberKey(
            {u"reminderMinutes"_s, u"none"_s, u"minutes before the day begins; empty: no reminder"_s, none},
            &Profile::reminderMinutes, k_mostMinutes),
        listKey({u"categories"_s, u"Workload Tracker"_s, u"categories of the events"_s,
                 u"names separated by commas, or nothing"_s},
                &Profile::categories, profilevalues::categories),
    };
}

std::vector<Key> safetyKeys() {
    const QString none;
    return {
        maxDeleteKey(),
        enumKey<DriftPolicy>({u"driftPolicy"_s, none, u"what becomes of edits made in Outlook"_s, none},
                             &Profile::driftPolicy,
                             {{DriftPolicy::Show, u"show"_s},
                              {DriftPolicy::Keep, u"keep"_s},
                              {DriftPolicy::Restore, u"restore"_s}}),
        boolKey({u"readOnly"_s, u"false"_s, u"nothing is ever written to Outlook"_s, none},
                &Profile::readOnly),
        textKey({u"colour"_s, none, u"marks the profile in the window"_s,
                 u"orange, violet, teal, blue, magenta or grey"_s},
                &Profile::colour, colour),
        listKey({u"freezeWindows"_s, none, u"days on which nothing is written"_s,
                 u"YYYY-MM-DD..YYYY-MM-DD, separated by commas"_s},
                &Profile::freezeWindows, profilevalues::freezeWindows),
        textKey({u"caFile"_s, none, u"a PEM file of certificates trusted in addition"_s, u"a full path"_s},
                &Profile::caFile, profilevalues::absolutePath),
        neverRepeated(textKey({u"proxy"_s, u"the system's"_s, u"the way to the internet"_s,
                               u"http://host:port or socks5://host:port, without password"_s},
                              &Profile::proxy, profilevalues::proxy)),
        neverRepeated(textKey({u"store"_s, u"sqlite"_s, u"where the journal is kept"_s,
                               u"sqlite, or a PostgreSQL connection string without password"_s},
                              &Profile::store, profilevalues::store)),
    };
}

} // namespace

const std::vector<Key>& table() {
    static const std::vector<Key> all = [] {
        std::vector<Key> rows = connectionKeys();
        for (const auto& more : {eventKeys(), safetyKeys()})
            rows.insert(rows.end(), more.begin(), more.end());
        return rows;
    }();
    return all;
}

const Key* find(const QString& name) {
    const auto it = std::ranges::find(table(), name, [](const Key& key) { return key.info.name; });
    return it == table().end() ? nullptr : &*it;
}

} // namespace milepost::profilekeys
