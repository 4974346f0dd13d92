// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "domain/profile.h"

#include <vector>

namespace milepost {

class Journal;

namespace cli {

/// Where a profile's secret of this kind belongs (law 10): an error when the profile does not say yet what
/// it would be for.
[[nodiscard]] Result<SecretKey> secretKeyOf(const Profile& profile, SecretPurpose purpose);

/// The kinds that this profile uses, in the order in which they are shown.
[[nodiscard]] std::vector<SecretPurpose> secretsOf(const Profile& profile);

/// Every kind that a person enters: all but the tracker's refresh token.
[[nodiscard]] std::vector<SecretPurpose> enteredSecrets();

/// Those, and what stands beside them while they are rotated: all that goes along with a profile.
[[nodiscard]] std::vector<SecretPurpose> keptSecrets();

/// Environment and systemd: somebody else keeps the secrets, and where they may be sent is remembered apart.
[[nodiscard]] bool isNamedSource(SecretSource source);

/// Whoever made an imported file chose its addresses: no secret of a named source goes there before somebody
/// confirms them (law 10). `journal` is that of the new profile. Errors: those of the journal.
[[nodiscard]] Result<void> distrustAddresses(Journal& journal);

/// One line end is dropped; then a value must be left. Azure shows a secret's id beside its value: the id, a
/// GUID, is refused as a client secret.
[[nodiscard]] Result<Redacted<QString>> acceptedSecret(SecretPurpose purpose, const Redacted<QString>& given);

} // namespace cli

} // namespace milepost
