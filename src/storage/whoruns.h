// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// The account and the computer of this process: "anna@ws-17". For the history alone: whoever controls the
/// computer controls this.
[[nodiscard]] QString whoRuns();

} // namespace milepost
