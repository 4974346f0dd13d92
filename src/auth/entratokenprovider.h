// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "auth/singleflight.h"
#include "base/clock.h"
#include "domain/profile.h"
#include "http/apiclient.h"

#include <QStringList>

namespace milepost {

/// What a token says about itself, for diagnostics only (graph-contract 1.2): tokens for Graph are formally
/// opaque. Empty members were not said.
struct TokenFacts {
    QStringList roles; ///< the application permissions inside
    QString appId;
    QString tenantId;
    QString principalId; ///< object id of the service principal
    QDateTime issuedUtc; ///< by the service's clock
    QDateTime endsUtc;   ///< by ours; invalid when there is no token
    bool byCertificate = false;
};

/// By which a credential is found among those of its registration; of the current token.
struct CredentialMark {
    QString hint;      ///< of a secret: its first letters, which the directory shows as well
    QByteArray sha1;   ///< of a certificate
    QDateTime endsUtc; ///< of a certificate; a secret does not say it
};

/// Tokens for Graph by client credentials (graph-contract 1.1), with a secret or a certificate. Kept for
/// their life, renewed five minutes early, one request in flight; a renewal that fails for a passing reason
/// does not spoil a token that still holds. Bodies are never logged. Thread-safe; runs on: pool threads.
class EntraTokenProvider final : public BearerSource {
public:
    struct Parts {
        Transport& transport;
        SecretStore& secrets;
        const Clock& clock;
        ExchangeSink* sink; ///< may be null
    };
    struct Options {
        QString profile;
        QUrl authority; ///< without a slash at its end
        QString tenantId;
        QString clientId;
        QString scope; ///< "https://graph.microsoft.com/.default"
        RetryPolicy retry;
        QUrl customGraphRoot = {}; ///< of a custom cloud: part of what the secret is bound to (law 10)
        CredentialKind credential = CredentialKind::Secret;
    };

    EntraTokenProvider(Parts parts, Options options);

    /// Errors: those of the secret store and of appCertificateOf; stage Token with the AADSTS number as code;
    /// Malformed for an answer that is not the contract's. A certificate's assertion is dated by Entra's
    /// clock as soon as that is known, and refused for its time it is made anew once.
    [[nodiscard]] Result<Redacted<QByteArray>> bearer(std::stop_token stop) override;
    void reject(const Redacted<QByteArray>& token) override;
    /// Its claims, and the tenant of the profile.
    [[nodiscard]] QJsonObject about(const Redacted<QByteArray>& token) const override;

    /// The application permissions inside the current token, for diagnostics only (graph-contract 1.2).
    [[nodiscard]] QStringList roles() const { return facts().roles; }
    /// Of the current token.
    [[nodiscard]] TokenFacts facts() const;
    /// What the current token was bought with; empty without a token.
    [[nodiscard]] CredentialMark credential() const;
    /// Was the current token bought with this one, as it stands in the secret store?
    [[nodiscard]] bool isBoughtWith(const Redacted<QString>& stored) const;
    /// How far Entra's clock is ahead of ours.
    [[nodiscard]] std::optional<std::chrono::seconds> clockSkew() const { return m_client.clockSkew(); }

private:
    struct Token {
        Redacted<QByteArray> value;
        QDateTime renewUtc;
        QDateTime endsUtc;
        Redacted<QString> boughtWith;
    };
    [[nodiscard]] Result<Token> fetch(const std::optional<Token>& old, std::stop_token stop);
    [[nodiscard]] Result<Token> ask(std::stop_token stop);
    [[nodiscard]] Result<HttpResponse> askBySecret(ApiClient::Call call, const Redacted<QString>& secret,
                                                   std::stop_token stop);
    [[nodiscard]] Result<HttpResponse> askByCertificate(ApiClient::Call call, const Redacted<QString>& stored,
                                                        std::stop_token stop);
    /// Adds to a refusal what is known of the credential.
    [[nodiscard]] Error explained(Error error, const Redacted<QString>& stored) const;
    [[nodiscard]] Result<Token> read(const HttpResponse& response, const QDateTime& askedUtc,
                                     const Redacted<QString>& boughtWith) const;

    Parts m_parts;
    Options m_options;
    LaneGate m_gate;
    ApiClient m_client;
    SingleFlight<Token> m_token;
};

} // namespace milepost
