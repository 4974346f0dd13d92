// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probes.h"
#include "domain/lifetime.h"

namespace milepost {

/// When what the app proves itself with expires, and who says so.
struct CredentialExpiry {
    enum class Source {
        NotKnown,
        Certificate, ///< it says so itself
        Entra,       ///< read from the registration in this run
        Profile,     ///< secretExpires: somebody typed it
    };
    QDateTime endsUtc; ///< invalid when it is not known
    Source source = Source::NotKnown;
    friend bool operator==(const CredentialExpiry&, const CredentialExpiry&) = default;
};

/// What the profile alone says of a client secret.
[[nodiscard]] CredentialExpiry typedExpiry(const Profile& profile);

/// Of the credential that bought the current token; asks the directory where the token's permissions allow it
/// (graph-contract 2.2). Among secrets of the same first letters the one that ends first counts. What cannot
/// be read falls back on what was typed. Runs on: a pool thread; blocks.
[[nodiscard]] CredentialExpiry credentialExpiry(const Profile& profile, const ProbeClients& clients,
                                                std::stop_token stop);

/// Pure: the one of these that has the hint and ends first.
[[nodiscard]] QDateTime endOfSecret(const std::vector<AppCredential>& passwords, const QString& hint);

/// "in 12 days", "within a day", "3 days ago", "not known"; translated.
[[nodiscard]] QString lifetimeText(const Lifetime& lifetime);
/// When, and by whose word, as evidence: "it expires 2027-01-31, in 64 days, as Entra says"; translated.
[[nodiscard]] QString expiryText(const Lifetime& lifetime, const CredentialExpiry& expiry);
/// Once it is a warning; "" before. Translated.
[[nodiscard]] QString lifetimeWarning(const Lifetime& lifetime, CredentialExpiry::Source source,
                                      CredentialKind kind);
/// What to do about it; translated.
[[nodiscard]] QString rotationRemedy(CredentialKind kind);

} // namespace milepost
