// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/migrations.h"

#include "storage/privatefile.h"

#include <QDir>
#include <QFile>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// How far a comment or a quoted text that begins at `from` reaches; `from` when none begins there.
qsizetype endOfQuiet(const QString& sql, qsizetype from) {
    const QStringView rest = QStringView(sql).mid(from);
    if (rest.startsWith(u"--")) {
        const qsizetype end = sql.indexOf(u'\n', from);
        return end < 0 ? sql.size() : end;
    }
    if (rest.startsWith(u'\'') || rest.startsWith(u'"')) {
        const qsizetype end = sql.indexOf(rest.front(), from + 1); // '' reads as two texts side by side
        return end < 0 ? sql.size() : end + 1;
    }
    return from;
}

Result<void> setVersion(const Connection& connection, int version) {
    // A pragma takes no bound values; the number is our own.
    QStringList statements{u"PRAGMA user_version = %1"_s.arg(version)};
    if (connection.isServer())
        statements = {u"DELETE FROM schema_version"_s,
                      u"INSERT INTO schema_version (version) VALUES (%1)"_s.arg(version)};
    for (const QString& statement : statements)
        if (const auto set = connection.run(statement); !set)
            return std::unexpected(set.error());
    return {};
}

Result<void> carryOut(const Connection& connection, const Migration& step) {
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (connection.isServer())
        if (const auto alone = connection.run(u"LOCK TABLE schema_version IN EXCLUSIVE MODE"_s); !alone)
            return std::unexpected(alone.error());
    const auto version = schemaVersion(connection);
    if (!version)
        return std::unexpected(version.error());
    if (*version >= step.version)
        return {}; // somebody else was faster
    for (const QString& statement : statementsOf(step.sql))
        if (const auto done = connection.run(statement); !done)
            return std::unexpected(done.error());
    if (const auto set = setVersion(connection, step.version); !set)
        return set;
    return transaction->commit();
}

std::vector<Migration> migrationsIn(const QString& path) {
    std::vector<Migration> steps;
    const QDir folder(path);
    for (const QString& name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        const int version = name.section(u'_', 0, 0).toInt();
        Q_ASSERT_X(opened && (steps.empty() || version == steps.back().version + 1), "migrationsIn", "a gap");
        steps.push_back({version, QString::fromUtf8(file.readAll())});
    }
    return steps;
}

} // namespace

std::vector<Migration> journalMigrations(bool forServer) {
    return migrationsIn(forServer ? u":/milepost/sql/postgres"_s : u":/milepost/sql/sqlite"_s);
}

std::vector<Migration> exchangeMigrations() { return migrationsIn(u":/milepost/sql/exchanges"_s); }

QStringList statementsOf(const QString& sql) {
    QStringList statements;
    QString current;
    const auto close = [&] {
        if (!current.trimmed().isEmpty())
            statements << current.trimmed();
        current.clear();
    };
    for (qsizetype i = 0; i < sql.size();) {
        const qsizetype end = endOfQuiet(sql, i);
        if (end > i) {
            if (sql[i] != u'-')
                current += sql.mid(i, end - i);
            i = end;
            continue;
        }
        if (sql[i] == u';')
            close();
        else
            current += sql[i];
        ++i;
    }
    close();
    return statements;
}

Result<int> schemaVersion(const Connection& connection) {
    if (connection.isServer()) {
        const auto table = connection.value(u"SELECT to_regclass('schema_version')::text"_s);
        if (!table)
            return std::unexpected(table.error());
        if (table->toString().isEmpty())
            return 0;
    }
    const auto version = connection.value(connection.isServer() ? u"SELECT version FROM schema_version"_s
                                                                : u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    return version->toInt();
}

Result<void> migrate(const Connection& connection, const std::vector<Migration>& steps) {
    const auto version = schemaVersion(connection);
    if (!version)
        return std::unexpected(version.error());
    for (const Migration& step : steps)
        if (step.version > *version)
            if (const auto done = carryOut(connection, step); !done)
                return done;
    return {};
}

} // namespace milepost
