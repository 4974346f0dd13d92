// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/paper.h"
#include "storage/exchangerecord.h"

#include <vector>

#include <QJsonObject>

namespace milepost::cli {

/// One request of the exchange log, as log --json has it (docs/schemas/log.json).
[[nodiscard]] QJsonObject toJson(const ExchangeRecord& record);

/// One line for people, without its end: time, what, status, duration, and why it failed.
[[nodiscard]] QString lineOf(const ExchangeRecord& record, const Paper& paper);

} // namespace milepost::cli
