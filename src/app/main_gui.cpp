// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepost: the window.

#include "app/desktop.h"
#include "app/firstframe.h"
#include "app/singleinstance.h"
#include "base/logging.h"
#include "widgets/texts.h"

#include <cstdio>
#include <cstdlib>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Qt::StringLiterals;
using namespace milepost;

namespace {

/// Runs since main() began.
QElapsedTimer g_sinceMain;

struct Arguments {
    QString profile;
    QString configDir;
    QString picture;
    QString texts;
    bool sandbox = false;
};

Arguments parse(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("milepost::main", "Puts project deliverables into Microsoft 365 calendars, "
                                                  "and shows every change before it is made."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(
        u"profile"_s, QApplication::translate("milepost::main", "Begin with this profile."), u"NAME"_s);
    const QCommandLineOption configDir(
        u"config-dir"_s, QApplication::translate("milepost::main", "Keep everything below this folder."),
        u"DIR"_s);
    const QCommandLineOption sandbox(
        u"sandbox"_s,
        QApplication::translate("milepost::main", "Look around in a simulated tenant and tracker on this "
                                                  "computer; nothing is kept."));
    const QCommandLineOption picture(
        u"picture"_s,
        QApplication::translate("milepost::main", "Save a picture of the window once both sides were read, "
                                                  "and end."),
        u"FILE"_s);
    const QCommandLineOption texts(
        u"texts"_s,
        QApplication::translate("milepost::main", "Show the window in the texts of this translation (.qm)."),
        u"FILE"_s);
    parser.addOptions({profile, configDir, sandbox, picture, texts});
    parser.process(application);
    return {parser.value(profile), parser.value(configDir), parser.value(picture), parser.value(texts),
            parser.isSet(sandbox)};
}

int show(QApplication& application, const Paths& paths, const Arguments& arguments,
         SingleInstance* instance) {
    Desktop desktop(application, paths, {arguments.profile, arguments.sandbox, arguments.picture});
    if (instance != nullptr)
        QObject::connect(instance, &SingleInstance::called, &desktop, &Desktop::raise);
    QObject::connect(&desktop, &Desktop::closed, &application, &QCoreApplication::quit);
    const FirstFrame first(desktop.window(), [] {
        qCInfo(lcStart, "first frame %.1f ms after main",
               static_cast<double>(g_sinceMain.nsecsElapsed()) / 1e6);
    });
    desktop.start();
    const int status = QApplication::exec();
    return desktop.isPictureFine() ? status : 1;
}

/// When 100,000 rows were freed, glibc tidies up within the next larger allocation, wherever it is made: on
/// the main thread that was seen to take 30 ms (docs/performance.md).
void keepAllocationsShort() {
#ifdef __GLIBC__
    mallopt(M_MXFAST, 0);
#endif
}

int run(int argc, char* argv[]) {
    keepAllocationsShort();
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"milepost"_s);
    QApplication::setApplicationVersion(QStringLiteral(MILEPOST_VERSION));
    installTexts(application);
    // The engine is stopped in its order first, then the program ends.
    QApplication::setQuitOnLastWindowClosed(false);
    const Arguments arguments = parse(application);
    if (!arguments.texts.isEmpty() && !installTexts(application, arguments.texts)) {
        std::fputs("milepost: the file of --texts is no translation\n", stderr);
        return 1;
    }
    const QTemporaryDir nothingKept;
    const Paths paths = arguments.sandbox               ? Paths::below(nothingKept.path())
                        : arguments.configDir.isEmpty() ? Paths::platform()
                                                        : Paths::below(arguments.configDir);
    const QString folder = QFileInfo(paths.profilesFolder()).path();
    Desktop::keepSettingsIn(folder);
    if (arguments.sandbox)
        return show(application, paths, arguments, nullptr);
    SingleInstance instance(folder);
    if (instance.isFirst())
        return show(application, paths, arguments, &instance);
    if (instance.callFirst(arguments.profile))
        return 0;
    std::fputs("milepost: another window with these profiles is open, but does not answer\n", stderr);
    return 1;
}

} // namespace

int main(int argc, char* argv[]) {
    g_sinceMain.start();
    const int status = run(argc, argv);
    std::fflush(nullptr);
    // As in milepostctl: exit() would race with the destructors of OpenSSL's threads.
    std::quick_exit(status);
}
