// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainsecretstore.h"

#include <QProcessEnvironment>

namespace milepost {

/// The store that a profile's secretSource names: keychain, env, systemd or session (cli.md). Runs on: the
/// main thread. An Error of kind Config for any other word. `keychain` is used for the keychain alone.
[[nodiscard]] Result<std::unique_ptr<SecretStore>>
makeSecretStore(const QString& source, const QProcessEnvironment& environment,
                KeychainSecretStore::Options keychain = {});

} // namespace milepost
