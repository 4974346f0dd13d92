// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "journaltools.h"
#include "postgresserver.h"

#include <QTemporaryDir>
#include <QTest>

namespace milepost::test {

/// A new journal for each test, in both stores: a SQLite file in a folder of its own, and a schema of its own
/// on a real PostgreSQL server. Without a server those tests are skipped.
class OpenJournal : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data() {
        QTest::addColumn<bool>("onServer");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgres") << true;
    }

protected:
    /// For init().
    void open() {
        QFETCH_GLOBAL(bool, onServer);
        m_dir = std::make_unique<QTemporaryDir>();
        if (onServer && !PostgresServer::isInstalled())
            QSKIP(PostgresServer::k_missing);
        if (onServer && !m_server) {
            m_server = PostgresServer::start();
            QVERIFY(m_server);
        }
        m_place = onServer ? m_server->place(QStringLiteral("profile %1").arg(++m_opened))
                           : StorePlace(m_dir->filePath(QStringLiteral("data/prod.sqlite")));
        reopen();
    }
    void reopen() {
        m_journal.reset();
        auto journal = Journal::open(m_place, m_clock);
        QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
        m_journal = std::move(*journal);
    }

    FixedClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PostgresServer> m_server;
    StorePlace m_place = QString();
    std::unique_ptr<Journal> m_journal;

private:
    int m_opened = 0;
};

} // namespace milepost::test
