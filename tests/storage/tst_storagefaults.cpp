// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "storage/database.h"
#include "storage/planfile.h"
#include "storage/privatefile.h"
#include "storage/profilestore.h"

#include <csignal>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

namespace {

/// No file may grow beyond the limit while this lives: what a full disk looks like to a program.
class FullDisk {
public:
    explicit FullDisk(rlim_t mostBytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{mostBytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void verifyStorageError(const Error& error, const QString& path) {
    QVERIFY2(error.kind == Error::Kind::Storage, qPrintable(error.summary()));
    QCOMPARE(error.code, u"store-failed"_s);
    QVERIFY2(error.detail.contains(path), qPrintable(error.detail));
}

} // namespace

class TestStorageFaults : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clock = {};
        m_path = m_dir->filePath(u"data/prod.sqlite"_s);
    }

    void aFullDiskFailsTheRecordAndLosesNoOther() {
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY(journal);
        const RunId run = *(*journal)->beginRun(someRun());
        std::vector<IntentId> promised;
        std::optional<Error> failure;
        {
            const FullDisk full(200'000);
            for (int i = 0; i < 1000 && !failure; ++i)
                if (const auto id = (*journal)->intend(createOf(run, i)))
                    promised.push_back(*id);
                else
                    failure = id.error();
        }
        QVERIFY2(failure, "the limit was never met");
        verifyStorageError(*failure, m_path);
        QVERIFY(!promised.empty());
        QCOMPARE((*journal)->openIntents(k_calendar)->size(), promised.size());
        const auto later = (*journal)->intend(createOf(run, 5000)); // there is room again
        QVERIFY2(later, later ? "" : qPrintable(later.error().detail));
    }

    void aFullDiskLeavesTheProfileAsItWas() {
        const ProfileStore store(Paths::below(m_dir->path()));
        Profile profile = *store.create(u"prod"_s, "Europe/Berlin");
        const QByteArray before = bytesOf(store.paths().profileFile(u"prod"_s));
        profile.mailbox = u"plans@contoso.com"_s;
        Result<void> saved;
        {
            const FullDisk full(100);
            saved = store.save(profile);
        }
        QVERIFY(!saved);
        verifyStorageError(saved.error(), store.paths().profileFile(u"prod"_s));
        QCOMPARE(bytesOf(store.paths().profileFile(u"prod"_s)), before);
        QCOMPARE(QDir(store.paths().profilesFolder()).entryList(QDir::Files), QStringList{u"prod.json"_s});
    }

    void aFolderThatCannotBeWrittenIsSaidWithItsPath() {
        // Root may write anywhere, so a file stands where a folder is needed.
        writeBytes(m_dir->filePath(u"data"_s), "a file");
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY(!journal);
        verifyStorageError(journal.error(), m_dir->filePath(u"data"_s));
        writeBytes(m_dir->filePath(u"profiles"_s), "a file");
        const ProfileStore store(Paths::below(m_dir->path()));
        const auto names = store.names();
        QVERIFY(!names);
        verifyStorageError(names.error(), m_dir->filePath(u"profiles"_s));
        Profile profile;
        profile.name = u"prod"_s;
        const auto saved = store.save(profile);
        QVERIFY(!saved);
        verifyStorageError(saved.error(), m_dir->filePath(u"profiles"_s));
    }

    void aFolderDeeperThanAFileIsSaidToo() {
        writeBytes(m_dir->filePath(u"file"_s), "a file");
        const ProfileStore store(Paths::below(m_dir->filePath(u"file/deeper"_s)));
        const auto created = store.create(u"prod"_s, "UTC");
        QVERIFY(!created);
        verifyStorageError(created.error(), m_dir->filePath(u"file/deeper"_s));
    }

    void damagedBytesAreKeptCopiedAndRefused_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("no database at all") << 0;
        QTest::newRow("a damaged page") << 1;
        QTest::newRow("the end is missing") << 2;
    }
    void damagedBytesAreKeptCopiedAndRefused() {
        QFETCH(int, kind);
        const QByteArray damaged = kind == 0 ? QByteArray(5000, 'x') : damagedJournal(kind);
        QVERIFY(ensurePrivateFolder(QFileInfo(m_path).absolutePath()));
        writeBytes(m_path, damaged);
        for (int attempt = 0; attempt < 2; ++attempt) {
            const auto journal = Journal::open(m_path, m_clock);
            QVERIFY(!journal);
            verifyStorageError(journal.error(), m_path);
            QVERIFY2(journal.error().detail.contains(u"move it away"_s), qPrintable(journal.error().detail));
            QVERIFY2(journal.error().detail.contains(u".corrupt-20260304T050607Z"_s),
                     qPrintable(journal.error().detail));
            QCOMPARE(bytesOf(m_path), damaged);
            QCOMPARE(bytesOf(m_path + u".corrupt-20260304T050607Z"_s), damaged);
            m_clock.set(m_clock.utcNow().addDays(1)); // the second attempt makes no second copy
        }
        const QDir folder(QFileInfo(m_path).absolutePath());
        QCOMPARE(folder.entryList({u"*.corrupt-*"_s}, QDir::Files).size(), 1);
    }

    void aNewerSchemaIsRefusedUntouched() {
        (void)Journal::open(m_path, m_clock);
        QVERIFY(Connection::open(m_path, Connection::Mode::ReadWrite)->run(u"PRAGMA user_version = 99"_s));
        const QByteArray before = bytesOf(m_path);
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY(!journal);
        verifyStorageError(journal.error(), m_path);
        QVERIFY2(journal.error().detail.contains(u"newer version"_s), qPrintable(journal.error().detail));
        QVERIFY2(journal.error().detail.contains(u"99"_s), qPrintable(journal.error().detail));
        QCOMPARE(bytesOf(m_path), before);
    }

    void aForeignDatabaseIsRefusedUntouched() {
        QVERIFY(ensurePrivateFolder(QFileInfo(m_path).absolutePath()));
        QVERIFY(createPrivateFile(m_path));
        QVERIFY(Connection::open(m_path, Connection::Mode::ReadWrite)->run(u"CREATE TABLE t (a)"_s));
        const QByteArray before = bytesOf(m_path);
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY(!journal);
        QVERIFY2(journal.error().detail.contains(u"another program"_s), qPrintable(journal.error().detail));
        QCOMPARE(bytesOf(m_path), before);
    }

    void rightsThatAreTooWideAreRepaired() {
        const ProfileStore store(Paths::below(m_dir->path()));
        QVERIFY(store.create(u"prod"_s, "UTC"));
        (void)Journal::open(m_path, m_clock);
        const QStringList paths{store.paths().profilesFolder(), store.paths().profileFile(u"prod"_s),
                                store.paths().dataFolder(), m_path};
        const auto all = QFile::Permissions(0x7777);
        for (const QString& path : paths)
            QVERIFY(QFile::setPermissions(path, all));
        QVERIFY(store.load(u"prod"_s));
        QVERIFY(Journal::open(m_path, m_clock));
        for (const QString& path : paths)
            QVERIFY2(!isOpenToOthers(path), qPrintable(path));
    }

    void foldersMadeOnTheWayArePrivateToo() {
        QVERIFY(m_dir->isValid());
        const QFile::Permissions shared = QFileInfo(QFileInfo(m_dir->path()).path()).permissions();
        QVERIFY(ensurePrivateFolder(m_dir->filePath(u"a/b/c"_s)));
        for (const QString& folder : {u"a"_s, u"a/b"_s, u"a/b/c"_s})
            QVERIFY2(!isOpenToOthers(m_dir->filePath(folder)), qPrintable(folder));
        QCOMPARE(QFileInfo(QFileInfo(m_dir->path()).path()).permissions(), shared);
    }

    void everythingIsBornPrivate() {
        const ProfileStore store(Paths::below(m_dir->path()));
        QVERIFY(store.create(u"prod"_s, "UTC"));
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY((*journal)->beginRun(someRun())); // the write-ahead log stands now
        const QString plan = m_dir->filePath(u"plan.json"_s);
        QVERIFY(writePlanFile(plan, {{u"schema"_s, 1}}));
        QVERIFY(QFileInfo::exists(m_path + u"-wal"_s));
        for (const QString& path : {store.paths().profileFile(u"prod"_s), m_path, m_path + u"-wal"_s,
                                    m_path + u"-shm"_s, plan, store.paths().profilesFolder()})
            QVERIFY2(!isOpenToOthers(path), qPrintable(path));
    }

    void filesOfSomebodyElseAreRefused() {
        if (::geteuid() != 0)
            QSKIP("LEFT OUT: files of somebody else; only root can give a file away");
        const ProfileStore store(Paths::below(m_dir->path()));
        QVERIFY(store.create(u"prod"_s, "UTC"));
        (void)Journal::open(m_path, m_clock);
        for (const QString& path : {store.paths().profileFile(u"prod"_s), m_path})
            QCOMPARE(::chown(QFile::encodeName(path).constData(), 65534, 65534), 0);
        const auto profile = store.load(u"prod"_s);
        QVERIFY(!profile);
        verifyStorageError(profile.error(), store.paths().profileFile(u"prod"_s));
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY(!journal);
        verifyStorageError(journal.error(), m_path);
    }

    void planFilesComeBackOrSayWhyNot() {
        const QString path = m_dir->filePath(u"plan.json"_s);
        const QJsonObject plan{{u"schema"_s, 1}, {u"hash"_s, u"ü📅"_s}};
        QVERIFY(writePlanFile(path, plan));
        QCOMPARE(*loadPlanFile(path), plan);
        const auto absent = loadPlanFile(m_dir->filePath(u"nowhere.json"_s));
        QVERIFY(!absent);
        verifyStorageError(absent.error(), m_dir->filePath(u"nowhere.json"_s));
        writeBytes(path, "{\n \"schema\": 1,,\n}");
        const auto broken = loadPlanFile(path);
        QVERIFY(!broken);
        QVERIFY(broken.error().kind == Error::Kind::Refused);
        QCOMPARE(broken.error().code, u"plan-stale"_s);
        QVERIFY2(broken.error().detail.contains(u"line 2, column"_s), qPrintable(broken.error().detail));
        const auto unwritable = writePlanFile(m_dir->filePath(u"plan.json/deeper"_s), plan);
        QVERIFY(!unwritable);
        verifyStorageError(unwritable.error(), m_dir->filePath(u"plan.json/deeper"_s));
    }

    void readsNoMoreThanTheLimit() {
        const QString path = m_dir->filePath(u"file"_s);
        writeBytes(path, QByteArray(10, 'x'));
        QCOMPARE(readFile(path, 10)->size(), 10);
        const auto longer = readFile(path, 9);
        QVERIFY(!longer);
        verifyStorageError(longer.error(), path);
        const auto endless = readFile(u"/dev/zero"_s, 1000);
        QVERIFY(!endless);
    }

private:
    static bool isOpenToOthers(const QString& path) {
        return (QFileInfo(path).permissions() & QFile::Permissions(0x0077)) != 0;
    }

    QByteArray damagedJournal(int kind) {
        {
            const auto journal = Journal::open(m_path, m_clock);
            const RunId run = *(*journal)->beginRun(someRun());
            for (int i = 0; i < 50; ++i)
                (void)(*journal)->intend(createOf(run, i));
        }
        QByteArray bytes = bytesOf(m_path);
        if (kind == 1)
            bytes.replace(4096 * 4, 4096, QByteArray(4096, '\x7f'));
        else
            bytes.truncate(bytes.size() / 2);
        return bytes;
    }

    FixedClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestStorageFaults)
#include "tst_storagefaults.moc"
