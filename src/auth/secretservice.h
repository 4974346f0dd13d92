// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainbackend.h"

namespace milepost {

/// Asks the Secret Service over D-Bus whether its default collection is there and open. Asynchronous; never
/// opens a prompt. On Windows the vault is open as long as the user is signed in.
void askSecretService(std::function<void(KeychainBackend::Collection)> done);

} // namespace milepost
