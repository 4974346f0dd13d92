// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/databasefile.h"

#include "storage/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// "MPJ1": written into every database of ours, so that a foreign one is not taken for an old journal.
constexpr int k_applicationId = 0x4d504a31;

QString stamp(const QDateTime& time) { return time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s); }

/// An earlier copy of the very same bytes, so that repeated starts do not fill the disk with copies.
QString sameCopy(const QString& path) {
    const QFileInfo file(path);
    for (const QFileInfo& copy :
         file.dir().entryInfoList({file.fileName() + u".corrupt-*"_s}, QDir::Files, QDir::Time)) {
        QFile a(path);
        QFile b(copy.filePath());
        if (copy.size() == file.size() && a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly) &&
            a.readAll() == b.readAll())
            return copy.filePath();
    }
    return {};
}

Result<QString> keepCopy(const QString& path, const QDateTime& nowUtc) {
    if (const QString copy = sameCopy(path); !copy.isEmpty())
        return copy;
    const QString suffix = u".corrupt-"_s + stamp(nowUtc);
    for (const QString& part : {u""_s, u"-wal"_s}) {
        if (QFileInfo(path + part).size() == 0)
            continue;
        QFile original(path + part);
        const QString copy = path + suffix + part;
        if (!original.copy(copy))
            return std::unexpected(storageError(u"cannot copy to"_s, copy, original.errorString()));
        if (const auto guarded = ensurePrivateFile(copy); !guarded)
            return std::unexpected(guarded.error());
    }
    return path + suffix;
}

Error damaged(const QString& path, const Error& why, const QDateTime& nowUtc) {
    const auto copy = keepCopy(path, nowUtc);
    const QString kept = copy ? u"A copy is kept at "_s + QDir::toNativeSeparators(*copy)
                              : u"No copy could be made: "_s + copy.error().detail;
    Error error = why;
    error.detail +=
        u". "_s + kept +
        u". The journal is needed for the history and to tell edits made by hand: put a backup in "
        "its place, or move it away to begin a new one; events that carry our tag are found again"_s;
    return error;
}

Result<void> checkHealth(const Connection& connection) {
    auto rows = connection.run(u"PRAGMA quick_check(1)"_s);
    if (!rows)
        return std::unexpected(rows.error());
    const QString verdict = rows->next() ? rows->value(0).toString() : u"no answer"_s;
    if (verdict == u"ok"_s)
        return {};
    return std::unexpected(corruptionError(connection.path(), verdict.simplified()));
}

Result<void> checkKind(const Connection& connection, int version, int newest) {
    // In this order: whoever makes it at this moment marks it before the tables are there.
    const auto tables = connection.value(u"SELECT count(*) FROM sqlite_master"_s);
    const auto application = connection.value(u"PRAGMA application_id"_s);
    if (!application || !tables)
        return std::unexpected(application ? tables.error() : application.error());
    const QString& path = connection.path();
    if (application->toInt() != k_applicationId && (tables->toInt() > 0 || version > 0))
        return std::unexpected(storageError(u"refused"_s, path, u"it is a database of another program"_s));
    if (version > newest)
        return std::unexpected(newerSchema(path, version, newest));
    return {};
}

/// Looks without writing. The version that stands.
Result<int> inspect(const QString& path, int newest, const QDateTime& nowUtc) {
    const auto look = [&]() -> Result<int> {
        const auto connection = Connection::open(path, Connection::Mode::ReadOnly);
        if (!connection)
            return std::unexpected(connection.error());
        const auto version = schemaVersion(*connection);
        if (!version)
            return version;
        if (const auto kind = checkKind(*connection, *version, newest); !kind)
            return std::unexpected(kind.error());
        if (const auto health = checkHealth(*connection); !health)
            return std::unexpected(health.error());
        return version;
    };
    auto version = look();
    // The connection is closed by now, so the copy is taken of a file at rest.
    if (!version && isCorruption(version.error()))
        return std::unexpected(damaged(path, version.error(), nowUtc));
    return version;
}

Result<void> backUp(const Connection& connection, int newest, const QDateTime& nowUtc) {
    const QString copy = u"%1.before-%2-%3"_s.arg(connection.path(), QString::number(newest), stamp(nowUtc));
    if (const auto made = createPrivateFile(copy); !made)
        return made;
    if (const auto done = connection.run(u"VACUUM INTO ?"_s, {copy}); !done)
        return std::unexpected(done.error());
    return {};
}

} // namespace

Error newerSchema(const QString& path, int version, int newest) {
    return storageError(
        u"refused"_s, path,
        u"it was written by a newer version of this program (schema %1, this one knows %2); update the "
        "program, or use another data folder. The file was not changed"_s.arg(QString::number(version),
                                                                              QString::number(newest)));
}

Result<void> prepareDatabase(const QString& path, const std::vector<Migration>& steps,
                             const QDateTime& nowUtc) {
    if (const auto folder = ensurePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    if (const auto file = createPrivateFile(path); !file)
        return file;
    const int newest = steps.empty() ? 0 : steps.back().version;
    const auto version = inspect(path, newest, nowUtc);
    if (!version)
        return std::unexpected(version.error());
    if (*version == newest)
        return {};
    const auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return std::unexpected(connection.error());
    if (*version > 0)
        if (const auto copy = backUp(*connection, newest, nowUtc); !copy)
            return copy;
    if (const auto mark = connection->run(u"PRAGMA application_id = %1"_s.arg(k_applicationId)); !mark)
        return std::unexpected(mark.error());
    return migrate(*connection, steps);
}

} // namespace milepost
