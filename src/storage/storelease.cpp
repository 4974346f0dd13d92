// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/storelease.h"

#include "base/logging.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <QCoreApplication>
#include <QSysInfo>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QString k_until = u"clock_timestamp() + ? * interval '1 millisecond'"_s;

/// How a hold on something is kept, and given back.
struct Statements {
    QString keep;
    QString giveBack;
};

Statements ofRun() {
    return {u"UPDATE leases SET ends = "_s + k_until +
                u" WHERE name = 'run' AND owner = ? AND ends > clock_timestamp()"_s,
            u"DELETE FROM leases WHERE name = 'run' AND owner = ?"_s};
}

Statements ofTheLanes() {
    return {u"UPDATE lanes SET ends = "_s + k_until +
                u" WHERE owner = ? AND state = 'open' AND ends > clock_timestamp()"_s,
            u"UPDATE lanes SET owner = '', ends = '-infinity' WHERE owner = ? AND state = 'open'"_s};
}

struct Held {
    LockOwner owner;
    QDateTime nowUtc; ///< by the server
};

/// Nothing when nobody holds it.
Result<std::optional<Held>> whoHolds(const Connection& connection) {
    auto row = connection.run(u"SELECT pid, host, program, extract(epoch FROM since)::bigint, "
                              "extract(epoch FROM clock_timestamp())::bigint FROM leases "
                              "WHERE name = 'run' AND ends > clock_timestamp()"_s);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return std::optional<Held>();
    const auto time = [&row](int column) {
        return QDateTime::fromSecsSinceEpoch(row->value(column).toLongLong(), Qt::UTC);
    };
    return Held{{row->value(0).toLongLong(), row->value(1).toString(), row->value(2).toString(), time(3)},
                time(4)};
}

} // namespace

struct StoreLease::Parts {
    StorePlace place = QString();
    QString token;
    std::chrono::milliseconds length = k_length;
    Statements statements = ofRun();
    std::mutex mutex;
    std::condition_variable_any changed;
    std::jthread keeper;

    void start() {
        keeper = std::jthread([this](const std::stop_token& stop) { keep(stop); });
    }
    /// On the keeper's own thread and connection, which is opened again when the server was lost.
    void keep(const std::stop_token& stop) {
        std::optional<Connection> connection;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            changed.wait_for(lock, stop, length / 3, [] { return false; });
            if (!stop.stop_requested())
                insist(connection, statements.keep);
        }
        // Always: it may have been held for less than this thread takes to begin.
        insist(connection, statements.giveBack);
    }
    /// A cut connection says nothing about the server, and what is not given back holds up the next.
    void insist(std::optional<Connection>& connection, const QString& statement) {
        for (int tries = 0; tries < 3 && !carryOut(connection, statement); ++tries) {
        }
    }
    /// False: the connection was cut, and another one may do.
    [[nodiscard]] bool carryOut(std::optional<Connection>& connection, const QString& statement) {
        if (!connection || connection->isLost()) {
            connection.reset();
            auto opened = Connection::open(place, Connection::Mode::ReadWrite);
            if (!opened) {
                qCDebug(lcStorage) << "lease:" << opened.error().detail;
                return true; // it is tried again, until the lease ends by itself
            }
            connection.emplace(std::move(*opened));
        }
        QVariantList values{token};
        if (statement == statements.keep)
            values.prepend(static_cast<qint64>(length.count()));
        const auto done = connection->run(statement, values);
        if (!done)
            qCDebug(lcStorage) << "lease:" << done.error().detail;
        return done || !connection->isLost();
    }
};

StoreLease::StoreLease(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
StoreLease::StoreLease(StoreLease&&) noexcept = default;
StoreLease& StoreLease::operator=(StoreLease&&) noexcept = default;
StoreLease::~StoreLease() = default; // the keeper is asked to stop, gives the lease back, and is joined

const QString& StoreLease::token() const { return m_parts->token; }

Result<StoreLease> StoreLease::take(const StorePlace& place, std::chrono::milliseconds length) {
    const auto connection = Connection::open(place, Connection::Mode::ReadWrite);
    if (!connection)
        return std::unexpected(connection.error());
    auto parts = std::make_unique<Parts>();
    parts->place = place;
    parts->token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    parts->length = length;
    const auto taken = connection->value(
        u"INSERT INTO leases (name, owner, pid, host, program, since, ends) "
        "VALUES ('run', ?, ?, ?, ?, clock_timestamp(), "_s +
            k_until +
            u") ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, pid = excluded.pid, "
            "host = excluded.host, program = excluded.program, since = excluded.since, ends = excluded.ends "
            "WHERE leases.ends <= clock_timestamp() RETURNING owner"_s,
        {parts->token, QCoreApplication::applicationPid(), QSysInfo::machineHostName(),
         QCoreApplication::applicationName(), static_cast<qint64>(length.count())});
    if (!taken)
        return std::unexpected(taken.error());
    if (!taken->isValid()) {
        const auto held = whoHolds(*connection);
        if (!held)
            return std::unexpected(held.error());
        // It may have been given back in between: then nobody can be named.
        return std::unexpected(*held ? profileInUse(place.name(), (*held)->owner, (*held)->nowUtc)
                                     : profileInUse(place.name(), std::nullopt, {}));
    }
    parts->start();
    return StoreLease(std::move(parts));
}

StoreLease StoreLease::ofLanes(const StorePlace& place, const QString& token,
                               std::chrono::milliseconds length) {
    auto parts = std::make_unique<Parts>();
    parts->place = place;
    parts->token = token;
    parts->length = length;
    parts->statements = ofTheLanes();
    parts->start();
    return StoreLease(std::move(parts));
}

Result<std::optional<LockOwner>> StoreLease::owner(const Connection& connection) {
    const auto held = whoHolds(connection);
    if (!held)
        return std::unexpected(held.error());
    return *held ? std::optional((*held)->owner) : std::nullopt;
}

Result<void> StoreLease::check(const Connection& connection, const QString& token) {
    // FOR SHARE: who takes the lease over waits for this commit, and then sees what it wrote.
    const auto stands = connection.value(
        u"SELECT 1 FROM leases WHERE name = 'run' AND owner = ? AND ends > clock_timestamp() FOR SHARE"_s,
        {token});
    if (!stands)
        return std::unexpected(stands.error());
    if (stands->isValid())
        return {};
    return std::unexpected(
        makeError(Error::Kind::Refused, Error::Stage::Storage,
                  u"cannot use the store %1: this run was away for so long that its turn ended; nothing more "
                  "is sent"_s.arg(connection.path()),
                  u"store-failed"_s));
}

} // namespace milepost
