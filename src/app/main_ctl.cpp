// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepostctl: the engine without a screen. The main thread runs the event loop and owns keychain jobs; the
// command itself is a job on a pool (design 4).

#include "app/ctlenvironment.h"
#include "app/interrupts.h"
#include "cli/program.h"

#include <cstdio>
#include <cstdlib>

#include <QCoreApplication>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

/// Services often run without a locale. File names and arguments are UTF-8 all the same, and Qt would warn
/// about it on every start.
void assumeUtf8() {
#ifndef Q_OS_WIN
    const auto isUnset = [](const char* name) { return qEnvironmentVariableIsEmpty(name); };
    const auto isC = [](const char* name) {
        const QByteArray value = qgetenv(name);
        return value == "C" || value == "POSIX";
    };
    if (isC("LC_ALL") ||
        (isUnset("LC_ALL") && (isC("LC_CTYPE") || (isUnset("LC_CTYPE") && (isUnset("LANG") || isC("LANG"))))))
        qputenv("LC_ALL", "C.UTF-8");
#endif
}

int runCommand(int argc, char* argv[]) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"milepost"_s);
    milepost::CtlEnvironment environment;
    const milepost::Interrupts interrupts([&environment] { environment.control().cancel(); });
    QThreadPool pool;
    pool.start([&environment] {
        const int status = milepost::cli::run(QCoreApplication::arguments().mid(1), environment);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(), [status] { QCoreApplication::exit(status); }, Qt::QueuedConnection);
    });
    const int status = QCoreApplication::exec();
    pool.waitForDone();
    return status;
}

} // namespace

int main(int argc, char* argv[]) {
    assumeUtf8();
    const int status = runCommand(argc, argv);
    std::fflush(nullptr);
    // A QThread counts as finished while its system thread still runs destructors of its own, OpenSSL's among
    // them. exit() would let OpenSSL free the same memory at the same time. Everything of ours is gone by
    // now.
    std::quick_exit(status);
}
