// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openjournal.h"

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Which calendar has a name, and for how long that is believed.
class TestJournalCalendars : public OpenJournal {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_journal.reset(); }

    void aNameHoldsForADayByAnyClock() {
        const QDateTime then = m_clock.utcNow();
        const auto proven = [this](qint64 after, const QDateTime& start) {
            m_clock.set(start.addMSecs(after));
            return *m_journal->provenCalendar(u"Plans@Contoso.com"_s, u"Dates"_s);
        };
        QCOMPARE(proven(0, then), std::nullopt);
        QVERIFY(m_journal->rememberCalendar(u"plans@contoso.com"_s, u"Dates"_s, u"id-1"_s));
        const qint64 day = std::chrono::milliseconds(Journal::k_nameHolds).count();
        QCOMPARE(proven(0, then), std::optional(u"id-1"_s));
        QCOMPARE(proven(day, then), std::optional(u"id-1"_s));
        QCOMPARE(proven(day + 1, then), std::nullopt);
        QCOMPARE(proven(-1, then), std::nullopt); // set back: nobody knows how old it is
        QCOMPARE(*m_journal->calendarId(u"plans@contoso.com"_s, u"Dates"_s), std::optional(u"id-1"_s));
        QCOMPARE(*m_journal->provenCalendar(u"plans@contoso.com"_s, u"dates"_s), std::nullopt);

        // Seen again within the hour: another id is news, the same one is not.
        m_clock.set(then.addSecs(60));
        const qint64 writes = m_journal->counters().records;
        QVERIFY(m_journal->rememberCalendar(u"plans@contoso.com"_s, u"Dates"_s, u"id-1"_s));
        QCOMPARE(m_journal->counters().records, writes);
        QVERIFY(m_journal->rememberCalendar(u"plans@contoso.com"_s, u"Dates"_s, u"id-2"_s));
        QCOMPARE(proven(60'000, then), std::optional(u"id-2"_s));
        QCOMPARE(proven(day + 60'000, then), std::optional(u"id-2"_s));
        m_clock.set(then.addSecs(7200));
        QVERIFY(m_journal->rememberCalendar(u"plans@contoso.com"_s, u"Dates"_s, u"id-2"_s));
        reopen();
        QCOMPARE(proven(day + 7'200'000, then), std::optional(u"id-2"_s));
        QVERIFY(m_journal->forgetCalendar(u"plans@contoso.com"_s, u"Dates"_s));
        QCOMPARE(proven(7'200'000, then), std::nullopt);
    }

    void theLastUseOfAPermissionIsKeptForEachApp() {
        const QDateTime day(QDate(2026, 11, 12), QTime(9, 0), Qt::UTC);
        QVERIFY(m_journal->permissionUses(u"app"_s)->empty());
        QVERIFY(m_journal->notePermissionUses(u"App"_s, {{u"A"_s, day}, {u"B"_s, day.addDays(2)}}));
        QVERIFY(
            m_journal->notePermissionUses(u"app"_s, {{u"A"_s, day.addDays(1)}, {u"B"_s, day.addDays(1)}}));
        const qint64 writes = m_journal->counters().records;
        QVERIFY(m_journal->notePermissionUses(u"app"_s, {{u"A"_s, day.addDays(1).addSecs(60)}}));
        QVERIFY(m_journal->notePermissionUses(u"app"_s, {}));
        QCOMPARE(m_journal->counters().records, writes); // the day stands there
        reopen();
        QCOMPARE(*m_journal->permissionUses(u"APP"_s),
                 (PermissionUses{{u"A"_s, day.addDays(1)}, {u"B"_s, day.addDays(2)}}));
        QVERIFY(m_journal->permissionUses(u"other"_s)->empty());
    }
};

QTEST_GUILESS_MAIN(TestJournalCalendars)
#include "tst_journalcalendars.moc"
