// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"
#include "sandbox/eventrules.h"

namespace milepost::sandbox {

/// Graph's error body (graph-contract 8).
[[nodiscard]] Answer graphError(const Call& call, int status, const QString& code, const QString& message,
                                const QJsonObject& annotations = {});
[[nodiscard]] Answer graphError(const Call& call, const Refusal& refusal);
/// The tracker's shape (a): {"detail": ...}, with an optional code.
[[nodiscard]] Answer trackerError(int status, const QString& detail, const QString& code = {});
/// An error in the shape of the area that the call went to; empty texts get a usual one.
[[nodiscard]] Answer areaError(const Call& call, int status, const QString& code, const QString& message);

} // namespace milepost::sandbox
