// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/sessionsecretstore.h"

#include "base/futures.h"

namespace milepost {

QFuture<Result<Redacted<QString>>> SessionSecretStore::read(SecretKey key, std::stop_token) {
    return ready(find(key));
}

QFuture<Result<void>> SessionSecretStore::write(SecretKey key, Redacted<QString> secret, std::stop_token) {
    const std::scoped_lock lock(m_mutex);
    m_secrets[{key.profile, key.purpose, key.origin}] = std::move(secret);
    return ready(Result<void>());
}

QFuture<Result<void>> SessionSecretStore::remove(SecretKey key, std::stop_token) {
    const std::scoped_lock lock(m_mutex);
    m_secrets.erase({key.profile, key.purpose, key.origin});
    return ready(Result<void>());
}

QFuture<Result<SecretState>> SessionSecretStore::state(SecretKey key, std::stop_token) {
    return ready(stateFrom(find(key)));
}

Result<Redacted<QString>> SessionSecretStore::find(const SecretKey& key) const {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_secrets.find({key.profile, key.purpose, key.origin});
    if (it == m_secrets.end())
        return std::unexpected(credentialMissing(key));
    return it->second;
}

} // namespace milepost
