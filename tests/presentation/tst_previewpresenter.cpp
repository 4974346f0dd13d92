// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "planworld.h"
#include "presentation/previewpresenter.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

using Nothing = PreviewPresenter::Nothing;

class TestPreviewPresenter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhichNothingItIs();
    void aFailedLookKeepsThePlanAndSaysItsAge();
    void appliesExactlyWhatIsTicked();
    void theGuardWantsTheNumber();
    void aReadOnlyProfileOffersNothing();
    void aNewSurveyDoesNotChangeWhatIsConfirmed();
    void narrowsToTheChosen();
    void aRestrictedViewIsAcceptedByName();
    void anOpenedPlanThatFitsKeepsItsTicks();
    void anOpenedPlanThatMovedTicksWhatBothSay();
    void aPlanOfAnotherCalendarTicksNothing();
    void anAlteredFileIsRefused();
    void savesTheSurveysPlan();
    void anotherProfileTakesNothingAlong();
    void showsTheRequestThatWouldBeSent();

private:
    void load(const Profile& profile);
    void look();
    void open(const QJsonObject& document);
    [[nodiscard]] const Action* action(qint64 deliverable) const;

    PlanWorld m_world;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PreviewPresenter> m_presenter;
};

void TestPreviewPresenter::init() {
    QLocale::setDefault(QLocale::c());
    m_world = PlanWorld::usual();
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_session->setPatience(std::chrono::milliseconds(0));
    m_presenter = std::make_unique<PreviewPresenter>(*m_session);
    qRegisterMetaType<Error>();
    qRegisterMetaType<RunRequest>();
}

void TestPreviewPresenter::cleanup() {
    m_presenter.reset();
    m_session.reset();
    m_backend.reset();
}

void TestPreviewPresenter::load(const Profile& profile) {
    QSignalSpy spy(m_session.get(), &Session::profilesChanged);
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
    QTRY_COMPARE(spy.size(), 1);
    m_session->choose(profile.name);
}

void TestPreviewPresenter::look() {
    QSignalSpy spy(m_session.get(), &Session::surveyChanged);
    m_session->refresh();
    QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
    QTRY_COMPARE(spy.size(), 1);
}

void TestPreviewPresenter::open(const QJsonObject& document) {
    QSignalSpy spy(m_presenter.get(), &PreviewPresenter::changed);
    m_presenter->openPlan(u"/tmp/friday.json"_s);
    m_backend->openPlanGate.answer(document);
    QTRY_VERIFY(!spy.isEmpty());
}

const Action* TestPreviewPresenter::action(qint64 deliverable) const {
    return m_session->survey()->action(deliverable);
}

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

void TestPreviewPresenter::anOpenedPlanThatFitsKeepsItsTicks() {
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

void TestPreviewPresenter::anOpenedPlanThatMovedTicksWhatBothSay() {
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

void TestPreviewPresenter::aPlanOfAnotherCalendarTicksNothing() {
    load(m_world.profile);
    look();
    Plan other = *m_session->survey()->plan();
    other.target.calendarId = u"another"_s;
    open(toJson(other));
    QCOMPARE(m_presenter->ticked(), 0);
    QVERIFY(!m_presenter->opened()->moved.isEmpty());
    QVERIFY(!m_presenter->canApply());
}

void TestPreviewPresenter::anAlteredFileIsRefused() {
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

void TestPreviewPresenter::savesTheSurveysPlan() {
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
