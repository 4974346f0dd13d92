// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/desktopbackend.h"

#include <atomic>

namespace milepost {

/// Secrets in memory; counts every write and removal.
class CountingStore final : public SecretStore {
public:
    static DesktopBackend::StoreMaker maker(std::shared_ptr<std::atomic<int>> writes) {
        return [writes = std::move(writes)](const QString&) -> Result<std::unique_ptr<SecretStore>> {
            return std::make_unique<CountingStore>(writes);
        };
    }
    explicit CountingStore(std::shared_ptr<std::atomic<int>> writes) : m_writes(std::move(writes)) {}
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        return m_memory.read(std::move(key), std::move(stop));
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        ++*m_writes;
        return m_memory.write(std::move(key), std::move(secret), std::move(stop));
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        ++*m_writes;
        return m_memory.remove(std::move(key), std::move(stop));
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_memory.state(std::move(key), std::move(stop));
    }

private:
    std::shared_ptr<std::atomic<int>> m_writes;
    SessionSecretStore m_memory;
};

} // namespace milepost
