// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/paper.h"
#include "sync/peopleengine.h"

#include <QJsonArray>

namespace milepost::cli {

[[nodiscard]] QJsonArray toJson(const std::vector<PersonRow>& rows);
/// A table for people; "" without rows.
[[nodiscard]] QString toText(const std::vector<PersonRow>& rows, const Paper& paper);
/// "60 people: 52 matched, 3 ambiguous, 5 unmapped." with a line end.
[[nodiscard]] QString summaryText(const std::vector<PersonRow>& rows);
[[nodiscard]] QString toText(const WishFault& fault, const PersonWish& wish);

} // namespace milepost::cli
