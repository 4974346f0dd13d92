// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/overlaysecretstore.h"

#include "base/futures.h"

namespace milepost {

OverlaySecretStore::OverlaySecretStore(std::map<SecretPurpose, Redacted<QString>> typed, SecretStore& stored)
    : m_typed(std::move(typed)),
      m_stored(stored) {}

SecretStore& OverlaySecretStore::storeOf(SecretPurpose purpose) {
    return purpose == SecretPurpose::TrackerRefresh ? m_memory : m_stored;
}

QFuture<Result<Redacted<QString>>> OverlaySecretStore::read(SecretKey key, std::stop_token stop) {
    if (const auto typed = m_typed.find(key.purpose); typed != m_typed.end())
        return ready(Result<Redacted<QString>>(typed->second));
    return storeOf(key.purpose).read(std::move(key), std::move(stop));
}

QFuture<Result<SecretState>> OverlaySecretStore::state(SecretKey key, std::stop_token stop) {
    if (m_typed.contains(key.purpose))
        return ready(Result<SecretState>(SecretState::Stored));
    return storeOf(key.purpose).state(std::move(key), std::move(stop));
}

QFuture<Result<void>> OverlaySecretStore::write(SecretKey key, Redacted<QString> secret,
                                                std::stop_token stop) {
    return m_memory.write(std::move(key), std::move(secret), std::move(stop));
}

QFuture<Result<void>> OverlaySecretStore::remove(SecretKey key, std::stop_token stop) {
    return m_memory.remove(std::move(key), std::move(stop));
}

} // namespace milepost
