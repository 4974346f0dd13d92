// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/trackerdata.h"

#include <optional>

#include <QString>

namespace milepost::tracker {

/// May this account see every row (tracker-contract 1.9)? Anything below manager is filtered silently.
[[nodiscard]] bool seesEverything(const QString& role);

/// Why deletions must wait, as a fact for people and for the log; nothing when the view is trusted. An
/// account below manager is always restricted. A role, user or address other than the accepted one is
/// restricted until somebody confirms it (design, law 2); the text names from and to. Without an accepted
/// view (the first run) there is nothing to differ from.
[[nodiscard]] std::optional<QString> restrictionOf(const TrackerView& now,
                                                   const std::optional<TrackerView>& accepted);

} // namespace milepost::tracker
