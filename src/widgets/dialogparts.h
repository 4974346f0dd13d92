// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QLabel;
class QPushButton;

namespace milepost {

// What dialogs that are built by hand are made of. Runs on: main.

/// Wrapped plain text.
[[nodiscard]] QLabel* wordsLabel(const QString& text = {});
/// The same, in the colour of what is less important.
[[nodiscard]] QLabel* mutedLabel(const QString& text = {});
[[nodiscard]] QLabel* titleLabel(const QString& text);
/// Enter presses no button that nobody chose.
[[nodiscard]] QPushButton* dialogButton(const QString& objectName, const QString& text,
                                        bool isPrimary = false);

} // namespace milepost
