// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewstage.h"

#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

using Nothing = PreviewPresenter::Nothing;

class TestPreviewPresenter : public PreviewStage {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { close(); }
    void saysWhichNothingItIs();
    void aFailedLookKeepsThePlanAndSaysItsAge();
    void appliesExactlyWhatIsTicked();
    void theGuardWantsTheNumber();
    void aReadOnlyProfileOffersNothing();
    void aFrozenProfileSaysUntilWhen();
    void aNewSurveyDoesNotChangeWhatIsConfirmed();
    void narrowsToTheChosen();
    void aRestrictedViewIsAcceptedByName();
    void aStoresTargetIsChangedAndLookedAt();
    void anotherProfileTakesNothingAlong();
    void showsTheRequestThatWouldBeSent();
};

void TestPreviewPresenter::saysWhichNothingItIs() {
    QCOMPARE(m_presenter->nothing(), Nothing::NotReady);
    load(m_world.profile);
    QCOMPARE(m_presenter->nothing(), Nothing::NotLooked);
    m_session->refresh();
    QCOMPARE(m_presenter->nothing(), Nothing::Reading);
    m_world.calendarFailure =
        makeError(Error::Kind::Forbidden, Error::Stage::Graph, u"403"_s, u"ErrorAccessDenied"_s);
    m_backend->surveyGate.answer(m_world.survey());
    QTRY_COMPARE(m_presenter->nothing(), Nothing::CouldNotRead);
    QCOMPARE(m_presenter->failure()->code, u"ErrorAccessDenied"_s);
    QCOMPARE(m_presenter->reading().state, State::Warning);

    m_world = PlanWorld();
    m_world.addStanding(1, 1, u"Kick-off"_s, QDate(2026, 12, 1));
    look();
    QCOMPARE(m_presenter->nothing(), Nothing::NothingToDo);
    QVERIFY(!m_presenter->canApply());

    m_world = PlanWorld::usual();
    look();
    QCOMPARE(m_presenter->nothing(), Nothing::None);
    m_presenter->model().setFilter(u"nothing like this"_s);
    QCOMPARE(m_presenter->nothing(), Nothing::NoMatch);
}

void TestPreviewPresenter::aFailedLookKeepsThePlanAndSaysItsAge() {
    load(m_world.profile);
    look();
    QCOMPARE(m_presenter->reading().state, State::Ok);
    m_session->refresh();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s)));
    QTRY_COMPARE(m_presenter->reading().state, State::Failed);
    QCOMPARE(m_presenter->nothing(), Nothing::None);
    QVERIFY2(m_presenter->reading().evidence.contains(u"09:12"_s),
             qPrintable(m_presenter->reading().evidence));
}

void TestPreviewPresenter::appliesExactlyWhatIsTicked() {
    load(m_world.profile);
    look();
    QCOMPARE(m_presenter->ticked(), 8);
    m_presenter->model().toggle(m_presenter->model().indexOf(action(44)));
    const auto run = m_presenter->prepare();
    QVERIFY(run);
    QCOMPARE(run->request.chosen.size(), size_t{7});
    QVERIFY(std::ranges::find(run->request.chosen, qint64{44}, &EventKey::deliverable) ==
            run->request.chosen.end());
    QCOMPARE(run->request.reviewed, m_session->survey());
    QCOMPARE(run->lines.size(), 3);
    QVERIFY(run->lines.first().contains(u"deleted"_s));
    QCOMPARE(run->left.size(), 2);
    QVERIFY(!run->needsNumber());
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    QVERIFY(m_presenter->apply(*run, {}));
    QCOMPARE(wanted.size(), 1);
    const auto request = wanted.first().first().value<RunRequest>();
    QVERIFY(request.maxDelete == (DeletionLimit{1, DeletionLimit::Unit::Events}));
}

void TestPreviewPresenter::theGuardWantsTheNumber() {
    m_world.profile.maxDelete = DeletionLimit{0, DeletionLimit::Unit::Events};
    load(m_world.profile);
    look();
    const auto run = m_presenter->prepare();
    QVERIFY(run && run->needsNumber());
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    QVERIFY(!m_presenter->apply(*run, u""_s));
    QVERIFY(!m_presenter->apply(*run, u"2"_s));
    QVERIFY(!m_presenter->apply(*run, u"1x"_s));
    QCOMPARE(wanted.size(), 0);
    QVERIFY(m_presenter->apply(*run, u" 1 "_s));
    QCOMPARE(wanted.size(), 1);
    // Without the deletion there is nothing to type.
    m_presenter->model().toggle(m_presenter->model().groupIndex(PlanGroup::Delete));
    QVERIFY(!m_presenter->prepare()->needsNumber());
}

void TestPreviewPresenter::aReadOnlyProfileOffersNothing() {
    m_world.profile.readOnly = true;
    load(m_world.profile);
    look();
    QVERIFY(!m_presenter->whyReadOnly().isEmpty());
    QVERIFY(!m_presenter->canApply());
    QVERIFY(!m_presenter->prepare());
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    QVERIFY(!m_presenter->apply(PreparedRun(), {}));
    QCOMPARE(wanted.size(), 0);
}

void TestPreviewPresenter::aFrozenProfileSaysUntilWhen() {
    m_world.profile.freezeWindows = {u"2026-11-20..2026-11-26"_s, u"2026-11-26..2026-12-03"_s};
    load(m_world.profile);
    look();
    QVERIFY(m_presenter->whyReadOnly().contains(dateText(QDate(2026, 12, 3))));
    QVERIFY(!m_presenter->canApply());
    QVERIFY(!m_presenter->prepare());
    m_backend->time.now = m_backend->time.now.addDays(8); // the window is over
    QVERIFY(m_presenter->whyReadOnly().isEmpty());
    QVERIFY(m_presenter->prepare());
}

void TestPreviewPresenter::aNewSurveyDoesNotChangeWhatIsConfirmed() {
    load(m_world.profile);
    look();
    const auto reviewed = m_session->survey();
    const auto run = m_presenter->prepare();
    m_world.add(60, 1, u"New meanwhile"_s, QDate(2026, 12, 30));
    look();
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    QVERIFY(m_presenter->apply(*run, {}));
    const auto request = wanted.first().first().value<RunRequest>();
    QCOMPARE(request.reviewed, reviewed);
    QCOMPARE(request.chosen.size(), size_t{8});
}

void TestPreviewPresenter::narrowsToTheChosen() {
    load(m_world.profile);
    look();
    m_presenter->previewOf({21, 41});
    QVERIFY(m_presenter->isNarrowed());
    QCOMPARE(m_presenter->prepare()->request.chosen.size(), size_t{2});
    m_presenter->previewOf({51});
    QCOMPARE(m_presenter->nothing(), Nothing::NothingToDo);
    m_presenter->showWholePlan();
    QCOMPARE(m_presenter->prepare()->request.chosen.size(), size_t{8});
}

void TestPreviewPresenter::aRestrictedViewIsAcceptedByName() {
    m_world.restriction = u"the account's role is user"_s;
    load(m_world.profile);
    look();
    QCOMPARE(m_presenter->reading().state, State::Warning);
    QCOMPARE(m_presenter->restriction(), m_world.restriction);
    QCOMPARE(m_presenter->model().count(PlanGroup::Delete), 0);
    QCOMPARE(m_presenter->model().count(PlanGroup::Blocked), 1);
    m_session->acceptView();
    QSignalSpy failed(m_presenter.get(), &PreviewPresenter::failed);
    m_backend->confirmGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s)));
    QTRY_COMPARE(failed.size(), 1);
}

void TestPreviewPresenter::aStoresTargetIsChangedAndLookedAt() {
    load(m_world.profile);
    look();
    QSignalSpy failed(m_presenter.get(), &PreviewPresenter::failed);
    m_session->retarget();
    QVERIFY(!m_session->isReading());
    m_backend->retargetGate.answer(
        std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Storage, u"in use"_s)));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.front().front().toString(), u"The store's target could not be changed."_s);
    QVERIFY(!m_session->isReading());
    m_session->retarget();
    m_backend->retargetGate.answer(StoreTarget::of(m_world.profile));
    QTRY_VERIFY(m_session->isReading()); // what is planned now is shown
    QCOMPARE(failed.size(), 1);
}

void TestPreviewPresenter::anotherProfileTakesNothingAlong() {
    Profile other = m_world.profile;
    other.name = u"other"_s;
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}, {other.name, other}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(m_world.profile.name);
    look();
    open(toJson(*m_session->survey()->plan()));
    m_presenter->previewOf({41});
    m_presenter->model().toggle(m_presenter->model().indexOf(action(41)));
    m_session->choose(u"other"_s);
    QCOMPARE(m_presenter->nothing(), Nothing::NotLooked);
    QVERIFY(!m_presenter->isNarrowed());
    QVERIFY(!m_presenter->opened());
    look();
    QCOMPARE(m_presenter->ticked(), 8);
}

void TestPreviewPresenter::showsTheRequestThatWouldBeSent() {
    load(m_world.profile);
    look();
    PlanModel& model = m_presenter->model();
    const QString change = m_presenter->requestText(model.indexOf(action(21)));
    QVERIFY2(
        change.startsWith(u"PATCH https://graph.microsoft.com/v1.0/users/projects@example.com/calendars/"_s),
        qPrintable(change));
    QVERIFY(change.contains(u"If-Match: W/\"21\""_s));
    const QJsonObject body = QJsonDocument::fromJson(change.mid(change.indexOf(u"\n\n"_s)).toUtf8()).object();
    QCOMPARE(body.value(u"start"_s).toObject().value(u"dateTime"_s).toString(), u"2026-12-04T00:00:00"_s);
    QVERIFY(!body.contains(u"attendees"_s));
    const QString creation = m_presenter->requestText(model.indexOf(action(41)));
    QVERIFY(creation.startsWith(u"POST "_s));
    QVERIFY(creation.contains(u"transactionId"_s));
    QVERIFY(m_presenter->requestText(model.indexOf(action(10))).startsWith(u"DELETE "_s));
    QVERIFY(m_presenter->requestText(model.indexOf(action(31))).isEmpty());
    QVERIFY(m_presenter->requestText(model.groupIndex(PlanGroup::Add)).isEmpty());
}

QTEST_GUILESS_MAIN(TestPreviewPresenter)
#include "tst_previewpresenter.moc"
