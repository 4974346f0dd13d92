// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/sessionsecretstore.h"

#include <QProcessEnvironment>

namespace milepost {

/// Secrets that somebody else keeps: environment variables, or the files of systemd's credentials. It
/// gives them whatever the origin; BoundSecretStore stands before it. Read-only, but a rotated tracker token
/// is kept in memory (cli.md). Thread-safe; every future is ready.
class SourceSecretStore final : public SecretStore {
public:
    enum class Source { Environment, Systemd };

    SourceSecretStore(Source source, const QProcessEnvironment& environment)
        : m_source(source),
          m_environment(environment) {}

    [[nodiscard]] QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret,
                                              std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override;
    [[nodiscard]] QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override;

private:
    [[nodiscard]] Result<Redacted<QString>> find(const SecretKey& key);
    [[nodiscard]] Result<Redacted<QString>> fromEnvironment(const SecretKey& key) const;
    [[nodiscard]] Result<Redacted<QString>> fromCredentialFile(const SecretKey& key) const;

    const Source m_source;
    const QProcessEnvironment m_environment;
    SessionSecretStore m_memory;
};

} // namespace milepost
