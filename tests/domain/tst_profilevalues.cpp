// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profileschema.h"

#include <QJsonArray>
#include <QJsonDocument>
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

/// Values together: what goes with what, what a file holds, whether a run can start.
class TestProfileValues : public QObject {
    Q_OBJECT

private slots:
    void saysWhatThisVersionCannotDoYet_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("attendees") << u"attendees"_s << u"on"_s;
        QTest::newRow("include") << u"include"_s << u"team,preItems"_s;
    }
    void saysWhatThisVersionCannotDoYet() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        const auto changed = withValues(completeProfile(), {{key, value}});
        QVERIFY(!changed);
        QVERIFY2(changed.error().detail.startsWith(key), qPrintable(changed.error().detail));
        QVERIFY2(changed.error().detail.contains(u"not available in this version"_s),
                 qPrintable(changed.error().detail));
    }

    void readsWhatALaterVersionWroteButDoesNotRunIt() {
        QJsonObject json = toJson(completeProfile());
        json.insert(u"attendees"_s, true);
        const auto profile = fromJson(json);
        QVERIFY(profile);
        const auto ready = readyToRun(*profile);
        QVERIFY(!ready);
        QVERIFY2(ready.error().detail.contains(u"true is not available"_s), qPrintable(ready.error().detail));
        const auto mended = withValues(*profile, {{u"attendees"_s, u"false"_s}});
        QVERIFY(mended);
        QVERIFY(readyToRun(*mended));
    }

    void aCertificateIsACredential() {
        const auto changed = withValues(completeProfile(), {{u"credential"_s, u"certificate"_s}});
        QVERIFY(changed);
        QVERIFY(changed->credential == CredentialKind::Certificate);
        QVERIFY(readyToRun(*changed));
    }

    void aSharedStoreIsTakenWithoutAPassword() {
        for (const QString& store : {u"postgresql://user@db/milepost"_s, u"host=db dbname=milepost"_s}) {
            const auto changed = withValues(completeProfile(), {{u"store"_s, store}});
            QVERIFY(changed);
            QCOMPARE(changed->store, store);
            QVERIFY(readyToRun(*changed));
        }
        const auto refused =
            withValues(completeProfile(), {{u"store"_s, u"postgresql://user:canary@db/milepost"_s}});
        QVERIFY(!refused);
        QVERIFY(!refused.error().detail.contains(u"canary"_s));
    }

    void aCalendarForEachPersonNeedsNoMailbox() {
        Profile profile = completeProfile();
        profile.mailbox.clear();
        QVERIFY(!readyToRun(profile));
        const auto changed = withValues(profile, {{u"mode"_s, u"individual"_s}});
        QVERIFY(changed && readyToRun(*changed));
        QCOMPARE(changed->targetCalendar(), changed->calendarName);
        const auto inDefault = withValues(*changed, {{u"personCalendar"_s, u"default"_s}});
        QVERIFY(inDefault && inDefault->targetCalendar().isEmpty());
    }

    void setsAllOrNone() {
        const Profile before = completeProfile();
        QVERIFY(!withValues(before, {{u"mailbox"_s, u"new@contoso.com"_s}, {u"horizonPast"_s, u"x"_s}}));
        const auto changed =
            withValues(before, {{u"mailbox"_s, u"new@contoso.com"_s}, {u"horizonPast"_s, u"5"_s}});
        QVERIFY(changed);
        QCOMPARE(changed->mailbox, u"new@contoso.com"_s);
        QCOMPARE(changed->horizonPastDays, std::optional(5));
        QCOMPARE(*withValues(before, {}), before);
    }

    void refusesUnknownKeysWithAHint() {
        const auto typo = withValues(completeProfile(), {{u"Timezone"_s, u"UTC"_s}});
        QVERIFY(!typo);
        QVERIFY2(typo.error().detail.contains(u"meant is timeZone"_s), qPrintable(typo.error().detail));
        QVERIFY(!withValues(completeProfile(), {{u"name"_s, u"x"_s}}));
        QCOMPARE(valueText(completeProfile(), u"nothing"_s), QString());
    }

    void customAddressesNeedTheCustomCloud() {
        const KeyValues addresses{{u"authority"_s, u"http://127.0.0.1:9/login"_s},
                                  {u"graphRoot"_s, u"http://127.0.0.1:9"_s}};
        const auto refused = withValues(completeProfile(), addresses);
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"cloud=custom"_s), qPrintable(refused.error().detail));
        const auto custom = withValues(completeProfile(), KeyValues{{u"cloud"_s, u"custom"_s}} + addresses);
        QVERIFY(custom);
        const CloudEndpoints expected{u"http://127.0.0.1:9/login"_s, u"http://127.0.0.1:9"_s,
                                      u"https://graph.microsoft.com/.default"_s};
        QCOMPARE(custom->endpoints(), expected);
        QVERIFY(readyToRun(*custom));
        QVERIFY(withValues(*custom, {{u"cloud"_s, u"global"_s}}));
    }

    void knowsTheEndpointsOfEveryCloud() {
        Profile profile;
        QCOMPARE(profile.endpoints().graphRoot, u"https://graph.microsoft.com"_s);
        profile.cloud = Cloud::UsGov;
        QCOMPARE(profile.endpoints().graphRoot, u"https://graph.microsoft.us"_s);
        profile.cloud = Cloud::Dod;
        QCOMPARE(profile.endpoints().graphRoot, u"https://dod-graph.microsoft.us"_s);
        QCOMPARE(profile.endpoints().authority, u"https://login.microsoftonline.us"_s);
        profile.cloud = Cloud::China;
        QCOMPARE(profile.endpoints().authority, u"https://login.partner.microsoftonline.cn"_s);
        for (const Cloud cloud : {Cloud::Global, Cloud::UsGov, Cloud::Dod, Cloud::China}) {
            profile.cloud = cloud;
            QCOMPARE(profile.endpoints().tokenScope, profile.endpoints().graphRoot + u"/.default"_s);
        }
    }

    void writesJsonInItsOwnTypes() {
        Profile profile = completeProfile();
        profile.horizonPastDays = 30;
        const QJsonObject json = toJson(profile);
        QCOMPARE(json.value(u"name"_s), QJsonValue(u"prod"_s));
        QCOMPARE(json.value(u"enabled"_s), QJsonValue(true));
        QCOMPARE(json.value(u"horizonPast"_s), QJsonValue(30));
        QCOMPARE(json.value(u"horizonFuture"_s), QJsonValue(QJsonValue::Null));
        QCOMPARE(json.value(u"include"_s), QJsonValue(QJsonArray{u"team"_s}));
        QCOMPARE(json.value(u"calendarName"_s), QJsonValue(u"Project Deliverables"_s));
        QCOMPARE(json.size(), static_cast<qsizetype>(keys().size()) + 1);
    }

    void absentMembersAreDefaults() { QCOMPARE(*fromJson({}), Profile()); }

    void jsonOfTheWrongTypeIsRefused_data() {
        QTest::addColumn<QByteArray>("json");
        for (const char* json : {R"({"enabled":"true"})", R"({"horizonPast":"5"})", R"({"horizonPast":1.5})",
                                 R"({"include":"team"})", R"({"include":[1]})", R"({"categories":["a,b"]})",
                                 R"({"mailbox":5})", R"({"maxDelete":5})", R"({"mailbox":"x"})"})
            QTest::newRow(json) << QByteArray(json);
    }
    void jsonOfTheWrongTypeIsRefused() {
        QFETCH(QByteArray, json);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        const auto profile = fromJson(object);
        QVERIFY(!profile);
        QVERIFY2(profile.error().detail.startsWith(object.keys().first()),
                 qPrintable(profile.error().detail));
    }

    void namesAllThatIsMissingForARun() {
        QVERIFY(readyToRun(completeProfile()));
        const auto ready = readyToRun(newProfile(u"new"_s, "UTC"));
        QVERIFY(!ready);
        QVERIFY(ready.error().kind == Error::Kind::Config);
        QCOMPARE(ready.error().code, u"config-invalid"_s);
        QCOMPARE(ready.error().detail,
                 u"not set: tenantId, clientId, trackerUrl, trackerUser, mailbox, timeZone"_s);
        Profile off = completeProfile();
        off.enabled = false;
        QVERIFY(!readyToRun(off));
        Profile custom = completeProfile();
        custom.cloud = Cloud::Custom;
        QCOMPARE(readyToRun(custom).error().detail, u"not set: authority, graphRoot"_s);
        Profile readOnly = completeProfile();
        readOnly.readOnly = true;
        QVERIFY2(readyToRun(readOnly), "a plan writes nothing");
    }
};

QTEST_GUILESS_MAIN(TestProfileValues)
#include "tst_profilevalues.moc"
