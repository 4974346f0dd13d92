// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"

namespace milepost::sandbox {

struct World;

/// The token endpoint and the discovery document (graph-contract 1). Called with the world's mutex held.
[[nodiscard]] Answer handleEntra(World& world, const Call& call);

/// The error answer for an AADSTS number, with its usual HTTP status and OAuth word
/// (graph-contract 1.3, 1.4).
[[nodiscard]] Answer entraError(const Call& call, int number, const QString& detail = {});

/// The permissions in the call's bearer token, or the 401 that it earns.
struct Caller {
    bool ok = false;
    Answer refusal;
    QStringList roles;
};
[[nodiscard]] Caller authenticateGraph(const World& world, const Call& call);

} // namespace milepost::sandbox
