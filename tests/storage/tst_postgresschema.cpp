// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "postgrestest.h"
#include "storage/database.h"
#include "storage/migrations.h"
#include "storage/postgres.h"

#include <thread>

#include <QTemporaryDir>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

namespace {

/// The schema from which on machines agree on a target.
constexpr int k_targets = 13;

} // namespace

/// The schema that a profile has on a server, from each one that was ever released.
class TestPostgresSchema : public PostgresTest {
    Q_OBJECT

private slots:
    void init() { m_place = freshPlace(); }

    void everyProfileHasASchemaOfItsOwn() {
        const auto one = Journal::open(m_server->place(u"Prod A"_s), m_clock);
        const auto two = Journal::open(m_server->place(u"prod-a"_s), m_clock); // the same letters
        QVERIFY(one && two);
        QVERIFY((*one)->beginRun(someRun()));
        QCOMPARE((*one)->runs(9)->size(), 1U);
        QVERIFY((*two)->runs(9)->empty());
        QVERIFY(m_server->place(u"x'; DROP SCHEMA \"y\"; \u00fc"_s).schema().size() < 64);
        QVERIFY(Journal::open(m_server->place(u"x'; DROP SCHEMA \"y\"; \u00fc"_s), m_clock));
    }

    void refusesANewerSchemaAndAForeignOne() {
        QVERIFY(Journal::open(m_place, m_clock));
        const auto connection = Connection::open(m_place, Connection::Mode::ReadWrite);
        QVERIFY(connection->run(u"UPDATE schema_version SET version = 999"_s));
        const auto newer = Journal::open(m_place, m_clock);
        QVERIFY(!newer && newer.error().detail.contains(u"newer version of this program"_s));
        QVERIFY(connection->run(u"DROP TABLE schema_version"_s));
        const auto foreign = Journal::open(m_place, m_clock);
        QVERIFY(!foreign && foreign.error().detail.contains(u"another program"_s));
    }

    void manyMachinesMayComeFirstAtOnce() {
        std::atomic<int> failures = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 6; ++t)
            threads.emplace_back([&] { failures += Journal::open(m_place, m_clock) ? 0 : 1; });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
    }

    /// From every schema that was ever released for this store (0: nothing yet) to the newest.
    void everyReleasedSchemaComesToTheNewest() {
        auto steps = journalMigrations(true);
        const int newest = steps.back().version;
        for (; !steps.empty(); steps.pop_back()) {
            const StorePlace place = m_server->place(u"from %1"_s.arg(steps.back().version));
            QVERIFY(postgres::prepare(place, steps));
            {
                const auto old = Connection::open(place, Connection::Mode::ReadWrite);
                QCOMPARE(*schemaVersion(*old), steps.back().version);
                QVERIFY(old->run(
                    u"INSERT INTO calendars (mailbox, name, calendar_id) VALUES ('m', 'n', 'kept')"_s));
                for (const char* run :
                     {"'Planning@Example.com', 'n', 'succeeded'", "'other', 'refused', 'refused'"})
                    QVERIFY(
                        old->run(u"INSERT INTO runs (kind, profile, source, mailbox, calendar_name, status, "
                                 "calendar_id, plan_hash, started_utc, finished_utc, summary, failures) "
                                 "VALUES ('sync', 'p', 'tracker', %1, 'c', 'h', 't', 't', '{}', '[]')"_s.arg(
                                     QString::fromLatin1(run))));
            }
            const auto journal = Journal::open(place, m_clock);
            QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
            QCOMPARE(*(*journal)->calendarId(u"m"_s, u"n"_s), std::optional(u"kept"_s));
            QCOMPARE(*schemaVersion(*Connection::open(place, Connection::Mode::ReadOnly)), newest);
            QCOMPARE((*journal)->runs(9)->size(), 2U);
            // Every machine is held to where the last run wrote; one that was refused wrote nowhere.
            StoreTarget target{false, u"planning@example.com"_s, u"n"_s, u"tracker"_s, {}, {}};
            if (steps.back().version < k_targets)
                QVERIFY((*journal)->checkTarget(target));
            target.calendarName = u"refused"_s;
            QCOMPARE((*journal)->checkTarget(target).has_value(), steps.back().version >= k_targets);
        }
    }

    /// A column that one store has and the other lacks is a step that somebody forgot.
    void bothStoresHaveTheSameTablesAndColumns() {
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"a.sqlite"_s);
        QVERIFY(Journal::open(file, m_clock));
        QVERIFY(Journal::open(m_place, m_clock));
        auto ofFile = columns(file, u"SELECT m.name || '.' || c.name FROM sqlite_master m, "
                                    "pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE "
                                    "'sqlite%'"_s);
        auto ofServer = columns(m_place, u"SELECT table_name || '.' || column_name FROM "
                                         "information_schema.columns WHERE table_schema = current_schema "
                                         "AND table_name <> 'leases'"_s); // a file lies beside SQLite's
        QVERIFY(ofFile.size() > 40);
        ofServer.remove(u"schema_version.version"_s); // SQLite has a pragma for it
        QCOMPARE(QStringList(ofServer.values()).join(u' ').size(),
                 QStringList(ofFile.values()).join(u' ').size());
        QVERIFY(ofServer == ofFile);
    }

private:
    static QSet<QString> columns(const StorePlace& place, const QString& sql) {
        QSet<QString> names;
        const auto connection = Connection::open(place, Connection::Mode::ReadOnly);
        auto rows = connection->run(sql);
        while (rows && rows->next())
            names.insert(rows->value(0).toString());
        return names;
    }

    FixedClock m_clock;
    StorePlace m_place = QString();
};

QTEST_GUILESS_MAIN(TestPostgresSchema)
#include "tst_postgresschema.moc"
