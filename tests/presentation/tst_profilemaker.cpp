// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/profilemaker.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The ways to a profile, with an engine that answers when the test wants it.
class TestProfileMaker : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aSandboxBecomesTheProfile();
    void oneWayAtATime();
    void aNameThatIsTakenIsSaid();
    void anEnvFileIsSavedUnderTheNameChosen();
    void aSecretThatWasNotStoredIsTriedAgainWithoutASecondProfile();
    void aMaskedSecretIsShown();
    void theKeychainsStateHasAWord();

private:
    [[nodiscard]] EnvProposal proposal() const;
    void readProposal();

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ProfileMaker> m_maker;
};

void TestProfileMaker::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_maker = std::make_unique<ProfileMaker>(*m_session);
}

void TestProfileMaker::cleanup() {
    m_maker.reset();
    m_session.reset();
    m_backend.reset();
}

EnvProposal TestProfileMaker::proposal() const {
    EnvProposal proposal;
    proposal.draft.profile.calendarName = u"Dates"_s;
    proposal.draft.secrets[SecretPurpose::EntraSecret] = Redacted(u"hidden"_s);
    proposal.taken << u"calendarName"_s;
    return proposal;
}

void TestProfileMaker::readProposal() {
    QSignalSpy read(m_maker.get(), &ProfileMaker::proposalRead);
    m_maker->import(u"/tmp/tracker.env"_s);
    QVERIFY(m_backend->envGate.answer(proposal()));
    QTRY_COMPARE(read.size(), 1);
}

void TestProfileMaker::aSandboxBecomesTheProfile() {
    QSignalSpy made(m_maker.get(), &ProfileMaker::made);
    m_maker->startSandbox();
    QVERIFY(!m_maker->busyWith().isEmpty());
    Profile profile;
    profile.name = u"Sandbox"_s;
    QVERIFY(m_backend->sandboxGate.answer(profile));
    QTRY_COMPARE(made.size(), 1);
    QVERIFY(m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}}));
    QTRY_VERIFY(m_session->profile());
    QVERIFY(m_session->isSandbox());
}

void TestProfileMaker::oneWayAtATime() {
    m_maker->startSandbox();
    m_maker->startSandbox();
    m_maker->create(u"a"_s);
    QCOMPARE(m_backend->sandboxGate.calls(), 1);
    QCOMPARE(m_backend->createGate.calls(), 0);
}

void TestProfileMaker::aNameThatIsTakenIsSaid() {
    m_maker->create(u"a"_s);
    m_backend->createGate.answer(
        std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config, u"taken"_s)));
    QTRY_VERIFY(m_maker->failure());
    QVERIFY(m_maker->busyWith().isEmpty());
    m_maker->reset();
    QVERIFY(!m_maker->failure());
}

void TestProfileMaker::anEnvFileIsSavedUnderTheNameChosen() {
    readProposal();
    QVERIFY(m_backend->saved.empty()); // nothing is stored before a name is given
    m_maker->create(u"Office"_s);
    Profile created;
    created.name = u"Office"_s;
    created.timeZone = u"W. Europe Standard Time"_s;
    QVERIFY(m_backend->createGate.answer(created));
    QTRY_COMPARE(m_backend->saved.size(), size_t{1});
    const Draft& saved = m_backend->saved.front();
    QCOMPARE(saved.profile.name, u"Office"_s);
    QCOMPARE(saved.profile.calendarName, u"Dates"_s);
    QCOMPARE(saved.profile.timeZone, created.timeZone); // what the file does not say stays
    QCOMPARE(saved.secrets.at(SecretPurpose::EntraSecret).reveal(), u"hidden"_s);
}

void TestProfileMaker::aSecretThatWasNotStoredIsTriedAgainWithoutASecondProfile() {
    readProposal();
    m_maker->create(u"Office"_s);
    Profile created;
    created.name = u"Office"_s;
    QVERIFY(m_backend->createGate.answer(created));
    QTRY_COMPARE(m_backend->saveGate.waiting(), 1);
    m_backend->saveGate.answer(
        std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, u"locked"_s)));
    QTRY_VERIFY(m_maker->failure());
    m_maker->create(u"Office"_s);
    QCOMPARE(m_backend->createGate.calls(), 1);
    QSignalSpy made(m_maker.get(), &ProfileMaker::made);
    QVERIFY(m_backend->saveGate.answer(Result<void>()));
    QTRY_COMPARE(made.size(), 1);
}

void TestProfileMaker::aMaskedSecretIsShown() {
    readProposal();
    const auto values = m_maker->proposedValues();
    QCOMPARE(values.size(), size_t{2});
    QCOMPARE(values[0].to, u"Dates"_s);
    QVERIFY(values[1].isSecret && !values[1].to.contains(u"hidden"_s));
}

void TestProfileMaker::theKeychainsStateHasAWord() {
    const std::vector<std::pair<SecretState, State>> all{{SecretState::Absent, State::Ok},
                                                         {SecretState::Locked, State::Warning},
                                                         {SecretState::Denied, State::Failed},
                                                         {SecretState::NoService, State::Failed}};
    for (const auto& [state, word] : all) {
        m_maker->lookAtKeychain();
        QSignalSpy changed(m_maker.get(), &ProfileMaker::changed);
        QVERIFY(m_backend->secretGate.answer(state));
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(m_maker->keychain().state == word);
        QVERIFY(!m_maker->keychain().evidence.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestProfileMaker)
#include "tst_profilemaker.moc"
