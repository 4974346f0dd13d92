// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journeytest.h"

#include <QLabel>

using namespace milepost;
using namespace Qt::StringLiterals;
using Nothing = PreviewPresenter::Nothing;

/// Looking, previewing, running: what people do on the real window with the real engine.
class TestRunJourneys : public JourneyTest {
    Q_OBJECT

private slots:
    void fromTheFirstStartToNothingToDo();
    void cancelInTheMiddleLeavesTheRestForTheNextPlan();
    void aTrackerThatIsDownLeavesTheListWithItsAge();
    void closingWhileARunIsUnderWay();
    void theGuardWantsTheNumberTyped();

private:
    /// The nth write waits until it is released.
    void holdWrite(int nth) {
        sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, nth}},
                           {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    }
    [[nodiscard]] bool isHeld() { return sandbox().waitHeld(std::chrono::milliseconds(k_patience)); }
};

void TestRunJourneys::fromTheFirstStartToNothingToDo() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(m_journey->shown("profileMark") != nullptr); // the sandbox says that it is one
    QVERIFY(goTo(PageId::Preview));
    const int planned = pending();
    QVERIFY(planned > 250);
    QVERIFY(apply());
    QVERIFY(runEnds());
    QVERIFY(lastJob()->report->verified);
    QCOMPARE(lastJob()->report->summary.created, planned);
    QCOMPARE(standing(), qsizetype(planned));
    QVERIFY(goTo(PageId::Preview));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().preview().nothing() == Nothing::NothingToDo, k_patience);
    QVERIFY(m_journey->shown("applyPlan") == nullptr);
    QCOMPARE(sandbox().mailsSent(), 0);
}

void TestRunJourneys::cancelInTheMiddleLeavesTheRestForTheNextPlan() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(goTo(PageId::Preview));
    const int planned = pending();
    holdWrite(40);
    QVERIFY(apply());
    QVERIFY(isHeld());
    QVERIFY(press("jobStripCancel"));
    QVERIFY(runEnds());
    const SyncReport report = *lastJob()->report;
    QVERIFY(report.status == RunStatus::Cancelled);
    QVERIFY(report.summary.created > 0 && report.summary.created < planned);
    // What was done is said where somebody looks.
    QVERIFY(goTo(PageId::Jobs));
    QTRY_VERIFY(m_journey->shown<QLabel>("wait") != nullptr);
    QCOMPARE(m_journey->shown<QLabel>("wait")->text(), outcomeLine(report));
    QVERIFY(outcomeLine(report).contains(QString::number(report.summary.created)));
    sandbox().clearFaults();
    sandbox().release();
    // What was on its way may have arrived all the same; the next look sees it and plans the rest, nothing
    // twice.
    QVERIFY(looked());
    QVERIFY(goTo(PageId::Preview));
    QVERIFY(lookAgain());
    QTRY_VERIFY_WITH_TIMEOUT(pending() + standing() == planned, k_patience);
    QVERIFY(pending() > 0);
}

void TestRunJourneys::aTrackerThatIsDownLeavesTheListWithItsAge() {
    QVERIFY(lookAtTheSandbox());
    const auto before = m_journey->session().survey();
    // Down in one way, and in another that is known at once; the first takes half a minute of attempts.
    const QJsonObject down = hand().isKeyboard() ? QJsonObject{{u"kind"_s, u"html200"_s}}
                                                 : QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 500}};
    sandbox().addFault({{u"area"_s, u"tracker"_s}, {u"times"_s, 0}}, down);
    QVERIFY(lookAgain());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().failure(), k_runPatience);
    QCOMPARE(m_journey->session().survey(), before);
    QCOMPARE(m_journey->session().tracker().state, State::Failed);
    QVERIFY(goTo(PageId::Deliverables));
    const auto& list = m_journey->console().deliverables().model();
    QTRY_COMPARE(list.rowCount(), static_cast<int>(before->data().deliverables.size()));
    sandbox().clearFaults();
    QVERIFY(lookAgain());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != before, k_patience);
    QVERIFY(!m_journey->session().failure());
}

void TestRunJourneys::closingWhileARunIsUnderWay() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(goTo(PageId::Preview));
    holdWrite(20);
    QVERIFY(apply());
    QVERIFY(isHeld());
    // It asks first, and staying is what a careless Return does.
    m_journey->window().close();
    QVERIFY(m_journey->window().isVisible());
    QTRY_VERIFY(m_journey->shown("cancelAndClose") != nullptr);
    QTest::keyClick(m_journey->shown("cancelAndClose")->window(), Qt::Key_Return);
    QTRY_VERIFY(m_journey->shown("cancelAndClose") == nullptr);
    QVERIFY(m_journey->window().isVisible() && lastJob()->isActive());

    m_journey->window().close();
    QSignalSpy closed(&m_journey->desktop(), &Desktop::closed);
    QVERIFY(press("cancelAndClose"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->window().isVisible(), k_patience);
    QVERIFY(lastJob()->report->status == RunStatus::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, k_patience);
    m_journey->markClosed();
}

void TestRunJourneys::theGuardWantsTheNumberTyped() {
    QVERIFY(lookAtTheSandbox());
    QVERIFY(goTo(PageId::Preview));
    QVERIFY(apply());
    QVERIFY(runEnds());
    QJsonArray undated;
    for (const Deliverable& deliverable : m_journey->session().survey()->data().deliverables)
        undated.append(QJsonObject{{u"id"_s, deliverable.id}, {u"set"_s, QJsonObject{{u"date"_s, {}}}}});
    QVERIFY(sandbox().control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, undated}}));
    QVERIFY(looked());
    QVERIFY(goTo(PageId::Preview));
    const auto before = m_journey->session().survey();
    QVERIFY(lookAgain());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != before, k_patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey()->plan()->summary.remove > 100, k_patience);
    const int deletions = m_journey->session().survey()->plan()->summary.remove;

    QVERIFY(press("applyPlan"));
    QVERIFY(type("guardNumber", QString::number(deletions - 1)));
    QVERIFY(m_journey->shown("applyConfirm") == nullptr); // nearly right is wrong
    QVERIFY(type("guardNumber", QString::number(deletions)));
    QVERIFY(press("applyConfirm"));
    QTRY_VERIFY_WITH_TIMEOUT(lastJob()->report && lastJob()->report->summary.deleted == deletions,
                             k_runPatience);
    QCOMPARE(standing(), qsizetype(0));
}

QTEST_MAIN(TestRunJourneys)
#include "tst_runjourneys.moc"
