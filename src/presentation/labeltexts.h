// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

// Names of others in widgets of ours. Pure.

/// For a label: long words get places where they may break (withBreaks()).
[[nodiscard]] QString breakable(const QString& text);
/// For a button, or a question in a line: cut where it holds a name without an end.
[[nodiscard]] QString shortTitle(const QString& text);

} // namespace milepost
