// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pseudowindow.h"
#include "widgets/origindialog.h"
#include "widgets/profilebar.h"

#include <QDialog>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// From the first start to a profile that works.
class TestPseudoSetup : public PseudoWindow {
    Q_OBJECT

private slots:
    void initTestCase() { speak(); }
    void init() { open(); }
    void cleanup() { close(); }
    void firstStart();
    void newProfile();
    void setupSteps();
    void setupFaults();
    void setupFailures();
    void fileOnSetup();
    void addresses();

private:
    void openStep(SetupStep step);
    /// What a file says of every field.
    [[nodiscard]] static EnvProposal everyValue();
};

void TestPseudoSetup::openStep(SetupStep step) {
    window().showPage(PageId::Setup);
    auto* steps = part<QListView>(PageId::Setup, "steps");
    steps->setCurrentIndex(steps->model()->index(stepNumber(step) - 1, 0));
}

EnvProposal TestPseudoSetup::everyValue() {
    EnvProposal proposal;
    proposal.draft.profile = greekProfile();
    proposal.draft.secrets.emplace(SecretPurpose::EntraSecret, Redacted(u"§"_s));
    proposal.taken << u"enabled"_s << u"mode"_s;
    for (const SetupStep step : k_setupSteps)
        proposal.taken << stepKeys(step);
    proposal.taken.removeAll(u"timeZone"_s); // Windows' name
    proposal.notes.push_back({EnvNote::Kind::SetBefore, 4, inGreek(u"NAME"_s), {}, u"2"_s});
    return proposal;
}

void TestPseudoSetup::newProfile() {
    openWith(greekWorld());
    m_console->profileMaker().import(u"/1"_s);
    m_backend->envGate.answer(everyValue());
    auto* dialog = window().findChild<QDialog*>(u"newProfile"_s);
    QTRY_VERIFY(dialog->isVisible());
    lookAt(*dialog, "what the file says");
    dialog->findChild<QPushButton*>(u"createProfile"_s)->click();
    m_backend->createGate.answer(std::unexpected(someError({})));
    QTest::qWait(20);
    lookAt(*dialog, "not created");
    dialog->reject();
    emit window().profileBar().newProfileWanted();
    QTRY_VERIFY(dialog->isVisible());
    lookAt(*dialog, "new profile");
}

void TestPseudoSetup::firstStart() {
    m_console->session().reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>());
    QTRY_VERIFY(m_console->session().hasLoaded());
    look("first start");
    for (const SecretState state : {SecretState::Stored, SecretState::Locked, SecretState::Denied}) {
        m_console->profileMaker().lookAtKeychain();
        while (m_backend->secretGate.answer(state)) {
        }
        QTest::qWait(5);
        look("keychain");
    }
    m_console->profileMaker().startSandbox();
    look("starting the sandbox");
    m_backend->sandboxGate.answer(std::unexpected(someError({})));
    QTest::qWait(20);
    look("no sandbox");
}

void TestPseudoSetup::setupSteps() {
    PlanWorld world = greekWorld();
    world.profile.store = u"postgresql://127.0.0.1/m"_s; // its password has a field
    openWith(world);
    for (const SetupStep step : k_setupSteps) {
        openStep(step);
        look("step");
        m_console->setup().test(step);
        look("step under test");
        ProbeReport report;
        report.id = stepProbe(step).value_or(ProbeId::Tenant);
        report.passed = true;
        report.evidence = inGreek(u"seen"_s);
        report.atUtc = m_backend->time.now;
        for (int verdict = 0; verdict <= static_cast<int>(PermissionVerdict::Unknown); ++verdict)
            report.permissions.push_back({inGreek(u"Calendars.ReadWrite"_s),
                                          inGreek(u"why"_s),
                                          verdict % 2 == 0,
                                          verdict % 3 == 0,
                                          verdict % 3 == 1,
                                          std::nullopt,
                                          true,
                                          verdict % 2 == 0,
                                          verdict % 4 < 2 ? QDate(2026, 11, 12) : QDate(),
                                          static_cast<PermissionVerdict>(verdict),
                                          {},
                                          false});
        m_backend->probeGate.answer(report);
        m_backend->surveyGate.answer(world.survey());
        QTest::qWait(5);
        look("step that is well");
    }
    openStep(SetupStep::App);
    m_console->setup().writeRequestPack(u"/1"_s);
    m_backend->requestGate.answer(QStringList());
    QTest::qWait(5);
    look("request");
}

void TestPseudoSetup::setupFaults() {
    openWith(greekWorld());
    const QString wrong = u"§ 1 {§}"_s;
    m_console->setup().setValue(u"cloud"_s, u"custom"_s);
    for (const SetupStep step : k_setupSteps)
        for (const QString& key : stepKeys(step))
            if (key != u"cloud"_s)
                m_console->setup().setValue(key, wrong);
    for (const SetupStep step : k_setupSteps) {
        openStep(step);
        look("wrong values");
    }
    m_console->setup().testAll();
    QTest::qWait(5);
    look("test of wrong values");
}

void TestPseudoSetup::setupFailures() {
    openWith(greekWorld());
    for (const SetupStep step : k_setupSteps) {
        openStep(step);
        const auto probe = stepProbe(step);
        if (!probe)
            continue;
        m_console->setup().test(step);
        ProbeReport report;
        report.id = *probe;
        report.error = someError(u"calendar-missing"_s);
        report.nearMisses = {inGreek(u"project deliverables"_s), inGreek(u"Deliverables"_s)};
        report.atUtc = m_backend->time.now;
        m_backend->probeGate.answer(report);
        QTRY_VERIFY(m_console->setup().finding(step).error);
        look("failed step");
        report.error.reset();
        report.passed = true;
        report.warning = inGreek(u"watch out"_s);
        report.remedies = {inGreek(u"do this"_s), inGreek(u"and that"_s)};
        m_console->setup().test(step);
        m_backend->probeGate.answer(report);
        QTRY_VERIFY(m_console->setup().finding(step).state == State::Warning);
        look("step with a warning");
        report.passed = false;
        report.skipped = true;
        for (const QString& key : stepKeys(step))
            report.missing << key;
        m_console->setup().test(step);
        m_backend->probeGate.answer(report);
        QTest::qWait(5);
        look("skipped step");
    }
}

void TestPseudoSetup::fileOnSetup() {
    openWith(greekWorld());
    window().showPage(PageId::Setup);
    auto* dialog = window().findChild<QDialog*>(u"envDialog"_s);
    m_console->setup().importEnv(u"/1"_s);
    m_backend->envGate.answer(everyValue());
    QTRY_VERIFY(dialog->isVisible());
    lookAt(*dialog, "values of a file");
    dialog->reject();
    m_console->setup().importEnv(u"/1"_s);
    m_backend->envGate.answer(std::unexpected(someError(u"store-failed"_s, Error::Stage::Storage)));
    QTRY_VERIFY(dialog->isVisible());
    lookAt(*dialog, "a file that cannot be read");
}

void TestPseudoSetup::addresses() {
    openWith(greekWorld());
    const QString here = u"§ 1"_s;
    const QString before = u"§ 2"_s;
    for (const QString& accepted : {QString(), before}) {
        auto* dialog = window().findChild<OriginDialog*>();
        dialog->ask();
        m_backend->originGate.answer(std::vector<OriginQuestion>{
            {SecretPurpose::EntraSecret, here, accepted}, {SecretPurpose::TrackerPassword, here, accepted}});
        QTRY_VERIFY(dialog->isVisible());
        lookAt(*dialog, "addresses to confirm");
        dialog->reject();
    }
}

QTEST_MAIN(TestPseudoSetup)
#include "tst_pseudosetup.moc"
