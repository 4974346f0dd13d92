// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/letgo.h"
#include "plannertest.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What letting go plans, and what it leaves alone.
class TestLetGo : public PlannerTest {
    Q_OBJECT

private slots:
    void init() { begin(); }

    void onlyOursAreLetGo() {
        standing(1);
        standing(2);
        m_events.back().tag.reset();
        standing(3);
        m_events.back().tag->key.source = u"staging.example"_s; // another tracker's, with numbers alike
        for (const auto kind : {PlanPurpose::Kind::Detach, PlanPurpose::Kind::RemoveAll}) {
            const Plan plan = letGo(kind);
            QVERIFY(only(plan));
            QCOMPARE(only(plan)->key.deliverable, 1);
            QCOMPARE(plan.ownInScope, 1);
        }
    }

    void whatWouldMailPeopleIsBlocked() {
        standing(1);
        m_events.back().hasAttendees = true;
        standing(2);
        m_events.back().recurring = true;
        for (const auto kind : {PlanPurpose::Kind::Detach, PlanPurpose::Kind::RemoveAll})
            QCOMPARE(letGo(kind).summary, (PlanSummary{.blocked = 2}));
    }

    void whatNobodyConfirmedIsBlocked() {
        standing(1);
        m_events.back().tag->key.source = u"old.example"_s;
        m_unconfirmed = {u"old.example"_s};
        QVERIFY(only(letGo(PlanPurpose::Kind::RemoveAll))->reason == Reason::TrackerUnconfirmed);
        m_unconfirmed.clear();
        m_movedFrom = {u"old.example"_s};
        QVERIFY(only(letGo(PlanPurpose::Kind::RemoveAll))->verb == Verb::Delete);
    }

    void aDetachWritesNothingButTheTag() {
        standing(1);
        const Plan plan = letGo(PlanPurpose::Kind::Detach);
        QVERIFY(only(plan)->takesTagOff());
        QVERIFY(only(plan)->changes.empty());
        QCOMPARE(plan.summary, (PlanSummary{.update = 1}));
    }

    void aScopeNarrowsByTheTrackersRows() {
        standing(1);
        standing(2); // gone from the tracker
        m_scope.project = u"7"_s;
        const Plan plan = letGo(PlanPurpose::Kind::Detach);
        QCOMPARE(only(plan)->key.deliverable, 1);
    }

    void aFailedReadingIsNoEmptyOne() {
        const auto failed = Reading<std::vector<CalendarEvent>>::incomplete(cancelled());
        QVERIFY(
            !makeLetGoPlan({{}, {PlanPurpose::Kind::RemoveAll}, {}, {}, nullptr, nullptr, failed, {}, {}}));
    }

private:
    [[nodiscard]] Plan letGo(PlanPurpose::Kind kind) {
        const auto tracker = Reading<TrackerData>::complete(m_data);
        const auto existing = Reading<std::vector<CalendarEvent>>::complete(m_events);
        const Composer composer(m_profile, m_data, QDate(2026, 1, 1));
        const bool asks = !m_scope.isEverything();
        return *makeLetGoPlan({{u"p"_s, u"tracker.example"_s, u"m"_s, u"c"_s, u"id"_s},
                               {kind},
                               m_scope,
                               {},
                               asks ? &tracker : nullptr,
                               asks ? &composer : nullptr,
                               existing,
                               QStringList{u"tracker.example"_s} + m_movedFrom,
                               m_unconfirmed});
    }
};

QTEST_GUILESS_MAIN(TestLetGo)
#include "tst_letgo.moc"
