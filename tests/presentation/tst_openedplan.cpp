// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewstage.h"

using namespace milepost;
using namespace Qt::StringLiterals;

class TestOpenedPlan : public PreviewStage {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { close(); }
    void anOpenedPlanThatFitsKeepsItsTicks();
    void anOpenedPlanThatMovedTicksWhatBothSay();
    void aPlanOfAnotherCalendarTicksNothing();
    void anAlteredFileIsRefused();
    void savesTheSurveysPlan();
};

void TestOpenedPlan::anOpenedPlanThatFitsKeepsItsTicks() {
    load(m_world.profile);
    look();
    m_presenter->model().toggle(m_presenter->model().groupIndex(PlanGroup::Add));
    open(toJson(*m_session->survey()->plan()));
    QVERIFY(m_presenter->opened());
    QCOMPARE(m_presenter->opened()->name, u"friday.json"_s);
    QVERIFY(m_presenter->opened()->moved.isEmpty());
    QCOMPARE(m_presenter->opened()->agreed, m_presenter->opened()->of);
    QCOMPARE(m_presenter->ticked(), 8);
}

void TestOpenedPlan::anOpenedPlanThatMovedTicksWhatBothSay() {
    load(m_world.profile);
    look();
    const QJsonObject document = toJson(*m_session->survey()->plan());
    m_world.deliverable(41).date = QDate(2026, 12, 3);             // differs now
    m_world.add(60, 1, u"Not in the file"_s, QDate(2026, 12, 30)); // new
    look();
    open(document);
    QCOMPARE(m_presenter->opened()->moved.size(), 2);
    QCOMPARE(m_presenter->ticked(), 7);
    QVERIFY(!m_presenter->model().isTicked(*action(41)));
    QVERIFY(!m_presenter->model().isTicked(*action(60)));
    QVERIFY(m_presenter->model().isTicked(*action(10)));
    // What comes up later is not in the file either.
    m_world.add(61, 1, u"Still later"_s, QDate(2026, 12, 31));
    look();
    QVERIFY(!m_presenter->model().isTicked(*action(61)));
    m_presenter->closeOpenedPlan();
    QCOMPARE(m_presenter->ticked(), 10);
}

void TestOpenedPlan::aPlanOfAnotherCalendarTicksNothing() {
    load(m_world.profile);
    look();
    Plan other = *m_session->survey()->plan();
    other.target.calendarId = u"another"_s;
    open(toJson(other));
    QCOMPARE(m_presenter->ticked(), 0);
    QVERIFY(!m_presenter->opened()->moved.isEmpty());
    QVERIFY(!m_presenter->canApply());
}

void TestOpenedPlan::anAlteredFileIsRefused() {
    load(m_world.profile);
    look();
    QJsonObject document = toJson(*m_session->survey()->plan());
    document.insert(u"adopt"_s, true);
    QSignalSpy failed(m_presenter.get(), &PreviewPresenter::failed);
    m_presenter->openPlan(u"/tmp/altered.json"_s);
    m_backend->openPlanGate.answer(document);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().code, u"plan-stale"_s);
    QVERIFY(!m_presenter->opened());
    QCOMPARE(m_presenter->ticked(), 8);
}

void TestOpenedPlan::savesTheSurveysPlan() {
    m_presenter->savePlan(u"/tmp/plan.json"_s);
    QCOMPARE(m_backend->savePlanGate.calls(), 0);
    load(m_world.profile);
    look();
    m_presenter->savePlan(u"/tmp/plan.json"_s);
    QSignalSpy saved(m_presenter.get(), &PreviewPresenter::planSaved);
    QSignalSpy failed(m_presenter.get(), &PreviewPresenter::failed);
    m_backend->savePlanGate.answer({});
    QTRY_COMPARE(saved.size(), 1);
    m_presenter->savePlan(u"/plan.json"_s);
    m_backend->savePlanGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk full"_s)));
    QTRY_COMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(TestOpenedPlan)
#include "tst_openedplan.moc"
