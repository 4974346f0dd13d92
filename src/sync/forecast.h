// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "graph/graphclient.h"
#include "sync/gatherer.h"

namespace milepost {

/// What a whole run of this plan asks of Graph beside the token, its readings before and its proof after it
/// included, and how long that takes while the lanes keep their pace and their quota. A request is what a
/// mailbox or the directory counts: each one in a batch, the batch itself not. Nothing for a plan that writes
/// nothing.
[[nodiscard]] Forecast forecastOf(const Plan& plan, const Gathered& gathered, const GraphClient& graph);

/// What one write among many takes while all of these lanes are served.
[[nodiscard]] double secondsEach(const GraphClient& graph, const std::vector<QString>& lanes);
/// Until the answers of so many lanes come one after another: in the first of them nothing, or a batch.
[[nodiscard]] std::chrono::milliseconds timeToFill(const GraphClient& graph,
                                                   const std::vector<QString>& lanes);

} // namespace milepost
