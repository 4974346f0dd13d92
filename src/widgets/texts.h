// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QCoreApplication;

namespace milepost {

/// From now on texts have their right plurals ("1 event", "2 events"). Call it before the first text is
/// made. Runs on: main.
void installTexts(QCoreApplication& application);

} // namespace milepost
