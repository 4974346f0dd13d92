// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/databasefile.h"
#include "storage/exchangelog.h"
#include "storage/migrations.h"
#include "storage/privatefile.h"

#include <algorithm>
#include <set>
#include <thread>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

ExchangeRecord record(int number) {
    ExchangeRecord record;
    record.startedUtc = QDateTime::currentDateTimeUtc();
    record.program = u"test"_s;
    record.stage = number % 3 == 0 ? Error::Stage::Tracker : Error::Stage::Graph;
    record.method = u"GET"_s;
    record.url = u"https://graph.example/v1.0/users/m%1@x.example/events"_s.arg(number % 5);
    record.urlTemplate = u"/v1.0/users/{mailbox}/events"_s;
    record.mailbox = u"m%1@x.example"_s.arg(number % 5);
    record.status = number % 7 == 0 ? 429 : 200;
    record.code = number % 7 == 0 ? u"TooManyRequests"_s : QString();
    record.requestId = u"request-%1"_s.arg(number);
    record.clientRequestId = u"client_%1"_s.arg(number);
    record.run = number % 2;
    record.deliverable = number;
    record.spans = {1000, 1, 2, 3, 4, 5, 6};
    return record;
}

} // namespace

/// The exchange log on disk: what goes in comes out, in its limits, whoever else is at it.
class TstExchangeLog : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void whatIsKeptIsFound();
    void theFiltersLeaveOutWhatTheySay();
    void theRingKeepsItsLimits();
    void severalProgramsWriteAtOnce();
    void aDamagedFileIsPutAside();
    void aDiskThatRefusesCostsNobodyARun();
    void aRunHasWhatWasReadForIt();
    void aFileOfAnOlderMilepostIsRead();
    void theWishForBodiesEndsByItself();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"data/p~exchanges.sqlite"_s); }
    void keep(int from, int to) {
        ExchangeLog log(path(), m_clock);
        for (int i = from; i < to; ++i)
            log.add(record(i));
    }
    [[nodiscard]] std::vector<ExchangeRecord> found(const ExchangeFilter& filter) {
        const auto file = ExchangeFile::openForReading(path(), m_clock.utcNow());
        return file ? file->newest(filter, 100'000).value_or(std::vector<ExchangeRecord>())
                    : std::vector<ExchangeRecord>();
    }

    const SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TstExchangeLog::whatIsKeptIsFound() {
    ExchangeRecord full = record(21);
    full.startedUtc = QDateTime::fromMSecsSinceEpoch(1'790'000'000'123, Qt::UTC);
    full.error = u"'quoted' % _"_s;
    full.serverDate = u"Sat, 28 Nov 2026 06:00:00 GMT"_s;
    full.attempt = 3;
    full.children = 4;
    full.inBatch = 5;
    full.work = 1'234'567'890'123;
    full.requestBody = u"{}"_s;
    full.answerBody = u"{\"a\":1}"_s;
    ExchangeLog log(path(), m_clock, {1'000'000, std::chrono::hours(24 * 365 * 100)});
    log.add(full);
    log.add(record(2));
    log.flush();
    const auto records = found({});
    QCOMPARE(records.size(), size_t(2));
    full.id = records.back().id;
    QVERIFY(records.back() == full);
    QVERIFY(records.front().id > full.id);
    QCOMPARE(log.lost(), 0);
    for (const QString& part : {u""_s, u"-wal"_s})
        QCOMPARE(QFileInfo(path() + part).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
}

void TstExchangeLog::aRunHasWhatWasReadForIt() {
    ExchangeLog log(path(), m_clock);
    std::set<qint64> numbers;
    // The work, the run; the deliverable tells them apart.
    for (const auto& [work, run] : std::vector<std::pair<qint64, qint64>>{
             {5, 0}, {5, 0}, {5, 8}, {0, 0}, {6, 0}, {6, 9}, {5, 0}, {0, 8}, {5, 9}}) {
        ExchangeRecord one = record(static_cast<int>(numbers.size()) + 1);
        one.work = work;
        one.run = run;
        numbers.insert(one.deliverable);
        log.add(one);
    }
    log.flush();
    const auto of = [this](qint64 run) {
        ExchangeFilter filter;
        filter.run = run;
        std::set<qint64> seen;
        for (const ExchangeRecord& one : found(filter))
            seen.insert(one.deliverable);
        return seen;
    };
    QCOMPARE(of(8), (std::set<qint64>{1, 2, 3, 7, 8}));
    QCOMPARE(of(9), (std::set<qint64>{1, 2, 5, 6, 7, 9})); // one call of the engine began two
    QCOMPARE(of(4), (std::set<qint64>{}));
}

void TstExchangeLog::aFileOfAnOlderMilepostIsRead() {
    {
        const std::vector<Migration> all = exchangeMigrations();
        QVERIFY(prepareDatabase(path(), {all.front()}, m_clock.utcNow()));
        const auto connection = Connection::open(path(), Connection::Mode::ReadWrite);
        QVERIFY(connection);
        QVERIFY(connection->run(
            u"INSERT INTO exchanges VALUES (4, 1, 'p', 'graph', 'GET', 'u', 't', 'm', 200, '', '', "
            "'r', 'c', '', 1, 0, 0, 3, 0, 1, 1, 1, 1, 1, 1, 1)"_s));
    }
    ExchangeFilter filter;
    filter.run = 3;
    const auto records = found(filter);
    QCOMPARE(records.size(), size_t(1));
    QCOMPARE(records.front().requestId, u"r"_s);
    QCOMPARE(records.front().work, 0);
}

void TstExchangeLog::theFiltersLeaveOutWhatTheySay() {
    keep(1, 101);
    const auto count = [this](auto change) {
        ExchangeFilter filter;
        change(filter);
        return static_cast<int>(found(filter).size());
    };
    QCOMPARE(count([](ExchangeFilter&) {}), 100);
    QCOMPARE(count([](ExchangeFilter& f) { f.run = 1; }), 50);
    QCOMPARE(count([](ExchangeFilter& f) { f.deliverable = 42; }), 1);
    QCOMPARE(count([](ExchangeFilter& f) { f.mailbox = u"M3@X"_s; }), 20);
    QCOMPARE(count([](ExchangeFilter& f) { f.mailbox = u"m_@x"_s; }), 0); // no wildcard of SQL
    QCOMPARE(count([](ExchangeFilter& f) { f.stage = Error::Stage::Tracker; }), 33);
    QCOMPARE(count([](ExchangeFilter& f) { f.failedOnly = true; }), 14);
    QCOMPARE(count([](ExchangeFilter& f) { f.text = u"toomany"_s; }), 14);
    QCOMPARE(count([](ExchangeFilter& f) { f.text = u"client_77"_s; }), 1);
    QCOMPARE(count([](ExchangeFilter& f) { f.sinceUtc = QDateTime::currentDateTimeUtc().addDays(1); }), 0);
    QCOMPARE(count([](ExchangeFilter& f) {
                 f.failedOnly = true;
                 f.run = 1;
             }),
             7);
    const auto file = ExchangeFile::openForReading(path(), m_clock.utcNow());
    QVERIFY(file);
    const auto ids = file->ids({});
    QVERIFY(ids && ids->size() == 100 && ids->front() > ids->back());
    const auto page = file->byIds({ids->at(10), ids->at(11)});
    QVERIFY(page && page->size() == 2 && page->front().id == ids->at(10));
    const auto rest = file->after({}, ids->at(3), 2);
    QVERIFY(rest && rest->size() == 2 && rest->front().id == ids->at(2) && rest->back().id == ids->at(1));
}

void TstExchangeLog::theRingKeepsItsLimits() {
    constexpr qint64 k_most = 400'000;
    {
        ExchangeLog log(path(), m_clock, {k_most, std::chrono::hours(1)});
        for (int i = 0; i < 4'000; ++i) {
            ExchangeRecord one = record(i);
            if (i % 2 == 0)
                one.startedUtc = one.startedUtc.addSecs(-3'700);
            if (i % 10 == 0)
                one.answerBody = QString(500, u'x');
            log.add(one);
            if (i % 500 == 499)
                log.flush();
        }
    }
    { // the next program trims with its first record
        ExchangeLog log(path(), m_clock, {k_most, std::chrono::hours(1)});
        log.add(record(4'001));
    }
    const auto left = found({});
    QCOMPARE(left.front().deliverable, 4'001);
    QVERIFY2(left.size() > 100 && left.size() < 2'000, qPrintable(QString::number(left.size())));
    const QDateTime oldest = QDateTime::currentDateTimeUtc().addSecs(-3'600);
    QVERIFY(std::ranges::all_of(left, [&](const ExchangeRecord& one) { return one.startedUtc >= oldest; }));
    const auto connection = Connection::open(path(), Connection::Mode::ReadOnly);
    QVERIFY(connection);
    QCOMPARE(
        connection->value(u"SELECT count(*) FROM bodies WHERE exchange NOT IN (SELECT id FROM exchanges)"_s)
            ->toInt(),
        0);
    QVERIFY((connection->value(u"PRAGMA page_count"_s)->toLongLong() -
             connection->value(u"PRAGMA freelist_count"_s)->toLongLong()) *
                4096 <=
            k_most);
}

void TstExchangeLog::severalProgramsWriteAtOnce() {
    std::vector<std::thread> programs;
    for (int program = 0; program < 4; ++program)
        programs.emplace_back([this, program] { keep(program * 1'000, program * 1'000 + 500); });
    for (std::thread& program : programs)
        program.join();
    std::set<qint64> seen;
    for (const ExchangeRecord& one : found({}))
        seen.insert(one.deliverable);
    QCOMPARE(seen.size(), size_t(2'000));
}

void TstExchangeLog::aDamagedFileIsPutAside() {
    keep(0, 5);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(4096, 'x'));
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the exchange log begins anew"_s));
    keep(5, 7);
    QCOMPARE(found({}).size(), size_t(2));
    const QStringList kept = QFileInfo(path()).dir().entryList({u"*.corrupt-*"_s});
    QVERIFY2(!kept.isEmpty(), "nothing was kept of it");
}

void TstExchangeLog::aDiskThatRefusesCostsNobodyARun() {
    QFile inTheWay(m_folder->filePath(u"data"_s)); // a file where the folder should be
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the exchange log cannot be written"_s));
    ExchangeLog log(path(), m_clock);
    for (int round = 0; round < 3; ++round) {
        log.add(record(round));
        log.flush();
    }
    QCOMPARE(log.lost(), 3);
}

void TstExchangeLog::theWishForBodiesEndsByItself() {
    keep(0, 1);
    const QDateTime now = m_clock.utcNow();
    {
        auto file = ExchangeFile::openForWriting(path(), now);
        QVERIFY(file && file->wantBodiesUntil(now.addSecs(900)));
    }
    ExchangeLog later(path(), m_clock); // another program
    QVERIFY(later.wantsBodies());
    {
        auto file = ExchangeFile::openForWriting(path(), now);
        QVERIFY(file && file->wantBodiesUntil(now.addSecs(-1)));
    }
    QVERIFY(!ExchangeLog(path(), m_clock).wantsBodies());
    later.add(record(1));
    later.flush();
    QVERIFY(!later.wantsBodies()); // it looks while it writes
}

QTEST_APPLESS_MAIN(TstExchangeLog)
#include "tst_exchangelog.moc"
