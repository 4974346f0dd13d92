// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/composer.h"
#include "domain/profileschema.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView k_guid{"01234567-89ab-cdef-0123-456789abcdef"};

Profile completeProfile() {
    Profile profile = newProfile(u"prod"_s, "Europe/Berlin");
    profile.tenantId = k_guid;
    profile.clientId = k_guid;
    profile.trackerUrl = u"https://tracker.example.com"_s;
    profile.trackerUser = u"ann"_s;
    profile.mailbox = u"plans@contoso.com"_s;
    return profile;
}

} // namespace

class TestProfileSchema : public QObject {
    Q_OBJECT

private slots:
    void knowsEveryKeyOnceAndDescribesIt() {
        const QStringList expected{u"enabled"_s,
                                   u"cloud"_s,
                                   u"authority"_s,
                                   u"graphRoot"_s,
                                   u"tokenScope"_s,
                                   u"tenantId"_s,
                                   u"clientId"_s,
                                   u"credential"_s,
                                   u"secretSource"_s,
                                   u"secretExpires"_s,
                                   u"publicClientId"_s,
                                   u"trackerUrl"_s,
                                   u"trackerUser"_s,
                                   u"appUrl"_s,
                                   u"mode"_s,
                                   u"mailbox"_s,
                                   u"forbiddenMailbox"_s,
                                   u"calendarName"_s,
                                   u"personCalendar"_s,
                                   u"timeZone"_s,
                                   u"horizonPast"_s,
                                   u"horizonFuture"_s,
                                   u"include"_s,
                                   u"completedPolicy"_s,
                                   u"attendees"_s,
                                   u"assignmentRule"_s,
                                   u"subjectTemplate"_s,
                                   u"bodyTemplate"_s,
                                   u"showAs"_s,
                                   u"reminderMinutes"_s,
                                   u"categories"_s,
                                   u"maxDelete"_s,
                                   u"driftPolicy"_s,
                                   u"readOnly"_s,
                                   u"colour"_s,
                                   u"freezeWindows"_s,
                                   u"caFile"_s,
                                   u"proxy"_s,
                                   u"store"_s};
        QStringList names;
        for (const KeyInfo& key : keys()) {
            names << key.name;
            QVERIFY2(!key.description.isEmpty() && !key.description.contains(u'\n'), qPrintable(key.name));
            QVERIFY2(!key.allowed.isEmpty(), qPrintable(key.name));
        }
        QCOMPARE(names, expected);
    }

    void startsWithTheDefaultsOfTheContract_data() {
        QTest::addColumn<QString>("value");
        const auto row = [](const char* key, const QString& value) { QTest::newRow(key) << value; };
        row("enabled", u"true"_s);
        row("cloud", u"global"_s);
        row("credential", u"secret"_s);
        row("secretSource", u"keychain"_s);
        row("secretExpires", u""_s);
        row("publicClientId", u""_s);
        row("mode", u"shared"_s);
        row("forbiddenMailbox", u""_s);
        row("calendarName", u"Project Deliverables"_s);
        row("timeZone", u"W. Europe Standard Time"_s);
        row("horizonPast", u""_s);
        row("horizonFuture", u""_s);
        row("include", u"team"_s);
        row("completedPolicy", u"keep"_s);
        row("attendees", u"false"_s);
        row("assignmentRule", u"both"_s);
        row("showAs", u"free"_s);
        row("reminderMinutes", u""_s);
        row("categories", u"Workload Tracker"_s);
        row("maxDelete", u""_s);
        row("driftPolicy", u"show"_s);
        row("readOnly", u"false"_s);
        row("store", u"sqlite"_s);
        row("proxy", u""_s);
    }
    void startsWithTheDefaultsOfTheContract() {
        QFETCH(QString, value);
        const Profile profile = newProfile(u"prod"_s, "Europe/Berlin");
        QCOMPARE(valueText(profile, QString::fromLatin1(QTest::currentDataTag())), value);
    }

    void tellsTheZoneOfThisComputerOnlyWhereItHasOne_data() {
        QTest::addColumn<QString>("windows");
        QTest::newRow("Europe/Berlin") << u"W. Europe Standard Time"_s;
        QTest::newRow("Asia/Kolkata") << u"India Standard Time"_s;
        QTest::newRow("Europe/Kyiv") << u"FLE Standard Time"_s;
        QTest::newRow("US/Eastern") << u"Eastern Standard Time"_s;
        for (const char* none : {"UTC", "Etc/UTC", "GMT", "", "Mars/Base", "Etc/Universal"})
            QTest::newRow(qPrintable(u"none: "_s + QLatin1StringView(none))) << u""_s;
    }
    void tellsTheZoneOfThisComputerOnlyWhereItHasOne() {
        QFETCH(QString, windows);
        const QByteArray zone = QByteArray(QTest::currentDataTag()).replace("none: ", "");
        QCOMPARE(newProfile(u"p"_s, zone).timeZone, windows);
    }

    void takesGoodValuesInTheirNormalForm_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("stands");
        const auto row = [](const QString& key, const QString& value, const QString& stands) {
            QTest::addRow("%s=%s", qPrintable(key), qPrintable(value)) << key << value << stands;
        };
        const auto same = [&row](const QString& key, const QString& value) { row(key, value, value); };
        row(u"enabled"_s, u"Off"_s, u"false"_s);
        row(u"enabled"_s, u"1"_s, u"true"_s);
        row(u"tenantId"_s, u"{01234567-89AB-CDEF-0123-456789ABCDEF}"_s, k_guid);
        row(u"tenantId"_s, u"Contoso.OnMicrosoft.com"_s, u"contoso.onmicrosoft.com"_s);
        row(u"trackerUrl"_s, u" https://tracker.example.com/ "_s, u"https://tracker.example.com"_s);
        row(u"trackerUrl"_s, u"https://t.example.com/sub/api/"_s, u"https://t.example.com/sub"_s);
        row(u"trackerUrl"_s, u"http://127.0.0.1:8000/api"_s, u"http://127.0.0.1:8000"_s);
        row(u"trackerUrl"_s, u"tracker.example.com"_s, u"https://tracker.example.com"_s);
        row(u"trackerUrl"_s, u"t.example.com:8443/sub/"_s, u"https://t.example.com:8443/sub"_s);
        row(u"trackerUrl"_s, u"localhost:8000"_s, u"http://localhost:8000"_s);
        row(u"trackerUrl"_s, u"[::1]:8000"_s, u"http://[::1]:8000"_s);
        same(u"trackerUrl"_s, u"http://localhost:8000"_s);
        same(u"trackerUrl"_s, u"http://[::1]:8000"_s);
        same(u"trackerUrl"_s, u"https://t.example.com/myapi"_s);
        same(u"appUrl"_s, u"https://t.example.com/app"_s);
        row(u"appUrl"_s, u""_s, u""_s);
        same(u"mailbox"_s, u"o'neil.x+y@contoso.co.uk"_s);
        same(u"mailbox"_s, k_guid);
        same(u"forbiddenMailbox"_s, u"vault@contoso.co.uk"_s);
        row(u"forbiddenMailbox"_s, u" vault@contoso.co.uk "_s, u"vault@contoso.co.uk"_s);
        row(u"forbiddenMailbox"_s, u""_s, u""_s);
        same(u"calendarName"_s, u"Ünïcode 📅 / dates"_s);
        same(u"timeZone"_s, u"UTC"_s);
        same(u"timeZone"_s, u"Tokyo Standard Time"_s);
        same(u"horizonPast"_s, u"0"_s);
        row(u"horizonPast"_s, u"none"_s, u""_s);
        row(u"horizonFuture"_s, u" 365 "_s, u"365"_s);
        row(u"include"_s, u"notes, TEAM"_s, u"team,notes"_s);
        row(u"include"_s, u""_s, u""_s);
        row(u"showAs"_s, u"workingelsewhere"_s, u"workingElsewhere"_s);
        row(u"reminderMinutes"_s, u"none"_s, u""_s);
        same(u"reminderMinutes"_s, u"0"_s);
        row(u"categories"_s, u"A, b ,a"_s, u"A,b"_s);
        row(u"categories"_s, u""_s, u""_s);
        same(u"maxDelete"_s, u"0"_s);
        same(u"maxDelete"_s, u"100%"_s);
        row(u"maxDelete"_s, u""_s, u""_s);
        same(u"subjectTemplate"_s, u"{number} {project}: {title} ({client}, {percentage})"_s);
        row(u"subjectTemplate"_s, Composer::defaultSubjectTemplate(), u""_s);
        same(u"bodyTemplate"_s, u"{project}\n{deliverable}\n{team}\n{notes}\n{link} %1"_s);
        row(u"bodyTemplate"_s, Composer::defaultBodyTemplate(), u""_s);
        row(u"colour"_s, u"Teal"_s, u"teal"_s);
        same(u"caFile"_s, u"/etc/ssl/our ca.pem"_s);
        same(u"proxy"_s, u"http://proxy.example.com:3128"_s);
        same(u"proxy"_s, u"socks5://user@proxy:1080"_s);
        same(u"readOnly"_s, u"true"_s);
        same(u"driftPolicy"_s, u"restore"_s);
        row(u"freezeWindows"_s, u""_s, u""_s);
        row(u"freezeWindows"_s, u" 2026-12-20..2027-01-06, 2027-04-01 "_s,
            u"2026-12-20..2027-01-06,2027-04-01"_s);
    }
    void takesGoodValuesInTheirNormalForm() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, stands);
        const auto changed = withValues(completeProfile(), {{key, value}});
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().detail));
        QCOMPARE(valueText(*changed, key), stands);
        QCOMPARE(*fromJson(toJson(*changed)), *changed);
    }

    void refusesBadValuesAndNamesKeyValueAndRule_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const QString& key, const QString& value, const QString& says) {
            QTest::addRow("%s=%s", qPrintable(key), QUrl::toPercentEncoding(value).constData())
                << key << value << says;
        };
        row(u"enabled"_s, u"maybe"_s, u"true or false"_s);
        row(u"cloud"_s, u"germany"_s, u"global, usgov, dod, china, custom"_s);
        row(u"cloud"_s, u""_s, u"global, usgov"_s);
        for (const QString& value :
             {u"common"_s, u"organizations"_s, u"abc"_s, u"1.2.3.4"_s, u"a..b"_s, u"a b.c"_s})
            row(u"tenantId"_s, value, u"GUID or one of its domains"_s);
        row(u"clientId"_s, u"contoso.com"_s, u"a GUID"_s);
        row(u"secretExpires"_s, u"31.1.2027"_s, u"2027-01-31"_s);
        row(u"secretExpires"_s, u"2027-02-30"_s, u"2027-01-31"_s);
        row(u"publicClientId"_s, u"x"_s, u"a GUID"_s);
        row(u"trackerUrl"_s, u"tracker example com"_s, u"https://"_s);
        row(u"trackerUrl"_s, u"//tracker.example.com"_s, u"https://"_s);
        row(u"trackerUrl"_s, u"a:b@tracker.example.com"_s, u"without user and password"_s);
        row(u"trackerUrl"_s, u"http://tracker.example.com"_s, u"plain http"_s);
        row(u"trackerUrl"_s, u"http://127.0.0.1.example.com"_s, u"plain http"_s);
        row(u"trackerUrl"_s, u"https://a:b@tracker.example.com"_s, u"without user and password"_s);
        row(u"trackerUrl"_s, u"https://t.example.com/?x=1"_s, u"without ? and #"_s);
        row(u"trackerUrl"_s, u"ftp://t.example.com"_s, u"https://"_s);
        row(u"trackerUrl"_s, u"https://"_s, u"https://"_s);
        row(u"appUrl"_s, u"https://t.example.com/"_s, u"slash"_s);
        row(u"mailbox"_s, u"plans"_s, u"mailbox address"_s);
        row(u"forbiddenMailbox"_s, u"vault"_s, u"mailbox address"_s);
        row(u"mailbox"_s, u"a@b/../c"_s, u"mailbox address"_s);
        row(u"mailbox"_s, u"a b@c"_s, u"mailbox address"_s);
        row(u"calendarName"_s, u"  "_s, u"name is expected"_s);
        row(u"calendarName"_s, u"a\nb"_s, u"control characters"_s);
        row(u"calendarName"_s, QString(256, u'x'), u"at most 255"_s);
        row(u"timeZone"_s, u"Europe/Berlin"_s, u"\"W. Europe Standard Time\""_s);
        row(u"timeZone"_s, u"Middle Earth Time"_s, u"Windows zone name"_s);
        row(u"horizonPast"_s, u"-1"_s, u"whole number"_s);
        row(u"horizonFuture"_s, u"1.5"_s, u"whole number"_s);
        row(u"horizonFuture"_s, u"99999999999"_s, u"whole number"_s);
        row(u"include"_s, u"team,secrets"_s, u"team, notes, preItems"_s);
        row(u"completedPolicy"_s, u"hide"_s, u"keep, mark, remove"_s);
        row(u"subjectTemplate"_s, u"{project} {team}"_s, u"{team} is no placeholder"_s);
        row(u"subjectTemplate"_s, u"{Project}"_s, u"{Project} is no placeholder"_s);
        row(u"subjectTemplate"_s, u"a\nb"_s, u"line ends"_s);
        row(u"bodyTemplate"_s, u"{password}"_s, u"{password} is no placeholder"_s);
        row(u"reminderMinutes"_s, u"soon"_s, u"whole number"_s);
        row(u"categories"_s, u"a,,b"_s, u"separated by commas"_s);
        row(u"maxDelete"_s, u"101%"_s, u"a share"_s);
        row(u"maxDelete"_s, u"-1"_s, u"a number of events"_s);
        row(u"maxDelete"_s, u"ten"_s, u"a number of events"_s);
        row(u"colour"_s, u"lightTeal"_s, u"teal"_s);
        row(u"caFile"_s, u"ca.pem"_s, u"full path"_s);
        row(u"proxy"_s, u"proxy:3128"_s, u"http://proxy"_s);
        row(u"freezeWindows"_s, u"christmas"_s, u"days like"_s);
        row(u"graphRoot"_s, u"https://graph.example.com/v1.0"_s, u"without /v1.0"_s);
        row(u"authority"_s, u"https://login.example.com/"_s, u"slash"_s);
        row(u"tokenScope"_s, u"Calendars.ReadWrite"_s, u"/.default"_s);
    }
    void refusesBadValuesAndNamesKeyValueAndRule() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const auto changed = withValues(completeProfile(), {{key, value}});
        QVERIFY(!changed);
        const Error& error = changed.error();
        QVERIFY(error.kind == Error::Kind::Config);
        QCOMPARE(error.code, u"config-invalid"_s);
        QVERIFY2(error.detail.startsWith(key), qPrintable(error.detail));
        QVERIFY2(error.detail.contains(says), qPrintable(error.detail));
        static const QStringList mayHoldPasswords{u"authority"_s,  u"graphRoot"_s, u"tokenScope"_s,
                                                  u"trackerUrl"_s, u"appUrl"_s,    u"proxy"_s};
        if (!mayHoldPasswords.contains(key))
            QVERIFY2(error.detail.contains(value.left(80)), qPrintable(error.detail));
    }

    void neverRepeatsAPasswordThatWasPutInTheWrongPlace_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("proxy") << u"proxy"_s << u"http://user:canary@proxy:3128"_s;
        QTest::newRow("store url") << u"store"_s << u"postgresql://user:canary@db/milepost"_s;
        QTest::newRow("store words") << u"store"_s << u"host=db password=canary dbname=x"_s;
        QTest::newRow("store query") << u"store"_s << u"postgresql://db/milepost?password=canary"_s;
        for (const char* key : {"authority", "graphRoot", "trackerUrl", "appUrl"}) {
            QTest::addRow("%s", key) << QString::fromLatin1(key) << u"https://user:canary@host.example"_s;
            QTest::addRow("%s, odd", key) << QString::fromLatin1(key) << u"user:canary@host.example"_s;
        }
        QTest::newRow("tokenScope") << u"tokenScope"_s << u"https://user:canary@host.example"_s;
    }
    void neverRepeatsAPasswordThatWasPutInTheWrongPlace() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        const auto changed = withValues(completeProfile(), {{key, value}});
        QVERIFY(!changed);
        QVERIFY2(changed.error().detail.startsWith(key + u": "_s), qPrintable(changed.error().detail));
        QVERIFY2(changed.error().detail.endsWith(u" is expected"_s) ||
                     changed.error().detail.contains(u"without password"_s),
                 qPrintable(changed.error().detail));
        QVERIFY2(!changed.error().detail.contains(u"canary"_s), qPrintable(changed.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestProfileSchema)
#include "tst_profileschema.moc"
