// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/palette.h"
#include "presentation/state.h"
#include "storage/exchangerecord.h"

#include <utility>
#include <vector>

namespace milepost {

// What the window says of a request of the exchange log (translated; methods, addresses, codes and the words
// of services are data).

/// "2026-11-28 09:12:33", local.
[[nodiscard]] QString exchangeTime(const QDateTime& utc);
/// Of microseconds: "0.4 ms", "123 ms", "12.3 seconds"; "" where nobody saw it.
[[nodiscard]] QString spanText(qint64 microseconds);
/// The status, or that no answer came.
[[nodiscard]] QString exchangeStatusText(const ExchangeRecord& record);
[[nodiscard]] State exchangeState(const ExchangeRecord& record);
/// What makes it unlike the others: attempts, batches, waits. "" for most.
[[nodiscard]] QString exchangeNotes(const ExchangeRecord& record);
/// "GET /v1.0/users/{mailbox}/events".
[[nodiscard]] QString exchangeTitle(const ExchangeRecord& record);

/// A part of the time between sending and the last byte.
struct ExchangeSpan {
    QString word;
    qint64 microseconds = 0;
    Role role = Role::TextMuted;
};
/// In their order, without those that nobody saw; what they leave of the whole is the last.
[[nodiscard]] std::vector<ExchangeSpan> exchangeSpans(const ExchangeRecord& record);

/// Everything that is known, a line each: what it is called, and what it is.
[[nodiscard]] std::vector<std::pair<QString, QString>> exchangeFacts(const ExchangeRecord& record);
/// The same as text, with the bodies that were kept.
[[nodiscard]] QString exchangeFactsText(const ExchangeRecord& record);

/// What Microsoft's support asks for, of each of them as they happened (doctor::supportText). English.
[[nodiscard]] QString exchangeSupportText(std::vector<ExchangeRecord> records);
/// As a command for a shell; the token is a variable (doctor::curlText).
[[nodiscard]] QString exchangeCurlText(const ExchangeRecord& record);

/// The failure as "Paste an error" and `milepostctl diagnose` take it (cli.md): JSON, no secret in it.
[[nodiscard]] QString exchangeFailureText(const ExchangeRecord& record);

} // namespace milepost
