// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

#include <QByteArray>
#include <QJsonObject>

#include <openssl/evp.h>

namespace milepost::sandbox {

/// A key pair with a certificate, made for one test.
struct TestCertificate {
    std::shared_ptr<EVP_PKEY> key;
    QByteArray der;

    [[nodiscard]] QJsonObject credential(const QString& name) const; ///< an entry of keyCredentials
    [[nodiscard]] QByteArray sha1() const;
    [[nodiscard]] QByteArray sha256() const;
};

/// Valid from `fromDays` to `toDays` around now.
[[nodiscard]] TestCertificate makeCertificate(int fromDays = -1, int toDays = 365, bool elliptic = false);
/// A JWT that this key signed; `algorithm` is RS256, PS256 or ES256 and goes into the header with `more`.
[[nodiscard]] QByteArray signedJwt(const TestCertificate& by, const QByteArray& algorithm,
                                   const QJsonObject& more, const QJsonObject& claims);

} // namespace milepost::sandbox
