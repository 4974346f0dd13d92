// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "graph/graphclient.h"
#include "sync/gatherer.h"

namespace milepost {

/// What a whole run of this plan asks of Graph beside the token, its readings before and its proof after it
/// included, and how long that takes while the lane keeps its pace and its quota. Nothing for a plan that
/// writes nothing.
[[nodiscard]] Forecast forecastOf(const Plan& plan, const Gathered& gathered, const GraphClient& graph);

} // namespace milepost
