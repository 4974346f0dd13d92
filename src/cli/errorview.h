// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "cli/paper.h"

#include <QJsonObject>

namespace milepost::cli {

/// cli.md's "error" member: cause, title, remedy, code, status, requestId, and beside them explanation, all
/// remedies and what happened in the program's own words.
[[nodiscard]] QJsonObject toJson(const Error& error);

/// For people: title, what happened, what to do in order, the facts.
[[nodiscard]] QString toText(const Error& error, const Paper& paper);

} // namespace milepost::cli
