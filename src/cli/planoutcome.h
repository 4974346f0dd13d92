// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/outcome.h"
#include "domain/plan.h"

#include <functional>

namespace milepost {
class SyncEngine;
}

namespace milepost::cli {

class Session;

/// What every command that makes a plan ends with: the document, the text, the file `out` when it is not "",
/// and status 2 when something would be written. `make` asks the engine.
[[nodiscard]] Outcome planOutcome(Session& session, const std::string& out,
                                  const std::function<Result<Plan>(SyncEngine&)>& make);

} // namespace milepost::cli
