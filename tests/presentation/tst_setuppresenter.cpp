// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/itemroles.h"
#include "presentation/setupmodel.h"
#include "setupworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

Error tokenError(const QString& code) {
    Error error = makeError(Error::Kind::Auth, Error::Stage::Token, {}, code);
    error.httpStatus = 401;
    return error;
}

} // namespace

class TestSetupPresenter : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<SetupWorld>(); }
    void cleanup() { m_world.reset(); }
    void nothingIsStoredBeforeSave();
    void aWrongValueIsMarkedAndNeverSaved();
    void everyStepIsUnknownUntilItWasTested();
    void aTestUsesWhatIsOnTheScreen();
    void aChangedValueMakesFindingsUnknownAgain();
    void theMailboxesTouchTheirSteps();
    void anotherWayOutMakesEverySideUnknown();
    void anAnswerAboutOtherValuesIsDropped();
    void testAllStopsAtWhatIsNeeded();
    void stopKeepsWhatWasFound();
    void aNearMissIsTaken();
    void aMissingCalendarCanBeCreatedUnlessReadOnly();
    void theExampleFollowsTheTemplates();
    void theExampleIsOfTheTrackerOnceItWasRead();
    void whatIsTypedWaitsWhileAnotherProfileIsShown();
    void theModelFollows();

private:
    std::unique_ptr<SetupWorld> m_world;
};

void TestSetupPresenter::nothingIsStoredBeforeSave() {
    m_world->setup.setValue(u"mailbox"_s, u"other@example.com"_s);
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_world->setup.testAll();
    QVERIFY(m_world->setup.draft().isDirty());
    QVERIFY(m_world->backend.saved.empty());
    QVERIFY(m_world->setup.canSave());
    m_world->setup.save();
    QCOMPARE(m_world->backend.saved.size(), size_t{1});
    QCOMPARE(m_world->backend.saved[0].profile.mailbox, u"other@example.com"_s);
    QCOMPARE(m_world->backend.saved[0].secrets.at(SecretPurpose::EntraSecret).reveal(), u"typed"_s);
    m_world->backend.saveGate.answer({});
    QTRY_VERIFY(!m_world->setup.draft().isDirty());
    QVERIFY(!m_world->setup.canSave());
}

void TestSetupPresenter::aWrongValueIsMarkedAndNeverSaved() {
    m_world->setup.setValue(u"clientId"_s, u"no guid"_s);
    m_world->setup.setValue(u"mailbox"_s, u"other@example.com"_s);
    QVERIFY(m_world->setup.draft().fault(u"clientId"_s).contains(u"GUID"_s));
    QVERIFY(m_world->setup.draft().fault(u"mailbox"_s).isEmpty());
    QVERIFY(!m_world->setup.canSave());
    m_world->setup.save();
    QVERIFY(m_world->backend.saved.empty());
    m_world->setup.test(SetupStep::App);
    QCOMPARE(m_world->backend.probeGate.calls(), 0);
    QCOMPARE(m_world->setup.finding(SetupStep::App).state, State::Unknown);
    m_world->setup.setValue(u"clientId"_s, u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b94"_s);
    QVERIFY(m_world->setup.canSave());
}

void TestSetupPresenter::everyStepIsUnknownUntilItWasTested() {
    for (const SetupStep step : k_setupSteps)
        QCOMPARE(m_world->setup.finding(step).state, State::Unknown);
    QCOMPARE(m_world->setup.stepsNotOk(), k_setupStepCount);
    m_world->setup.testAll();
    for (const SetupStep step : k_setupSteps)
        if (stepProbe(step))
            QVERIFY(m_world->finish(step));
    QTRY_VERIFY(m_world->setup.testing() == SetupStep::Preview);
    QVERIFY(m_world->backend.surveyGate.answer(surveyOf(*m_world->session.profile(), someTracker(20))));
    QTRY_COMPARE(m_world->setup.stepsNotOk(), 0);
    QCOMPARE(m_world->setup.finding(SetupStep::Cloud).evidence, u"seen"_s);
}

void TestSetupPresenter::aTestUsesWhatIsOnTheScreen() {
    m_world->setup.setValue(u"tenantId"_s, u"fabrikam.example"_s);
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_world->setup.test(SetupStep::Cloud);
    QCOMPARE(m_world->backend.probed.size(), size_t{1});
    QCOMPARE(m_world->backend.probed[0].first, ProbeId::Tenant);
    QCOMPARE(m_world->backend.probed[0].second.profile.tenantId, u"fabrikam.example"_s);
    QVERIFY(m_world->backend.probed[0].second.secrets.contains(SecretPurpose::EntraSecret));
}

void TestSetupPresenter::aChangedValueMakesFindingsUnknownAgain() {
    everyStepIsUnknownUntilItWasTested();
    m_world->setup.setValue(u"clientId"_s, u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b94"_s);
    for (const SetupStep touched : {SetupStep::App, SetupStep::Secret, SetupStep::Permissions,
                                    SetupStep::Scope, SetupStep::Calendar, SetupStep::Preview})
        QCOMPARE(m_world->setup.finding(touched).state, State::Unknown);
    for (const SetupStep other : {SetupStep::Cloud, SetupStep::Tracker, SetupStep::Event})
        QCOMPARE(m_world->setup.finding(other).state, State::Ok);
    m_world->setup.setSecret(SecretPurpose::TrackerPassword, u"x"_s);
    QCOMPARE(m_world->setup.finding(SetupStep::Tracker).state, State::Unknown);
}

void TestSetupPresenter::theMailboxesTouchTheirSteps() {
    everyStepIsUnknownUntilItWasTested();
    m_world->setup.setValue(u"forbiddenMailbox"_s, u"vault@example.com"_s);
    for (const SetupStep step : k_setupSteps)
        QCOMPARE(m_world->setup.finding(step).state, step == SetupStep::Scope ? State::Unknown : State::Ok);
    m_world->setup.setValue(u"mailbox"_s, u"no mailbox"_s); // the fence is tried with it too
    for (const SetupStep step :
         {SetupStep::Permissions, SetupStep::Scope, SetupStep::Calendar, SetupStep::Preview})
        QCOMPARE(m_world->setup.finding(step).state, State::Unknown);
    const int asked = m_world->backend.probeGate.calls();
    m_world->setup.test(SetupStep::Scope);
    QVERIFY(!m_world->setup.testing());
    QVERIFY(m_world->setup.finding(SetupStep::Scope).evidence.contains(u"not valid"_s));
    QCOMPARE(m_world->backend.probeGate.calls(), asked);
}

void TestSetupPresenter::anotherWayOutMakesEverySideUnknown() {
    everyStepIsUnknownUntilItWasTested();
    m_world->setup.setValue(u"proxy"_s, u"http://proxy.example.com:3128"_s);
    for (const SetupStep step : k_setupSteps)
        QCOMPARE(m_world->setup.finding(step).state, step == SetupStep::Event ? State::Ok : State::Unknown);
    m_world->setup.setValue(u"proxy"_s, u"http://user:word@proxy.example.com:3128"_s);
    QVERIFY(!m_world->setup.draft().fault(u"proxy"_s).isEmpty()); // a password belongs into the keychain
}

void TestSetupPresenter::anAnswerAboutOtherValuesIsDropped() {
    m_world->setup.test(SetupStep::Tracker);
    m_world->setup.setValue(u"trackerUser"_s, u"somebody"_s);
    QVERIFY(!m_world->setup.testing());
    ProbeReport report;
    report.passed = true;
    m_world->backend.probeGate.answer(report);
    m_world->setup.test(SetupStep::Cloud);
    QVERIFY(m_world->finish(SetupStep::Cloud));
    QCOMPARE(m_world->setup.finding(SetupStep::Tracker).state, State::Unknown);
}

void TestSetupPresenter::testAllStopsAtWhatIsNeeded() {
    m_world->setup.testAll();
    QVERIFY(m_world->finish(SetupStep::Cloud));
    QVERIFY(m_world->finish(SetupStep::App, tokenError(u"700016"_s)));
    QVERIFY(m_world->finish(SetupStep::Tracker));
    QTRY_VERIFY(!m_world->setup.isBusy());
    QCOMPARE(m_world->setup.finding(SetupStep::App).state, State::Failed);
    QVERIFY(m_world->setup.finding(SetupStep::App).error.has_value());
    for (const SetupStep skipped : {SetupStep::Secret, SetupStep::Permissions, SetupStep::Scope,
                                    SetupStep::Calendar, SetupStep::Preview}) {
        QCOMPARE(m_world->setup.finding(skipped).state, State::Unknown);
        QVERIFY(m_world->setup.finding(skipped).evidence.contains(u'2'));
    }
    QCOMPARE(m_world->backend.probeGate.calls(), 3);
    QCOMPARE(m_world->setup.finding(SetupStep::Event).state, State::Ok);
}

void TestSetupPresenter::stopKeepsWhatWasFound() {
    m_world->setup.testAll();
    QVERIFY(m_world->finish(SetupStep::Cloud));
    m_world->setup.stop();
    QVERIFY(!m_world->setup.isBusy());
    m_world->backend.probeGate.answer({});
    QCOMPARE(m_world->setup.finding(SetupStep::Cloud).state, State::Ok);
    QCOMPARE(m_world->setup.finding(SetupStep::Tracker).state, State::Unknown);
    QCOMPARE(m_world->backend.probeGate.calls(), 2);
}

void TestSetupPresenter::aNearMissIsTaken() {
    m_world->setup.test(SetupStep::Calendar);
    QVERIFY(m_world->finish(SetupStep::Calendar,
                            makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s),
                            {u"project deliverables"_s}));
    QCOMPARE(m_world->setup.nearMisses(), QStringList{u"project deliverables"_s});
    m_world->setup.useCalendar(u"project deliverables"_s);
    QCOMPARE(m_world->setup.draft().profile().calendarName, u"project deliverables"_s);
    QVERIFY(m_world->finish(SetupStep::Calendar));
    QCOMPARE(m_world->setup.finding(SetupStep::Calendar).state, State::Ok);
    QVERIFY(m_world->setup.nearMisses().isEmpty());
    QVERIFY(m_world->backend.saved.empty());
}

void TestSetupPresenter::aMissingCalendarCanBeCreatedUnlessReadOnly() {
    QVERIFY(!m_world->setup.canCreateCalendar());
    const Error missing = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    m_world->setup.test(SetupStep::Calendar);
    QVERIFY(m_world->finish(SetupStep::Calendar, missing));
    QVERIFY(m_world->setup.canCreateCalendar());
    m_world->setup.createCalendar();
    QCOMPARE(m_world->backend.createCalendarGate.calls(), 1);
    m_world->backend.createCalendarGate.answer(Calendar{u"1"_s, u"Project Deliverables"_s, true, false});
    QVERIFY(m_world->finish(SetupStep::Calendar));
    QCOMPARE(m_world->setup.finding(SetupStep::Calendar).state, State::Ok);

    Profile careful = readyProfile(u"careful"_s);
    careful.readOnly = true;
    m_world->load({careful});
    m_world->session.choose(u"careful"_s);
    m_world->setup.test(SetupStep::Calendar);
    QVERIFY(m_world->finish(SetupStep::Calendar, missing));
    QVERIFY(!m_world->setup.canCreateCalendar());
}

void TestSetupPresenter::theExampleFollowsTheTemplates() {
    QVERIFY(m_world->setup.example().has_value());
    QVERIFY(!m_world->setup.exampleIsFromTracker());
    m_world->setup.setValue(u"subjectTemplate"_s, u"{number} is due"_s);
    QCOMPARE(m_world->setup.example()->subject, u"2418 is due"_s);
    m_world->setup.setValue(u"showAs"_s, u"busy"_s);
    QCOMPARE(m_world->setup.example()->showAs, ShowAs::Busy);
    m_world->setup.setValue(u"subjectTemplate"_s, u"{nothing}"_s);
    QVERIFY(!m_world->setup.example().has_value());
    QVERIFY(!m_world->setup.draft().fault(u"subjectTemplate"_s).isEmpty());
}

void TestSetupPresenter::theExampleIsOfTheTrackerOnceItWasRead() {
    const auto survey = surveyOf(*m_world->session.profile(), someTracker(20));
    m_world->session.refresh();
    QVERIFY(m_world->backend.surveyGate.answer(survey));
    QTRY_VERIFY(m_world->setup.exampleIsFromTracker());
    const auto event = m_world->setup.example();
    QVERIFY(event.has_value());
    QVERIFY(std::ranges::any_of(survey->data().deliverables, [&](const Deliverable& deliverable) {
        const Composed composed = survey->composed(deliverable);
        const auto* desired = std::get_if<DesiredEvent>(&composed);
        return desired != nullptr && desired->content == *event;
    }));
}

void TestSetupPresenter::whatIsTypedWaitsWhileAnotherProfileIsShown() {
    m_world->setup.setValue(u"mailbox"_s, u"other@example.com"_s);
    m_world->session.choose(u"b"_s);
    QCOMPARE(m_world->setup.draft().text(u"mailbox"_s), readyProfile().mailbox);
    QVERIFY(!m_world->setup.draft().isDirty());
    m_world->session.choose(u"a"_s);
    QCOMPARE(m_world->setup.draft().text(u"mailbox"_s), u"other@example.com"_s);
    QVERIFY(m_world->setup.draft().isDirty());
}

void TestSetupPresenter::theModelFollows() {
    SetupModel model(m_world->setup);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), k_setupStepCount);
    QSignalSpy spy(&model, &SetupModel::dataChanged);
    m_world->setup.test(SetupStep::Cloud);
    QVERIFY(!spy.isEmpty());
    QVERIFY(model.index(0).data(k_wordRole).toString().contains(u"Testing"_s));
    QVERIFY(m_world->finish(SetupStep::Cloud));
    QCOMPARE(stateOf(model.index(0).data(k_stateRole)), std::optional(State::Ok));
    QCOMPARE(model.index(0).data(k_evidenceRole).toString(), u"seen"_s);
}

QTEST_GUILESS_MAIN(TestSetupPresenter)
#include "tst_setuppresenter.moc"
