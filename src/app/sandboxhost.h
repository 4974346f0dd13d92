// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/sessionsecretstore.h"
#include "sandbox/sandbox.h"
#include "storage/profilestore.h"

#include <memory>

#include <QTemporaryDir>

namespace milepost {

/// The sandbox in this process with a profile that is ready to be used: its calendar stands, its secrets are
/// in memory. Everything goes with this object. Runs on: pool threads.
class SandboxHost final {
public:
    /// `profileName` must be free. Errors: no free port, no temporary folder.
    [[nodiscard]] static Result<std::shared_ptr<SandboxHost>> start(const QString& profileName,
                                                                    const sandbox::Options& options = {});

    [[nodiscard]] const QString& profileName() const { return m_profile.name; }
    [[nodiscard]] const ProfileStore& profiles() const { return m_store; }
    [[nodiscard]] SecretStore& secrets() { return m_secrets; }
    [[nodiscard]] sandbox::Sandbox& sandbox() { return m_sandbox; }
    /// As it stands now; made anew when somebody removed it.
    [[nodiscard]] Result<Profile> profile() const;

private:
    explicit SandboxHost(const sandbox::Options& options);
    [[nodiscard]] Result<void> prepare();

    QTemporaryDir m_folder;
    ProfileStore m_store;
    SessionSecretStore m_secrets;
    Profile m_profile;
    sandbox::Sandbox m_sandbox;
};

} // namespace milepost
