// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/database.h"

#include <vector>

#include <QString>
#include <QStringList>

namespace milepost {

/// One step of the schema: brings a database from version - 1 to version.
struct Migration {
    int version = 0;
    QString sql;
};

/// The steps of this build, from resources/sql/DIALECT/NNNN_name.sql, in order and without a gap. Both stores
/// come to the same schemas; PostgreSQL begins with what SQLite has after several steps.
[[nodiscard]] std::vector<Migration> journalMigrations(bool forServer = false);

/// Those of the exchange log, which is a file of its own on every computer (resources/sql/exchanges).
[[nodiscard]] std::vector<Migration> exchangeMigrations();

/// The statements of a file, without comments: the drivers take one at a time (style 7.3).
[[nodiscard]] QStringList statementsOf(const QString& sql);

/// Carries out the steps above the version that stands, each in one transaction of its own. Two programs may
/// do this at once: each step looks again at the version inside its transaction.
[[nodiscard]] Result<void> migrate(const Connection& connection, const std::vector<Migration>& steps);

/// PRAGMA user_version, or the table schema_version: the last step that was carried out. 0: none.
[[nodiscard]] Result<int> schemaVersion(const Connection& connection);

} // namespace milepost
