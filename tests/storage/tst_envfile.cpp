// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/envfile.h"
#include "storage/envparser.h"

#include <random>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

const QString k_tenant = u"11111111-2222-3333-4444-555555555555"_s;
const QString k_client = u"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"_s;

/// What the guide shows, with real values.
const QByteArray k_guideEnv = R"(# Microsoft Graph Configuration
MICROSOFT_TENANT_ID=11111111-2222-3333-4444-555555555555
MICROSOFT_CLIENT_ID=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
MICROSOFT_CLIENT_SECRET=abc8Q~d.e_f-g

# Calendar Configuration
MICROSOFT_CALENDAR_ENABLED=true
MICROSOFT_CALENDAR_MODE=shared  # or 'individual'
MICROSOFT_SHARED_CALENDAR_NAME=Project Deliverables
APP_URL=https://tracker.example.com
)";

const QByteArray k_guideCompose = R"(backend:
  # ... existing configuration
  environment:
    - MICROSOFT_TENANT_ID=${MICROSOFT_TENANT_ID}
    - MICROSOFT_CLIENT_ID=${MICROSOFT_CLIENT_ID}
    - MICROSOFT_CLIENT_SECRET=${MICROSOFT_CLIENT_SECRET}
    - MICROSOFT_CALENDAR_ENABLED=${MICROSOFT_CALENDAR_ENABLED}
    - MICROSOFT_CALENDAR_MODE=${MICROSOFT_CALENDAR_MODE}
    - MICROSOFT_SHARED_CALENDAR_NAME=${MICROSOFT_SHARED_CALENDAR_NAME}
)";

QString valueOf(const EnvImport& import, const QString& key) {
    for (const auto& [name, value] : import.profileValues)
        if (name == key)
            return value;
    return u"(absent)"_s;
}

} // namespace

class TestEnvFile : public QObject {
    Q_OBJECT

private slots:
    void readsTheGuidesEnvFile() {
        const EnvImport import = readEnv(k_guideEnv);
        QCOMPARE(import.warnings(), QStringList());
        QCOMPARE(import.profileValues, (KeyValues{{u"tenantId"_s, k_tenant},
                                                  {u"clientId"_s, k_client},
                                                  {u"enabled"_s, u"true"_s},
                                                  {u"mode"_s, u"shared"_s},
                                                  {u"calendarName"_s, u"Project Deliverables"_s},
                                                  {u"appUrl"_s, u"https://tracker.example.com"_s}}));
        QCOMPARE(import.clientSecret.reveal(), u"abc8Q~d.e_f-g"_s);
        QVERIFY(withValues(Profile(), import.profileValues));
    }

    void readsTheGuidesComposeFileWithTheEnvBesideIt() {
        const QTemporaryDir dir;
        for (const auto& [name, content] :
             {std::pair{u".env"_s, k_guideEnv}, std::pair{u"docker-compose.yml"_s, k_guideCompose}}) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        const auto import = importEnv(dir.filePath(u"docker-compose.yml"_s));
        QVERIFY(import);
        QCOMPARE(import->warnings(), QStringList());
        QCOMPARE(valueOf(*import, u"tenantId"_s), k_tenant);
        QCOMPARE(valueOf(*import, u"calendarName"_s), u"Project Deliverables"_s);
        QCOMPARE(import->clientSecret.reveal(), u"abc8Q~d.e_f-g"_s);
    }

    void saysWhatReferencesLeaveOpen() {
        const EnvImport import = readEnv(k_guideCompose);
        QCOMPARE(import.profileValues, KeyValues());
        QVERIFY(import.clientSecret.isEmpty());
        QCOMPARE(import.warnings().size(), 6);
        QVERIFY2(import.warnings().front().startsWith(u"line 4: MICROSOFT_TENANT_ID"_s),
                 qPrintable(import.warnings().front()));
    }

    void understandsValues_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* name, const QByteArray& content, const QString& value) {
            QTest::newRow(name) << content << value;
        };
        const QByteArray key = "MICROSOFT_SHARED_CALENDAR_NAME";
        row("plain", key + "=Our dates", u"Our dates"_s);
        row("export", "export " + key + "=x", u"x"_s);
        row("blanks around", "  " + key + " =  x y  ", u"x y"_s);
        row("CRLF", "A=1\r\n" + key + "=x\r\nB=2\r\n", u"x"_s);
        row("byte order mark", "\xEF\xBB\xBF" + key + "=x", u"x"_s);
        row("comment", key + "=x # y", u"x"_s);
        row("hash inside", key + "=x#y", u"x#y"_s);
        row("single quotes", key + "='x # \\n $y ${Z}' # c", u"x # \\n $y ${Z}"_s);
        row("double quotes", key + "=\"x \\\" # \\\\ \\$ y\"", u"x \" # \\ $ y"_s);
        row("substitution", "N=dates\n" + key + "=Our ${N}!", u"Our dates!"_s);
        row("substitution in quotes", "N=dates\n" + key + "=\"Our ${N}\"", u"Our dates"_s);
        row("escaped substitution", "N=dates\n" + key + "=\"Our \\${N}\"", u"Our ${N}"_s);
        row("default", key + "=${NOPE:-Our dates}", u"Our dates"_s);
        row("default for empty", "N=\n" + key + "=${N:-x}", u"x"_s);
        row("nested default", key + "=${NOPE:-${NOPE2:-x}}", u"x"_s);
        row("default not needed", "N=y\n" + key + "=${N:-x}", u"y"_s);
        row("bare dollar stays", "y=1\n" + key + "=x$y", u"x$y"_s);
        row("the last one counts", key + "=a\n" + key + "=b", u"b"_s);
        row("yaml list", "environment:\n  - " + key + "=Our dates # c", u"Our dates"_s);
        row("yaml list, no heading", "- " + key + "=Our dates", u"Our dates"_s);
        row("yaml list, item quoted", "environment:\n  - \"" + key + "=a \\\"b\\\" # c\"", u"a \"b\" # c"_s);
        row("yaml list, single quotes", "environment:\n  - '" + key + "=it''s'", u"it's"_s);
        row("yaml list, value quoted", "environment:\n  - " + key + "=\"a b\"", u"a b"_s);
        row("yaml map", "environment:\n  " + key + ": Our dates # c", u"Our dates"_s);
        row("yaml map, quotes", "environment:\n  " + key + ": \"a: b # c\" # d", u"a: b # c"_s);
        row("yaml map, key quoted", "environment:\n  \"" + key + "\": 'it''s'", u"it's"_s);
        row("yaml dollars", "environment:\n  " + key + ": a$$b", u"a$b"_s);
        row("yaml default", "environment:\n  " + key + ": ${NOPE:-x y}", u"x y"_s);
        row("yaml bare name", "environment:\n  NAME: x\n  " + key + ": $NAME", u"x"_s);
        row("yaml CRLF", "services:\r\n  web:\r\n    environment:\r\n      " + key + ": x\r\n", u"x"_s);
    }
    void understandsValues() {
        QFETCH(QByteArray, content);
        QFETCH(QString, value);
        QCOMPARE(valueOf(readEnv(content), u"calendarName"_s), value);
    }

    void warnsAndLeavesOut_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("warning");
        const auto row = [](const char* name, const char* content, const QString& warning) {
            QTest::newRow(name) << QByteArray(content) << warning;
        };
        row("mode", "\nMICROSOFT_CALENDAR_MODE=both", u"line 2: MICROSOFT_CALENDAR_MODE: mode=both: "_s);
        row("placeholder", "MICROSOFT_TENANT_ID=your-tenant-id-here", u"placeholder"_s);
        row("secret's placeholder", "MICROSOFT_CLIENT_SECRET=your-client-secret-here", u"placeholder"_s);
        row("no GUID", "MICROSOFT_CLIENT_ID=abc", u"a GUID like"_s);
        row("empty", "MICROSOFT_CLIENT_ID=", u"is empty"_s);
        row("open quote", "MICROSOFT_CLIENT_ID=\"abc", u"not understood"_s);
        row("text after the quote", "MICROSOFT_CLIENT_ID='abc'd", u"not understood"_s);
        row("block", "environment:\n  MICROSOFT_CLIENT_ID: |\n    x",
            u"line 2: MICROSOFT_CLIENT_ID: its value"_s);
        row("passed through", "environment:\n  - MICROSOFT_CLIENT_ID", u"set nowhere here"_s);
        row("passed through, map", "environment:\n  MICROSOFT_CLIENT_ID:", u"set nowhere here"_s);
        row("http", "APP_URL=http://tracker.example.com", u"https:// is expected"_s);
    }
    void warnsAndLeavesOut() {
        QFETCH(QByteArray, content);
        QFETCH(QString, warning);
        const EnvImport import = readEnv(content);
        QCOMPARE(import.profileValues, KeyValues());
        QVERIFY(import.clientSecret.isEmpty());
        QCOMPARE(import.warnings().size(), 1);
        QVERIFY2(import.warnings().front().contains(warning), qPrintable(import.warnings().front()));
    }

    void saysWhenAValueIsSetTwice() {
        const EnvImport import = readEnv("MICROSOFT_CLIENT_SECRET=canary1\nMICROSOFT_CLIENT_SECRET=canary2");
        QCOMPARE(import.clientSecret.reveal(), u"canary2"_s);
        QCOMPARE(import.warnings().size(), 1);
        QVERIFY2(!import.warnings().front().contains(u"canary"_s), "a secret in a warning");
    }

    void noWarningEverHoldsTheSecret() {
        for (const QByteArray& value :
             {QByteArray("\"canary"), QByteArray("'canary'x"), QByteArray("a${canary}b"),
              QByteArray("${canary?x}"), QByteArray("${canary-%}"), QByteArray("a${!canary}")}) {
            for (const QByteArray& line :
                 {"MICROSOFT_CLIENT_SECRET=" + value, "environment:\n  - MICROSOFT_CLIENT_SECRET=" + value,
                  "environment:\n  MICROSOFT_CLIENT_SECRET: " + value}) {
                const QStringList warnings = readEnv(line).warnings();
                QVERIFY2(!warnings.join(u' ').contains(u"canary"_s), qPrintable(warnings.join(u' ')));
            }
        }
        const auto import = readEnv("environment:\n  MICROSOFT_CLIENT_SECRET: a$canary");
        QCOMPARE(import.warnings().size(), 1);
        QVERIFY(!import.warnings().front().contains(u"canary"_s));
    }

    void whatIsNoNameIsNotRepeated() {
        const auto import = readEnv("APP_URL=https://x/${user:canary@host}");
        QCOMPARE(import.warnings().size(), 1);
        QVERIFY2(!import.warnings().front().contains(u"canary"_s), qPrintable(import.warnings().front()));
        QVERIFY(import.warnings().front().contains(u"${...}"_s));
    }

    void anAddressWithAPasswordIsNotRepeated() {
        const auto import = readEnv("APP_URL=https://user:canary@tracker.example.com");
        QCOMPARE(import.warnings().size(), 1);
        QVERIFY2(!import.warnings().front().contains(u"canary"_s), qPrintable(import.warnings().front()));
    }

    void exportsWithoutTheSecret() {
        const QString text = exportEnv(someProfile(u"Dates"_s), EnvForm::DotEnv);
        QCOMPARE(text,
                 u"MICROSOFT_TENANT_ID="_s + k_tenant + u"\nMICROSOFT_CLIENT_ID="_s + k_client +
                     u"\nMICROSOFT_CALENDAR_ENABLED=true\nMICROSOFT_CALENDAR_MODE=shared\n"
                     "MICROSOFT_SHARED_CALENDAR_NAME=Dates\nAPP_URL=https://tracker.example.com/sub\n"_s);
    }

    void writesTheSecretToAPrivateFileOnly() {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"out.env"_s);
        QVERIFY(writeEnv(path, someProfile(u"Dates"_s), EnvForm::DotEnv, Redacted<QString>(u"s3cret"_s)));
        QVERIFY((QFile::permissions(path) & QFile::Permissions(0x0077)) == 0);
        QCOMPARE(importEnv(path)->clientSecret.reveal(), u"s3cret"_s);
    }

    /// Whatever a name or a secret is made of comes back as it was, in both forms.
    void everyValueSurvivesTheRoundTrip_data() {
        QTest::addColumn<int>("form");
        QTest::newRow(".env") << 0;
        QTest::newRow("compose") << 1;
    }
    void everyValueSurvivesTheRoundTrip() {
        QFETCH(int, form);
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"file"_s);
        std::mt19937 random(20260304);
        const QStringList bits{u"a"_s,   u"Z"_s,       u" "_s,  u"  "_s, u"'"_s,  u"\""_s, u"\\"_s,
                               u"$"_s,   u"${"_s,      u"}"_s,  u"#"_s,  u" #"_s, u"="_s,  u":"_s,
                               u": "_s,  u"-"_s,       u"`"_s,  u"!"_s,  u"%"_s,  u"📅"_s,  u"ü"_s,
                               u"{"_s,   u"&"_s,       u"*"_s,  u"|"_s,  u","_s,  u"$$"_s, u"\u00a0"_s,
                               u"\\n"_s, u"${A:-b}"_s, u"$A"_s, u"~"_s};
        for (int round = 0; round < 150; ++round) {
            QString value;
            for (unsigned n = 1 + random() % 8; n > 0; --n)
                value += bits.at(static_cast<qsizetype>(random() % static_cast<unsigned>(bits.size())));
            if (value.trimmed().isEmpty())
                continue;
            const QString secret = round % 3 == 0 ? value + u"\t\n\rx"_s : value;
            const auto envForm = form == 0 ? EnvForm::DotEnv : EnvForm::Compose;
            QVERIFY(writeEnv(path, someProfile(value), envForm, Redacted<QString>(secret)));
            const auto import = importEnv(path);
            QVERIFY(import);
            QVERIFY2(import->warnings().isEmpty(),
                     qPrintable(value + u" → "_s + import->warnings().join(u'|')));
            QCOMPARE(valueOf(*import, u"calendarName"_s), value);
            QCOMPARE(import->clientSecret.reveal(), secret);
            QCOMPARE(valueOf(*import, u"tenantId"_s), k_tenant);
        }
    }

    void tellsTheOtherNamesButNoPieceOfASecret() {
        const QByteArray others = "DATABASE_URL=x\nREDIS_2=y\nDATABASE_URL=z\n";
        const QStringList names{u"DATABASE_URL"_s, u"REDIS_2"_s};
        QCOMPARE(readEnv(k_guideEnv + others).unknown, names);
        // A key over several lines whose quote is not closed: its last line looks like an assignment.
        QCOMPARE(readEnv(others + "KEY=\"-----BEGIN PRIVATE KEY-----\nkJ8sdf93hfQzz01x==\n").unknown, names);
    }

private:
    static Profile someProfile(const QString& calendarName) {
        Profile profile;
        profile.tenantId = k_tenant;
        profile.clientId = k_client;
        profile.trackerUrl = u"https://tracker.example.com/sub"_s;
        profile.calendarName = calendarName;
        return profile;
    }
};

QTEST_GUILESS_MAIN(TestEnvFile)
#include "tst_envfile.moc"
