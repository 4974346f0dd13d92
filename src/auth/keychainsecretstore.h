// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/keychainbackend.h"
#include "auth/secretstore.h"
#include "auth/unlockwait.h"

#include <chrono>
#include <memory>

namespace milepost {

class KeychainRunner;
struct KeychainTask;

/// Secrets in the operating system's keychain. Made and destroyed on the main thread, where every job runs,
/// one after the other (QtKeychain's queue is not synchronised); asked from any thread. A job that is under
/// way is never cancelled: a caller that stops, or whose deadline passes, is answered, and the job ends by
/// itself.
class KeychainSecretStore final : public SecretStore {
public:
    struct Options {
        std::chrono::milliseconds deadline{15'000}; ///< while no prompt is open
        /// False: a locked keychain is an error at once (services, where nobody sees a prompt).
        bool mayPrompt = true;
        /// Told of the keychain's own prompt, and asked to end the wait for it; may be null.
        std::shared_ptr<UnlockWait> unlock = {};
    };

    KeychainSecretStore(std::unique_ptr<KeychainBackend> backend, Options options);
    ~KeychainSecretStore() override;

    [[nodiscard]] QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret,
                                              std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override;

private:
    void post(std::shared_ptr<KeychainTask> task);
    std::unique_ptr<KeychainRunner> m_runner;
};

} // namespace milepost
