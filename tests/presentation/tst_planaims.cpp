// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewstage.h"

using namespace milepost;
using namespace Qt::StringLiterals;

using Nothing = PreviewPresenter::Nothing;
using Kind = PlanPurpose::Kind;

/// Plans that are no usual sync in the place of the usual one.
class TestPlanAims : public PreviewStage {
    Q_OBJECT

private slots:
    void init() {
        begin();
        load(m_world.profile);
        look();
    }
    void cleanup() { close(); }
    void anotherPlanLeavesTheSessionAlone();
    void theWayBackBringsTheTicksBack();
    void anUndoIsAskedForByItsRun();
    void letGoWantsTheNumberTyped_data();
    void letGoWantsTheNumberTyped();
    void whatIsLeftOfARunGoesOnWithIt();
    void aRunOfWhichNothingIsLeftIsClosed();
    void aFailureIsThatOfTheAim();
    void aLateAnswerToAnotherAimIsDropped();
    void aFileOfAnotherPurposeIsHeldAgainstItsKind();
    void anotherProfileEndsTheAim();
    void chosenDeliverablesAreOfTheUsualPlan();

private:
    void answer(const std::shared_ptr<const Survey>& survey) {
        QVERIFY(m_backend->aimGate.answer(survey));
        QTRY_COMPARE(m_presenter->model().survey() != nullptr && !m_presenter->look().isReading(), true);
    }
    [[nodiscard]] int usual() const { return m_session->survey()->plan()->pending(); }
};

void TestPlanAims::anotherPlanLeavesTheSessionAlone() {
    const auto usual = m_session->survey();
    m_presenter->aimAt({{Kind::RemoveAll}});
    QCOMPARE(m_presenter->nothing(), Nothing::Reading);
    QVERIFY(!m_presenter->canApply()); // nothing of the usual plan
    answer(m_world.letGo(Kind::RemoveAll));
    QCOMPARE(m_session->survey(), usual);
    QCOMPARE(m_presenter->model().count(PlanGroup::Delete), static_cast<int>(m_world.events.size()));
    QVERIFY(m_presenter->restriction().isEmpty() && !m_presenter->canAcceptView());
    QVERIFY(m_presenter->reading().evidence.contains(u"the tracker was not asked"_s));
    // A look at both sides does not take its place.
    look();
    QVERIFY(m_session->survey() != usual);
    QCOMPARE(m_presenter->model().plan()->purpose.kind, Kind::RemoveAll);
    // Another look is at the same.
    m_presenter->refresh();
    QCOMPARE(m_backend->aimed.size(), size_t{2});
    QCOMPARE(m_backend->aimed.back().purpose.kind, Kind::RemoveAll);
}

void TestPlanAims::theWayBackBringsTheTicksBack() {
    m_presenter->model().toggle(m_presenter->model().indexOf(action(44)));
    QCOMPARE(m_presenter->ticked(), usual() - 1);
    m_presenter->aimAt({{Kind::Detach}});
    answer(m_world.letGo(Kind::Detach));
    QCOMPARE(m_presenter->ticked(), m_presenter->model().pending());
    m_presenter->model().toggle(m_presenter->model().groupIndex(PlanGroup::Change));
    QCOMPARE(m_presenter->ticked(), 0);
    m_presenter->aimAt({{Kind::RemoveAll}}); // from one to another
    answer(m_world.letGo(Kind::RemoveAll));
    m_presenter->showUsualPlan();
    QVERIFY(!m_presenter->aim());
    QCOMPARE(m_presenter->model().survey(), m_session->survey());
    QCOMPARE(m_presenter->ticked(), usual() - 1);
    QVERIFY(!m_presenter->model().isTicked(*action(44)));
}

void TestPlanAims::anUndoIsAskedForByItsRun() {
    m_presenter->aimAt({{Kind::Revert, 12}});
    QCOMPARE(m_backend->aimed.back(), (PlanAim{{Kind::Revert, 12}}));
    QVERIFY(aimTexts(*m_presenter->aim()).title.contains(u"12"_s));
    QVERIFY(runTitle(m_presenter->aim(), 3).startsWith(u"Undo run 12"_s));
}

void TestPlanAims::letGoWantsTheNumberTyped_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("detach") << static_cast<int>(Kind::Detach);
    QTest::newRow("remove all") << static_cast<int>(Kind::RemoveAll);
}

void TestPlanAims::letGoWantsTheNumberTyped() {
    QFETCH(int, kind);
    const auto aim = static_cast<Kind>(kind);
    m_presenter->aimAt({{aim}});
    answer(m_world.letGo(aim));
    const auto run = m_presenter->prepare();
    const auto count = m_presenter->ticked();
    QVERIFY(run && count > 1 && count <= 10); // below the guard's threshold
    QVERIFY(run->needsNumber() && run->destroys());
    QVERIFY(!run->isConfirmedBy({}) && !run->isConfirmedBy(QString::number(count - 1)));
    QVERIFY(run->isConfirmedBy(QString::number(count)));
    QVERIFY(run->guardQuestion().contains(QString::number(count)));
    QCOMPARE(run->lines.size(), 1);
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    QVERIFY(!m_presenter->apply(*run, {}));
    QVERIFY(m_presenter->aim());
    QVERIFY(m_presenter->apply(*run, QString::number(count)));
    const auto request = wanted.first().first().value<RunRequest>();
    QCOMPARE(request.reviewed->plan()->purpose.kind, aim);
    QCOMPARE(request.chosen.size(), static_cast<size_t>(count));
    QVERIFY(!m_presenter->aim()); // on its way: the usual plan is back
}

void TestPlanAims::whatIsLeftOfARunGoesOnWithIt() {
    m_presenter->aimAt({{}, RunId{7}});
    answer(m_world.rest(RunId{7}, {41, 42}));
    QCOMPARE(m_presenter->ticked(), 2);
    QVERIFY(!m_presenter->canCloseRun());
    const auto run = m_presenter->prepare();
    QVERIFY(run && !run->needsNumber());
    QVERIFY(run->title.contains(u"run 7"_s));
    QVERIFY(run->request.reviewed->resumes() == RunId{7});
}

void TestPlanAims::aRunOfWhichNothingIsLeftIsClosed() {
    m_presenter->aimAt({{}, RunId{7}});
    QVERIFY(!m_presenter->canCloseRun());
    answer(m_world.rest(RunId{7}, {}));
    QCOMPARE(m_presenter->nothing(), Nothing::NothingToDo);
    QVERIFY(m_presenter->canCloseRun() && !m_presenter->canApply());
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    m_presenter->closeRun();
    QCOMPARE(wanted.size(), 1);
    const auto request = wanted.first().first().value<RunRequest>();
    QVERIFY(request.chosen.empty() && request.reviewed->resumes() == RunId{7});
    QVERIFY(!m_presenter->aim());
    m_presenter->closeRun();
    QCOMPARE(wanted.size(), 1);
}

void TestPlanAims::aFailureIsThatOfTheAim() {
    m_presenter->aimAt({{Kind::Revert, 12}});
    QVERIFY(m_backend->aimGate.answer(std::unexpected(
        makeError(Error::Kind::Refused, Error::Stage::Plan, u"run 12 is under way"_s, u"plan-stale"_s))));
    QTRY_COMPARE(m_presenter->nothing(), Nothing::CouldNotRead);
    QVERIFY(m_presenter->failure()->detail.contains(u"run 12"_s));
    QVERIFY(!m_session->failure());
    m_presenter->showUsualPlan();
    QCOMPARE(m_presenter->nothing(), Nothing::None);
    QVERIFY(m_presenter->failure() == nullptr);
}

void TestPlanAims::aLateAnswerToAnotherAimIsDropped() {
    m_presenter->aimAt({{Kind::Detach}});
    const auto stop = m_backend->aimStop;
    m_presenter->aimAt({{Kind::RemoveAll}});
    QVERIFY(stop.stop_requested());
    QVERIFY(m_backend->aimGate.answer(m_world.letGo(Kind::Detach)));
    answer(m_world.letGo(Kind::RemoveAll));
    QCOMPARE(m_presenter->model().plan()->purpose.kind, Kind::RemoveAll);
    m_presenter->stopReading();
    m_presenter->refresh();
    m_presenter->stopReading();
    QVERIFY(m_backend->aimStop.stop_requested());
}

void TestPlanAims::aFileOfAnotherPurposeIsHeldAgainstItsKind() {
    open(toJson(*m_world.letGo(Kind::RemoveAll)->plan()));
    QTRY_VERIFY(m_presenter->aim());
    QCOMPARE(m_presenter->aim()->purpose.kind, Kind::RemoveAll);
    QVERIFY(m_presenter->opened() && !m_presenter->opened()->isHeld);
    answer(m_world.letGo(Kind::RemoveAll));
    QTRY_VERIFY(m_presenter->opened()->isHeld);
    QVERIFY(m_presenter->opened()->moved.isEmpty());
    // One of the usual kind leads back.
    open(toJson(*m_session->survey()->plan()));
    QTRY_VERIFY(!m_presenter->aim());
}

void TestPlanAims::anotherProfileEndsTheAim() {
    m_presenter->aimAt({{Kind::RemoveAll}});
    answer(m_world.letGo(Kind::RemoveAll));
    Profile other = m_world.profile;
    other.name = u"other"_s;
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}, {other.name, other}});
    QTRY_COMPARE(m_session->profiles().size(), size_t{2});
    m_session->choose(u"other"_s);
    QVERIFY(!m_presenter->aim());
    QCOMPARE(m_presenter->nothing(), Nothing::NotLooked);
}

void TestPlanAims::chosenDeliverablesAreOfTheUsualPlan() {
    m_presenter->aimAt({{Kind::RemoveAll}});
    answer(m_world.letGo(Kind::RemoveAll));
    m_presenter->previewOf({21, 41});
    QVERIFY(!m_presenter->aim());
    QCOMPARE(m_presenter->prepare()->request.chosen.size(), size_t{2});
}

QTEST_GUILESS_MAIN(TestPlanAims)
#include "tst_planaims.moc"
