// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "http/apiclient.h"

#include <mutex>

#include <QUrlQuery>

namespace milepost {

/// What an admin's sign-in gave, in memory alone and for this once (issue: dropped afterwards).
struct DelegatedToken {
    Redacted<QByteArray> value;
    QDateTime endsUtc; ///< by our clock
    QStringList scopes;
    QString tenantId; ///< as the token says; for display and comparison
    QString account;  ///< likewise
};

/// Hands out a delegated token until it ends or is refused: there is no other, so nothing is renewed.
/// Thread-safe.
class DelegatedBearer final : public BearerSource {
public:
    DelegatedBearer(DelegatedToken token, const Clock& clock) : m_token(std::move(token)), m_clock(clock) {}

    /// Errors: Kind::Auth, code token-expired.
    [[nodiscard]] Result<Redacted<QByteArray>> bearer(std::stop_token stop) override;
    void reject(const Redacted<QByteArray>& token) override;

private:
    std::mutex m_mutex;
    DelegatedToken m_token;
    const Clock& m_clock;
};

struct PkcePair {
    Redacted<QString> verifier;
    QString challenge; ///< S256
};
[[nodiscard]] PkcePair makePkce();
[[nodiscard]] QString challengeOf(const QString& verifier); ///< RFC 7636, S256

/// What a person types in at another screen.
struct DeviceCode {
    Redacted<QString> deviceCode;
    QString userCode;
    QUrl verificationUri;
    std::chrono::seconds interval{5};
    QDateTime endsUtc;
};

/// An admin's own sign-in with a public client (graph-contract 2.3). No secret, no refresh token. Errors:
/// stage Token, code the AADSTS number or the OAuth word; Malformed. Runs on: pool threads; blocks.
class SignIn {
public:
    struct Parts {
        Transport& transport;
        const Clock& clock;
        ExchangeSink* sink; ///< may be null
    };
    struct Options {
        QUrl authority; ///< without a slash at its end
        QString tenantId;
        QString publicClientId;
        QStringList scopes;
        RetryPolicy retry = RetryPolicy();
    };

    SignIn(Parts parts, Options options);

    /// Where the browser goes.
    [[nodiscard]] QUrl authorizeUrl(const QString& redirectUri, const QString& state,
                                    const QString& challenge) const;
    /// The redirect's query is answered with a token. A refusal in it is handed back as refusalIn() reads it.
    [[nodiscard]] Result<DelegatedToken> redeem(const QUrlQuery& redirect, const QString& redirectUri,
                                                const Redacted<QString>& verifier, std::stop_token stop);

    [[nodiscard]] Result<DeviceCode> beginDevice(std::stop_token stop);
    /// Asks at the interval that the service wants until somebody has signed in. Errors also:
    /// consent-declined, sign-in-expired.
    [[nodiscard]] Result<DelegatedToken> awaitDevice(const DeviceCode& code, std::stop_token stop);

private:
    [[nodiscard]] Result<QJsonObject> post(const QString& endpoint, const QByteArray& form, Repeat repeat,
                                           const std::vector<Redacted<QByteArray>>& secrets,
                                           std::stop_token stop);
    [[nodiscard]] Result<DelegatedToken> tokenFrom(const QJsonObject& body, const QDateTime& askedUtc) const;

    Parts m_parts;
    Options m_options;
    LaneGate m_gate;
    ApiClient m_client;
};

} // namespace milepost
