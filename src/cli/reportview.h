// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environment.h"
#include "cli/outcome.h"

namespace milepost::cli {

/// cli.md's document of `sync` and `apply`.
[[nodiscard]] QJsonObject toJson(const SyncReport& report, const RequestMeter::Totals& requests);
[[nodiscard]] QString toText(const SyncReport& report, const RequestMeter::Totals& requests,
                             const Paper& paper);
[[nodiscard]] Outcome outcomeOf(const SyncReport& report, const RequestMeter::Totals& requests);

} // namespace milepost::cli
