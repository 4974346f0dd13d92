// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/migrations.h"
#include "storage/storeplace.h"

#include <optional>

#include <QSqlDatabase>
#include <QVariantList>

class QSqlError;

/// What is PostgreSQL's alone. Errors are Kind::Storage, code "store-failed"; `detail` begins with one of the
/// phrases below and `message` has the server's own words.
namespace milepost::postgres {

/// Whether this build and this computer can open such a place at all: the option, and Qt's driver.
[[nodiscard]] Result<void> checkDriver(const StorePlace& place);

/// Sets `database` up and opens it: in the profile's schema, durable, with bounded waits for the server, for
/// locks and for a peer that fell silent.
[[nodiscard]] Result<void> open(QSqlDatabase& database, const StorePlace& place, bool readOnly);

/// The statement with its values in the place of the question marks, quoted by the driver. What the driver
/// calls prepared statements quotes in the same way, at two more round trips each, and cannot let go of them
/// in a transaction that failed.
[[nodiscard]] QString withValues(const QSqlDatabase& database, const QString& sql,
                                 const QVariantList& values);

[[nodiscard]] Error errorOf(const StorePlace& place, const QSqlError& error);
/// It wants a password and was given none.
[[nodiscard]] bool asksForPassword(const Error& error);
/// The connection was lost before.
[[nodiscard]] Error lost(const StorePlace& place);
/// Nothing when a server of that number (150004 for 15.4) will do.
[[nodiscard]] std::optional<Error> tooOld(const StorePlace& place, int version);

/// Makes the profile's schema ready for use, as prepareDatabase() does with a file: made where it is absent,
/// brought to the newest schema, refused when it is a newer one or another program's.
[[nodiscard]] Result<void> prepare(const StorePlace& place, const std::vector<Migration>& steps);

} // namespace milepost::postgres
