// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "auth/singleflight.h"
#include "auth/trackerlogin.h"

#include <deque>

namespace milepost {

/// Keeps us logged in at the tracker: refreshes while the refresh token is taken, logs in with the password
/// otherwise. One token call in flight; a new refresh token is stored before its access token is used, so
/// that a program killed at any point finds one that works or falls back to the password (tracker-contract
/// 1.2). Never locks an account: a password that was refused is not sent a second time. Thread-safe; runs on:
/// pool threads.
class TrackerSession final : public BearerSource {
public:
    struct Parts {
        Transport& transport;
        SecretStore& secrets;
        const Clock& clock;
        ExchangeSink* sink; ///< may be null
    };
    struct Options {
        QString profile;
        QUrl trackerUrl;
        QString user; ///< name or e-mail
        RetryPolicy retry;
    };

    TrackerSession(Parts parts, Options options);

    /// Errors: those of TrackerLogin and of the secret store.
    [[nodiscard]] Result<Redacted<QByteArray>> bearer(std::stop_token stop) override;
    void reject(const Redacted<QByteArray>& token) override;

    /// How the refresh token of the login in use came, by a cookie or in the answer (tracker-contract 1.1);
    /// nothing before the first.
    [[nodiscard]] std::optional<bool> isByCookie() const;
    /// How far the tracker's clock is ahead of ours.
    [[nodiscard]] std::optional<std::chrono::seconds> clockSkew() const { return m_login.clockSkew(); }

private:
    // All of these run in the one flight, so that they need no lock.
    [[nodiscard]] Result<TrackerTokens> fetch(std::stop_token stop);
    [[nodiscard]] Result<TrackerTokens> logIn(std::stop_token stop);
    [[nodiscard]] Result<Redacted<QString>> refreshToken(std::stop_token stop);
    [[nodiscard]] Result<void> keep(const TrackerTokens& tokens, std::stop_token stop);
    void forgetRefreshToken(std::stop_token stop);
    [[nodiscard]] std::optional<Error> whyNotLogIn(const Redacted<QString>& password);

    Parts m_parts;
    Options m_options;
    LaneGate m_gate;
    TrackerLogin m_login;
    SingleFlight<TrackerTokens> m_tokens;

    std::optional<Redacted<QString>> m_refresh; ///< nothing: not read from the store yet
    std::optional<Redacted<QString>> m_refusedPassword;
    Error m_refusal;
    std::deque<QDateTime> m_logins;
};

} // namespace milepost
