// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/exchangerecord.h"

#include <vector>

namespace milepost {

/// What Microsoft's support asks for (graph-contract 2.4): request-id, client-request-id, date, endpoint,
/// status and code, a block for each request. In English, without secrets, mailboxes and queries. Pure.
[[nodiscard]] QString supportText(const std::vector<ExchangeRecord>& records);

/// The request as a command for a POSIX shell. Nothing secret is in it: the token is $TOKEN, what the log has
/// as *** is $SECRET. A body that was not kept is said so in a comment. Pure.
[[nodiscard]] QString curlText(const ExchangeRecord& record);

} // namespace milepost
