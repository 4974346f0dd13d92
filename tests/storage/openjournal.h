// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "journaltools.h"

#include <QTemporaryDir>
#include <QTest>

namespace milepost::test {

/// A new journal in a folder of its own.
class OpenJournal : public QObject {
protected:
    void open() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(QStringLiteral("data/prod.sqlite"));
        reopen();
    }
    void reopen() {
        m_journal.reset();
        auto journal = Journal::open(m_path, m_clock);
        QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
        m_journal = std::move(*journal);
    }

    FixedClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    std::unique_ptr<Journal> m_journal;
};

} // namespace milepost::test
