// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QByteArray;

namespace milepost {

/// The visible words of a web page: what a person would read on it, in one line. Of its first 16 KiB.
[[nodiscard]] QString wordsOfPage(const QByteArray& page);

} // namespace milepost
