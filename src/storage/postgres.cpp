// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/postgres.h"

#include "storage/databasefile.h"
#include "storage/privatefile.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlField>

namespace milepost::postgres {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_oldest = 150000;
constexpr QLatin1StringView k_noPassword{"no password supplied"};

Error failed(const StorePlace& place, const QString& why, const QString& theirWords = {}) {
    Error error = makeError(Error::Kind::Storage, Error::Stage::Storage,
                            u"cannot use the store %1: %2"_s.arg(place.name(), why), u"store-failed"_s);
    error.message = theirWords;
    return error;
}

/// Our words for what libpq and the server say when a connection fails: nothing else tells one failure from
/// another at that point. A server that speaks another language gets the general ones.
QString reasonOf(const QString& text, const QString& state) {
    struct Reason {
        QLatin1StringView state;
        QLatin1StringView says;
        QLatin1StringView reason;
    };
    static constexpr Reason k_reasons[] = {
        {"-"_L1, "password authentication failed"_L1, "wrong user or password"_L1},
        {"-"_L1, k_noPassword, "it asks for a password; store it as \"store-password\""_L1},
        {"-"_L1, "no pg_hba.conf entry"_L1, "it refuses this user from this computer (pg_hba.conf)"_L1},
        {"-"_L1, "authentication failed"_L1, "it refuses this user"_L1},
        {"-"_L1, "database \""_L1, "it has no such database"_L1},
        {"-"_L1, "role \""_L1, "it has no such user"_L1},
        {"53300"_L1, "too many"_L1, "it has no connection left for us"_L1},
        {"57P03"_L1, "the database system is"_L1, "it is starting or shutting down"_L1},
        {"-"_L1, "certificate"_L1,
         "its certificate cannot be trusted; name the root's file (sslrootcert)"_L1},
        {"-"_L1, "does not support SSL"_L1, "it does not encrypt, and sslmode asks for it"_L1},
        {"-"_L1, "Connection refused"_L1, "it cannot be reached: nobody answers there"_L1},
        {"-"_L1, "No such file or directory"_L1, "it cannot be reached: nobody answers there"_L1},
        {"-"_L1, "could not translate host name"_L1, "it cannot be reached: the name is not known"_L1},
        {"-"_L1, "timeout expired"_L1, "it cannot be reached: no answer in time"_L1},
        {"-"_L1, "server closed the connection"_L1, "the connection was lost"_L1},
        {"57P01"_L1, "terminating connection"_L1, "the connection was lost"_L1},
        {"42501"_L1, "permission denied"_L1, "our user lacks a right there"_L1},
    };
    for (const Reason& reason : k_reasons)
        if (state == reason.state || (state.isEmpty() && text.contains(reason.says)))
            return reason.reason;
    return text.isEmpty() ? u"no reason was given"_s : text;
}

QString quoted(QString value) { return u'\'' + value.replace(u'\'', u"\\'"_s) + u'\''; }

/// What is said here is taken neither from the environment (PGPASSWORD, PGHOST, PGHOSTADDR, PGOPTIONS) nor
/// from a service's file: the password comes from where secrets are kept and goes to the host that it was
/// entered for (law 10). A password file is only kept out by naming one that cannot be.
QString optionsOf(const StoreAddress& address, bool hasPassword) {
    QString options =
        u"connect_timeout=10;application_name=milepost;keepalives_idle=30;keepalives_interval=10;"
        "keepalives_count=3;tcp_user_timeout=30000;hostaddr='';options='';passfile=/dev/null/none;sslmode="_s +
        address.sslMode;
    if (address.host.isEmpty())
        options += u";host=''"_s;
    if (!hasPassword)
        options += u";password=''"_s;
    if (!address.rootCert.isEmpty())
        options += u";sslrootcert="_s + quoted(address.rootCert);
    return options;
}

/// As durable and as strict as SQLite's pragmas. A server that promises more than "on" keeps its promise.
QString settingsOf(const StorePlace& place, bool readOnly) {
    return u"SET search_path TO %1; SET lock_timeout TO '10s'; SET statement_timeout TO '60s'; "
           "SET idle_in_transaction_session_timeout TO '60s'; SET client_min_messages TO warning; "
           "SET default_transaction_read_only TO %2; "
           "SELECT set_config('synchronous_commit', 'on', false) "
           "WHERE current_setting('synchronous_commit') IN ('off', 'local')"_s.arg(
               place.schema(), readOnly ? u"on"_s : u"off"_s);
}

Result<void> checkServer(const Connection& connection) {
    const auto version = connection.value(u"SELECT current_setting('server_version_num')"_s);
    const auto encoding = connection.value(u"SELECT current_setting('server_encoding')"_s);
    if (!version || !encoding)
        return std::unexpected(version ? encoding.error() : version.error());
    if (const auto old = tooOld(connection.place(), version->toInt()))
        return std::unexpected(*old);
    if (encoding->toString() != u"UTF8"_s)
        return std::unexpected(
            failed(connection.place(),
                   u"its database is kept in %1; make one with ENCODING 'UTF8'"_s.arg(encoding->toString())));
    return {};
}

/// The schema and the table that says it is ours. Two programs may come at once.
Result<void> makeSchema(const Connection& connection) {
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    const QString& schema = connection.place().schema();
    if (const auto alone = connection.run(u"SELECT pg_advisory_xact_lock(hashtext(?))"_s, {schema}); !alone)
        return std::unexpected(alone.error());
    const auto tables =
        connection.value(u"SELECT count(*) FROM pg_tables WHERE schemaname = ? AND NOT EXISTS "
                         "(SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = 'schema_version')"_s,
                         {schema, schema});
    if (!tables)
        return std::unexpected(tables.error());
    if (tables->toInt() > 0)
        return std::unexpected(
            failed(connection.place(), u"the schema %1 belongs to another program"_s.arg(schema)));
    for (const QString& statement :
         {u"CREATE SCHEMA IF NOT EXISTS "_s + schema,
          u"CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"_s})
        if (const auto made = connection.run(statement); !made)
            return std::unexpected(made.error());
    return transaction->commit();
}

} // namespace

Result<void> checkDriver(const StorePlace& place) {
#ifdef MILEPOST_POSTGRES
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return std::unexpected(
            failed(place, u"Qt's driver for PostgreSQL is not installed (Debian: libqt6sql6-psql)"_s));
    return {};
#else
    return std::unexpected(failed(place, u"this build of the program is without PostgreSQL"_s));
#endif
}

Result<void> open(QSqlDatabase& database, const StorePlace& place, bool readOnly) {
    const StoreAddress& address = place.address();
    database.setDatabaseName(address.database);
    database.setHostName(address.host);
    database.setPort(address.port);
    database.setConnectOptions(optionsOf(address, !place.password().reveal().isEmpty()));
    if (!database.open(address.user, place.password().reveal()))
        return std::unexpected(errorOf(place, database.lastError()));
    QSqlQuery settings(database);
    if (!settings.exec(settingsOf(place, readOnly)))
        return std::unexpected(errorOf(place, settings.lastError()));
    return {};
}

QString withValues(const QSqlDatabase& database, const QString& sql, const QVariantList& values) {
    QString text;
    qsizetype from = 0;
    for (const QVariant& value : values) {
        const qsizetype mark = sql.indexOf(u'?', from);
        Q_ASSERT_X(mark >= 0, "withValues", "more values than places");
        QSqlField field(QString(), value.metaType());
        field.setValue(value);
        text += sql.mid(from, mark - from) + database.driver()->formatValue(field);
        from = mark + 1;
    }
    return text + sql.mid(from);
}

Error errorOf(const StorePlace& place, const QSqlError& error) {
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return failed(place, reasonOf(text, error.nativeErrorCode()), text.simplified());
}

bool asksForPassword(const Error& error) {
    return error.kind == Error::Kind::Storage && error.message.contains(k_noPassword);
}

Error lost(const StorePlace& place) { return failed(place, u"the connection was lost"_s); }

std::optional<Error> tooOld(const StorePlace& place, int version) {
    if (version >= k_oldest)
        return std::nullopt;
    return failed(place, u"it is PostgreSQL %1, and 15 or newer is needed"_s.arg(version / 10000));
}

Result<void> prepare(const StorePlace& place, const std::vector<Migration>& steps) {
    const auto connection = Connection::open(place, Connection::Mode::ReadWrite);
    if (!connection)
        return std::unexpected(connection.error());
    if (const auto fit = checkServer(*connection); !fit)
        return fit;
    const auto version = schemaVersion(*connection);
    if (!version)
        return std::unexpected(version.error());
    const int newest = steps.empty() ? 0 : steps.back().version;
    if (*version > newest)
        return std::unexpected(newerSchema(place.name(), *version, newest));
    if (*version == newest)
        return {};
    if (*version == 0)
        if (const auto made = makeSchema(*connection); !made)
            return made;
    return migrate(*connection, steps);
}

} // namespace milepost::postgres
