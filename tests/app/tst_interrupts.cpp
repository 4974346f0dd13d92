// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/interrupts.h"

#include <QTest>

#include <signal.h>

using namespace milepost;

namespace {

using Handler = void (*)(int);

Handler handlerOf(int signal) {
    struct sigaction now = {};
    ::sigaction(signal, nullptr, &now);
    return now.sa_handler;
}

} // namespace

/// The first signal is heard on main; after it the system's own answer is back.
class TestInterrupts : public QObject {
    Q_OBJECT

private slots:
    void theFirstIsHeardTheSecondKills_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("a service is stopped") << SIGTERM;
        QTest::newRow("the terminal is closed") << SIGHUP;
    }

    void theFirstIsHeardTheSecondKills() {
        QFETCH(int, signal);
        int heard = 0;
        const Interrupts interrupts([&heard] {
            QCOMPARE(QThread::currentThread(), QCoreApplication::instance()->thread());
            ++heard;
        });
        ::raise(signal);
        QCOMPARE(heard, 0); // by the event loop, not in the handler
        QTRY_COMPARE(heard, 1);
        // Whichever comes second: after Ctrl+C, a service manager's SIGTERM must end the program.
        for (const int next : {SIGINT, SIGTERM, SIGHUP})
            QVERIFY2(handlerOf(next) == SIG_DFL, qPrintable(QString::number(next)));
    }

    void aClosedPipeDoesNotEndARun() {
        const Interrupts interrupts([] {});
        QVERIFY(handlerOf(SIGPIPE) == SIG_IGN);
    }

    void nothingIsLeftBehind() {
        {
            const Interrupts interrupts([] {});
            QVERIFY(handlerOf(SIGINT) != SIG_DFL);
        }
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            QVERIFY(handlerOf(signal) == SIG_DFL);
    }
};

QTEST_GUILESS_MAIN(TestInterrupts)
#include "tst_interrupts.moc"
