// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/singleinstance.h"
#include "app/taskpool.h"

#include <QLockFile>
#include <QProcess>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Two windows of one profile cannot run at once.
class TestSecondStart : public QObject {
    Q_OBJECT

private slots:
    void aSecondStartCallsTheFirst();
    void aFirstThatDoesNotListenYetIsWaitedFor();
    void theProgramItselfOpensOneWindowForOneFolder();
    void aWindowThatDiedHoldsNobodyUp();

private:
    [[nodiscard]] static std::unique_ptr<QProcess> start(const QString& folder) {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationDirPath() + u"/milepost"_s, {u"--config-dir"_s, folder});
        return process->waitForStarted() ? std::move(process) : nullptr;
    }
    /// The window of the folder, once it holds it.
    [[nodiscard]] static std::unique_ptr<QProcess> startFirst(const QString& folder) {
        auto first = start(folder);
        const auto holds = [&] {
            QLockFile lock(folder + u"/window.lock"_s);
            qint64 pid = 0;
            QString host;
            QString program;
            return lock.getLockInfo(&pid, &host, &program) && pid == first->processId();
        };
        return first && QTest::qWaitFor(holds, k_patience) ? std::move(first) : nullptr;
    }
    /// A start that finds a window already open ends with 0.
    [[nodiscard]] static bool findsTheWindow(const QString& folder) {
        const auto second = start(folder);
        return second && second->waitForFinished(k_patience) &&
               second->exitStatus() == QProcess::NormalExit && second->exitCode() == 0;
    }
    static bool kill(QProcess& process) {
        process.kill(); // its lock and its socket stay behind
        return process.waitForFinished(k_patience);
    }

    static constexpr int k_patience = 20'000; // milliseconds
    TaskPool m_calls;
};

void TestSecondStart::aSecondStartCallsTheFirst() {
    const QTemporaryDir folder;
    SingleInstance first(folder.path());
    QVERIFY(first.isFirst());
    QSignalSpy called(&first, &SingleInstance::called);
    SingleInstance second(folder.path());
    QVERIFY(!second.isFirst());
    // As in life, each in a thread of its own: the second one waits for the answer.
    const QFuture<bool> answered = m_calls.run<bool>([&] { return second.callFirst(u"Production"_s); });
    QTRY_VERIFY(answered.isFinished());
    QVERIFY(answered.result());
    QCOMPARE(called.size(), 1);
    QCOMPARE(called[0][0].toString(), u"Production"_s);
}

void TestSecondStart::aFirstThatDoesNotListenYetIsWaitedFor() {
    const QTemporaryDir folder;
    QLockFile lock(folder.filePath(u"window.lock"_s)); // as between the two steps of a start
    QVERIFY(lock.lock());
    SingleInstance second(folder.path());
    QVERIFY(!second.isFirst());
    QSemaphore isCalling;
    const QFuture<bool> answered = m_calls.run<bool>([&] {
        isCalling.release();
        return second.callFirst(u"Production"_s);
    });
    isCalling.acquire();
    lock.unlock();
    SingleInstance first(folder.path());
    QVERIFY(first.isFirst());
    QTRY_VERIFY(answered.isFinished());
    QVERIFY(answered.result());
}

void TestSecondStart::theProgramItselfOpensOneWindowForOneFolder() {
    const QTemporaryDir folder;
    const auto first = startFirst(folder.path());
    QVERIFY(first);
    QVERIFY(findsTheWindow(folder.path()));
    QVERIFY(findsTheWindow(folder.path()));
    QCOMPARE(first->state(), QProcess::Running);
    QVERIFY(kill(*first));
}

void TestSecondStart::aWindowThatDiedHoldsNobodyUp() {
    const QTemporaryDir folder;
    const auto first = startFirst(folder.path());
    QVERIFY(first);
    QVERIFY(kill(*first));
    const auto next = startFirst(folder.path());
    QVERIFY(next);
    QVERIFY(findsTheWindow(folder.path()));
    QCOMPARE(next->state(), QProcess::Running);
    QVERIFY(kill(*next));
}

QTEST_MAIN(TestSecondStart)
#include "tst_secondstart.moc"
