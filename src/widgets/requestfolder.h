// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFileDialog>

namespace milepost {

/// Asks for the new folder of a request pack, named after the profile; fileSelected() tells it. Goes when it
/// is closed. Runs on: main.
[[nodiscard]] QFileDialog* requestFolderDialog(const QString& profile, QWidget* parent);

} // namespace milepost
