// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "base/futures.h"
#include "domain/profile.h"
#include "sandbox/sandbox.h"

namespace milepost::test {

/// A profile that an admin would have made for this sandbox.
[[nodiscard]] inline Profile profileFor(const sandbox::Sandbox& sandbox) {
    Profile profile;
    profile.name = QStringLiteral("test");
    profile.cloud = Cloud::Custom;
    profile.custom.authority = sandbox.authority();
    profile.custom.graphRoot = sandbox.graphRoot();
    profile.custom.tokenScope = QStringLiteral("https://graph.microsoft.com/.default");
    profile.tenantId = sandbox::demo::k_tenant.toString();
    profile.clientId = sandbox::demo::k_clientId.toString();
    profile.secretSource = SecretSource::Session;
    profile.trackerUrl = sandbox.trackerUrl();
    profile.trackerUser = sandbox::demo::k_trackerUser.toString();
    profile.mailbox = sandbox::demo::k_mailbox.toString();
    profile.timeZone = QStringLiteral("W. Europe Standard Time");
    return profile;
}

/// What the admin typed in.
inline void enterSecrets(SecretStore& store, const Profile& profile) {
    const SecretKey entra = entraKey(profile.name, SecretPurpose::EntraSecret, QUrl(profile.custom.authority),
                                     profile.tenantId, QUrl(profile.custom.graphRoot));
    (void)await(store.write(entra, Redacted(sandbox::demo::k_clientSecret.toString()), {}));
    (void)await(store.write(trackerPasswordKey(profile.name, QUrl(profile.trackerUrl)),
                            Redacted(sandbox::demo::k_trackerPassword.toString()), {}));
}

} // namespace milepost::test
