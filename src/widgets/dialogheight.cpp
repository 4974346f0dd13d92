// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/dialogheight.h"

#include <algorithm>

#include <QDialog>
#include <QLayout>

namespace milepost {

void growToWords(QDialog& dialog) {
    // Twice: an error takes one column or two, by the width that it was given.
    for (int pass = 0; pass < 2; ++pass) {
        dialog.layout()->activate();
        dialog.resize(dialog.width(),
                      std::max(dialog.height(), dialog.layout()->totalHeightForWidth(dialog.width())));
    }
}

} // namespace milepost
