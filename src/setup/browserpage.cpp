// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/browserpage.h"

#include <QCoreApplication>

namespace milepost {

RedirectListener::Texts browserTexts() {
    const auto say = [](const char* text) {
        return QCoreApplication::translate("milepost::BrowserPage", text);
    };
    return {say(QT_TRANSLATE_NOOP("milepost::BrowserPage", "Milepost")),
            say(QT_TRANSLATE_NOOP("milepost::BrowserPage",
                                  "Milepost has the answer. Close this page and go back to Milepost.")),
            say(QT_TRANSLATE_NOOP("milepost::BrowserPage",
                                  "This is not the answer that Milepost waits for. Nothing was changed."))};
}

} // namespace milepost
