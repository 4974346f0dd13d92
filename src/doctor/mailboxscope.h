// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probes.h"

namespace milepost {

/// What the commands that fence an app in are filled in with.
struct ScopeNames {
    QString clientId;
    QString principalId; ///< object id of the enterprise application; "" when it is not known
    QString mailbox;     ///< one that the app may touch
    QString forbidden;   ///< one that it must not; ""
    QString cloud;       ///< -ExchangeEnvironmentName; "": the worldwide one
};

/// RBAC for Applications in Exchange Online, as PowerShell (graph-contract 3.2): makes the fence, or widens
/// it by this mailbox; running it twice does no harm.
[[nodiscard]] QString rbacCommands(const ScopeNames& names);
/// The older access policies (graph-contract 3.1), superseded.
[[nodiscard]] QString accessPolicyCommands(const ScopeNames& names);
/// Ask Exchange itself what the app may touch.
[[nodiscard]] QString scopeTestCommands(const ScopeNames& names);

/// Proves the fence: the profile's mailbox answers, and the one that the clients name as forbidden is refused
/// with 403 by Graph. Nothing else counts. Without a forbidden mailbox nothing is proven: a token that holds
/// the right for the whole tenant is a warning.
[[nodiscard]] ProbeReport probeMailboxScope(const Profile& profile, const ProbeClients& clients,
                                            std::stop_token stop);

} // namespace milepost
