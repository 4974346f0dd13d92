// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <map>
#include <mutex>

namespace milepost {

/// Secrets of this session only: in memory, gone with the program. Thread-safe; every future is ready.
class SessionSecretStore final : public SecretStore {
public:
    [[nodiscard]] QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret,
                                              std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override;

private:
    [[nodiscard]] Result<Redacted<QString>> find(const SecretKey& key) const;

    using Place = std::tuple<QString, SecretPurpose, QString>;
    mutable std::mutex m_mutex;
    std::map<Place, Redacted<QString>> m_secrets;
};

} // namespace milepost
