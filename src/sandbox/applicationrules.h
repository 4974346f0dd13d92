// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"
#include "sandbox/eventrules.h"
#include "sandbox/registry.h"

namespace milepost::sandbox {

struct World;

/// Reads the body of a create or an update; on a refusal the application is half changed: work on a copy.
/// keyCredentials replace the whole list (graph-contract 2.4).
[[nodiscard]] std::optional<Refusal> applyApplicationBody(const World& world, const QJsonObject& body,
                                                          Application& app);
/// The one answer that holds the secret.
[[nodiscard]] Answer addPassword(const World& world, const Call& call, Application& app,
                                 const QJsonObject& body);
[[nodiscard]] Answer removePassword(const Call& call, Application& app, const QJsonObject& body);

} // namespace milepost::sandbox
