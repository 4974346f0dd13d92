// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "memorypreferences.h"
#include "presentation/setupguide.h"
#include "setupworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Step after step through the set-up, with an engine that answers when the test wants it.
class TestSetupGuide : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aStepThatIsWellIsLeftBehind();
    void whatWasTypedIsStoredBeforeItGoesOn();
    void whatFailsHoldsItBack();
    void aStepCanBeSkippedAndGoneBackTo();
    void afterARestartItGoesOnWhereItStood();
    void itEndsBehindTheLastStep();
    void whatALaterStepAsksForHoldsNothingBack();
    void theFirstPlanIsOfWhatIsStored();
    void anotherProfileHasItsOwn();
    void aProfileThatIsNotOpenYetIsTakenUpLater();

private:
    std::unique_ptr<SetupWorld> m_world;
    MemoryPreferences m_preferences;
    std::unique_ptr<SetupGuide> m_guide;
};

void TestSetupGuide::init() {
    m_preferences = {};
    m_world = std::make_unique<SetupWorld>();
    m_guide = std::make_unique<SetupGuide>(m_world->session, m_world->setup, m_preferences);
}

void TestSetupGuide::cleanup() {
    m_guide.reset();
    m_world.reset();
}

void TestSetupGuide::aStepThatIsWellIsLeftBehind() {
    QVERIFY(!m_guide->isOn());
    m_guide->begin(u"a"_s);
    QVERIFY(m_guide->step() == SetupStep::Cloud);
    m_guide->goOn();
    QVERIFY(m_guide->isWaiting());
    m_guide->goOn(); // once
    QCOMPARE(m_world->backend.probeGate.calls(), 1);
    QVERIFY(m_world->finish(SetupStep::Cloud));
    QTRY_VERIFY(m_guide->step() == SetupStep::App);
    QVERIFY(m_world->backend.saved.empty()); // there was nothing to store
}

void TestSetupGuide::whatWasTypedIsStoredBeforeItGoesOn() {
    m_guide->begin(u"a"_s);
    m_world->setup.setValue(u"proxy"_s, u"http://proxy.example:3128"_s);
    m_guide->goOn();
    QVERIFY(m_world->finish(SetupStep::Cloud));
    QTRY_COMPARE(m_world->backend.saved.size(), size_t{1});
    QVERIFY(m_guide->step() == SetupStep::Cloud); // it is not stored yet
    QVERIFY(m_world->backend.saveGate.answer({}));
    QTRY_VERIFY(m_guide->step() == SetupStep::App);

    m_world->setup.setValue(u"clientId"_s, u"00000000-0000-0000-0000-000000000001"_s);
    m_guide->goOn();
    QVERIFY(m_world->finish(SetupStep::App));
    QTRY_COMPARE(m_world->backend.saved.size(), size_t{2});
    QVERIFY(m_world->backend.saveGate.answer(std::unexpected(
        makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk full"_s, u"store-failed"_s))));
    QTRY_VERIFY(!m_guide->isWaiting());
    QVERIFY(m_guide->step() == SetupStep::App);
}

void TestSetupGuide::whatFailsHoldsItBack() {
    m_guide->begin(u"a"_s);
    m_world->setup.setValue(u"proxy"_s, u"http://proxy.example:3128"_s);
    m_guide->goOn();
    QVERIFY(m_world->finish(SetupStep::Cloud, makeError(Error::Kind::Auth, Error::Stage::Token, u"no"_s)));
    QTRY_VERIFY(!m_guide->isWaiting());
    QVERIFY(m_guide->step() == SetupStep::Cloud);
    QVERIFY(m_world->backend.saved.empty());
    // A value that is not valid is no step forward, whatever was found before.
    m_world->setup.setValue(u"tenantId"_s, u"no tenant"_s);
    m_guide->goOn();
    QVERIFY(!m_guide->isWaiting());
    QVERIFY(m_guide->step() == SetupStep::Cloud);
}

void TestSetupGuide::aStepCanBeSkippedAndGoneBackTo() {
    m_guide->begin(u"a"_s);
    m_guide->skip();
    m_guide->skip();
    QVERIFY(m_guide->step() == SetupStep::Secret);
    m_guide->back();
    QVERIFY(m_guide->step() == SetupStep::App);
    m_guide->stand(SetupStep::Event);
    QVERIFY(!m_guide->isLast());
    m_guide->skip();
    QVERIFY(m_guide->isLast());
    m_guide->stand(SetupStep::Cloud);
    m_guide->back();
    QVERIFY(m_guide->step() == SetupStep::Cloud);
}

void TestSetupGuide::afterARestartItGoesOnWhereItStood() {
    m_guide->begin(u"a"_s);
    m_guide->stand(SetupStep::Tracker);
    m_guide = std::make_unique<SetupGuide>(m_world->session, m_world->setup, m_preferences);
    QVERIFY(m_guide->step() == SetupStep::Tracker);
    m_guide->end();
    m_guide = std::make_unique<SetupGuide>(m_world->session, m_world->setup, m_preferences);
    QVERIFY(!m_guide->isOn());
}

void TestSetupGuide::itEndsBehindTheLastStep() {
    m_guide->begin(u"a"_s);
    m_guide->stand(k_setupSteps.back());
    QSignalSpy finished(m_guide.get(), &SetupGuide::finished);
    m_guide->skip();
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_guide->isOn());
}

void TestSetupGuide::whatALaterStepAsksForHoldsNothingBack() {
    m_guide->begin(u"a"_s);
    m_guide->stand(SetupStep::App);
    const auto lacks = [&](const QString& what) {
        m_guide->goOn();
        ProbeReport report;
        report.id = *stepProbe(*m_guide->step());
        report.skipped = true;
        report.missing << what;
        report.atUtc = m_world->backend.time.now;
        QVERIFY(m_world->backend.probeGate.answer(report));
        QTRY_VERIFY(!m_guide->isWaiting());
    };
    lacks(u"clientId"_s); // this step's own
    QVERIFY(m_guide->step() == SetupStep::App);
    lacks(u"tenantId"_s); // of the step before
    QVERIFY(m_guide->step() == SetupStep::App);
    lacks(u"entra-secret"_s);
    QVERIFY(m_guide->step() == SetupStep::Secret);
    QCOMPARE(m_world->setup.finding(SetupStep::App).state, State::Unknown); // and is said to be so
    lacks(u"entra-secret"_s);
    QVERIFY(m_guide->step() == SetupStep::Secret);
}

void TestSetupGuide::theFirstPlanIsOfWhatIsStored() {
    m_guide->begin(u"a"_s);
    m_guide->stand(SetupStep::Preview);
    m_world->setup.setValue(u"subjectTemplate"_s, u"{project}"_s);
    QSignalSpy finished(m_guide.get(), &SetupGuide::finished);
    m_guide->goOn();
    QVERIFY(m_world->backend.surveyed.empty()); // not before it is stored
    QVERIFY(m_world->backend.saveGate.answer({}));
    Profile stored = m_world->backend.saved.at(0).profile;
    QTRY_VERIFY(m_world->setup.testing() == SetupStep::Preview);
    QVERIFY(m_world->backend.surveyed.empty()); // nor of what stood before
    m_world->load({stored});
    QTRY_COMPARE(m_world->backend.surveyed.size(), size_t{1});
    QCOMPARE(m_world->backend.surveyed.at(0).subjectTemplate, u"{project}"_s);
    QVERIFY(m_world->backend.surveyGate.answer(surveyOf(stored, someTracker(20))));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_world->setup.finding(SetupStep::Preview).state, State::Ok);
}

void TestSetupGuide::anotherProfileHasItsOwn() {
    m_guide->begin(u"a"_s);
    m_guide->stand(SetupStep::Calendar);
    m_world->session.choose(u"b"_s);
    QTRY_VERIFY(!m_guide->isOn());
    m_world->session.choose(u"a"_s);
    QTRY_VERIFY(m_guide->step() == SetupStep::Calendar);
}

void TestSetupGuide::aProfileThatIsNotOpenYetIsTakenUpLater() {
    m_guide->begin(u"b"_s);
    QVERIFY(!m_guide->isOn());
    m_world->session.choose(u"b"_s);
    QTRY_VERIFY(m_guide->step() == SetupStep::Cloud);
    m_guide->begin(u"b"_s); // where it stands
    m_guide->skip();
    m_guide->begin(u"b"_s);
    QVERIFY(m_guide->step() == SetupStep::App);
}

QTEST_MAIN(TestSetupGuide)
#include "tst_setupguide.moc"
