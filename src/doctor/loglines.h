// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost::doctor {

/// The entries of a log that are errors, with the lines that follow each; "" where the text is no log, or has
/// no entry of less weight beside them.
[[nodiscard]] QString graveEntries(const QString& text);

/// What Django writes of a request that it refused: "Forbidden: /api/x/".
struct LoggedRefusal {
    int status = 0; ///< 0: nothing of the kind
    QString path;
};
[[nodiscard]] LoggedRefusal refusalIn(const QString& text);

} // namespace milepost::doctor
