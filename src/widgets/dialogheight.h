// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QDialog;

namespace milepost {

/// Makes a dialog as high as its wrapped words need at its width; it never shrinks. A dialog does not do so
/// by itself: it asks for heights at the width of its hint. Runs on: main.
void growToWords(QDialog& dialog);

} // namespace milepost
