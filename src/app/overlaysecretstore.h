// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/sessionsecretstore.h"

#include <map>

namespace milepost {

/// For tests of values that stand on the screen: what was typed comes first, then what is stored. Nothing is
/// ever written below; writes live as long as this object. The tracker's stored refresh token is not used
/// either: using it would replace it, and would leave the password untested. Thread-safe.
class OverlaySecretStore final : public SecretStore {
public:
    /// `stored` outlives this.
    OverlaySecretStore(std::map<SecretPurpose, Redacted<QString>> typed, SecretStore& stored);

    [[nodiscard]] QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret,
                                              std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override;

private:
    /// Whose answer counts where nothing was typed. Only a refresh token is ever written by the engine.
    [[nodiscard]] SecretStore& storeOf(SecretPurpose purpose);

    const std::map<SecretPurpose, Redacted<QString>> m_typed;
    SecretStore& m_stored;
    SessionSecretStore m_memory;
};

} // namespace milepost
