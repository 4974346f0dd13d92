// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/redacted.h"

namespace milepost {

/// A certificate credential: what the keychain's entry of purpose EntraCertificate means. Only `pem` is
/// secret.
struct AppCertificate {
    Redacted<QString> pem; ///< the private key (PKCS#8) and the certificate
    QByteArray der;        ///< the public part: what a .cer file holds and what is uploaded
    QByteArray sha256;     ///< thumbprints over `der`
    QByteArray sha1;       ///< the one that the Azure portal shows
    QString subject;
    QDateTime notBeforeUtc;
    QDateTime notAfterUtc;
    int bits = 0;
};

inline constexpr int k_leastCertificateDays = 28;
inline constexpr int k_mostCertificateDays = 732; ///< 24 months

/// An RSA key pair of 3072 bits with a self-signed certificate, made in memory. `name` is its subject: 1 to
/// 64 characters. `days` from now. Takes a second or more. Errors: Kind::Config, code certificate-name or
/// certificate-lifetime. Runs on: pool threads.
[[nodiscard]] Result<AppCertificate> generateCertificate(const QString& name, int days, const Clock& clock);

/// Reads PEM (in any order, the key encrypted or not) or PFX. Errors: Kind::Config, each saying what is wrong
/// and what to do: certificate-password-needed, certificate-password-wrong, certificate-unreadable,
/// certificate-old-encryption, certificate-without-key, certificate-key-alone, certificate-key-kind (not
/// RSA), certificate-key-short (below 2048 bits), certificate-mismatch. Whether it is valid now is not judged
/// here.
[[nodiscard]] Result<AppCertificate> readCertificate(const Redacted<QByteArray>& bytes,
                                                     const Redacted<QString>& password);
/// The same for what was stored, as it stands in a secret store.
[[nodiscard]] Result<AppCertificate> appCertificateOf(const Redacted<QString>& stored);

/// Kind::Config, code cert-expired, when it is expired or not valid yet.
[[nodiscard]] Result<void> checkValidity(const AppCertificate& certificate, const QDateTime& nowUtc);

/// A client assertion (graph-contract 1.1): PS256, `x5t#S256`, a new jti each time, valid for ten minutes
/// from `nowUtc` on, the service's time as far as it is known. It is a secret while it lasts.
[[nodiscard]] Result<Redacted<QByteArray>> clientAssertion(const AppCertificate& certificate,
                                                           const QString& clientId, const QString& audience,
                                                           const QDateTime& nowUtc);

} // namespace milepost
