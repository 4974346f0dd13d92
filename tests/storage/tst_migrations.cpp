// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "storage/databasefile.h"
#include "storage/migrations.h"

#include <thread>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

class TestMigrations : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u"prod.sqlite"_s);
    }

    void theStepsOfThisBuildAreNumberedWithoutAGap() {
        const auto steps = journalMigrations();
        QVERIFY(!steps.empty());
        for (size_t i = 0; i < steps.size(); ++i)
            QCOMPARE(steps[i].version, static_cast<int>(i) + 1);
    }

    void splitsStatementsOutsideOfQuotesAndComments_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("statements");
        QTest::newRow("two") << u"A;\nB;"_s << QStringList{u"A"_s, u"B"_s};
        QTest::newRow("no end") << u"A;B"_s << QStringList{u"A"_s, u"B"_s};
        QTest::newRow("text") << u"A 'x;y''z;';B"_s << QStringList{u"A 'x;y''z;'"_s, u"B"_s};
        QTest::newRow("name") << u"A \"x;y\";B"_s << QStringList{u"A \"x;y\""_s, u"B"_s};
        QTest::newRow("comment") << u"-- A;\nB; -- it's; \nC"_s << QStringList{u"B"_s, u"C"_s};
        QTest::newRow("dash in text") << u"A '--;' ;B"_s << QStringList{u"A '--;'"_s, u"B"_s};
        QTest::newRow("nothing") << u" ; -- x"_s << QStringList();
    }
    void splitsStatementsOutsideOfQuotesAndComments() {
        QFETCH(QString, sql);
        QFETCH(QStringList, statements);
        QCOMPARE(statementsOf(sql), statements);
    }

    /// From every schema that was ever released (0: nothing yet) to the newest, as Journal uses it.
    void everyReleasedSchemaComesToTheNewest_data() {
        QTest::addColumn<int>("from");
        for (int version = 0; version <= static_cast<int>(journalMigrations().size()); ++version)
            QTest::addRow("schema %d", version) << version;
    }
    void everyReleasedSchemaComesToTheNewest() {
        QFETCH(int, from);
        auto steps = journalMigrations();
        const int newest = steps.back().version;
        steps.resize(static_cast<size_t>(from));
        if (from > 0) {
            QVERIFY(prepareDatabase(m_path, steps, m_clock.utcNow()));
            const auto old = Connection::open(m_path, Connection::Mode::ReadWrite);
            QVERIFY(
                old->run(u"INSERT INTO calendars (mailbox, name, calendar_id) VALUES ('m', 'n', 'kept')"_s));
            QVERIFY(old->run(
                u"INSERT INTO runs (id, kind, profile, source, mailbox, calendar_name, calendar_id, "
                "plan_hash, started_utc, finished_utc, status, summary, failures) "
                "VALUES (1, 'sync', 'p', 's', 'm', 'n', 'c', 'h', 't', '', 'running', '{}', '[]')"_s));
            QVERIFY(old->run(
                u"INSERT INTO intents (id, run_id, source, deliverable, recipient, verb, mailbox, "
                "calendar_id, event_id, transaction_id, generation, before_image, after_image, state, "
                "answered_event_id, error, intended_utc, settled_utc) VALUES (1, 1, 's', 5, '', "
                "'create', 'm', 'c', '', 'x', 0, '{}', '{}', 'done', 'e', '', 't', 't')"_s));
        }
        const auto journal = Journal::open(m_path, m_clock);
        QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
        if (from > 0) {
            const auto old = (*journal)->run(RunId{1});
            QVERIFY(old && old->run.start.purpose.isSync());
            QVERIFY(!old->actions.at(0).intent.isWhole); // kept neither tags nor fields
            QCOMPARE(old->actions.at(0).eventId, u"e"_s);
        }
        const RunId run = *(*journal)->beginRun(someRun());
        const auto id = (*journal)->intend(createOf(run, 1));
        QVERIFY((*journal)->settle(*id, {IntentState::Done, u"e"_s, {}, {}}));
        QCOMPARE((*journal)->known(k_source, k_calendar)->size(), 1U);
        const PersonMapping who{7, u"id"_s, u"a@b"_s, true, m_clock.utcNow()};
        QVERIFY((*journal)->changePeople(k_source, {who}));
        QCOMPARE(*(*journal)->people(k_source), std::vector{who});
        QVERIFY((*journal)->acceptOrigin(u"entra-secret"_s, u"https://a"_s));
        QCOMPARE(*(*journal)->acceptedOrigin(u"entra-secret"_s), u"https://a"_s);
        QCOMPARE(*(*journal)->calendarId(u"m"_s, u"n"_s), from > 0 ? std::optional(u"kept"_s) : std::nullopt);
        QCOMPARE(*schemaVersion(*Connection::open(m_path, Connection::Mode::ReadOnly)), newest);
    }

    void keepsTheDataAndACopyOfTheOldFile() {
        QVERIFY(prepareDatabase(m_path, twoSteps(1), m_clock.utcNow()));
        {
            const auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
            QVERIFY(connection->run(u"INSERT INTO things (name) VALUES (?)"_s, {u"one"_s}));
        }
        QVERIFY(prepareDatabase(m_path, twoSteps(2), m_clock.utcNow()));
        QCOMPARE(text(m_path, u"SELECT name || colour FROM things"_s), u"onered"_s);
        const QString copy = m_path + u".before-2-20260304T050607Z"_s;
        QVERIFY(QFileInfo::exists(copy));
        QCOMPARE(text(copy, u"SELECT name FROM things"_s), u"one"_s);
        QCOMPARE(text(copy, u"PRAGMA user_version"_s), u"1"_s);
        QVERIFY((QFileInfo(copy).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    }

    void aStepThatFailsLeavesTheOldSchemaWhole() {
        QVERIFY(prepareDatabase(m_path, twoSteps(1), m_clock.utcNow()));
        auto steps = twoSteps(2);
        steps[1].sql += u"; CREATE TABLE things (again TEXT)"_s;
        const auto prepared = prepareDatabase(m_path, steps, m_clock.utcNow());
        QVERIFY(!prepared);
        QVERIFY(prepared.error().kind == Error::Kind::Storage);
        QCOMPARE(text(m_path, u"PRAGMA user_version"_s), u"1"_s);
        QCOMPARE(text(m_path, u"SELECT count(*) FROM pragma_table_info('things')"_s), u"1"_s);
    }

    void twoProgramsMayMigrateAtOnce() {
        QVERIFY(prepareDatabase(m_path, twoSteps(1), m_clock.utcNow()));
        std::atomic<int> failures = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                const auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
                failures += connection && migrate(*connection, twoSteps(2)) ? 0 : 1;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(text(m_path, u"PRAGMA user_version"_s), u"2"_s);
    }

    void opensEveryConnectionDurableAndStrict() {
        QVERIFY(prepareDatabase(m_path, journalMigrations(), m_clock.utcNow()));
        const auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
        QCOMPARE(connection->value(u"PRAGMA journal_mode"_s)->toString(), u"wal"_s);
        QCOMPARE(connection->value(u"PRAGMA synchronous"_s)->toInt(), 2);
        QCOMPARE(connection->value(u"PRAGMA foreign_keys"_s)->toInt(), 1);
        QVERIFY(connection->value(u"PRAGMA busy_timeout"_s)->toInt() >= 1000);
    }

    void aTransactionWithoutCommitLeavesNothing() {
        QVERIFY(prepareDatabase(m_path, twoSteps(1), m_clock.utcNow()));
        const auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
        {
            const auto transaction = Transaction::begin(*connection);
            QVERIFY(transaction);
            QVERIFY(connection->run(u"INSERT INTO things (name) VALUES ('lost')"_s));
        }
        QCOMPARE(connection->value(u"SELECT count(*) FROM things"_s)->toInt(), 0);
        QVERIFY(connection->run(u"INSERT INTO things (name) VALUES (?)"_s, {QString()})); // null is ''
    }

private:
    static std::vector<Migration> twoSteps(size_t count) {
        std::vector<Migration> steps{
            {1, u"CREATE TABLE things (name TEXT NOT NULL)"_s},
            {2, u"ALTER TABLE things ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';"_s}};
        steps.resize(count);
        return steps;
    }
    static QString text(const QString& path, const QString& sql) {
        const auto connection = Connection::open(path, Connection::Mode::ReadOnly);
        return connection ? connection->value(sql).value_or(QVariant()).toString()
                          : connection.error().detail;
    }

    FixedClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
