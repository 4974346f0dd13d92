// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/keychainentry.h"
#include "auth/secretstores.h"
#include "auth/sourcesecretstore.h"
#include "base/futures.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

SecretKey keyFor(SecretPurpose purpose) { return {u"main"_s, purpose, u"https://host:443"_s}; }

QString read(SecretStore& store, SecretPurpose purpose) {
    const auto found = await(store.read(keyFor(purpose), {}));
    return found ? found->reveal() : u"error "_s + found.error().code;
}

} // namespace

class TstSecretStores : public QObject {
    Q_OBJECT

private slots:
    void namesAreThoseOfTheCommandLine();
    void keysAreBoundToTheirOrigin();
    void sessionKeepsBySecretAndOrigin();
    void environmentIsReadOnlyButForTheRotatedToken();
    void systemdCredentialsComeFromFiles();
    void factoryKnowsTheFourSources();
    void chunksFitWindowsAndJoinAgain_data();
    void chunksFitWindowsAndJoinAgain();
    void headsComeBackAsTheyWent();
    void entryNamesCannotBeConfused();
    void secretsPrintAsStars();
};

void TstSecretStores::namesAreThoseOfTheCommandLine() {
    const QStringList names{u"entra-secret"_s,    u"entra-certificate"_s, u"tracker-password"_s,
                            u"tracker-refresh"_s, u"proxy-password"_s,    u"store-password"_s};
    for (const QString& name : names) {
        const auto purpose = secretPurposeOf(name);
        QVERIFY(purpose);
        QCOMPARE(toString(*purpose), name);
    }
    QVERIFY(!secretPurposeOf(u"Entra-Secret"_s));
    QVERIFY(!secretPurposeOf(u""_s));
}

void TstSecretStores::keysAreBoundToTheirOrigin() {
    const auto tracker = [](const char* url) {
        return trackerPasswordKey(u"p"_s, QUrl(QString::fromLatin1(url)));
    };
    QCOMPARE(tracker("https://t.example/wt/"), tracker("https://T.example:443/wt"));
    QVERIFY(tracker("https://t.example/wt") != tracker("https://t.example/other"));
    QVERIFY(tracker("https://t.example") != tracker("http://t.example"));
    QVERIFY(tracker("https://t.example") != tracker("https://t.example:8443"));
    QVERIFY(tracker("https://t.example") != tracker("https://t.example.evil"));
    const auto entra = [](const char* authority, const char* tenant) {
        return entraKey(u"p"_s, SecretPurpose::EntraSecret, QUrl(QString::fromLatin1(authority)),
                        QString::fromLatin1(tenant));
    };
    QCOMPARE(entra("https://login.example", "ABC"), entra("https://login.example/", "abc"));
    QVERIFY(entra("https://login.example", "a") != entra("https://login.example", "b"));
    QVERIFY(entra("https://login.example", "a") != entra("https://login.other", "a"));
    const QUrl url(u"https://t.example"_s);
    QVERIFY(trackerRefreshKey(u"p"_s, url, u"a"_s) != trackerRefreshKey(u"p"_s, url, u"b"_s));
    QVERIFY(trackerPasswordKey(u"p"_s, url) != trackerPasswordKey(u"q"_s, url));
}

void TstSecretStores::sessionKeepsBySecretAndOrigin() {
    SessionSecretStore store;
    const SecretKey key = keyFor(SecretPurpose::EntraSecret);
    QCOMPARE(read(store, key.purpose), u"error credential-missing"_s);
    QVERIFY(await(store.write(key, Redacted(u"s"_s), {})));
    QCOMPARE(read(store, key.purpose), u"s"_s);
    QCOMPARE(read(store, SecretPurpose::TrackerPassword), u"error credential-missing"_s);
    SecretKey other = key;
    other.origin = u"https://other:443"_s;
    QVERIFY(*await(store.state(other, {})) == SecretState::Absent);
    QVERIFY(*await(store.state(key, {})) == SecretState::Stored);
    QVERIFY(await(store.remove(key, {})));
    QVERIFY(await(store.remove(key, {})));
    QVERIFY(*await(store.state(key, {})) == SecretState::Absent);
}

void TstSecretStores::environmentIsReadOnlyButForTheRotatedToken() {
    QProcessEnvironment environment;
    environment.insert(u"MICROSOFT_CLIENT_SECRET"_s, u"guide"_s);
    environment.insert(u"MILEPOST_TRACKER_PASSWORD"_s, u"pw"_s);
    SourceSecretStore guide(SourceSecretStore::Source::Environment, environment);
    QCOMPARE(read(guide, SecretPurpose::EntraSecret), u"guide"_s);
    QCOMPARE(read(guide, SecretPurpose::TrackerPassword), u"pw"_s);
    QCOMPARE(read(guide, SecretPurpose::StorePassword), u"error credential-missing"_s);
    QCOMPARE(read(guide, SecretPurpose::ProxyPassword), u"error credential-missing"_s);
    environment.insert(u"MILEPOST_ENTRA_SECRET"_s, u"ours"_s);
    SourceSecretStore ours(SourceSecretStore::Source::Environment, environment);
    QCOMPARE(read(ours, SecretPurpose::EntraSecret), u"ours"_s);

    const auto refused = await(ours.write(keyFor(SecretPurpose::EntraSecret), Redacted(u"x"_s), {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"source-read-only"_s);
    QVERIFY(!await(ours.remove(keyFor(SecretPurpose::TrackerPassword), {})));
    QVERIFY(await(ours.write(keyFor(SecretPurpose::TrackerRefresh), Redacted(u"r2"_s), {})));
    QCOMPARE(read(ours, SecretPurpose::TrackerRefresh), u"r2"_s);
    QVERIFY(await(ours.remove(keyFor(SecretPurpose::TrackerRefresh), {})));
    QCOMPARE(read(ours, SecretPurpose::TrackerRefresh), u"error credential-missing"_s);
}

void TstSecretStores::systemdCredentialsComeFromFiles() {
    QTemporaryDir folder;
    const auto put = [&](const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    put(u"entra-secret"_s, "abc~ def\n");
    put(u"tracker-password"_s, " keeps spaces \r\n");
    put(u"store-password"_s, "\n");
    QProcessEnvironment environment;
    environment.insert(u"MILEPOST_ENTRA_SECRET"_s, u"not this"_s);
    SourceSecretStore without(SourceSecretStore::Source::Systemd, environment);
    QCOMPARE(read(without, SecretPurpose::EntraSecret), u"error credential-missing"_s);
    environment.insert(u"CREDENTIALS_DIRECTORY"_s, folder.path());
    SourceSecretStore store(SourceSecretStore::Source::Systemd, environment);
    QCOMPARE(read(store, SecretPurpose::EntraSecret), u"abc~ def"_s);
    QCOMPARE(read(store, SecretPurpose::TrackerPassword), u" keeps spaces "_s);
    QCOMPARE(read(store, SecretPurpose::StorePassword), u"error credential-missing"_s);
    QCOMPARE(read(store, SecretPurpose::ProxyPassword), u"error credential-missing"_s);
}

void TstSecretStores::factoryKnowsTheFourSources() {
    for (const char* source : {"keychain", "env", "systemd", "session"})
        QVERIFY(makeSecretStore(QString::fromLatin1(source), {}));
    const auto unknown = makeSecretStore(u"file"_s, {});
    QVERIFY(!unknown);
    QCOMPARE(toString(unknown.error().kind), u"config"_s);
}

void TstSecretStores::chunksFitWindowsAndJoinAgain_data() {
    QTest::addColumn<QString>("secret");
    QTest::addColumn<int>("chunks");
    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("a client secret") << QString(40, u'x') << 0;
    QTest::newRow("just one entry") << QString(2048 - 15, u'x') << 0;
    QTest::newRow("one byte more") << QString(2048 - 14, u'x') << 1;
    QTest::newRow("2,559") << QString(2559, u'x') << 2;
    QTest::newRow("2,560") << QString(2560, u'x') << 2;
    QTest::newRow("2,561") << QString(2561, u'x') << 2;
    QTest::newRow("60,000") << QString(60'000, u'x') << 30;
    QTest::newRow("three-byte characters") << QString(2000, u'\u20ac') << 3;
    QTest::newRow("four-byte characters") << QString(u"\U0001F511"_s).repeated(1500) << 3;
}

void TstSecretStores::chunksFitWindowsAndJoinAgain() {
    QFETCH(QString, secret);
    QFETCH(int, chunks);
    const QStringList parts = keychain::chunksOf(secret);
    QCOMPARE(parts.size(), chunks);
    for (const QString& part : parts)
        QVERIFY(part.toUtf8().size() <= 2048);
    if (chunks > 0)
        QCOMPARE(parts.join(QString()), secret);
    else
        QVERIFY(keychain::toText({{}, 0, secret}).toUtf8().size() <= 2048);
}

void TstSecretStores::headsComeBackAsTheyWent() {
    for (const keychain::Head& head : {keychain::Head{{}, 0, u"a:b:milepost1:text:"_s},
                                       keychain::Head{{}, 0, {}}, keychain::Head{u"0a1b"_s, 30, {}}})
        QCOMPARE(*keychain::headFrom(keychain::toText(head)), head);
    for (const char* text :
         {"", "foreign", "milepost1:chunks:", "milepost1:chunks:ab", "milepost1:chunks:ab:0",
          "milepost1:chunks:ab:x", "milepost1:chunks:ab:1:2", "milepost1:chunks::3"})
        QVERIFY(!keychain::headFrom(QString::fromLatin1(text)));
}

void TstSecretStores::entryNamesCannotBeConfused() {
    const SecretKey one{u"a/b"_s, SecretPurpose::EntraSecret, u"https://h:443/t"_s};
    const SecretKey two{u"a"_s, SecretPurpose::EntraSecret, u"b/https://h:443/t"_s};
    QVERIFY(keychain::entryName(one) != keychain::entryName(two));
    QCOMPARE(keychain::entryName(one), u"milepost/a%2Fb/entra-secret/https%3A%2F%2Fh%3A443%2Ft"_s);
    QVERIFY(keychain::chunkName(u"e"_s, u"g"_s, 1) != keychain::chunkName(u"e"_s, u"h"_s, 1));
}

void TstSecretStores::secretsPrintAsStars() {
    SessionSecretStore store;
    const SecretKey key = keyFor(SecretPurpose::EntraSecret);
    (void)await(store.write(key, Redacted(u"CANARY"_s), {}));
    QString text;
    QDebug(&text) << *await(store.read(key, {})) << credentialMissing(key).summary();
    QVERIFY(text.contains(u"***"_s));
    QVERIFY(!text.contains(u"CANARY"_s));
}

QTEST_GUILESS_MAIN(TstSecretStores)
#include "tst_secretstores.moc"
