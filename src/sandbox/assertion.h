// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace milepost::sandbox {

/// What the sign-in service makes of a client assertion.
struct AssertionVerdict {
    int number = 0; ///< 0 when it is accepted, else the AADSTS number (graph-contract 1.4)
    QString reason; ///< English, for the error's description
    friend bool operator==(const AssertionVerdict&, const AssertionVerdict&) = default;
};

/// Whether `jwt` proves that the client holds the private key of one of its certificates
/// (graph-contract 1.1): PS256 with a salt of 32 bytes, or RS256; the certificate named by `x5t#S256`, `x5t`
/// or both; RSA of 2048 bits or more; the certificate and the assertion valid at `nowSeconds`, with five
/// minutes of tolerance for the assertion's times; iss = sub = clientId; aud one of `audiences`; jti given.
/// Pure: whether a jti was used before is the caller's business. Runs on: any thread.
[[nodiscard]] AssertionVerdict checkAssertion(const QByteArray& jwt,
                                              const std::vector<QByteArray>& certificatesDer,
                                              const QString& clientId, const QStringList& audiences,
                                              qint64 nowSeconds);

} // namespace milepost::sandbox
