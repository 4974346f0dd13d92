// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/storeplace.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

namespace milepost {

/// A lease on one connection. Belongs to the thread that opened it and ends there; its name is used
/// once in the life of the process (style 7.3), and every query must be gone before it ends.
class Connection final {
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// SQLite: the file must exist; WAL, synchronous=FULL, foreign keys, a busy time-out of 10 s.
    /// PostgreSQL: errors as postgres.h tells them; the driver is not even loaded for a file.
    [[nodiscard]] static Result<Connection> open(const StorePlace& place, Mode mode);
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&&) = delete;
    ~Connection();

    /// One statement with its values bound by place; a null string is bound as an empty one. Both stores take
    /// the same statements but for those that ask isServer(). Errors are Kind::Storage, code "store-failed".
    [[nodiscard]] Result<QSqlQuery> run(const QString& sql, const QVariantList& values = {}) const;
    /// The first column of the first row; an invalid variant when there is none.
    [[nodiscard]] Result<QVariant> value(const QString& sql, const QVariantList& values = {}) const;
    /// The file, or the server and its database.
    [[nodiscard]] const QString& path() const { return m_place.name(); }
    [[nodiscard]] const StorePlace& place() const { return m_place; }
    [[nodiscard]] bool isServer() const { return m_place.isServer(); }
    /// The server is gone, as the last statement found out: open another connection.
    [[nodiscard]] bool isLost() const;

private:
    Connection(QString name, StorePlace place);
    [[nodiscard]] Result<void> openFile(Mode mode) const;
    [[nodiscard]] Result<void> openServer(Mode mode) const;
    [[nodiscard]] Error errorOf(const QSqlError& error) const;
    QString m_name; ///< empty after a move
    StorePlace m_place;
};

/// BEGIN IMMEDIATE ... COMMIT; rolled back when destroyed without a commit. A deferred BEGIN would fail at
/// once, without waiting, when somebody wrote in between (style 7.3). PostgreSQL: READ COMMITTED, so what is
/// read and then written stands in one statement, or in rows that the caller alone writes.
class Transaction final {
public:
    [[nodiscard]] static Result<Transaction> begin(const Connection& connection);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(const Connection& connection) : m_connection(&connection) {}
    const Connection* m_connection; ///< null when there is nothing to roll back
};

/// The file's bytes are damaged, or it is no database. `why` is SQLite's own text.
[[nodiscard]] Error corruptionError(const QString& path, const QString& why);
[[nodiscard]] bool isCorruption(const Error& error);

} // namespace milepost
