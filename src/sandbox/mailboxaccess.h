// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/graph.h"

namespace milepost::sandbox {

/// What stands between the caller and graph.user's mailbox, when any of `roles` would do: permission by Entra
/// or by a role of Exchange, access policies, the kind and state of the mailbox (graph-contract 3.3, 4.3).
[[nodiscard]] std::optional<Answer> checkMailbox(const GraphCall& graph, const QStringList& roles);

/// GET .../mailboxSettings. It has a permission of its own.
[[nodiscard]] Answer handleMailboxSettings(const GraphCall& graph);

} // namespace milepost::sandbox
