// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "cli/session.h"

namespace milepost::cli {

/// Where one secret of the session's profile belongs.
struct SecretPlace {
    Profile profile;
    SecretKey key;
    SecretStore* store;
};
[[nodiscard]] Result<SecretPlace> secretPlaceOf(Session& session, SecretPurpose purpose);

/// What the commands take as KIND.
[[nodiscard]] QStringList secretKinds();

/// The secret as it was given: from the named source, or asked for without echo where none is named.
[[nodiscard]] Result<Redacted<QString>> readGiven(Session& session, const std::string& kind,
                                                  const std::string& from);

/// What is said when options of a certificate come with another kind.
[[nodiscard]] Error certificateOptionsElsewhere();

/// The sources that `secret set` and `secret rotate` take.
struct CertificateWish;
void addSecretSources(CLI::App& command, CertificateWish& wish);

} // namespace milepost::cli
