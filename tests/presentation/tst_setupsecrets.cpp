// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setupworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What the set-up knows of secrets, where they may be sent, and what a file brings.
class TestSetupSecrets : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<SetupWorld>(); }
    void cleanup() { m_world.reset(); }
    void missingSecretsAreNamed();
    void secretsAreTypedForgottenAndNeverGivenOut();
    void secretStatesAreWorded_data();
    void secretStatesAreWorded();
    void anotherAddressAsksForItsSecretAgain();
    void theStoresPasswordBelongsToTheClientSecretsStep();
    void aFailedSaveKeepsEverything();
    void anEndedWaitForTheKeychainIsNoSuccess();
    void aChangedAddressIsConfirmedWithTheRestOrNotAtAll();
    void aConfirmedAddressDoesNotCountForAnother();
    void typedSecretsHaveNoQuestions();
    void anEnvFileIsAProposalUntilItIsTaken();
    void aDroppedProposalChangesNothing();
    void aFileThatCannotBeReadIsSaid();

private:
    /// Profile "a" with its secrets in the environment; its client secret was accepted for another address.
    void useEnvironment();
    void propose();

    std::unique_ptr<SetupWorld> m_world;
};

void TestSetupSecrets::missingSecretsAreNamed() {
    m_world->setup.test(SetupStep::Secret);
    ProbeReport report;
    report.skipped = true;
    report.missing = QStringList{toString(SecretPurpose::EntraSecret)};
    report.atUtc = m_world->backend.time.now;
    m_world->backend.probeGate.answer(report);
    QTRY_VERIFY(!m_world->setup.isBusy());
    QCOMPARE(m_world->setup.finding(SetupStep::Secret).state, State::Unknown);
    QVERIFY(m_world->setup.finding(SetupStep::Secret).evidence.contains(u"Client secret"_s));
}

void TestSetupSecrets::secretsAreTypedForgottenAndNeverGivenOut() {
    while (m_world->backend.secretGate.answer(SecretState::Stored)) {
    }
    QTRY_COMPARE(m_world->setup.secretNote(SecretPurpose::EntraSecret).state, State::Ok);
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"canary"_s);
    QVERIFY(!m_world->setup.secretNote(SecretPurpose::EntraSecret).text.contains(u"canary"_s));
    QCOMPARE(m_world->setup.secretNote(SecretPurpose::EntraSecret).state, State::Unknown);
    m_world->setup.setSecret(SecretPurpose::EntraSecret, {});
    QVERIFY(!m_world->setup.draft().isDirty());
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"canary"_s);
    m_world->setup.discard();
    QVERIFY(!m_world->setup.draft().isDirty());
    QVERIFY(m_world->setup.draft().draft().secrets.empty());
}

void TestSetupSecrets::secretStatesAreWorded_data() {
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

void TestSetupSecrets::secretStatesAreWorded() {
    QFETCH(SecretState, known);
    QFETCH(State, state);
    while (m_world->backend.secretGate.answer(known)) {
    }
    const auto note = [this] { return m_world->setup.secretNote(SecretPurpose::TrackerPassword); };
    QTRY_VERIFY(!note().text.contains(u"Looking"_s));
    QCOMPARE(note().state, state);
    QVERIFY(!note().text.isEmpty());
}

void TestSetupSecrets::anotherAddressAsksForItsSecretAgain() {
    while (m_world->backend.secretGate.answer(SecretState::Stored)) {
    }
    const int before = m_world->backend.secretGate.calls();
    m_world->setup.setValue(u"mailbox"_s, u"other@example.com"_s);
    QCOMPARE(m_world->backend.secretGate.calls(), before);
    m_world->setup.setValue(u"trackerUrl"_s, u"https://other.example.com"_s);
    QVERIFY(m_world->backend.secretGate.calls() > before);
}

/// What a profile needs and no more; each step asks about its own.
void TestSetupSecrets::theStoresPasswordBelongsToTheClientSecretsStep() {
    using enum SecretPurpose;
    Profile profile;
    QCOMPARE(stepSecrets(SetupStep::Secret, profile), std::vector{EntraSecret});
    profile.store = u"host=/run/postgresql dbname=milepost"_s;
    QCOMPARE(stepSecrets(SetupStep::Secret, profile), (std::vector{EntraSecret, StorePassword}));
    QCOMPARE(stepSecrets(SetupStep::Tracker, profile), std::vector{TrackerPassword});
    QVERIFY(stepSecrets(SetupStep::Event, profile).empty());
    QCOMPARE(stepsTouchedBy(StorePassword), std::vector{SetupStep::Preview});
    QVERIFY(stepSecrets(SetupStep::Cloud, profile).empty());
    profile.proxy = u"http://proxy.example.com:3128"_s;
    QVERIFY(stepSecrets(SetupStep::Cloud, profile).empty());
    profile.proxy = u"http://ada@proxy.example.com:3128"_s;
    QCOMPARE(stepSecrets(SetupStep::Cloud, profile), std::vector{ProxyPassword});
}

void TestSetupSecrets::aFailedSaveKeepsEverything() {
    m_world->setup.setValue(u"mailbox"_s, u"other@example.com"_s);
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_world->setup.save();
    m_world->backend.saveGate.answer(
        std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-locked"_s)));
    QTRY_VERIFY(m_world->setup.saveFailure().has_value());
    QVERIFY(m_world->setup.draft().hasSecret(SecretPurpose::EntraSecret));
    QVERIFY(m_world->setup.canSave());
}

void TestSetupSecrets::anEndedWaitForTheKeychainIsNoSuccess() {
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"typed"_s);
    m_world->setup.save();
    m_world->backend.saveGate.answer(std::unexpected(cancelled()));
    QTRY_VERIFY(m_world->setup.saveFailure().has_value());
    QCOMPARE(diagnose(*m_world->setup.saveFailure()).cause, u"keychain-unavailable"_s);
    QVERIFY(m_world->setup.draft().hasSecret(SecretPurpose::EntraSecret));
}

void TestSetupSecrets::useEnvironment() {
    Profile profile = readyProfile(u"a"_s);
    profile.secretSource = SecretSource::Environment;
    m_world->load({profile});
    while (m_world->backend.secretGate.answer(SecretState::Unconfirmed)) {
    }
    const std::vector<OriginQuestion> questions{
        {SecretPurpose::EntraSecret, u"https://login.example:443/new"_s, u"https://login.example:443/old"_s}};
    while (m_world->backend.originGate.answer(questions)) {
    }
    QTRY_VERIFY(m_world->setup.originQuestion(SecretPurpose::EntraSecret).has_value());
}

void TestSetupSecrets::aChangedAddressIsConfirmedWithTheRestOrNotAtAll() {
    useEnvironment();
    SetupPresenter& setup = m_world->setup;
    const OriginQuestion question = *setup.originQuestion(SecretPurpose::EntraSecret);
    QCOMPARE(question.before, u"https://login.example:443/old"_s);
    QVERIFY(!setup.originQuestion(SecretPurpose::TrackerPassword));
    setup.confirmOrigin(question);
    QVERIFY(!setup.originQuestion(SecretPurpose::EntraSecret));
    QVERIFY(m_world->backend.saved.empty());
    setup.discard();
    QVERIFY(setup.originQuestion(SecretPurpose::EntraSecret).has_value());
    QVERIFY(!setup.draft().isDirty());

    setup.confirmOrigin(question);
    setup.test(SetupStep::Secret);
    QCOMPARE(m_world->backend.probed.back().second.confirmed.at(SecretPurpose::EntraSecret), question.now);
    setup.stop();
    setup.save();
    QCOMPARE(m_world->backend.saved.size(), size_t{1});
    QCOMPARE(m_world->backend.saved[0].confirmed.at(SecretPurpose::EntraSecret), question.now);
    m_world->backend.saveGate.answer({});
    QTRY_VERIFY(!setup.draft().isDirty());
}

void TestSetupSecrets::aConfirmedAddressDoesNotCountForAnother() {
    useEnvironment();
    OriginQuestion other = *m_world->setup.originQuestion(SecretPurpose::EntraSecret);
    other.now = u"https://attacker.example:443/t"_s;
    m_world->setup.confirmOrigin(other); // not what the screen shows
    QVERIFY(!m_world->setup.draft().isDirty());
    QVERIFY(m_world->setup.originQuestion(SecretPurpose::EntraSecret).has_value());
}

void TestSetupSecrets::typedSecretsHaveNoQuestions() {
    m_world->setup.lookAtSecrets();
    QCOMPARE(m_world->backend.originGate.calls(), 0);
}

void TestSetupSecrets::propose() {
    m_world->setup.importEnv(u"/some/.env"_s);
    EnvProposal proposal;
    proposal.draft.profile = readyProfile(u"a"_s);
    proposal.draft.profile.calendarName = u"Env"_s;
    proposal.draft.secrets.emplace(SecretPurpose::EntraSecret, Redacted(u"canary"_s));
    proposal.taken = QStringList{u"tenantId"_s, u"calendarName"_s};
    proposal.notes.push_back({EnvNote::Kind::NotUnderstood, 4, u"MICROSOFT_TENANT_ID"_s});
    proposal.unknown = QStringList{u"DATABASE_URL"_s};
    m_world->backend.envGate.answer(proposal);
    QTRY_VERIFY(m_world->setup.proposal().has_value());
}

void TestSetupSecrets::anEnvFileIsAProposalUntilItIsTaken() {
    propose();
    SetupPresenter& setup = m_world->setup;
    QVERIFY(!setup.draft().isDirty());
    const auto values = setup.proposedValues();
    QCOMPARE(values.size(), size_t{3});
    QVERIFY(!values[0].changes());
    QCOMPARE(values[1].variable, u"MICROSOFT_SHARED_CALENDAR_NAME"_s);
    QCOMPARE(values[1].label, u"Calendar name"_s);
    QCOMPARE(values[1].from, u"Project Deliverables"_s);
    QCOMPARE(values[1].to, u"Env"_s);
    QCOMPARE(values[2].variable, u"MICROSOFT_CLIENT_SECRET"_s);
    QVERIFY(values[2].isSecret && !values[2].to.contains(u"canary"_s));
    QVERIFY(leftOutText(*setup.proposal()).contains(u"Line 4"_s));
    QVERIFY(leftOutText(*setup.proposal()).endsWith(u"Not used here: DATABASE_URL"_s));
    setup.takeOver();
    QCOMPARE(setup.draft().text(u"calendarName"_s), u"Env"_s);
    QVERIFY(setup.draft().hasSecret(SecretPurpose::EntraSecret));
    QVERIFY(!setup.proposal() && !setup.importNote().isEmpty());
    QVERIFY(!setup.importNote().contains(u"canary"_s));
    QVERIFY(m_world->backend.saved.empty());
}

void TestSetupSecrets::aDroppedProposalChangesNothing() {
    propose();
    m_world->setup.dropProposal();
    QVERIFY(!m_world->setup.proposal());
    m_world->setup.takeOver();
    QVERIFY(!m_world->setup.draft().isDirty());
}

void TestSetupSecrets::aFileThatCannotBeReadIsSaid() {
    m_world->setup.importEnv(u"/some/.env"_s);
    m_world->backend.envGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, {}, u"store-failed"_s)));
    QTRY_VERIFY(m_world->setup.importFailure().has_value());
    QVERIFY(!m_world->setup.proposal());
}

QTEST_GUILESS_MAIN(TestSetupSecrets)
#include "tst_setupsecrets.moc"
