// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/commandtree.h"

namespace milepost::cli {

/// `secret rotate`, below its group.
void addRotateCommand(CommandTree& tree, CLI::App& group);

} // namespace milepost::cli
