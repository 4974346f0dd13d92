// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// What each mailbox was sent, as the journal keeps it.
class TestJournalQuota : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void addsUpPerLaneAndStretchAndOutlivesTheProgram() {
        QVERIFY(m_journal->spendRequests(u"a"_s, {6000, 100}, 0));
        QVERIFY(m_journal->spendRequests(u"b"_s, {6000, 7}, 0));
        QVERIFY(m_journal->spendRequests(u"a"_s, {6000, -40}, 0));
        const std::vector<SpentRequests> expected{{6000, 60}, {12'000, 5}};
        QCOMPARE(*m_journal->spendRequests(u"a"_s, {12'000, 5}, 0), expected);
        reopen();
        QCOMPARE(*m_journal->spentRequests(u"a"_s, 0), expected);
        QCOMPARE(*m_journal->spentRequests(u"b"_s, 0), (std::vector<SpentRequests>{{6000, 7}}));
        QVERIFY(m_journal->spentRequests(u"c"_s, 0)->empty());
    }

    void forgetsWhatIsTooOld() {
        QVERIFY(m_journal->spendRequests(u"a"_s, {6000, 1}, 0));
        QVERIFY(m_journal->spendRequests(u"b"_s, {6000, 1}, 0));
        QCOMPARE(*m_journal->spentRequests(u"a"_s, 6000), std::vector<SpentRequests>());
        QCOMPARE(m_journal->spendRequests(u"a"_s, {12'000, 2}, 6000)->size(), 1U);
        QVERIFY(m_journal->spentRequests(u"b"_s, 0)->empty());
    }
};

QTEST_GUILESS_MAIN(TestJournalQuota)
#include "tst_journalquota.moc"
