// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/httpmessage.h"

#include <optional>
#include <vector>

#include <QJsonObject>

namespace milepost {

/// What a batch holds at most (graph-contract 7).
inline constexpr size_t k_mostInBatch = 20;

/// A request as a child of a batch, without its id; nothing when it cannot be one: another origin or version,
/// a batch itself, a body that is no JSON object or a large one. `root` ends with "/v1.0/".
[[nodiscard]] std::optional<QJsonObject> asChild(const HttpRequest& request, const QByteArray& root);

/// One request that carries them all, with the token of the first and the longest deadline. The ids are the
/// positions.
[[nodiscard]] HttpRequest envelopeOf(const std::vector<const HttpRequest*>& requests,
                                     const std::vector<QJsonObject>& children, const QByteArray& root);

/// A child's answer as one of its own; status 0 when it has none.
[[nodiscard]] HttpResponse childResponse(const QJsonObject& child);

/// What became of each child, in their order. Nothing: it was surely not carried out, and may be sent alone
/// (an envelope that was refused as a whole; a child with 424). Whatever leaves a write in doubt is Doubtful
/// (law 4). Pure.
[[nodiscard]] std::vector<std::optional<Result<HttpResponse>>>
answersOf(const Result<HttpResponse>& envelope, const std::vector<const HttpRequest*>& requests);

} // namespace milepost
