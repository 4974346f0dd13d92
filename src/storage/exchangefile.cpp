// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/exchangefile.h"

#include "base/logging.h"
#include "storage/databasefile.h"
#include "storage/migrations.h"
#include "storage/privatefile.h"

#include <QFile>
#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A part of the ring goes at a time, so that it is not trimmed at every record.
constexpr int k_partTrimmed = 8;

/// What a query that takes a part of the ids may name at once (SQLite's own limit is higher).
constexpr qsizetype k_mostNamed = 500;

void putAside(const QString& path) {
    for (const QString& part : {u""_s, u"-wal"_s, u"-shm"_s}) // prepareDatabase() has made a copy
        QFile::remove(path + part);
}

/// Of today's files; a view that looks once a second does not read the steps each time.
int currentVersion() {
    static const int version = exchangeMigrations().back().version;
    return version;
}

} // namespace

Result<ExchangeFile> ExchangeFile::openForWriting(const QString& path, const QDateTime& nowUtc) {
    auto prepared = prepareDatabase(path, exchangeMigrations(), nowUtc);
    if (!prepared && isCorruption(prepared.error())) {
        qCWarning(lcStorage).noquote() << "the exchange log begins anew:" << prepared.error().detail;
        putAside(path);
        prepared = prepareDatabase(path, exchangeMigrations(), nowUtc);
    }
    if (!prepared)
        return std::unexpected(prepared.error());
    auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return std::unexpected(connection.error());
    // A power cut may cost the last moments of it; runs must not wait for the disk on its account.
    if (const auto set = connection->run(u"PRAGMA synchronous = NORMAL"_s); !set)
        return std::unexpected(set.error());
    return ExchangeFile(std::move(*connection));
}

Result<ExchangeFile> ExchangeFile::openForReading(const QString& path, const QDateTime& nowUtc) {
    if (!QFileInfo::exists(path))
        return std::unexpected(
            makeError(Error::Kind::NotFound, Error::Stage::Storage, path, u"store-failed"_s));
    auto connection = Connection::open(path, Connection::Mode::ReadOnly);
    if (!connection)
        return std::unexpected(connection.error());
    const auto version = schemaVersion(*connection);
    if (!version)
        return std::unexpected(version.error());
    if (*version >= currentVersion())
        return ExchangeFile(std::move(*connection));
    // A reader writes where it must alone: one that may not write can still read a file of today.
    if (const auto prepared = prepareDatabase(path, exchangeMigrations(), nowUtc); !prepared)
        return std::unexpected(prepared.error());
    auto current = Connection::open(path, Connection::Mode::ReadOnly);
    if (!current)
        return std::unexpected(current.error());
    return ExchangeFile(std::move(*current));
}

Result<qint64> ExchangeFile::usedBytes() const {
    const auto pages = m_connection.value(u"PRAGMA page_count"_s);
    const auto free = m_connection.value(u"PRAGMA freelist_count"_s);
    const auto size = m_connection.value(u"PRAGMA page_size"_s);
    for (const auto* part : {&pages, &free, &size})
        if (!*part)
            return std::unexpected(part->error());
    return (pages->toLongLong() - free->toLongLong()) * size->toLongLong();
}

Result<void> ExchangeFile::trim(const Limits& limits, const QDateTime& nowUtc) {
    const QDateTime oldest = nowUtc.addSecs(-std::chrono::seconds(limits.longest).count());
    if (const auto done =
            m_connection.run(u"DELETE FROM exchanges WHERE started < ?"_s, {oldest.toMSecsSinceEpoch()});
        !done)
        return std::unexpected(done.error());
    auto used = usedBytes();
    while (used && *used > limits.mostBytes) {
        const auto count = m_connection.value(u"SELECT count(*) FROM exchanges"_s);
        if (!count)
            return std::unexpected(count.error());
        if (count->toLongLong() == 0)
            return {};
        const auto done = m_connection.run(
            u"DELETE FROM exchanges WHERE id IN (SELECT id FROM exchanges ORDER BY id LIMIT ?)"_s,
            {count->toLongLong() / k_partTrimmed + 1});
        if (!done)
            return std::unexpected(done.error());
        used = usedBytes();
    }
    return used ? Result<void>() : std::unexpected(used.error());
}

Result<std::vector<ExchangeRecord>> ExchangeFile::byIds(const std::vector<qint64>& ids) const {
    QStringList places;
    QVariantList values;
    for (const qint64 id : ids) {
        if (places.size() == k_mostNamed)
            break;
        places << u"?"_s;
        values << id;
    }
    return select(u"WHERE id IN (%1) ORDER BY id DESC"_s.arg(places.join(u',')), values);
}

Result<qint64> ExchangeFile::lastId() const {
    const auto last = m_connection.value(u"SELECT max(id) FROM exchanges"_s);
    if (!last)
        return std::unexpected(last.error());
    return last->toLongLong();
}

Result<QDateTime> ExchangeFile::bodiesUntil() const {
    const auto until = m_connection.value(u"SELECT value FROM wishes WHERE name = 'bodies'"_s);
    if (!until)
        return std::unexpected(until.error());
    return until->isValid() ? QDateTime::fromMSecsSinceEpoch(until->toLongLong(), Qt::UTC) : QDateTime();
}

Result<void> ExchangeFile::wantBodiesUntil(const QDateTime& untilUtc) {
    const auto done = m_connection.run(u"INSERT INTO wishes (name, value) VALUES ('bodies', ?) "
                                       "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s,
                                       {untilUtc.toMSecsSinceEpoch()});
    return done ? Result<void>() : std::unexpected(done.error());
}

} // namespace milepost
