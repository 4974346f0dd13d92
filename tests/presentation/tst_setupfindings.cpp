// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a test of the set-up saw, and what it is called on the page.
#include "setupworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

class TestSetupFindings : public QObject {
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<SetupWorld>(); }
    void cleanup() { m_world.reset(); }
    void onlyWhatIsProvedWithoutADoubtIsGreen_data();
    void onlyWhatIsProvedWithoutADoubtIsGreen();
    void whatATestSawIsKept();
    void anEarlierLookIsNoFirstPlan();
    void aPlanWithDoubtsIsAWarning();
    void withoutTheCalendarThereIsNoPlan();

private:
    std::unique_ptr<SetupWorld> m_world;
};

void TestSetupFindings::onlyWhatIsProvedWithoutADoubtIsGreen_data() {
    QTest::addColumn<ProbeReport>("report");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("evidence");
    ProbeReport report;
    report.evidence = u"seen"_s;
    QTest::newRow("nobody could tell") << report << State::Unknown << u"seen"_s;
    report.passed = true;
    QTest::newRow("proved") << report << State::Ok << u"seen"_s;
    report.warning = u"but"_s;
    QTest::newRow("a doubt") << report << State::Warning << u"but"_s;
    report = {};
    report.evidence = u"nobody asked"_s;
    report.skipped = true;
    QTest::newRow("left out") << report << State::Skipped << u"nobody asked"_s;
    report.missing << u"mailbox"_s;
    QTest::newRow("not entered") << report << State::Unknown
                                 << u"Not entered: %1"_s.arg(settingLabel(u"mailbox"_s));
}

void TestSetupFindings::onlyWhatIsProvedWithoutADoubtIsGreen() {
    QFETCH(ProbeReport, report);
    m_world->setup.test(SetupStep::Scope);
    QVERIFY(m_world->backend.probeGate.answer(report));
    QTRY_VERIFY(!m_world->setup.testing());
    QTEST(m_world->setup.finding(SetupStep::Scope).state, "state");
    QTEST(m_world->setup.finding(SetupStep::Scope).evidence, "evidence");
}

void TestSetupFindings::whatATestSawIsKept() {
    ProbeReport report;
    report.passed = true;
    report.principalId = u"0b6a1f5e-9d3c-4c8e-9a57-1f2e3d4c5b6a"_s;
    report.permissions.emplace_back();
    report.permissions.back().name = u"Calendars.ReadWrite"_s;
    QVERIFY(!m_world->setup.scopeCommands(false).contains(report.principalId));
    m_world->setup.test(SetupStep::Permissions);
    QVERIFY(m_world->backend.probeGate.answer(report));
    QTRY_VERIFY(!m_world->setup.testing());
    QCOMPARE(m_world->setup.permissions().size(), size_t{1});
    QCOMPARE(m_world->setup.permissions().front().name, u"Calendars.ReadWrite"_s);
    QVERIFY(m_world->setup.scopeCommands(false).contains(report.principalId));
}

void TestSetupFindings::anEarlierLookIsNoFirstPlan() {
    m_world->session.refresh();
    QVERIFY(m_world->backend.surveyGate.answer(surveyOf(*m_world->session.profile(), someTracker(20))));
    QTRY_VERIFY(m_world->session.survey() != nullptr);
    m_world->setup.test(SetupStep::Preview);
    QTRY_VERIFY(m_world->session.isReading());
    m_world->session.stopReading();
    QVERIFY(m_world->backend.surveyGate.answer(std::unexpected(cancelled())));
    QTRY_VERIFY(!m_world->setup.isBusy());
    QCOMPARE(m_world->setup.finding(SetupStep::Preview).state, State::Unknown);
}

void TestSetupFindings::aPlanWithDoubtsIsAWarning() {
    m_world->setup.test(SetupStep::Preview);
    QTRY_VERIFY(m_world->session.isReading());
    QVERIFY(m_world->backend.surveyGate.answer(surveyOf(*m_world->session.profile(), someTracker(20), {}, {},
                                                        {}, u"the account sees only its own"_s)));
    QTRY_VERIFY(!m_world->setup.isBusy());
    QCOMPARE(m_world->setup.finding(SetupStep::Preview).state, State::Warning);
    QVERIFY(m_world->setup.finding(SetupStep::Preview).evidence.contains(u"only its own"_s));
}

void TestSetupFindings::withoutTheCalendarThereIsNoPlan() {
    const Error missing = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    m_world->setup.test(SetupStep::Preview);
    QTRY_VERIFY(m_world->session.isReading());
    QVERIFY(m_world->backend.surveyGate.answer(
        surveyOf(*m_world->session.profile(), someTracker(20), {}, missing)));
    QTRY_VERIFY(!m_world->setup.isBusy());
    QCOMPARE(m_world->setup.finding(SetupStep::Preview).state, State::Failed);
    QCOMPARE(m_world->setup.finding(SetupStep::Preview).error->code, u"calendar-missing"_s);
}

QTEST_GUILESS_MAIN(TestSetupFindings)
#include "tst_setupfindings.moc"
