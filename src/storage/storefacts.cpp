// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/storefacts.h"

#include "storage/database.h"
#include "storage/migrations.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

Result<QJsonObject> storeFacts(const Connection& connection) {
    const auto schema = schemaVersion(connection);
    if (!schema)
        return std::unexpected(schema.error());
    QStringList tables;
    {
        auto rows = connection.run(
            connection.isServer()
                ? u"SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() ORDER BY tablename"_s
                : u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"_s);
        if (!rows)
            return std::unexpected(rows.error());
        while (rows->next())
            tables << rows->value(0).toString();
    }
    QJsonObject counts;
    for (const QString& table : tables) {
        // A name of our own schema: it cannot be bound.
        const auto count = connection.value(u"SELECT count(*) FROM \"%1\""_s.arg(table));
        if (!count)
            return std::unexpected(count.error());
        counts.insert(table, count->toLongLong());
    }
    return QJsonObject{{u"schema"_s, *schema}, {u"rows"_s, counts}};
}

Result<QJsonObject> storeFacts(const QString& path) {
    const auto connection = Connection::open(path, Connection::Mode::ReadOnly);
    if (!connection)
        return std::unexpected(connection.error());
    auto facts = storeFacts(*connection);
    if (facts)
        facts->insert(u"bytes"_s, QFileInfo(path).size());
    return facts;
}

} // namespace milepost
