// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/probeworkspace.h"

#include "app/profilejournal.h"

namespace milepost {

namespace {

constexpr int k_attempts = 2;
constexpr std::chrono::milliseconds k_firstPause(500);

} // namespace

RetryPolicy ProbeWorkspace::retry() { return RetryPolicy(k_attempts, k_firstPause); }

Result<std::unique_ptr<ProbeWorkspace>> ProbeWorkspace::open(const Profile& profile, const Paths& kept,
                                                             const CompositionRoot::Parts& parts) {
    std::unique_ptr<ProbeWorkspace> workspace(new ProbeWorkspace(profile, kept, parts.clock));
    if (!workspace->m_folder.isValid())
        return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                         workspace->m_folder.errorString(), QStringLiteral("store-failed")));
    Profile probed = profile;
    probed.store = QStringLiteral("sqlite");
    CompositionRoot::Parts hurried = parts;
    hurried.retry = retry();
    auto root = CompositionRoot::open(probed, Paths::below(workspace->m_folder.path()), hurried);
    if (!root)
        return std::unexpected(root.error());
    workspace->m_root = std::move(*root);
    return workspace;
}

ProbeWorkspace::~ProbeWorkspace() {
    if (m_root)
        notePermissionUses(m_profile, m_kept, m_clock, m_root->permissionUses());
}

ProbeClients ProbeWorkspace::clients() {
    ProbeClients clients = m_root->probeClients();
    clients.uses = [this]() -> std::optional<PermissionUses> {
        auto uses = permissionUses(m_profile, m_kept, m_clock);
        if (!uses)
            return std::nullopt;
        for (const auto& [permission, usedUtc] : m_root->permissionUses())
            (*uses)[permission] = usedUtc; // this very run
        return uses;
    };
    return clients;
}

} // namespace milepost
