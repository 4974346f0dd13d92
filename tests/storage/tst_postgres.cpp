// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"
#include "postgrestest.h"
#include "storage/database.h"
#include "storage/postgres.h"

#include <thread>

#include <QTemporaryDir>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// How we come to a server, and what it says when we do not.
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

    /// libpq knows more places for a password, and for another host; none of them counts.
    void nothingComesFromElsewhere_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<bool>("namesHost");
        QTest::newRow("password") << u"PGPASSWORD"_s << true;
        QTest::newRow("password file") << u"PGPASSFILE"_s << true;
        QTest::newRow("home") << u"HOME"_s << true;
        QTest::newRow("service") << u"PGSERVICE"_s << true;
        QTest::newRow("host") << u"PGHOST"_s << false;
        QTest::newRow("address") << u"PGHOSTADDR"_s << true;
        QTest::newRow("options") << u"PGOPTIONS"_s << true;
    }
    void nothingComesFromElsewhere() {
        QFETCH(QString, variable);
        QFETCH(bool, namesHost);
        const QTemporaryDir dir;
        const QString host = m_server->address().host;
        QString escaped = PostgresServer::k_password;
        escaped.replace(u'\\', u"\\\\"_s).replace(u':', u"\\:"_s);
        write(dir.filePath(u".pgpass"_s), u"*:*:*:*:%1\n"_s.arg(escaped));
        write(dir.filePath(u"services"_s),
              u"[elsewhere]\npassword=%1\nhostaddr=127.0.0.9\noptions=-c bad\n"_s.arg(
                  PostgresServer::k_password));
        const Environment environment(
            {{u"PGPASSFILE"_s, {}},
             {u"PGSERVICEFILE"_s, dir.filePath(u"services"_s)},
             {variable, QMap<QString, QString>{{u"PGPASSWORD"_s, PostgresServer::k_password},
                                               {u"PGPASSFILE"_s, dir.filePath(u".pgpass"_s)},
                                               {u"HOME"_s, dir.path()},
                                               {u"PGSERVICE"_s, u"elsewhere"_s},
                                               {u"PGHOST"_s, host},
                                               {u"PGHOSTADDR"_s, u"127.0.0.9"_s},
                                               {u"PGOPTIONS"_s, u"-c bad"_s}}
                            .value(variable)}});
        const auto address = StoreAddress::parse(
            u"%1 user=milepost dbname=postgres"_s.arg(namesHost ? u"host="_s + host : QString()));
        const auto without = Journal::open(StorePlace::onServer(*address, u"p"_s, {}), m_clock);
        QVERIFY(!without);
        const QString why = namesHost ? u"asks for a password"_s : u"nobody answers there"_s;
        QVERIFY2(without.error().detail.contains(why), qPrintable(without.error().detail));
        const auto with = Journal::open(
            StorePlace::onServer(*address, u"p"_s, Redacted(PostgresServer::k_password)), m_clock);
        QVERIFY2(with.has_value() == namesHost,
                 with ? "" : qPrintable(with.error().detail + with.error().message));
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

private:
    /// Variables of this process, put back at the end; "" is none.
    class Environment {
    public:
        explicit Environment(const QMap<QString, QString>& variables) {
            for (auto it = variables.cbegin(); it != variables.cend(); ++it) {
                const QByteArray name = it.key().toLatin1();
                m_before.insert(name, qgetenv(name.constData()));
                set(name, it.value().toUtf8());
            }
        }
        ~Environment() {
            for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
                set(it.key(), it.value());
        }
        Environment(const Environment&) = delete;
        Environment& operator=(const Environment&) = delete;

    private:
        static void set(const QByteArray& name, const QByteArray& value) {
            if (value.isEmpty())
                qunsetenv(name.constData());
            else
                qputenv(name.constData(), value);
        }
        QMap<QByteArray, QByteArray> m_before;
    };
    static void write(const QString& path, const QString& text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }
    FixedClock m_clock;
    StorePlace m_place = QString();
};

QTEST_GUILESS_MAIN(TestPostgres)
#include "tst_postgres.moc"
