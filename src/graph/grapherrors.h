// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/apiclient.h"

namespace milepost {

/// Reads Graph's error body (graph-contract 8): code, message and request id into the Error. An answer of
/// ErrorDuplicateTransactionId keeps the annotated event's id in Error::detail (graph-contract 5.4).
void readGraphError(const HttpResponse& response, Error& error);

/// The transactionId was used for an event that says something else.
[[nodiscard]] bool isDuplicateTransaction(const Error& error);

} // namespace milepost
