// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Whose mailbox stands for whom, as the journal keeps it.
class TestJournalPeople : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void givesBackWhatWasDecidedPerTracker() {
        const std::vector people{matched(7), decided(8), out(9)};
        QVERIFY(m_journal->changePeople(k_source, people));
        QVERIFY(m_journal->changePeople(u"other"_s, {decided(7)}));
        reopen();
        QCOMPARE(*m_journal->people(k_source), people);
        QCOMPARE(*m_journal->people(u"other"_s), std::vector{decided(7)});
        QVERIFY(m_journal->changePeople(k_source, {decided(7)}, {8, 1000}));
        QCOMPARE(*m_journal->people(k_source), (std::vector{decided(7), out(9)}));
    }

    void aMatchNeverReplacesADecision() {
        QVERIFY(m_journal->changePeople(k_source, {decided(7), out(8), matched(9)}));
        PersonMapping later = matched(9);
        later.address = u"renamed@contoso.example"_s;
        QVERIFY(m_journal->changePeople(k_source, {matched(7), matched(8), later}));
        QCOMPARE(*m_journal->people(k_source), (std::vector{decided(7), out(8), later}));
        QVERIFY(m_journal->changePeople(k_source, {matched(7)}, {7})); // forgotten first
        QCOMPARE(m_journal->people(k_source)->front(), matched(7));
    }

    void storesAllOrNone() {
        PersonMapping impossible = matched(8);
        impossible.mailbox.clear(); // nobody decided it
        QVERIFY(!m_journal->changePeople(k_source, {decided(7), impossible}));
        QVERIFY(m_journal->people(k_source)->empty());
    }

    void followsTheTrackerToItsNewAddress() {
        QVERIFY(m_journal->acceptView({k_source, u"ann"_s, u"admin"_s}));
        QVERIFY(m_journal->changePeople(k_source, {decided(7), matched(8)}));
        QVERIFY(m_journal->changePeople(u"new"_s, {out(7), out(9)})); // from an earlier stay
        QVERIFY(m_journal->acceptView({u"new"_s, u"ann"_s, u"admin"_s}));
        QCOMPARE(*m_journal->people(u"new"_s), (std::vector{decided(7), matched(8), out(9)}));
        QVERIFY(m_journal->people(k_source)->empty());
        QVERIFY(m_journal->acceptView({u"new"_s, u"bob"_s, u"manager"_s})); // another user: nobody moves
        QCOMPARE(m_journal->people(u"new"_s)->size(), size_t(3));
    }

private:
    [[nodiscard]] PersonMapping matched(qint64 person) const {
        return {person, u"id-%1"_s.arg(person), u"p%1@contoso.example"_s.arg(person), false,
                m_clock.utcNow()};
    }
    [[nodiscard]] PersonMapping decided(qint64 person) const {
        return {person, u"chosen-%1"_s.arg(person), u"c%1@contoso.example"_s.arg(person), true,
                m_clock.utcNow()};
    }
    [[nodiscard]] PersonMapping out(qint64 person) const { return {person, {}, {}, true, m_clock.utcNow()}; }
};

QTEST_GUILESS_MAIN(TestJournalPeople)
#include "tst_journalpeople.moc"
