// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What bench_start holds the program against: a window of Qt's with nothing in it.
#include "app/firstframe.h"

#include <cstdio>

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>

int main(int argc, char** argv) {
    QElapsedTimer sinceMain;
    sinceMain.start();
    QApplication application(argc, argv);
    QMainWindow window;
    const milepost::FirstFrame first(window, [&] {
        std::fprintf(stderr, "first frame %.1f ms after main\n",
                     static_cast<double>(sinceMain.nsecsElapsed()) / 1e6);
    });
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
