// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"

#include <expected>

#include <QByteArray>
#include <QDateTime>
#include <QString>

/// What is asked of OpenSSL, and of nothing else there: crypto.cpp is the one file of this room that includes
/// it (design 1). Bytes go in and out; nothing touches the disk; no secret is in a Flaw. Any thread.
namespace milepost::crypto {

enum class Flaw {
    Unreadable,     ///< neither PEM nor PFX, or damaged
    PasswordNeeded, ///< encrypted, and no password was given
    PasswordWrong,
    OldEncryption, ///< the password fits, the encryption is one that this computer's OpenSSL does not know
    NoKey,         ///< a certificate alone
    NoCertificate, ///< a private key alone
    NotRsa,
    Mismatch, ///< none of the certificates belongs to the private key
    Failed,   ///< OpenSSL could not do it
};

struct Certificate {
    QByteArray der;
    QString subject; ///< RFC 2253
    QDateTime notBeforeUtc;
    QDateTime notAfterUtc;
    int bits = 0; ///< of the RSA key
};

/// A private key and the certificate that belongs to it.
struct Identity {
    Redacted<QByteArray> pem; ///< both, the key as PKCS#8 without a password
    Certificate certificate;
};

/// Self-signed, RSA, SHA-256, for signatures of a client.
[[nodiscard]] std::expected<Identity, Flaw> generate(const QString& commonName, int bits,
                                                     const QDateTime& fromUtc, const QDateTime& untilUtc);
/// PEM or PFX; of several certificates the one that belongs to the key.
[[nodiscard]] std::expected<Identity, Flaw> readIdentity(const QByteArray& bytes,
                                                         const Redacted<QString>& password);
/// RSASSA-PSS, SHA-256, a salt of 32 bytes, by the key of an Identity's PEM.
[[nodiscard]] std::expected<QByteArray, Flaw> signPs256(const Redacted<QByteArray>& pem,
                                                        const QByteArray& text);

} // namespace milepost::crypto
