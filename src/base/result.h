// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <expected>

namespace milepost {

/// The outcome of anything that can fail in the world (docs/adr/0003-errors.md). Our own bugs are exceptions.
template <class T> using Result = std::expected<T, Error>;

} // namespace milepost
