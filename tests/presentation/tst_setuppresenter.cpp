// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/itemroles.h"
#include "presentation/setupmodel.h"
#include "surveytools.h"

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
    void init();
    void cleanup();
    void nothingIsStoredBeforeSave();
    void aWrongValueIsMarkedAndNeverSaved();
    void everyStepIsUnknownUntilItWasTested();
    void aTestUsesWhatIsOnTheScreen();
    void aChangedValueMakesFindingsUnknownAgain();
    void anAnswerAboutOtherValuesIsDropped();
    void testAllStopsAtWhatIsNeeded();
    void stopKeepsWhatWasFound();
    void missingSecretsAreNamed();
    void secretsAreTypedForgottenAndNeverGivenOut();
    void secretStatesAreWorded_data();
    void secretStatesAreWorded();
    void anotherAddressAsksForItsSecretAgain();
    void aNearMissIsTaken();
    void aMissingCalendarCanBeCreatedUnlessReadOnly();
    void theExampleFollowsTheTemplates();
    void theExampleIsOfTheTrackerOnceItWasRead();
    void anEnvFileFillsTheScreenAndStoresNothing();
    void whatIsTypedWaitsWhileAnotherProfileIsShown();
    void aFailedSaveKeepsEverything();
    void theModelFollows();

private:
    void load(std::vector<Profile> profiles);
    void finish(SetupStep step, std::optional<Error> error = {}, const QStringList& nearMisses = {});

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SetupPresenter> m_setup;
};

void TestSetupPresenter::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_setup = std::make_unique<SetupPresenter>(*m_session);
    load({readyProfile(u"a"_s), readyProfile(u"b"_s)});
    m_session->choose(u"a"_s);
}

void TestSetupPresenter::cleanup() {
    m_setup.reset();
    m_session.reset();
    m_backend.reset();
}

void TestSetupPresenter::load(std::vector<Profile> profiles) {
    std::vector<ProfileEntry> entries;
    for (Profile& profile : profiles)
        entries.push_back({profile.name, std::move(profile)});
    QSignalSpy spy(m_session.get(), &Session::profilesChanged);
    m_session->reloadProfiles();
    while (m_backend->profilesGate.answer(entries)) {
    }
    QTRY_VERIFY(!spy.isEmpty());
}

/// The probe of a step, which is under way, has its answer.
void TestSetupPresenter::finish(SetupStep step, std::optional<Error> error, const QStringList& nearMisses) {
    QTRY_COMPARE(m_setup->testing(), std::optional(step));
    ProbeReport report;
    report.id = *stepProbe(step);
    report.passed = !error;
    report.error = std::move(error);
    report.evidence = u"seen"_s;
    report.nearMisses = nearMisses;
    report.atUtc = m_backend->time.now;
    QVERIFY(m_backend->probeGate.answer(report));
    QTRY_VERIFY(m_setup->testing() != std::optional(step));
}

void TestSetupPresenter::nothingIsStoredBeforeSave() {
    m_setup->setValue(u"mailbox"_s, u"other@example.com"_s);
    m_setup->setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_setup->testAll();
    QVERIFY(m_setup->draft().isDirty());
    QVERIFY(m_backend->saved.empty());
    QVERIFY(m_setup->canSave());
    m_setup->save();
    QCOMPARE(m_backend->saved.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].profile.mailbox, u"other@example.com"_s);
    QCOMPARE(m_backend->saved[0].secrets.at(SecretPurpose::EntraSecret).reveal(), u"typed"_s);
    m_backend->saveGate.answer({});
    QTRY_VERIFY(!m_setup->draft().isDirty());
    QVERIFY(!m_setup->canSave());
}

void TestSetupPresenter::aWrongValueIsMarkedAndNeverSaved() {
    m_setup->setValue(u"clientId"_s, u"no guid"_s);
    m_setup->setValue(u"mailbox"_s, u"other@example.com"_s);
    QVERIFY(m_setup->draft().fault(u"clientId"_s).contains(u"GUID"_s));
    QVERIFY(m_setup->draft().fault(u"mailbox"_s).isEmpty());
    QVERIFY(!m_setup->canSave());
    m_setup->save();
    QVERIFY(m_backend->saved.empty());
    m_setup->test(SetupStep::App);
    QCOMPARE(m_backend->probeGate.calls(), 0);
    QCOMPARE(m_setup->finding(SetupStep::App).state, State::Unknown);
    m_setup->setValue(u"clientId"_s, u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b94"_s);
    QVERIFY(m_setup->canSave());
}

void TestSetupPresenter::everyStepIsUnknownUntilItWasTested() {
    for (const SetupStep step : k_setupSteps)
        QCOMPARE(m_setup->finding(step).state, State::Unknown);
    QCOMPARE(m_setup->stepsNotOk(), k_setupStepCount);
    m_setup->testAll();
    for (const SetupStep step : k_setupSteps)
        if (stepProbe(step))
            finish(step);
    QTRY_COMPARE(m_setup->stepsNotOk(), 0);
    QCOMPARE(m_setup->finding(SetupStep::Cloud).evidence, u"seen"_s);
}

void TestSetupPresenter::aTestUsesWhatIsOnTheScreen() {
    m_setup->setValue(u"tenantId"_s, u"fabrikam.example"_s);
    m_setup->setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_setup->test(SetupStep::Cloud);
    QCOMPARE(m_backend->probed.size(), size_t{1});
    QCOMPARE(m_backend->probed[0].first, ProbeId::Tenant);
    QCOMPARE(m_backend->probed[0].second.profile.tenantId, u"fabrikam.example"_s);
    QVERIFY(m_backend->probed[0].second.secrets.contains(SecretPurpose::EntraSecret));
}

void TestSetupPresenter::aChangedValueMakesFindingsUnknownAgain() {
    everyStepIsUnknownUntilItWasTested();
    m_setup->setValue(u"clientId"_s, u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b94"_s);
    for (const SetupStep touched : {SetupStep::App, SetupStep::Secret, SetupStep::Calendar})
        QCOMPARE(m_setup->finding(touched).state, State::Unknown);
    for (const SetupStep other : {SetupStep::Cloud, SetupStep::Tracker, SetupStep::Event})
        QCOMPARE(m_setup->finding(other).state, State::Ok);
    m_setup->setSecret(SecretPurpose::TrackerPassword, u"x"_s);
    QCOMPARE(m_setup->finding(SetupStep::Tracker).state, State::Unknown);
}

void TestSetupPresenter::anAnswerAboutOtherValuesIsDropped() {
    m_setup->test(SetupStep::Tracker);
    m_setup->setValue(u"trackerUser"_s, u"somebody"_s);
    QVERIFY(!m_setup->testing());
    ProbeReport report;
    report.passed = true;
    m_backend->probeGate.answer(report);
    m_setup->test(SetupStep::Cloud);
    finish(SetupStep::Cloud);
    QCOMPARE(m_setup->finding(SetupStep::Tracker).state, State::Unknown);
}

void TestSetupPresenter::testAllStopsAtWhatIsNeeded() {
    m_setup->testAll();
    finish(SetupStep::Cloud);
    finish(SetupStep::App, tokenError(u"700016"_s));
    finish(SetupStep::Tracker);
    QTRY_VERIFY(!m_setup->isBusy());
    QCOMPARE(m_setup->finding(SetupStep::App).state, State::Failed);
    QVERIFY(m_setup->finding(SetupStep::App).error.has_value());
    for (const SetupStep skipped : {SetupStep::Secret, SetupStep::Calendar}) {
        QCOMPARE(m_setup->finding(skipped).state, State::Unknown);
        QVERIFY(m_setup->finding(skipped).evidence.contains(u'2'));
    }
    QCOMPARE(m_backend->probeGate.calls(), 3);
    QCOMPARE(m_setup->finding(SetupStep::Event).state, State::Ok);
}

void TestSetupPresenter::stopKeepsWhatWasFound() {
    m_setup->testAll();
    finish(SetupStep::Cloud);
    m_setup->stop();
    QVERIFY(!m_setup->isBusy());
    m_backend->probeGate.answer({});
    QCOMPARE(m_setup->finding(SetupStep::Cloud).state, State::Ok);
    QCOMPARE(m_setup->finding(SetupStep::Tracker).state, State::Unknown);
    QCOMPARE(m_backend->probeGate.calls(), 2);
}

void TestSetupPresenter::missingSecretsAreNamed() {
    m_setup->test(SetupStep::Secret);
    ProbeReport report;
    report.skipped = true;
    report.missing = QStringList{toString(SecretPurpose::EntraSecret)};
    report.atUtc = m_backend->time.now;
    m_backend->probeGate.answer(report);
    QTRY_VERIFY(!m_setup->isBusy());
    QCOMPARE(m_setup->finding(SetupStep::Secret).state, State::Unknown);
    QVERIFY(m_setup->finding(SetupStep::Secret).evidence.contains(u"Client secret"_s));
}

void TestSetupPresenter::secretsAreTypedForgottenAndNeverGivenOut() {
    while (m_backend->secretGate.answer(SecretState::Stored)) {
    }
    QTRY_COMPARE(m_setup->secretNote(SecretPurpose::EntraSecret).state, State::Ok);
    m_setup->setSecret(SecretPurpose::EntraSecret, u"canary"_s);
    QVERIFY(!m_setup->secretNote(SecretPurpose::EntraSecret).text.contains(u"canary"_s));
    QCOMPARE(m_setup->secretNote(SecretPurpose::EntraSecret).state, State::Unknown);
    m_setup->setSecret(SecretPurpose::EntraSecret, {});
    QVERIFY(!m_setup->draft().isDirty());
    m_setup->setSecret(SecretPurpose::EntraSecret, u"canary"_s);
    m_setup->discard();
    QVERIFY(!m_setup->draft().isDirty());
    QVERIFY(m_setup->draft().draft().secrets.empty());
}

void TestSetupPresenter::secretStatesAreWorded_data() {
    QTest::addColumn<SecretState>("known");
    QTest::addColumn<State>("state");
    QTest::newRow("stored") << SecretState::Stored << State::Ok;
    QTest::newRow("absent") << SecretState::Absent << State::Warning;
    QTest::newRow("locked") << SecretState::Locked << State::Failed;
    QTest::newRow("unconfirmed") << SecretState::Unconfirmed << State::Warning;
    QTest::newRow("waiting") << SecretState::WaitingForUnlock << State::Unknown;
    QTest::newRow("denied") << SecretState::Denied << State::Failed;
    QTest::newRow("no service") << SecretState::NoService << State::Failed;
}

void TestSetupPresenter::secretStatesAreWorded() {
    QFETCH(SecretState, known);
    QFETCH(State, state);
    while (m_backend->secretGate.answer(known)) {
    }
    const auto note = [this] { return m_setup->secretNote(SecretPurpose::TrackerPassword); };
    QTRY_VERIFY(!note().text.contains(u"Looking"_s));
    QCOMPARE(note().state, state);
    QVERIFY(!note().text.isEmpty());
}

void TestSetupPresenter::anotherAddressAsksForItsSecretAgain() {
    while (m_backend->secretGate.answer(SecretState::Stored)) {
    }
    const int before = m_backend->secretGate.calls();
    m_setup->setValue(u"mailbox"_s, u"other@example.com"_s);
    QCOMPARE(m_backend->secretGate.calls(), before);
    m_setup->setValue(u"trackerUrl"_s, u"https://other.example.com"_s);
    QVERIFY(m_backend->secretGate.calls() > before);
}

void TestSetupPresenter::aNearMissIsTaken() {
    m_setup->test(SetupStep::Calendar);
    finish(SetupStep::Calendar,
           makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s),
           {u"project deliverables"_s});
    QCOMPARE(m_setup->nearMisses(), QStringList{u"project deliverables"_s});
    m_setup->useCalendar(u"project deliverables"_s);
    QCOMPARE(m_setup->draft().profile().calendarName, u"project deliverables"_s);
    finish(SetupStep::Calendar);
    QCOMPARE(m_setup->finding(SetupStep::Calendar).state, State::Ok);
    QVERIFY(m_setup->nearMisses().isEmpty());
    QVERIFY(m_backend->saved.empty());
}

void TestSetupPresenter::aMissingCalendarCanBeCreatedUnlessReadOnly() {
    QVERIFY(!m_setup->canCreateCalendar());
    const Error missing = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    m_setup->test(SetupStep::Calendar);
    finish(SetupStep::Calendar, missing);
    QVERIFY(m_setup->canCreateCalendar());
    m_setup->createCalendar();
    QCOMPARE(m_backend->createCalendarGate.calls(), 1);
    m_backend->createCalendarGate.answer(Calendar{u"1"_s, u"Project Deliverables"_s, true, false});
    finish(SetupStep::Calendar);
    QCOMPARE(m_setup->finding(SetupStep::Calendar).state, State::Ok);

    Profile careful = readyProfile(u"careful"_s);
    careful.readOnly = true;
    load({careful});
    m_session->choose(u"careful"_s);
    m_setup->test(SetupStep::Calendar);
    finish(SetupStep::Calendar, missing);
    QVERIFY(!m_setup->canCreateCalendar());
}

void TestSetupPresenter::theExampleFollowsTheTemplates() {
    QVERIFY(m_setup->example().has_value());
    QVERIFY(!m_setup->exampleIsFromTracker());
    m_setup->setValue(u"subjectTemplate"_s, u"{number} is due"_s);
    QCOMPARE(m_setup->example()->subject, u"2418 is due"_s);
    m_setup->setValue(u"showAs"_s, u"busy"_s);
    QCOMPARE(m_setup->example()->showAs, ShowAs::Busy);
    m_setup->setValue(u"subjectTemplate"_s, u"{nothing}"_s);
    QVERIFY(!m_setup->example().has_value());
    QVERIFY(!m_setup->draft().fault(u"subjectTemplate"_s).isEmpty());
}

void TestSetupPresenter::theExampleIsOfTheTrackerOnceItWasRead() {
    const auto survey = surveyOf(*m_session->profile(), someTracker(20));
    m_session->refresh();
    QVERIFY(m_backend->surveyGate.answer(survey));
    QTRY_VERIFY(m_setup->exampleIsFromTracker());
    const auto event = m_setup->example();
    QVERIFY(event.has_value());
    QVERIFY(std::ranges::any_of(survey->data().deliverables, [&](const Deliverable& deliverable) {
        const Composed composed = survey->composed(deliverable);
        const auto* desired = std::get_if<DesiredEvent>(&composed);
        return desired != nullptr && desired->content == *event;
    }));
}

void TestSetupPresenter::anEnvFileFillsTheScreenAndStoresNothing() {
    m_setup->importEnv(u"/some/.env"_s);
    EnvProposal proposal;
    proposal.draft.profile = readyProfile(u"a"_s);
    proposal.draft.profile.mailbox = u"env@example.com"_s;
    proposal.draft.secrets.emplace(SecretPurpose::EntraSecret, Redacted(u"canary"_s));
    proposal.taken = QStringList{u"mailbox"_s};
    proposal.notes.push_back({EnvNote::Kind::NotUnderstood, 4, u"MICROSOFT_TENANT_ID"_s});
    m_backend->envGate.answer(proposal);
    QTRY_COMPARE(m_setup->draft().text(u"mailbox"_s), u"env@example.com"_s);
    QVERIFY(m_setup->draft().hasSecret(SecretPurpose::EntraSecret));
    QVERIFY(m_setup->importNote().contains(u"Line 4"_s));
    QVERIFY(!m_setup->importNote().contains(u"canary"_s));
    QVERIFY(m_backend->saved.empty());
}

void TestSetupPresenter::whatIsTypedWaitsWhileAnotherProfileIsShown() {
    m_setup->setValue(u"mailbox"_s, u"other@example.com"_s);
    m_session->choose(u"b"_s);
    QCOMPARE(m_setup->draft().text(u"mailbox"_s), readyProfile().mailbox);
    QVERIFY(!m_setup->draft().isDirty());
    m_session->choose(u"a"_s);
    QCOMPARE(m_setup->draft().text(u"mailbox"_s), u"other@example.com"_s);
    QVERIFY(m_setup->draft().isDirty());
}

void TestSetupPresenter::aFailedSaveKeepsEverything() {
    m_setup->setValue(u"mailbox"_s, u"other@example.com"_s);
    m_setup->setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_setup->save();
    m_backend->saveGate.answer(
        std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-locked"_s)));
    QTRY_VERIFY(m_setup->saveFailure().has_value());
    QVERIFY(m_setup->draft().hasSecret(SecretPurpose::EntraSecret));
    QVERIFY(m_setup->canSave());
}

void TestSetupPresenter::theModelFollows() {
    SetupModel model(*m_setup);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), k_setupStepCount);
    QSignalSpy spy(&model, &SetupModel::dataChanged);
    m_setup->test(SetupStep::Cloud);
    QVERIFY(!spy.isEmpty());
    QVERIFY(model.index(0).data(k_wordRole).toString().contains(u"Testing"_s));
    finish(SetupStep::Cloud);
    QCOMPARE(stateOf(model.index(0).data(k_stateRole)), std::optional(State::Ok));
    QCOMPARE(model.index(0).data(k_evidenceRole).toString(), u"seen"_s);
}

QTEST_GUILESS_MAIN(TestSetupPresenter)
#include "tst_setuppresenter.moc"
