// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/storeplace.h"

#include <memory>

#include <QProcess>
#include <QTemporaryDir>

namespace milepost::test {

/// A real PostgreSQL server with a cluster of its own, on a socket in a temporary folder. As root it runs as
/// another user: initdb refuses root. Ends with the test, also when that is killed.
class PostgresServer final {
public:
    /// PostgreSQL 15, Qt's driver for it, and a build that has the store. Without them a test skips, and
    /// run.sh lists it.
    [[nodiscard]] static bool isInstalled();
    /// What such a test says.
    static constexpr auto k_missing =
        "LEFT OUT: PostgreSQL 15 or Qt's driver for it is not installed, or not part of the build";
    /// Null after a failure, which was printed.
    [[nodiscard]] static std::unique_ptr<PostgresServer> start();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// A schema of its own for each name.
    [[nodiscard]] StorePlace place(const QString& profile) const;
    [[nodiscard]] StorePlace place(const QString& profile, const QString& user, const QString& password,
                                   const QString& database) const;
    [[nodiscard]] StoreAddress address() const;
    /// At once, with all its processes and without a word to anybody, as a power cut; its files stay.
    void kill();
    /// After kill(): on the same files.
    void restart();
    /// Cuts every connection but the caller's own, as a network does.
    void cutConnections() const;

    /// Those of a dead run, which end by themselves a minute later.
    static void endLeases(const StorePlace& place);

    static inline const QString k_password = QStringLiteral("quo'te \\ back; ünï");

private:
    PostgresServer() = default;
    [[nodiscard]] bool run(const QString& program, const QStringList& arguments);
    [[nodiscard]] bool listen();
    void asUser(QProcess& process) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QProcess> m_server;
};

} // namespace milepost::test
