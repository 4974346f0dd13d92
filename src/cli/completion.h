// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/commandtree.h"

namespace milepost::cli {

/// The script that makes a shell complete milepostctl's commands and options, from the tree itself.
[[nodiscard]] QString bashCompletion(const CommandTree& tree);
[[nodiscard]] QString zshCompletion(const CommandTree& tree);
[[nodiscard]] QString fishCompletion(const CommandTree& tree);

} // namespace milepost::cli
