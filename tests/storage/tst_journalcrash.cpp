// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"

#include <cstdio>
#include <random>
#include <set>
#include <thread>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

namespace {

const QString k_writerArgument = u"--write-until-killed"_s;

/// The victim: says the number of each intent once the journal has promised that it stands.
int writeUntilKilled(const QString& path) {
    const FixedClock clock;
    const auto journal = Journal::open(path, clock);
    if (!journal)
        return 1;
    const RunId run = *(*journal)->beginRun(someRun());
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = t; i < 1'000'000; i += 4) {
                const auto id = (*journal)->intend(createOf(run, i));
                if (!id)
                    return;
                const std::string line = std::to_string(id->value) + ' ' + std::to_string(i) + '\n';
                std::fwrite(line.data(), 1, line.size(), stdout);
                std::fflush(stdout);
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    return 0;
}

} // namespace

class TestJournalCrash : public QObject {
    Q_OBJECT

private slots:
    void everyPromisedIntentStandsAfterKill_data() {
        QTest::addColumn<int>("promises");
        for (const int promises : {1, 7, 40, 111, 250})
            QTest::addRow("killed after %d promises", promises) << promises;
    }
    void everyPromisedIntentStandsAfterKill() {
        QFETCH(int, promises);
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"prod.sqlite"_s);
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {k_writerArgument, path});
        QByteArray said;
        while (said.count('\n') < promises) {
            QVERIFY2(writer.waitForReadyRead(20'000), "the writer says nothing");
            said += writer.readAllStandardOutput();
        }
        writer.kill(); // SIGKILL
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitStatus(), QProcess::CrashExit);
        said += writer.readAllStandardOutput();
        said.truncate(said.lastIndexOf('\n') + 1);

        const FixedClock clock;
        const auto journal = Journal::open(path, clock);
        QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
        std::set<std::pair<qint64, qint64>> standing;
        const auto open = (*journal)->openIntents(k_calendar);
        QVERIFY(open);
        for (const IntentRecord& record : *open) {
            QCOMPARE(record.intent, createOf(RunId{1}, record.intent.key.deliverable));
            standing.emplace(record.id.value, record.intent.key.deliverable);
        }
        int heard = 0;
        for (const QByteArray& line : said.split('\n')) {
            if (line.isEmpty())
                continue;
            const QList<QByteArray> parts = line.split(' ');
            QVERIFY2(standing.contains({parts[0].toLongLong(), parts[1].toLongLong()}), line.constData());
            ++heard;
        }
        QVERIFY(heard >= promises);
        QVERIFY((*journal)->runs(1)->front().status == RunStatus::Interrupted);
        QVERIFY((*journal)->intend(createOf(RunId{1}, 5)));
    }
};

int main(int argc, char* argv[]) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == k_writerArgument)
        return writeUntilKilled(arguments[2]);
    TestJournalCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_journalcrash.moc"
