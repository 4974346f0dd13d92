// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journal.h"
#include "storage/jsonfile.h"
#include "storage/profilelock.h"
#include "storage/profilestore.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A profile under another name: nothing of it is lost, and nothing else is taken over.
class TestProfileNames : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aCopyHasTheValuesAndNoHistory();
    void aRenamedProfileTakesItsHistoryAlong();
    void whatCannotBeRenamedStaysAsItIs_data();
    void whatCannotBeRenamedStaysAsItIs();

private:
    /// An accepted account: something that a history remembers.
    void remember(const QString& name) const;
    [[nodiscard]] QString remembered(const QString& name) const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<ProfileStore> m_store;
};

void TestProfileNames::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_store.emplace(Paths::below(m_dir->path()));
    Profile profile = *m_store->create(u"prod"_s, "Europe/Berlin");
    profile.mailbox = u"plans@contoso.com"_s;
    QVERIFY(m_store->save(profile));
    auto file = readJsonFile(m_store->paths().profileFile(u"prod"_s), 1 << 20);
    QVERIFY(file);
    file->object.insert(u"ofALaterVersion"_s, 7);
    QVERIFY(writeJsonFile(file->path, file->object));
    remember(u"prod"_s);
}

void TestProfileNames::remember(const QString& name) const {
    const auto journal = Journal::open(m_store->paths().database(name), m_clock);
    QVERIFY(journal && (*journal)->acceptOrigin(u"tracker-password"_s, u"of "_s + name));
}

QString TestProfileNames::remembered(const QString& name) const {
    if (!QFile::exists(m_store->paths().database(name)))
        return u"nothing"_s;
    const auto journal = Journal::open(m_store->paths().database(name), m_clock);
    const auto origin = (*journal)->acceptedOrigin(u"tracker-password"_s);
    return origin ? origin->value_or(u"nothing"_s) : origin.error().summary();
}

void TestProfileNames::aCopyHasTheValuesAndNoHistory() {
    const auto copy = m_store->duplicate(u"prod"_s, u"staging"_s);
    QVERIFY(copy);
    QCOMPARE(copy->name, u"staging"_s);
    QCOMPARE(copy->mailbox, u"plans@contoso.com"_s);
    QCOMPARE(*m_store->names(), (QStringList{u"prod"_s, u"staging"_s}));
    QCOMPARE(remembered(u"staging"_s), u"nothing"_s);
    QCOMPARE(remembered(u"prod"_s), u"of prod"_s);
    QVERIFY(!m_store->duplicate(u"prod"_s, u"STAGING"_s));
}

void TestProfileNames::aRenamedProfileTakesItsHistoryAlong() {
    const auto renamed = m_store->rename(u"prod"_s, u"Haupt Profil"_s, m_clock);
    QVERIFY2(renamed, renamed ? "" : qPrintable(renamed.error().summary()));
    QCOMPARE(renamed->name, u"Haupt Profil"_s);
    QCOMPARE(renamed->mailbox, u"plans@contoso.com"_s);
    QCOMPARE(*m_store->names(), QStringList{u"Haupt Profil"_s});
    QCOMPARE(remembered(u"Haupt Profil"_s), u"of prod"_s);
    QVERIFY(!QFile::exists(m_store->paths().database(u"prod"_s)));
    const auto file = readJsonFile(m_store->paths().profileFile(u"Haupt Profil"_s), 1 << 20);
    QCOMPARE(file->object.value(u"ofALaterVersion"_s).toInt(), 7);
}

void TestProfileNames::whatCannotBeRenamedStaysAsItIs_data() {
    QTest::addColumn<QString>("newName");
    QTest::addColumn<QString>("why");
    QTest::newRow("another profile") << u"Other"_s << u"already"_s;
    QTest::newRow("in another case") << u"oTHER"_s << u"already"_s;
    QTest::newRow("a deleted one's history") << u"gone"_s << u"deleted"_s;
    QTest::newRow("no name") << u"../prod2"_s << u"no name"_s;
    QTest::newRow("somebody writes") << u"new"_s << u"since"_s;
    QTest::newRow("somebody reads") << u"new"_s << u"open"_s;
    QTest::newRow("on a server") << u"new"_s << u"server"_s;
}

void TestProfileNames::whatCannotBeRenamedStaysAsItIs() {
    QFETCH(QString, newName);
    QFETCH(QString, why);
    QVERIFY(m_store->create(u"Other"_s, "UTC"));
    remember(u"gone"_s);
    const bool writes = why == u"since"_s;
    std::optional<ProfileLock> lock;
    std::unique_ptr<Journal> reader;
    if (writes) {
        auto taken = ProfileLock::take(ProfileLock::besideDatabase(m_store->paths().database(u"prod"_s)),
                                       m_clock.utcNow());
        QVERIFY(taken);
        lock = std::move(*taken);
    }
    if (why == u"open"_s) {
        auto opened = Journal::open(m_store->paths().database(u"prod"_s), m_clock);
        QVERIFY(opened);
        reader = std::move(*opened);
        QVERIFY(reader->acceptOrigin(u"store-password"_s, u"x"_s)); // it has written
    }
    if (why == u"server"_s) {
        Profile profile = *m_store->load(u"prod"_s);
        profile.store = u"postgresql://db.example/plans"_s;
        QVERIFY(m_store->save(profile));
    }
    const QStringList before = QDir(m_store->paths().profilesFolder()).entryList(QDir::Files);
    const auto renamed = m_store->rename(u"prod"_s, newName, m_clock);
    QVERIFY(!renamed);
    QVERIFY2(renamed.error().detail.contains(why), qPrintable(renamed.error().detail));
    QCOMPARE(QDir(m_store->paths().profilesFolder()).entryList(QDir::Files), before);
    QCOMPARE(remembered(u"prod"_s), u"of prod"_s);
    QCOMPARE(remembered(u"gone"_s), u"of gone"_s);
}

QTEST_GUILESS_MAIN(TestProfileNames)
#include "tst_profilenames.moc"
