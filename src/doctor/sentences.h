// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace milepost::doctor {

/// The codes that belong to sentences of Graph and of Exchange. Programs often log the message of an answer
/// and not its code; each of these sentences comes with one code alone. Blanks and case do not matter.
[[nodiscard]] QStringList codesOfSentences(const QString& words);

} // namespace milepost::doctor
