// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// What was decided about edits of people, as the journal keeps it.
class TestJournalDrift : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void givesBackWhatWasDecidedPerTracker() {
        const DriftDecisions decisions{
            {{key(7), Field::Subject}, {DriftDecision::Kind::Keep, u"ab"_s}},
            {{key(7), Field::Body}, {DriftDecision::Kind::Ignore, {}}},
            {{key(8, u"bob"_s), Field::Date}, {DriftDecision::Kind::Restore, u"cd"_s}}};
        QVERIFY(m_journal->decideDrift(decisions, m_clock.utcNow()));
        QVERIFY(m_journal->decideDrift({{{{u"other"_s, 7, {}}, Field::Date}, {}}}, m_clock.utcNow()));
        reopen();
        QVERIFY(*m_journal->driftDecisions(k_source) == decisions);
    }

    void theLastWordCounts() {
        const std::pair about{key(7), Field::Subject};
        QVERIFY(m_journal->decideDrift({{about, {DriftDecision::Kind::Keep, u"ab"_s}}}, m_clock.utcNow()));
        const DriftDecisions later{{about, {DriftDecision::Kind::Restore, u"cd"_s}}};
        QVERIFY(m_journal->decideDrift(later, m_clock.utcNow()));
        QVERIFY(*m_journal->driftDecisions(k_source) == later);
        // Forgotten first, so that other fields of the key may stay.
        const DriftDecisions left{{{key(7), Field::Date}, {DriftDecision::Kind::Ignore, {}}}};
        QVERIFY(m_journal->decideDrift(left, m_clock.utcNow(), {key(7), key(9)}));
        QVERIFY(*m_journal->driftDecisions(k_source) == left);
    }

    void followsTheTrackerToItsNewAddress() {
        const auto decision = [](const QString& source, const QString& seen) {
            return DriftDecisions{{{{source, 7, {}}, Field::Date}, {DriftDecision::Kind::Keep, seen}}};
        };
        QVERIFY(m_journal->acceptView({k_source, u"ann"_s, u"admin"_s}));
        QVERIFY(m_journal->decideDrift(decision(k_source, u"ab"_s), m_clock.utcNow()));
        QVERIFY(m_journal->decideDrift(decision(u"new"_s, u"old"_s), m_clock.utcNow())); // an earlier stay
        QVERIFY(m_journal->acceptView({u"new"_s, u"ann"_s, u"admin"_s}));
        QVERIFY(*m_journal->driftDecisions(u"new"_s) == decision(u"new"_s, u"ab"_s));
        QVERIFY(m_journal->driftDecisions(k_source)->empty());
    }

private:
    [[nodiscard]] static EventKey key(qint64 deliverable, const QString& recipient = {}) {
        return {k_source, deliverable, recipient};
    }
};

QTEST_GUILESS_MAIN(TestJournalDrift)
#include "tst_journaldrift.moc"
