// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environment.h"

#include <QStringList>

namespace milepost::cli {

/// milepostctl: runs the command that the arguments (without the program's name) put, and gives its exit
/// status. Runs on: a pool thread; blocks until the command is done. Never throws.
[[nodiscard]] int run(const QStringList& arguments, Environment& environment);

} // namespace milepost::cli
