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
        {u"cloud"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Cloud")},
        {u"authority"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Sign-in address")},
        {u"graphRoot"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Graph address")},
        {u"tokenScope"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Scope")},
        {u"tenantId"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Directory (tenant) ID")},
        {u"clientId"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Application (client) ID")},
        {u"secretSource"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Keep secrets")},
        {u"entra-secret"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Client secret (value)")},
        {u"trackerUrl"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Tracker address")},
        {u"trackerUser"_s, QT_TRANSLATE_NOOP("milepost::Setup", "User name")},
        {u"tracker-password"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Password")},
        {u"appUrl"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Address for links")},
        {u"mailbox"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Mailbox")},
        {u"calendarName"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Calendar name")},
        {u"timeZone"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Time zone")},
        {u"subjectTemplate"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Subject")},
        {u"bodyTemplate"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Text")},
        {u"include"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Include")},
        {u"categories"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Categories")},
        {u"showAs"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Show as")},
        {u"reminderMinutes"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Reminder")},
        {u"completedPolicy"_s, QT_TRANSLATE_NOOP("milepost::Setup", "Completed ones")},
    };
    const char* label = labels.value(key);
    return label == nullptr ? key : Texts::tr(label);
}

Choices settingChoices(const QString& key) {
    if (key == "timeZone"_L1)
        return zones();
    if (key == "cloud"_L1)
        return {{u"global"_s, Texts::tr("Worldwide")},
                {u"usgov"_s, Texts::tr("US Government (GCC High)")},
                {u"dod"_s, Texts::tr("US Government (DoD)")},
                {u"china"_s, Texts::tr("China (21Vianet)")},
                {u"custom"_s, Texts::tr("Other addresses")}};
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
    if (key == "completedPolicy"_L1)
        return {{u"keep"_s, Texts::tr("Stay as they are")},
                {u"mark"_s, Texts::tr("Get a tick in the subject")},
                {u"remove"_s, Texts::tr("Leave the calendar")}};
    return {};
}

} // namespace milepost
