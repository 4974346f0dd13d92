// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How soon the real program shows something: bench_start [PROGRAM] [RUNS] starts it on a screen of its own
// (Xvfb) without a profile, with one, and with --sandbox, each in turn with an empty QMainWindow, the
// baseline. The program says itself when its first frame was painted (QT_LOGGING_RULES=milepost.start=true).
#include "../presentation/surveytools.h"
#include "storage/profilestore.h"

#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_skipped = 77;
constexpr int k_patience = 30'000; // milliseconds

struct Start {
    double fromMain = 0;
    double fromProcess = 0; ///< from before fork() until its line was read
};

struct Kind {
    QString name;
    QString program;
    QStringList arguments;
    std::vector<Start> starts;
};

class Screen {
public:
    /// The display's name; "" when there is no Xvfb.
    QString open() {
        if (QStandardPaths::findExecutable(u"Xvfb"_s).isEmpty())
            return {};
        m_server.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1920x1080x24"_s,
                                   u"-nolisten"_s, u"tcp"_s});
        while (m_server.waitForReadyRead(k_patience) && !m_server.canReadLine()) {
        }
        const QByteArray number = m_server.readLine().trimmed();
        return number.isEmpty() ? QString() : u":"_s + QString::fromLatin1(number);
    }
    ~Screen() {
        m_server.terminate();
        m_server.waitForFinished(k_patience);
    }

private:
    QProcess m_server;
};

std::optional<Start> start(const Kind& kind, const QProcessEnvironment& environment) {
    static const QRegularExpression line(u"first frame ([0-9.]+) ms after main"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QByteArray said;
    QElapsedTimer timer;
    timer.start();
    process.start(kind.program, kind.arguments);
    QRegularExpressionMatch match;
    while (!match.hasMatch() && process.waitForReadyRead(k_patience)) {
        said += process.readAll();
        match = line.match(QString::fromUtf8(said));
    }
    const double all = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.kill(); // there is nothing to save
    process.waitForFinished(k_patience);
    if (!match.hasMatch()) {
        std::fprintf(stderr, "bench_start: %s said nothing of a first frame: %s\n", qPrintable(kind.program),
                     said.constData());
        return std::nullopt;
    }
    return Start{match.captured(1).toDouble(), all};
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

QJsonObject figures(const std::vector<Start>& starts, double Start::*which) {
    std::vector<double> values;
    for (const Start& one : starts)
        values.push_back(one.*which);
    return {{u"median"_s, median(values)},
            {u"min"_s, *std::ranges::min_element(values)},
            {u"max"_s, *std::ranges::max_element(values)}};
}

QProcessEnvironment environmentOn(const QString& display, const QString& home) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, display);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"milepost.start=true"_s);
    environment.insert(u"LANG"_s, u"C.UTF-8"_s);
    environment.insert(u"HOME"_s, home);
    environment.insert(u"TMPDIR"_s, home);
    environment.insert(u"XDG_RUNTIME_DIR"_s, home);
    environment.insert(u"XDG_CONFIG_HOME"_s, home + u"/config"_s);
    environment.insert(u"XDG_DATA_HOME"_s, home + u"/data"_s);
    return environment;
}

/// A profile that is ready; nothing of it answers, and the first frame waits for nothing of it.
bool saveProfile(const QString& folder) {
    Profile profile = readyProfile(u"contoso"_s);
    profile.trackerUrl = u"https://127.0.0.1:9"_s;
    return ProfileStore(Paths::below(folder)).save(profile).has_value();
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const QString here = QCoreApplication::applicationDirPath();
    const QString program = argc > 1 ? QString::fromLocal8Bit(argv[1]) : here + u"/milepost"_s;
    const int runs = argc > 2 ? std::max(1, QByteArray(argv[2]).toInt()) : 11;
    Screen screen;
    const QString display = screen.open();
    if (display.isEmpty()) {
        std::fputs("bench_start: SKIPPED, there is no Xvfb to start a window on\n", stderr);
        return k_skipped;
    }
    const QTemporaryDir home;
    const QString ready = home.filePath(u"ready"_s);
    if (!saveProfile(ready))
        return 1;
    std::vector<Kind> kinds{{u"empty"_s, here + u"/bench_emptywindow"_s, {}, {}},
                            {u"firstStart"_s, program, {u"--config-dir"_s, {}}, {}},
                            {u"profile"_s, program, {u"--config-dir"_s, ready}, {}},
                            {u"sandbox"_s, program, {u"--sandbox"_s}, {}}};
    const QProcessEnvironment environment = environmentOn(display, home.path());
    for (int run = -1; run < runs; ++run) // the first, uncounted one fills the disk's cache
        for (Kind& kind : kinds) {
            if (kind.name == u"firstStart")
                kind.arguments[1] = home.filePath(u"fresh%1"_s.arg(run));
            const auto one = start(kind, environment);
            if (!one)
                return 1;
            if (run >= 0)
                kind.starts.push_back(*one);
        }
    QJsonObject result{{u"bench"_s, u"start"_s},
                       {u"program"_s, program},
                       {u"runs"_s, runs},
                       {u"baseline"_s, u"an empty QMainWindow"_s}};
    const double empty = figures(kinds[0].starts, &Start::fromMain).value(u"median"_s).toDouble();
    for (const Kind& kind : kinds) {
        const QJsonObject fromMain = figures(kind.starts, &Start::fromMain);
        result.insert(kind.name,
                      QJsonObject{{u"mainToFrameMs"_s, fromMain},
                                  {u"processToFrameMs"_s, figures(kind.starts, &Start::fromProcess)},
                                  {u"ratio"_s, fromMain.value(u"median"_s).toDouble() / empty}});
    }
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
