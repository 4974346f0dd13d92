// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// The pages of the window in the order of the rail; Ctrl+1 … opens them. Settings and Help stand at its
/// foot. The exchange log is not on the rail: it stands below Troubleshoot.
enum class PageId {
    Setup,
    Deliverables,
    Preview,
    Jobs,
    Troubleshoot,
    People,
    History,
    Settings,
    Help,
    ExchangeLog
};

[[nodiscard]] QString pageName(PageId page); ///< translated
[[nodiscard]] QString pageIcon(PageId page);

} // namespace milepost
