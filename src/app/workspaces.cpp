// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workspaces.h"

#include "domain/profileschema.h"

#include <utility>

namespace milepost {

std::shared_ptr<OpenWorkspace> Workspaces::known(const Profile& profile) {
    const std::scoped_lock lock(m_mutex);
    const auto it = m_open.find(profile.name);
    return it != m_open.end() && it->second->profile == profile ? it->second : nullptr;
}

Result<std::shared_ptr<OpenWorkspace>> Workspaces::open(const Profile& profile, const Paths& paths,
                                                        SecretStore& secrets,
                                                        std::shared_ptr<ExchangeLog> log,
                                                        std::stop_token stop) {
    if (auto workspace = known(profile))
        return workspace;
    if (const auto ready = readyToRun(profile); !ready)
        return std::unexpected(ready.error());
    // Not under the lock: a keychain may take its time, and other profiles need not wait for it.
    auto workspace = std::make_shared<OpenWorkspace>();
    workspace->profile = profile;
    auto root = CompositionRoot::open(
        profile, paths, {m_clock, secrets, workspace->relay, std::move(stop), RetryPolicy(), std::move(log)});
    if (!root)
        return std::unexpected(root.error());
    workspace->root = std::move(*root);
    std::shared_ptr<OpenWorkspace> old = workspace; // goes without the lock
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(m_open[profile.name], old);
    }
    return workspace;
}

void Workspaces::forget(const QString& profile) {
    std::shared_ptr<OpenWorkspace> old;
    const std::scoped_lock lock(m_mutex);
    if (const auto it = m_open.find(profile); it != m_open.end()) {
        old = std::move(it->second);
        m_open.erase(it);
    }
}

void Workspaces::forgetAll() {
    std::map<QString, std::shared_ptr<OpenWorkspace>> old;
    const std::scoped_lock lock(m_mutex);
    m_open.swap(old);
}

} // namespace milepost
