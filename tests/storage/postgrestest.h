// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "postgresserver.h"

#include <QTest>

namespace milepost::test {

/// A test that needs a real PostgreSQL server: one for all of its functions. Without it everything is
/// skipped.
class PostgresTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!PostgresServer::isInstalled())
            QSKIP(PostgresServer::k_missing);
        m_server = PostgresServer::start();
        QVERIFY(m_server);
    }

protected:
    /// A schema that nobody used.
    [[nodiscard]] StorePlace freshPlace() {
        return m_server->place(QStringLiteral("profile %1").arg(++m_profiles));
    }
    std::unique_ptr<PostgresServer> m_server;

private:
    int m_profiles = 0;
};

} // namespace milepost::test
