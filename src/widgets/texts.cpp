// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/texts.h"

#include <QCoreApplication>
#include <QTranslator>

static void initTexts() { Q_INIT_RESOURCE(texts); }

namespace milepost {

using namespace Qt::StringLiterals;

void installTexts(QCoreApplication& application) {
    initTexts();
    auto* texts = new QTranslator(&application);
    if (texts->load(u":/texts/milepost_en.qm"_s))
        QCoreApplication::installTranslator(texts);
}

} // namespace milepost
