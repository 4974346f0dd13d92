// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/database.h"

#include "base/logging.h"
#include "storage/postgres.h"
#include "storage/privatefile.h"

#include <atomic>
#include <utility>

#include <QSqlError>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView k_corrupt{"the file is damaged"};
constexpr int k_codeCorrupt = 11;
constexpr int k_codeNotADatabase = 26;

QString nextName() {
    // Not the thread's address: those come back (style 7.3).
    static std::atomic<quint64> last = 0;
    return u"milepost-%1"_s.arg(++last);
}

Error sqlError(const QString& path, const QSqlError& error) {
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    if (code == k_codeCorrupt || code == k_codeNotADatabase)
        return corruptionError(path, text);
    return storageError(u"cannot use the journal"_s, path, text);
}

QVariant bindable(const QVariant& value) {
    return value.typeId() == QMetaType::QString && value.toString().isNull() ? QVariant(u""_s) : value;
}

} // namespace

Error corruptionError(const QString& path, const QString& why) {
    return storageError(u"cannot use the journal"_s, path, k_corrupt + u" ("_s + why + u')');
}

bool isCorruption(const Error& error) { return error.detail.contains(k_corrupt); }

Connection::Connection(QString name, StorePlace place) : m_name(std::move(name)), m_place(std::move(place)) {}

Connection::Connection(Connection&& other) noexcept
    : m_name(std::exchange(other.m_name, {})),
      m_place(std::move(other.m_place)) {}

Connection::~Connection() {
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

Result<Connection> Connection::open(const StorePlace& place, Mode mode) {
    if (place.isServer())
        if (const auto possible = postgres::checkDriver(place); !possible)
            return std::unexpected(possible.error());
    Connection connection(nextName(), place);
    const auto opened = place.isServer() ? connection.openServer(mode) : connection.openFile(mode);
    if (!opened)
        return std::unexpected(opened.error());
    return connection;
}

Result<void> Connection::openServer(Mode mode) const {
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, m_name);
    return postgres::open(database, m_place, mode == Mode::ReadOnly);
}

Result<void> Connection::openFile(Mode mode) const {
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setDatabaseName(path());
        database.setConnectOptions(mode == Mode::ReadOnly
                                       ? u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=10000"_s
                                       : u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        if (!database.open())
            return std::unexpected(sqlError(path(), database.lastError()));
    }
    QStringList pragmas{u"PRAGMA foreign_keys = ON"_s, u"PRAGMA synchronous = FULL"_s};
    if (mode == Mode::ReadWrite)
        pragmas.prepend(u"PRAGMA journal_mode = WAL"_s);
    for (const QString& pragma : pragmas)
        if (const auto done = run(pragma); !done)
            return std::unexpected(done.error());
    return {};
}

bool Connection::isLost() const { return !QSqlDatabase::database(m_name, false).isOpen(); }

Error Connection::errorOf(const QSqlError& error) const {
    return isServer() ? postgres::errorOf(m_place, error) : sqlError(path(), error);
}

Result<QSqlQuery> Connection::run(const QString& sql, const QVariantList& values) const {
    const QSqlDatabase database = QSqlDatabase::database(m_name, false);
    QSqlQuery query(database);
    QVariantList bound;
    for (const QVariant& value : values)
        bound << bindable(value);
    if (isServer()) {
        if (!database.isOpen())
            return std::unexpected(postgres::lost(m_place));
        if (!query.exec(postgres::withValues(database, sql, bound)))
            return std::unexpected(errorOf(query.lastError()));
        return query;
    }
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return std::unexpected(errorOf(query.lastError()));
    for (const QVariant& value : bound)
        query.addBindValue(value);
    if (!query.exec())
        return std::unexpected(errorOf(query.lastError()));
    return query;
}

Result<QVariant> Connection::value(const QString& sql, const QVariantList& values) const {
    auto query = run(sql, values);
    if (!query)
        return std::unexpected(query.error());
    if (query->next())
        return query->value(0);
    if (query->lastError().isValid())
        return std::unexpected(errorOf(query->lastError()));
    return QVariant();
}

Result<Transaction> Transaction::begin(const Connection& connection) {
    if (const auto begun = connection.run(connection.isServer() ? u"BEGIN"_s : u"BEGIN IMMEDIATE"_s); !begun)
        return std::unexpected(begun.error());
    return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)) {}

Transaction::~Transaction() {
    // After a full disk SQLite has rolled back already and says so: there is nothing left to undo.
    if (m_connection != nullptr)
        if (const auto undone = m_connection->run(u"ROLLBACK"_s); !undone)
            qCDebug(lcStorage) << "rollback:" << undone.error().detail;
}

Result<void> Transaction::commit() {
    if (const auto done = m_connection->run(u"COMMIT"_s); !done)
        return std::unexpected(done.error());
    m_connection = nullptr;
    return {};
}

} // namespace milepost
