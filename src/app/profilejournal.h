// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "domain/profile.h"
#include "storage/journal.h"
#include "storage/paths.h"

namespace milepost {

/// Not in a file of this computer's own.
[[nodiscard]] bool isShared(const Profile& profile);

/// The profile's journal, where its key `store` says: in a file, for which no secret is asked, or in a
/// database, with the password from the secret store. A database may do without one (a socket, a
/// certificate). Blocks; any thread but main. Errors: those of Journal::open(); Config (the address),
/// Keychain; credential-missing when the database asks for a password and there is none; Cancelled.
[[nodiscard]] Result<std::unique_ptr<Journal>> openJournal(const Profile& profile, const Paths& paths,
                                                           SecretStore& secrets, const Clock& clock,
                                                           std::stop_token stop);

/// Of the profile's app, in the file of this computer. Nothing is made for it: without a file, or with one
/// that cannot be opened, nothing is kept, and nothing is known. Blocks; any thread but main.
void notePermissionUses(const Profile& profile, const Paths& paths, const Clock& clock,
                        const PermissionUses& uses);
[[nodiscard]] std::optional<PermissionUses> permissionUses(const Profile& profile, const Paths& paths,
                                                           const Clock& clock);

} // namespace milepost
