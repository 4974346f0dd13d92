// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <memory>
#include <mutex>

namespace milepost {

/// Where the secrets of one profile may be sent. Errors: those of whatever keeps it.
class OriginBook {
public:
    virtual ~OriginBook() = default;
    /// The origin that was accepted for a secret; "" when one must be confirmed first; nothing before the
    /// first use.
    [[nodiscard]] virtual Result<std::optional<QString>> accepted(SecretPurpose purpose) = 0;
    [[nodiscard]] virtual Result<void> accept(SecretPurpose purpose, const QString& origin) = 0;
};

/// Binds the secrets of a source that knows nothing of origins (environment, systemd) to the origin they were
/// first used for (law 10): whoever sets up a fresh profile also chose its source. Under another origin there
/// is none until somebody accepts it. The tracker's refresh token is bound already, by its key.
/// Thread-safe; never called on main: the book may wait for the disk. Every future is ready.
class BoundSecretStore final : public SecretStore {
public:
    BoundSecretStore(std::unique_ptr<SecretStore> source, std::unique_ptr<OriginBook> book);

    /// Also Kind::Config, code origin-unconfirmed, and the book's errors.
    [[nodiscard]] QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret,
                                              std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override;

private:
    enum class Use { First, Accepted };
    [[nodiscard]] Result<Use> useOf(const SecretKey& key);

    const std::unique_ptr<SecretStore> m_source;
    const std::unique_ptr<OriginBook> m_book;
    std::mutex m_mutex; ///< between looking into the book and writing into it
};

} // namespace milepost
