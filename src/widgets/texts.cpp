// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/texts.h"

#include <memory>

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

static void initTexts() { Q_INIT_RESOURCE(texts); }

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

void install(QCoreApplication& application, std::unique_ptr<QTranslator> texts) {
    texts->setParent(&application);
    QCoreApplication::installTranslator(texts.release());
}

} // namespace

bool installTexts(QCoreApplication& application, const QString& file) {
    initTexts();
    // The last one is asked first: what a language lacks is said in English.
    auto english = std::make_unique<QTranslator>();
    if (english->load(u":/texts/milepost_en.qm"_s))
        install(application, std::move(english));
    auto texts = std::make_unique<QTranslator>();
    const bool isThere =
        file.isEmpty() ? texts->load(QLocale(), u"milepost"_s, u"_"_s, u":/texts"_s) : texts->load(file);
    if (isThere)
        install(application, std::move(texts));
    return isThere || file.isEmpty();
}

} // namespace milepost
