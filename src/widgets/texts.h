// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QCoreApplication;

namespace milepost {

/// From now on texts come in the language of the system where it was built in, otherwise in English, which
/// has its right plurals ("1 event", "2 events"). `file`, a released translation, goes before both: for
/// looking at one that is not built in. False when it cannot be read. Call it before the first text is made.
/// Runs on: main.
bool installTexts(QCoreApplication& application, const QString& file = {});

} // namespace milepost
