// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/unlockwait.h"

#include <chrono>

namespace milepost {

/// That the keychain is waited for, and how long already once that takes its time (translated).
[[nodiscard]] QString unlockTitle(std::chrono::seconds elapsed);
/// What for, and what to do (translated). Somebody waits.
[[nodiscard]] QString unlockReason(const UnlockWait& wait);

} // namespace milepost
