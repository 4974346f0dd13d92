// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profileschema.h"
#include "presentation/setupsteps.h"

#include <QCoreApplication>
#include <QHash>
#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::Setup)
};

using Choices = std::vector<std::pair<QString, QString>>;

Choices zones() {
    static const Choices all = [] {
        QStringList names;
        for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
            names << windowsZoneOf(id);
        names.sort(Qt::CaseInsensitive);
        names.removeDuplicates();
        names.removeAll(QString());
        Choices choices;
        for (const QString& name : names)
            choices.emplace_back(name, name);
        return choices;
    }();
    return all;
}

} // namespace

QString settingLabel(const QString& key) {
    // Microsoft's own names where it has them (ux 2.11).
    static const QHash<QString, const char*> labels{
        {u"enabled"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Switched on")},
        {u"mode"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Calendars")},
        {u"cloud"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Cloud")},
        {u"authority"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Sign-in address")},
        {u"graphRoot"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Graph address")},
        {u"tokenScope"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Scope")},
        {u"tenantId"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Directory (tenant) ID")},
        {u"clientId"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Application (client) ID")},
        {u"credential"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Prove the app with")},
        {u"secretSource"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Keep secrets")},
        {u"secretExpires"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Expires on")},
        {u"entra-certificate"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Certificate")},
        {u"entra-secret"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Client secret (value)")},
        {u"trackerUrl"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Tracker address")},
        {u"trackerUser"_s, QT_TRANSLATE_NOOP("milepost::Setup", "User name")},
        {u"tracker-password"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Password")},
        {u"proxy-password"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Password of the proxy")},
        {u"appUrl"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Address for links")},
        {u"mailbox"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Mailbox")},
        {u"forbiddenMailbox"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Mailbox it must not reach")},
        {u"personCalendar"_s, QT_TRANSLATE_NOOP("milepost::Setup", "In which of theirs")},
        {u"calendarName"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Calendar name")},
        {u"timeZone"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Time zone")},
        {u"subjectTemplate"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Subject")},
        {u"bodyTemplate"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Text")},
        {u"include"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Include")},
        {u"categories"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Categories")},
        {u"showAs"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Show as")},
        {u"reminderMinutes"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Reminder")},
        {u"completedPolicy"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Completed ones")},
        {u"proxy"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Proxy")},
        {u"caFile"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Trusted in addition")},
        {u"assignmentRule"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Who is the team")},
        {u"horizonPast"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Days back")},
        {u"horizonFuture"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Days ahead")},
        {u"colour"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Colour in the window")},
        {u"readOnly"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Read only")},
        {u"maxDelete"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Deletions without a question")},
        {u"driftPolicy"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Edits made in Outlook")},
        {u"freezeWindows"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Freeze windows")},
    };
    const char* label = labels.value(key);
    return label == nullptr ? key : Texts::tr(label);
}

QString settingRule(const QString& key) {
    if (key == "tenantId"_L1)
        return Texts::tr("a GUID or a domain of the tenant is expected");
    if (key == "clientId"_L1)
        return Texts::tr("a GUID is expected");
    if (key == "secretExpires"_L1)
        return Texts::tr("a day such as 2027-01-31 is expected, or nothing");
    if (key == "tokenScope"_L1)
        return Texts::tr("one scope that ends in /.default is expected");
    if (key == "authority"_L1 || key == "graphRoot"_L1 || key == "trackerUrl"_L1 || key == "appUrl"_L1)
        return Texts::tr(
            "an address is expected that begins with https and holds no user, query or closing slash");
    if (key == "mailbox"_L1 || key == "forbiddenMailbox"_L1)
        return Texts::tr("an address, a user principal name or an object id is expected");
    if (key == "calendarName"_L1)
        return Texts::tr("one line of 1 to 255 characters is expected");
    if (key == "timeZone"_L1)
        return Texts::tr("a zone by its Windows name is expected");
    if (key == "subjectTemplate"_L1)
        return Texts::tr("one line is expected; in braces may stand %1")
            .arg(u"{project} {client} {title} {percentage} {number}"_s);
    if (key == "bodyTemplate"_L1)
        return Texts::tr("in braces may stand %1")
            .arg(u"{project} {client} {title} {percentage} {number} {deliverable} {team} {notes} {link}"_s);
    if (key == "categories"_L1)
        return Texts::tr("names of up to 255 characters are expected, separated by commas");
    if (key == "trackerUser"_L1)
        return Texts::tr("one line of up to 500 characters is expected");
    if (key == "proxy"_L1)
        return Texts::tr("http://host:port or socks5://host:port is expected, without a password");
    if (key == "caFile"_L1)
        return Texts::tr("a full path is expected");
    if (key == "horizonPast"_L1 || key == "horizonFuture"_L1)
        return Texts::tr("a number of days is expected, or nothing");
    if (key == "maxDelete"_L1)
        return Texts::tr("a number, or a share such as 20%, is expected");
    if (key == "freezeWindows"_L1)
        return Texts::tr("days such as 2026-12-20..2027-01-06 are expected, separated by commas");
    return Texts::tr("this value is not taken");
}

Choices settingChoices(const QString& key) {
    if (key == "timeZone"_L1)
        return zones();
    if (key == "enabled"_L1)
        return {{u"true"_s, Texts::tr("Yes")}, {u"false"_s, Texts::tr("No")}};
    if (key == "mode"_L1)
        return {{u"shared"_s, Texts::tr("One that is shared")},
                {u"individual"_s, Texts::tr("One for each person")}};
    if (key == "personCalendar"_L1)
        return {{u"named"_s, Texts::tr("One of the name below; it is made where it is missing")},
                {u"default"_s, Texts::tr("Their default calendar")}};
    if (key == "include"_L1)
        return {{u"team"_s, Texts::tr("The team")},
                {u"notes"_s, Texts::tr("Notes")},
                {u"team,notes"_s, Texts::tr("The team and notes")}};
    if (key == "cloud"_L1)
        return {{u"global"_s, Texts::tr("Worldwide")},
                {u"usgov"_s, Texts::tr("US Government (GCC High)")},
                {u"dod"_s, Texts::tr("US Government (DoD)")},
                {u"china"_s, Texts::tr("China (21Vianet)")},
                {u"custom"_s, Texts::tr("Other addresses")}};
    if (key == "credential"_L1)
        return {{u"secret"_s, Texts::tr("Client secret")}, {u"certificate"_s, Texts::tr("Certificate")}};
    if (key == "secretSource"_L1)
        return {{u"keychain"_s, Texts::tr("In the keychain of this computer")},
                {u"session"_s, Texts::tr("In memory, for this session only")},
                {u"env"_s, Texts::tr("Outside Milepost, in the environment")},
                {u"systemd"_s, Texts::tr("Outside Milepost, as systemd credentials")}};
    if (key == "showAs"_L1)
        return {{u"free"_s, Texts::tr("Free")},
                {u"tentative"_s, Texts::tr("Tentative")},
                {u"busy"_s, Texts::tr("Busy")},
                {u"oof"_s, Texts::tr("Out of office")},
                {u"workingElsewhere"_s, Texts::tr("Working elsewhere")}};
    if (key == "reminderMinutes"_L1)
        return {{QString(), Texts::tr("None")},
                {u"0"_s, Texts::tr("When the day begins")},
                {u"60"_s, Texts::tr("1 hour before")},
                {u"540"_s, Texts::tr("9 hours before (15:00 on the day before)")},
                {u"1440"_s, Texts::tr("1 day before")},
                {u"10080"_s, Texts::tr("1 week before")}};
    if (key == "colour"_L1)
        return {{QString(), Texts::tr("None")},     {u"orange"_s, Texts::tr("Orange")},
                {u"violet"_s, Texts::tr("Violet")}, {u"teal"_s, Texts::tr("Teal")},
                {u"blue"_s, Texts::tr("Blue")},     {u"magenta"_s, Texts::tr("Magenta")},
                {u"grey"_s, Texts::tr("Grey")}};
    if (key == "assignmentRule"_L1)
        return {{u"both"_s, Texts::tr("Assigned to the deliverable or to its project")},
                {u"direct"_s, Texts::tr("Assigned to the deliverable")},
                {u"project"_s, Texts::tr("Assigned to the project")}};
    if (key == "readOnly"_L1)
        return {{u"true"_s, Texts::tr("Yes")}, {u"false"_s, Texts::tr("No")}};
    if (key == "driftPolicy"_L1)
        return {{u"show"_s, Texts::tr("Are shown and left alone")},
                {u"keep"_s, Texts::tr("Are kept")},
                {u"restore"_s, Texts::tr("Are undone by the next run")}};
    if (key == "completedPolicy"_L1)
        return {{u"keep"_s, Texts::tr("Stay as they are")},
                {u"mark"_s, Texts::tr("Get a tick in the subject")},
                {u"remove"_s, Texts::tr("Leave the calendar")}};
    return {};
}

QString settingWords(const QString& key, const QString& value) {
    for (const auto& [choice, words] : settingChoices(key))
        if (choice == value)
            return words;
    return value;
}

} // namespace milepost
