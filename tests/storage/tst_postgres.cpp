// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "postgrestest.h"
#include "storage/database.h"
#include "storage/postgres.h"

#include <set>
#include <thread>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// What is PostgreSQL's alone: how a server fails, and what becomes of a journal whose server dies.
class TestPostgres : public PostgresTest {
    Q_OBJECT

private slots:
    void init() { m_place = freshPlace(); }

    void tellsHowAServerFails_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("why");
        const QString right = PostgresServer::k_password;
        const QString host = m_server->address().host;
        const auto row = [&](const char* name, const QString& address, const QString& password,
                             const QString& why) { QTest::newRow(name) << address << password << why; };
        row("password", u"host=%1 user=milepost dbname=postgres"_s.arg(host), u"canary-42"_s,
            u"wrong user or"_s);
        row("no password", u"host=%1 user=milepost dbname=postgres"_s.arg(host), {},
            u"asks for a password"_s);
        row("user", u"host=%1 user=nobody dbname=postgres"_s.arg(host), right, u"wrong user or"_s);
        row("database", u"host=%1 user=milepost dbname=other"_s.arg(host), right, u"no such database"_s);
        row("no socket", u"host=/nowhere user=milepost dbname=postgres"_s, right, u"nobody answers there"_s);
        row("no server", u"postgresql://milepost@127.0.0.1:1/postgres"_s, right, u"nobody answers there"_s);
        row("no name", u"postgresql://milepost@nowhere.invalid/postgres"_s, right, u"name is not known"_s);
    }
    void tellsHowAServerFails() {
        QFETCH(QString, address);
        QFETCH(QString, password);
        QFETCH(QString, why);
        const auto place = StorePlace::onServer(*StoreAddress::parse(address), u"p"_s, Redacted(password));
        const auto journal = Journal::open(place, m_clock);
        QVERIFY(!journal);
        const Error& error = journal.error();
        QCOMPARE(error.code, u"store-failed"_s);
        QVERIFY(error.kind == Error::Kind::Storage);
        QVERIFY2(error.detail.contains(why), qPrintable(error.detail));
        QVERIFY2(error.detail.contains(place.name()), qPrintable(error.detail));
        QVERIFY2(!error.message.isEmpty(), "the server's own words are missing");
        if (!password.isEmpty())
            QVERIFY(!(error.detail + error.message).contains(password));
    }

    void aServerThatIsTooOldIsNamed() {
        QVERIFY(!postgres::tooOld(m_place, 150000));
        const auto old = postgres::tooOld(m_place, 140012);
        QVERIFY(old && old->detail.contains(u"PostgreSQL 14"_s));
    }

    void aDatabaseOfAnotherEncodingIsRefused() {
        {
            const auto connection = Connection::open(m_place, Connection::Mode::ReadWrite);
            QVERIFY(
                connection->run(u"CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"_s));
        }
        const auto journal = Journal::open(
            m_server->place(u"p"_s, u"milepost"_s, PostgresServer::k_password, u"latin"_s), m_clock);
        QVERIFY(!journal && journal.error().detail.contains(u"LATIN1"_s));
    }

    /// One connection for what is written and one for what is read, however many threads ask.
    void readsShareOneConnection() {
        const auto journal = Journal::open(m_place, m_clock);
        QVERIFY(journal);
        const Connection other = std::move(*Connection::open(m_place, Connection::Mode::ReadOnly));
        const auto connections = [&other] {
            const auto all =
                other.value(u"SELECT string_agg(pid::text, ' ' ORDER BY pid) FROM pg_stat_activity "
                            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"_s);
            return all->toString().split(u' ');
        };
        QVERIFY((*journal)->acceptedView());
        QTRY_COMPARE(connections().size(), 2); // those of before have ended
        const QStringList two = connections();
        std::vector<std::thread> threads;
        std::atomic<int> answered = 0;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int question = 0; question < 20; ++question)
                    answered += (*journal)->runs(9).has_value() ? 1 : 0;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(answered.load(), 160);
        QCOMPARE(connections(), two);
        m_server->cutConnections();
        QVERIFY((*journal)->acceptedView());
    }

    void aReaderCannotWrite() {
        QVERIFY(Journal::open(m_place, m_clock));
        const auto reader = Connection::open(m_place, Connection::Mode::ReadOnly);
        QVERIFY(!reader->run(u"INSERT INTO calendars VALUES ('m', 'n', 'c')"_s));
    }

    void textsComeBackAsTheyWere_data() {
        QTest::addColumn<QString>("text");
        for (const QString& text : {u"it's \\ and \\\\' ''"_s, u"?"_s, u"$1 %1 ;--"_s, u"\u00fc\U0001F4C5"_s,
                                    u""_s, u"\\n\n\t\r"_s, u"E'\\x'"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void textsComeBackAsTheyWere() {
        QFETCH(QString, text);
        const auto journal = Journal::open(m_place, m_clock);
        QVERIFY((*journal)->rememberCalendar(u"m"_s, text, text + u'?'));
        QVERIFY((*journal)->rememberCalendar(u"m"_s, u"other"_s, u"x"_s));
        QCOMPARE(*(*journal)->calendarId(u"m"_s, text), std::optional(text + u'?'));
    }

    void whatIsSettledOnTwoMachinesIsSettledOnce() {
        const auto one = Journal::open(m_place, m_clock);
        const auto two = Journal::open(m_place, m_clock);
        const RunId run = *(*one)->beginRun(someRun());
        for (int i = 0; i < 40; ++i) {
            const auto id = (*one)->intend(createOf(run, i));
            std::atomic<int> settled = 0;
            std::thread other([&] {
                settled += (*two)->settle(*id, {IntentState::Done, u"event"_s, {}, {}}) ? 1 : 0;
            });
            settled += (*one)->settle(*id, {IntentState::Done, u"event"_s, {}, {}}) ? 1 : 0;
            other.join();
            QCOMPARE(settled.load(), 1);
        }
    }

    void twoMachinesClearTheLedgerAtOnce() {
        const auto one = Journal::open(m_place, m_clock);
        const auto two = Journal::open(m_place, m_clock);
        std::atomic<int> failures = 0;
        const auto spend = [&failures](Journal& journal, const QString& lane) {
            for (int i = 1; i <= 100; ++i)
                failures += journal.spendRequests(lane, {i * 10, 1}, i * 10 - 25) ? 0 : 1;
        };
        std::thread other([&] { spend(**two, u"b"_s); });
        spend(**one, u"a"_s);
        other.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE((*one)->spentRequests(u"a"_s, 0)->size(), 3U);
    }

    /// A cut between two commits goes unseen: the writer looks for the server again.
    void aCutConnectionIsOpenedAgain() {
        const auto journal = Journal::open(m_place, m_clock);
        const RunId run = *(*journal)->beginRun(someRun());
        for (int i = 0; i < 3; ++i) {
            m_server->cutConnections();
            const auto id = (*journal)->intend(createOf(run, i));
            QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
        }
        QCOMPARE((*journal)->openIntents(k_calendar)->size(), 3U);
    }

    /// Cut again and again while many write: whatever was promised stands, once.
    void everyPromiseOutlivesCutConnections() {
        const auto journal = Journal::open(m_place, m_clock);
        const RunId run = *(*journal)->beginRun(someRun());
        const auto promised = writeWhile(**journal, run, [this] {
            for (int i = 0; i < 8; ++i)
                m_server->cutConnections();
        });
        standsOnce(**journal, promised);
    }

    /// The whole server dies in the middle of a run, and comes back.
    void everyPromiseOutlivesTheServer() {
        const auto journal = Journal::open(m_place, m_clock);
        const RunId run = *(*journal)->beginRun(someRun());
        const auto promised = writeWhile(**journal, run, [this] { m_server->kill(); });
        QVERIFY(!promised.empty());
        const auto refused = (*journal)->intend(createOf(run, 999'999));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"cannot be reached"_s), qPrintable(refused.error().detail));
        m_server->restart();
        QVERIFY((*journal)->intend(createOf(run, 1'000'000))); // without being opened again
        standsOnce(**journal, promised);
    }

private:
    /// Four threads intend until a write fails or `trouble` is over; what they were promised.
    static std::set<qint64> writeWhile(Journal& journal, RunId run, const std::function<void()>& trouble) {
        std::mutex mutex;
        std::set<qint64> promised;
        std::atomic<bool> over = false;
        std::atomic<int> written = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = t; !over; i += 4)
                    if (const auto id = journal.intend(createOf(run, i)); id) {
                        const std::scoped_lock lock(mutex);
                        promised.insert(i);
                        ++written;
                        written.notify_all();
                    }
            });
        for (int seen = 0; seen < 40; seen = written)
            written.wait(seen);
        trouble();
        over = true;
        for (std::thread& thread : threads)
            thread.join();
        return promised;
    }
    static void standsOnce(const Journal& journal, const std::set<qint64>& promised) {
        const auto open = journal.openIntents(k_calendar);
        QVERIFY2(open, open ? "" : qPrintable(open.error().detail));
        std::multiset<qint64> standing;
        for (const IntentRecord& record : *open)
            standing.insert(record.intent.key.deliverable);
        for (const qint64 deliverable : promised)
            QCOMPARE(standing.count(deliverable), 1U);
    }
    FixedClock m_clock;
    StorePlace m_place = QString();
};

QTEST_GUILESS_MAIN(TestPostgres)
#include "tst_postgres.moc"
