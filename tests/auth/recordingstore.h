// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/sessionsecretstore.h"
#include "base/futures.h"

#include <functional>
#include <vector>

namespace milepost::test {

/// A secret store that keeps an account of what was asked and fails on demand.
class RecordingStore final : public SecretStore {
public:
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        note(u'r', key);
        if (readFailure)
            return ready<Redacted<QString>>(std::unexpected(*readFailure));
        return m_store.read(std::move(key), stop);
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        note(u'w', key);
        if (onWrite)
            onWrite(key);
        if (writeFailure)
            return ready<void>(std::unexpected(*writeFailure));
        return m_store.write(std::move(key), std::move(secret), stop);
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        note(u'd', key);
        return m_store.remove(std::move(key), stop);
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_store.state(std::move(key), stop);
    }

    [[nodiscard]] QString plain(const SecretKey& key) {
        const auto found = await(m_store.read(key, {}));
        return found ? found->reveal() : QString();
    }
    void put(const SecretKey& key, const QString& secret) {
        (void)await(m_store.write(key, Redacted(secret), {}));
    }
    [[nodiscard]] QStringList log() const {
        const std::scoped_lock lock(m_mutex);
        return m_log;
    }

    std::optional<Error> readFailure;
    std::optional<Error> writeFailure;
    std::function<void(const SecretKey&)> onWrite;

private:
    void note(QChar verb, const SecretKey& key) {
        const std::scoped_lock lock(m_mutex);
        m_log << verb + QStringLiteral(" ") + toString(key.purpose);
    }
    mutable std::mutex m_mutex;
    QStringList m_log;
    SessionSecretStore m_store;
};

} // namespace milepost::test
