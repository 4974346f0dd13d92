// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <functional>
#include <stop_token>

namespace milepost {

/// A failure that says nothing about other mailboxes.
[[nodiscard]] bool isOfOneMailbox(const Error& error);

/// Calls `each` for every number below `count`, a few at the same time; the first failure ends the rest.
[[nodiscard]] Result<void> forEachTogether(size_t count,
                                           const std::function<Result<void>(size_t, std::stop_token)>& each,
                                           std::stop_token stop);

} // namespace milepost
