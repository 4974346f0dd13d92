// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepost-tour [--size WxH]... [--texts FILE] [--check] OUT_DIR: the real window on the sandbox, every page,
// dialog and state, light and dark, as pictures. Ends with 1 when a state did not come or a picture shows
// nothing.

#include "tourwalk.h"
#include "widgets/texts.h"

#include <cstdio>

#include <QCommandLineParser>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

std::vector<QSize> sizesOf(const QStringList& texts) {
    std::vector<QSize> sizes;
    for (const QString& text : texts) {
        const QStringList numbers = text.split(u'x');
        if (numbers.size() == 2)
            sizes.emplace_back(numbers[0].toInt(), numbers[1].toInt());
    }
    return sizes.empty() ? std::vector{QSize(1280, 800), QSize(1920, 1080)} : sizes;
}

} // namespace

int main(int argc, char* argv[]) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"milepost"_s);
    QApplication::setApplicationVersion(u"tour"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"OUT_DIR"_s, u"where the pictures go"_s);
    parser.addOption({u"size"_s, u"of the window; several times for several"_s, u"WxH"_s});
    parser.addOption({u"texts"_s, u"in these texts, as milepost takes them"_s, u"FILE"_s});
    parser.addOption({u"check"_s, u"one size only, for the tests"_s});
    parser.addHelpOption();
    parser.process(application);
    if (parser.positionalArguments().size() != 1 || !QDir().mkpath(parser.positionalArguments().first()))
        parser.showHelp(64);
    if (!installTexts(application, parser.value(u"texts"_s)))
        qFatal("the file of --texts is no translation");
    const QDir out(parser.positionalArguments().first());
    const std::vector<QSize> sizes =
        parser.isSet(u"check"_s) ? std::vector{QSize(1280, 800)} : sizesOf(parser.values(u"size"_s));
    bool fine = true;
    for (const QSize& size : sizes)
        for (const ThemeChoice tone : {ThemeChoice::Light, ThemeChoice::Dark}) {
            TourWalk walk(out, tone, size);
            fine = walk.walk() && fine;
            std::printf("%dx%d: %d pictures\n", size.width(), size.height(), walk.pictures());
        }
    std::fflush(nullptr);
    std::quick_exit(fine ? 0 : 1); // as in main_gui.cpp
}
