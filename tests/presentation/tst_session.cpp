// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/session.h"

#include <atomic>

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

Profile readyProfile(const QString& name) {
    Profile profile;
    profile.name = name;
    profile.tenantId = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4"_s;
    profile.clientId = u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93"_s;
    profile.trackerUrl = u"https://tracker.example.com"_s;
    profile.trackerUser = u"planner"_s;
    profile.mailbox = u"projects@example.com"_s;
    profile.timeZone = u"W. Europe Standard Time"_s;
    return profile;
}

std::shared_ptr<const Survey> someSurvey(const Profile& profile) {
    auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::complete(TrackerData()),
                                               Reading<std::vector<CalendarEvent>>::complete({}));
    gathered->composer.emplace(profile, *gathered->tracker.rows(), QDate(2026, 11, 26));
    return std::make_shared<const Survey>(std::move(gathered), Plan(), std::nullopt,
                                          QDateTime(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC));
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void listsProfiles();
    void opensTheProfileAskedForOrTheFirst();
    void aFailedLookKeepsWhatWasThere();
    void anAnswerForAnotherProfileIsDropped();
    void anotherProfileStopsTheLookUnderWay();
    void nothingIsReadForAProfileThatIsNotReady();
    void saysWhoseFailureItIs();
    void saysAheadThatTheSecretEnds_data();
    void saysAheadThatTheSecretEnds();
    void entrasWordCountsBeforeWhatWasEntered();
    void speaksOfALookThatTakesLong();
    void aSurveyIsFreedOnAnotherThread();

private:
    void load(std::vector<Profile> profiles);

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
};

void TestSession::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
}

void TestSession::cleanup() {
    m_session.reset();
    m_backend.reset();
}

void TestSession::load(std::vector<Profile> profiles) {
    std::vector<ProfileEntry> entries;
    for (Profile& profile : profiles)
        entries.push_back({profile.name, std::move(profile)});
    QSignalSpy spy(m_session.get(), &Session::profilesChanged);
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::move(entries));
    QTRY_COMPARE(spy.size(), 1);
}

void TestSession::listsProfiles() {
    load({readyProfile(u"a"_s), readyProfile(u"b"_s)});
    QCOMPARE(m_session->profiles().size(), size_t{2});
    m_session->choose(u"b"_s);
    QCOMPARE(m_session->profile()->name, u"b"_s);
    m_session->choose(u"nobody"_s);
    QCOMPARE(m_session->profile()->name, u"b"_s);
}

void TestSession::opensTheProfileAskedForOrTheFirst() {
    const auto open = [this](const QString& name, std::vector<ProfileEntry> entries) {
        QSignalSpy spy(m_session.get(), &Session::profilesChanged);
        m_session->open(name);
        m_backend->profilesGate.answer(std::move(entries));
        QTRY_COMPARE(spy.size(), 1);
    };
    const std::vector<ProfileEntry> three{{u"broken"_s, std::unexpected(cancelled())},
                                          {u"b"_s, readyProfile(u"b"_s)},
                                          {u"c"_s, readyProfile(u"c"_s)}};
    open(u"c"_s, three);
    QCOMPARE(m_session->profile()->name, u"c"_s);
    open(u"gone"_s, three);
    QCOMPARE(m_session->profile()->name, u"b"_s);
    open({}, {});
    QVERIFY(!m_session->profile());
}

void TestSession::aFailedLookKeepsWhatWasThere() {
    load({readyProfile(u"a"_s)});
    m_session->choose(u"a"_s);
    QSignalSpy spy(m_session.get(), &Session::surveyChanged);
    m_session->refresh();
    QVERIFY(m_session->isReading());
    const auto first = someSurvey(*m_session->profile());
    m_backend->surveyGate.answer(first);
    QTRY_COMPARE(spy.size(), 1);
    QVERIFY(!m_session->isReading());

    m_session->refresh();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s, u"dns-failure"_s)));
    QTRY_VERIFY(m_session->failure().has_value());
    QCOMPARE(m_session->survey(), first);
    QCOMPARE(m_session->tracker().state, State::Failed);
}

void TestSession::anAnswerForAnotherProfileIsDropped() {
    load({readyProfile(u"a"_s), readyProfile(u"b"_s)});
    m_session->choose(u"a"_s);
    m_session->refresh();
    m_session->choose(u"b"_s);
    m_session->refresh();
    const auto ofA = someSurvey(readyProfile(u"a"_s));
    const auto ofB = someSurvey(readyProfile(u"b"_s));
    m_backend->surveyGate.answer(ofA);
    m_backend->surveyGate.answer(ofB);
    QTRY_VERIFY(m_session->survey() != nullptr);
    QCOMPARE(m_session->survey(), ofB);
}

void TestSession::anotherProfileStopsTheLookUnderWay() {
    load({readyProfile(u"a"_s), readyProfile(u"b"_s)});
    m_session->choose(u"a"_s);
    m_session->refresh();
    QVERIFY(!m_backend->surveyStop.stop_requested());
    m_session->choose(u"b"_s);
    QVERIFY(m_backend->surveyStop.stop_requested());
    QVERIFY(!m_session->isReading());
}

void TestSession::nothingIsReadForAProfileThatIsNotReady() {
    Profile profile = readyProfile(u"a"_s);
    profile.mailbox.clear();
    load({profile});
    m_session->choose(u"a"_s);
    m_session->refresh();
    QVERIFY(!m_session->isReading());
    QCOMPARE(m_backend->surveyGate.calls(), 0);
}

void TestSession::saysWhoseFailureItIs() {
    load({readyProfile(u"a"_s)});
    m_session->choose(u"a"_s);
    m_session->refresh();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Auth, Error::Stage::Token, u"wrong secret"_s, u"7000215"_s)));
    QTRY_COMPARE(m_session->signIn().state, State::Failed);
    QVERIFY(m_session->tracker().state != State::Failed);
    m_session->refresh();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-locked"_s)));
    QTRY_COMPARE(m_session->tracker().state, State::Failed); // neither side was asked
    QCOMPARE(m_session->signIn().state, State::Failed);
}

void TestSession::saysAheadThatTheSecretEnds_data() {
    QTest::addColumn<int>("days");
    QTest::addColumn<CredentialKind>("kind");
    QTest::addColumn<State>("state");
    QTest::newRow("not known") << 0 << CredentialKind::Secret << State::Ok;
    QTest::newRow("31 days") << 31 << CredentialKind::Secret << State::Ok;
    QTest::newRow("30 days") << 30 << CredentialKind::Secret << State::Warning;
    QTest::newRow("6 days") << 6 << CredentialKind::Secret << State::Warning;
    QTest::newRow("of no certificate") << 6 << CredentialKind::Certificate << State::Ok;
}

void TestSession::saysAheadThatTheSecretEnds() {
    QFETCH(const int, days);
    QFETCH(const CredentialKind, kind);
    QFETCH(const State, state);
    Profile profile = readyProfile(u"a"_s);
    profile.credential = kind;
    if (days > 0) // the first moment of a day: what is begun counts as a whole one
        profile.secretExpires = m_backend->time.now.date().addDays(days).toString(Qt::ISODate);
    load({profile});
    m_session->choose(u"a"_s);
    m_session->refresh();
    QVERIFY(m_backend->surveyGate.answer(someSurvey(profile)));
    QTRY_VERIFY(!m_session->isReading());
    QCOMPARE(m_session->signIn().state, state);
    QCOMPARE(m_session->signIn().evidence.contains(u"in %1 days"_s.arg(days)), state == State::Warning);
}

void TestSession::entrasWordCountsBeforeWhatWasEntered() {
    const Profile profile = readyProfile(u"a"_s);
    const auto lookAgain = [&] {
        m_session->refresh();
        QVERIFY(m_backend->surveyGate.answer(someSurvey(profile)));
        QTRY_VERIFY(!m_session->isReading());
    };
    m_backend->expiry = {m_backend->time.now.addDays(6), CredentialExpiry::Source::Entra};
    load({profile, readyProfile(u"b"_s)});
    m_session->choose(u"a"_s);
    lookAgain();
    QTRY_COMPARE(m_session->signIn().state, State::Warning);
    QVERIFY(m_session->signIn().evidence.contains(u"in 6 days"_s));
    lookAgain();
    QCOMPARE(m_session->signIn().state, State::Warning); // known from before
    QCOMPARE(m_backend->expiryAsked, 1);
    m_backend->expiry->endsUtc = m_backend->time.now.addDays(90);
    m_backend->time.now = m_backend->time.now.addSecs(12 * 3600);
    lookAgain();
    QTRY_COMPARE(m_session->signIn().state, State::Ok);
    QCOMPARE(m_backend->expiryAsked, 2);
    // A failure is not covered by it, and nothing of it is kept for another profile.
    m_backend->expiry->endsUtc = m_backend->time.now.addDays(1);
    m_session->expectNewCredential();
    m_session->refresh();
    m_backend->surveyGate.answer(std::unexpected(makeError(Error::Kind::Auth, Error::Stage::Token, u"no"_s)));
    QTRY_COMPARE(m_session->signIn().state, State::Failed);
    m_session->choose(u"b"_s);
    QCOMPARE(m_session->signIn(), Finding());
}

void TestSession::speaksOfALookThatTakesLong() {
    load({readyProfile(u"contoso"_s)});
    m_session->choose(u"contoso"_s);
    m_session->setPatience(std::chrono::milliseconds(1));
    QSignalSpy changed(m_session.get(), &Session::readingChanged);
    m_session->refresh();
    QVERIFY(m_session->isReading() && !m_session->isWaiting());
    QCOMPARE(changed.size(), 1);
    QTRY_VERIFY(m_session->isWaiting());
    QCOMPARE(changed.size(), 2);
    m_backend->surveyGate.answer(someSurvey(*m_session->profile()));
    QTRY_VERIFY(!m_session->isReading());
    QVERIFY(!m_session->isWaiting());
    // A short one is over before anybody speaks of it, and stays so.
    m_session->setPatience(std::chrono::hours(1));
    m_session->refresh();
    m_session->stopReading();
    QVERIFY(!m_session->isWaiting());
    m_session->setPatience(std::chrono::milliseconds(0));
    m_session->refresh();
    QVERIFY(m_session->isWaiting());
}

void TestSession::aSurveyIsFreedOnAnotherThread() {
    load({readyProfile(u"a"_s)});
    m_session->choose(u"a"_s);
    std::atomic<QThread*> freedOn = nullptr;
    {
        const auto survey = someSurvey(readyProfile(u"a"_s));
        const auto watched = std::shared_ptr<const Survey>(
            survey.get(), [survey, &freedOn](const Survey*) { freedOn = QThread::currentThread(); });
        m_session->refresh();
        m_backend->surveyGate.answer(watched);
        QTRY_COMPARE(m_session->survey(), watched);
    }
    m_session->choose(u"a"_s); // still there: nothing was freed
    QVERIFY(freedOn == nullptr);
    m_session.reset();
    QTRY_VERIFY(freedOn != nullptr);
    QVERIFY(freedOn != QThread::currentThread());
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
