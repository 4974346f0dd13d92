// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/desktopbackend.h"
#include "base/futures.h"

namespace milepost {

/// A keychain that nobody unlocked.
class LockedStore final : public SecretStore {
public:
    static DesktopBackend::StoreMaker maker() {
        return [](const QString&) -> Result<std::unique_ptr<SecretStore>> {
            return std::make_unique<LockedStore>();
        };
    }

    QFuture<Result<Redacted<QString>>> read(SecretKey, std::stop_token) override {
        return ready<Redacted<QString>>(std::unexpected(locked()));
    }
    QFuture<Result<void>> write(SecretKey, Redacted<QString>, std::stop_token) override {
        return ready<void>(std::unexpected(locked()));
    }
    QFuture<Result<void>> remove(SecretKey, std::stop_token) override {
        return ready<void>(std::unexpected(locked()));
    }
    QFuture<Result<SecretState>> state(SecretKey, std::stop_token) override {
        return ready<SecretState>(SecretState::Locked);
    }

private:
    static Error locked() {
        return makeError(Error::Kind::Keychain, Error::Stage::Keychain, QStringLiteral("locked"),
                         QStringLiteral("keychain-locked"));
    }
};

} // namespace milepost
