// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/profileschema.h"
#include "storage/profilestore.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestProfileStore : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store.emplace(Paths::below(m_dir->path()));
    }

    void aStoreThatWasNeverUsedIsEmpty() { QCOMPARE(*m_store->names(), QStringList()); }

    void createsWithEveryDefaultAndThisComputersZone() {
        const auto profile = m_store->create(u"prod"_s, "Europe/Berlin");
        QVERIFY(profile);
        QCOMPARE(profile->timeZone, u"W. Europe Standard Time"_s);
        QCOMPARE(profile->calendarName, u"Project Deliverables"_s);
        QCOMPARE(*m_store->load(u"prod"_s), *profile);
        QCOMPARE(*m_store->names(), QStringList{u"prod"_s});
        QVERIFY(m_store->exists(u"prod"_s));
        QVERIFY(!m_store->exists(u"../prod"_s));
    }

    void givesEveryValueBack() {
        Profile profile = *m_store->create(u"prod"_s, "UTC");
        profile.mailbox = u"plans@contoso.com"_s;
        profile.bodyTemplate = u"{project}\n\n\"{team}\"\t{notes} ünï"_s;
        profile.maxDelete = DeletionLimit{15, DeletionLimit::Unit::Percent};
        profile.reminderMinutes = 0;
        profile.categories = {u"A"_s, u"B c"_s};
        profile.readOnly = true;
        QVERIFY(m_store->save(profile));
        QCOMPARE(*m_store->load(u"prod"_s), profile);
    }

    void refusesANameThatIsTakenInAnyCase() {
        QVERIFY(m_store->create(u"Prod"_s, "UTC"));
        const auto second = m_store->create(u"pROD"_s, "UTC");
        QVERIFY(!second);
        QVERIFY2(second.error().detail.contains(u"\"Prod\""_s), qPrintable(second.error().detail));
    }

    void namesAreSafeAsFileNames_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("fine");
        for (const QString& name : {u"prod"_s, u"Contoso 2026"_s, u"a"_s, u"7"_s, u"büro-2.x_y"_s, u"conny"_s,
                                    u"com10"_s, QString(64, u'x')})
            QTest::addRow("fine: %s", qPrintable(name)) << name << true;
        for (const QString& name : {u""_s, u" a"_s, u"a "_s, u"a."_s, u".a"_s, u"-a"_s, u"a/b"_s, u"a\\b"_s,
                                    u".."_s, u"a:b"_s, u"a*"_s, u"CON"_s, u"nul.txt"_s, u"Lpt1"_s, u"a\nb"_s,
                                    u"a\n"_s, u"bu\u0308ro"_s, QString(65, u'x')})
            QTest::addRow("refused: %s", QUrl::toPercentEncoding(name).constData()) << name << false;
    }
    void namesAreSafeAsFileNames() {
        QFETCH(QString, name);
        QFETCH(bool, fine);
        QCOMPARE(checkProfileName(name).has_value(), fine);
        QCOMPARE(m_store->create(name, "UTC").has_value(), fine);
        QCOMPARE(m_store->load(name).has_value(), fine);
        QCOMPARE(QDir(m_dir->path()).entryList({u"*.json"_s}, QDir::Files).size(), 0);
    }

    void saysThatAProfileIsNotThere() {
        for (const Error& error :
             {m_store->load(u"nobody"_s).error(), m_store->remove(u"nobody"_s).error()}) {
            QVERIFY(error.kind == Error::Kind::Config);
            QCOMPARE(error.code, u"config-invalid"_s);
            QVERIFY2(error.detail.contains(u"nobody"_s), qPrintable(error.detail));
        }
    }

    void aBrokenFileIsSaidWithItsPlaceAndNeverOverwritten_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* content, const QString& says) {
            QTest::newRow(name) << QByteArray(content) << says;
        };
        row("bad JSON", "{\n  \"schema\": 1\n  \"enabled\": true\n}", u"line 3, column"_s);
        row("half a file", "{\n  \"schema\": 1,\n  \"ena", u"line 3, column"_s);
        row("not an object", "[1]", u"line 1, column 1: a JSON object"_s);
        row("empty", "", u"line 1, column 1"_s);
        row("a wrong value", "{\"schema\": 1,\n \"ü\": 2, \"mailbox\":\n \"nowhere\"}",
            u"line 2, column 10: mailbox=nowhere"_s);
        row("a wrong type", "{\"schema\": 1,\n\"horizonPast\": \"5\"}", u"line 2, column 1: horizonPast"_s);
        row("no schema", "{\"enabled\": true}", u"\"schema\""_s);
        row("a newer schema", "{\"schema\": 2, \"mode\": \"holographic\"}", u"newer version"_s);
    }
    void aBrokenFileIsSaidWithItsPlaceAndNeverOverwritten() {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        Profile profile = *m_store->create(u"prod"_s, "UTC");
        const QString path = m_store->paths().profileFile(u"prod"_s);
        writeBytes(path, content);
        const auto loaded = m_store->load(u"prod"_s);
        QVERIFY(!loaded);
        QVERIFY(loaded.error().kind == Error::Kind::Config);
        QCOMPARE(loaded.error().code, u"config-invalid"_s);
        QVERIFY2(loaded.error().detail.contains(path), qPrintable(loaded.error().detail));
        QVERIFY2(loaded.error().detail.contains(says), qPrintable(loaded.error().detail));
        profile.enabled = false;
        QVERIFY(!m_store->save(profile));
        QVERIFY(!m_store->create(u"prod"_s, "UTC"));
        QCOMPARE(bytesOf(path), content);
        QCOMPARE(*m_store->names(), QStringList{u"prod"_s}); // it is still listed
    }

    void keepsMembersThatItDoesNotKnow() {
        Profile profile = *m_store->create(u"prod"_s, "UTC");
        const QString path = m_store->paths().profileFile(u"prod"_s);
        QJsonObject object = QJsonDocument::fromJson(bytesOf(path)).object();
        object.insert(u"fromTheFuture"_s, QJsonObject{{u"x"_s, 1}});
        writeBytes(path, QJsonDocument(object).toJson());
        profile.enabled = false;
        QVERIFY(m_store->save(profile));
        object.insert(u"enabled"_s, false);
        QCOMPARE(QJsonDocument::fromJson(bytesOf(path)).object(), object);
    }

    void removesTheFileAlone() {
        QVERIFY(m_store->create(u"prod"_s, "UTC"));
        QVERIFY(m_store->create(u"test"_s, "UTC"));
        QVERIFY(m_store->remove(u"prod"_s));
        QCOMPARE(*m_store->names(), QStringList{u"test"_s});
    }

    void whatIsExportedCanBeImportedElsewhere() {
        Profile profile = *m_store->create(u"prod"_s, "UTC");
        profile.mailbox = u"plans@contoso.com"_s;
        QVERIFY(m_store->save(profile));
        QJsonObject exported = *m_store->exported(u"prod"_s);
        exported.insert(u"clientSecret"_s, u"canary"_s);
        const QString file = m_dir->filePath(u"from elsewhere.json"_s);
        writeBytes(file, QJsonDocument(exported).toJson());

        const auto taken = m_store->importFile(file);
        QVERIFY2(!taken, "the name is taken");
        QVERIFY(m_store->remove(u"prod"_s));
        QCOMPARE(*m_store->importFile(file), profile);
        QCOMPARE(*m_store->load(u"prod"_s), profile);
        QVERIFY2(!bytesOf(m_store->paths().profileFile(u"prod"_s)).contains("canary"),
                 "an unknown member came in");

        exported.remove(u"name"_s);
        writeBytes(file, QJsonDocument(exported).toJson());
        QCOMPARE(m_store->importFile(file)->name, u"from elsewhere"_s);
    }

    void importsNothingThatIsInvalid() {
        const QString file = m_dir->filePath(u"bad.json"_s);
        writeBytes(file, "{\"schema\": 1, \"name\": \"../evil\"}");
        QVERIFY(!m_store->importFile(file));
        writeBytes(file,
                   "{\"schema\": 1, \"name\": \"prod\",\n \"trackerUrl\": \"http://tracker.example.com\"}");
        const auto imported = m_store->importFile(file);
        QVERIFY(!imported);
        QVERIFY2(imported.error().detail.contains(u"line 2, column 2"_s),
                 qPrintable(imported.error().detail));
        QCOMPARE(*m_store->names(), QStringList());
    }

    void theStoredFileHoldsItsSchema() {
        QVERIFY(m_store->create(u"prod"_s, "UTC"));
        const QByteArray bytes = bytesOf(m_store->paths().profileFile(u"prod"_s));
        QCOMPARE(QJsonDocument::fromJson(bytes).object().value(u"schema"_s).toInt(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<ProfileStore> m_store;
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
