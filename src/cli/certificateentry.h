// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/appcertificate.h"
#include "cli/session.h"

namespace milepost::cli {

/// Where a certificate credential comes from.
struct CertificateWish {
    std::string from;         ///< env:VARIABLE, file:PATH or stdin: PEM or PFX
    std::string passwordFrom; ///< likewise; "" asks when it is needed
    bool generate = false;    ///< made here instead
    std::string name;         ///< its subject; "" names it after the profile
    int months = 12;
    std::string cer; ///< where the public part is written; needed with generate

    [[nodiscard]] bool isGiven() const;
};

/// Reads or makes it. Nothing is stored and nothing written. Errors: those of auth/appcertificate.h, a wish
/// that does not fit together, an expired certificate.
[[nodiscard]] Result<AppCertificate> certificateFor(Session& session, const QString& profile,
                                                    const CertificateWish& wish);
/// Asks for the file, and for its password where it has one. `question` ends without a colon.
[[nodiscard]] Result<AppCertificate> askForCertificate(Session& session, const QString& question);

/// Thumbprints, subject, lifetime; for documents and for people.
[[nodiscard]] QJsonObject toJson(const AppCertificate& certificate, const QString& cer);
[[nodiscard]] QString toText(const AppCertificate& certificate, const QString& cer);

} // namespace milepost::cli
