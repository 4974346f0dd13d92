// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabledetails.h"
#include "presentation/session.h"

namespace milepost {

/// What the session's last look proved, and when: Complete, Restricted, Incomplete, or what is going on now.
[[nodiscard]] ReadingLine readingLine(const Look& look);

/// Why what `now` sees may hide rows (translated); "" when it does not.
[[nodiscard]] QString viewText(const std::optional<TrackerView>& now,
                               const std::optional<TrackerView>& accepted);
/// Why the tracker's view may hide rows (translated); "" when it does not.
[[nodiscard]] QString restrictionText(const Survey& survey);

/// Somebody may say that this is the right view. Not of an account that cannot see everything: another
/// account is needed (tracker-contract 1.9); nor of a tracker that lists no project.
[[nodiscard]] bool canBeAccepted(const Survey& survey);

/// "less than a minute", "3 minutes", "2 hours", "4 days" (translated).
[[nodiscard]] QString ageText(std::chrono::seconds age);

} // namespace milepost
