// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journeytest.h"
#include "sandbox/sandbox.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// "Calendar not found", from the complaint to the calendar that is found again: on the real window with the
/// real engine.
class TestTroubleJourneys : public JourneyTest {
    Q_OBJECT

private slots:
    void aRenamedCalendarIsRenamedBack();
    void aDeliverableIsExplainedByItsNumber();

private:
    [[nodiscard]] bool climbed() {
        const TroubleshootPresenter& trouble = m_journey->console().troubleshoot();
        return QTest::qWaitFor([&] { return !trouble.isRunning() && trouble.report(); }, k_patience);
    }
    [[nodiscard]] const Rung* failed() { return m_journey->console().troubleshoot().report()->failedRung(); }
};

void TestTroubleJourneys::aRenamedCalendarIsRenamedBack() {
    QVERIFY(lookAtTheSandbox());
    const QString name = m_journey->session().profile()->calendarName;
    QVERIFY(sandbox().control(
        u"edit"_s, {{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, name}, {u"to"_s, u"Put away"_s}}));
    QVERIFY(goTo(PageId::Troubleshoot));
    QVERIFY(press("ladder-calendar-not-found"));
    QVERIFY(climbed());
    QVERIFY(failed() != nullptr);
    QCOMPARE(failed()->id, u"id-valid"_s);
    QVERIFY(press("fix-2")); // rename it back
    QTRY_VERIFY_WITH_TIMEOUT(climbed() && failed() == nullptr, k_patience);
}

void TestTroubleJourneys::aDeliverableIsExplainedByItsNumber() {
    QVERIFY(lookAtTheSandbox());
    m_journey->window().resize(1280, 800);
    const std::vector<Deliverable> all = m_journey->session().survey()->data().deliverables;
    QVERIFY(!all.empty());
    m_journey->console().window().showPage(PageId::Troubleshoot);
    QVERIFY(press("explainOne"));
    QVERIFY(type("explainNumber", QString::number(all.front().id)));
    QVERIFY(press("explainGo"));
    QVERIFY(climbed());
    QCOMPARE(m_journey->console().troubleshoot().wish().trace.deliverable.value_or(0), all.front().id);
    QCOMPARE(m_journey->console().troubleshoot().report()->rungs.front().state, RungState::Ok);
}

QTEST_MAIN(TestTroubleJourneys)
#include "tst_troublejourneys.moc"
