// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/admintexts.h"
#include "presentation/consentpresenter.h"
#include "presentation/registrationpresenter.h"
#include "setupworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;
using Making = RegistrationProgress::Step;

namespace {

const QString k_publicClient = u"f2b8a6d3-0c47-4be1-93da-6e5108c7f924"_s;
const QString k_newClient = u"0a0a0a0a-1b1b-4c2c-8d3d-4e4e4e4e4e4e"_s;

RegistrationOutcome success() {
    RegistrationOutcome outcome;
    outcome.application.appId = k_newClient;
    outcome.application.displayName = u"Milepost a"_s;
    outcome.expiresUtc = QDateTime(QDate(2027, 11, 26), QTime(9, 12), Qt::UTC);
    return outcome;
}

RegistrationOutcome failure(const Error& error) {
    RegistrationOutcome outcome;
    outcome.error = error;
    return outcome;
}

} // namespace

/// What the dialogs for an admin say and do, over an engine that answers when the test says so.
class TestAdminPresenters : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void withoutAPublicClientNothingIsOrdered();
    void secretsKeptElsewhereAreNotMade();
    void onlyWhatIsWantedIsOrdered();
    void theStepsShowWhatIsUnderWay();
    void aNewRegistrationIsTheProfilesAndSaved();
    void theDayOnWhichANewSecretEndsIsKept();
    void whatWasTypedForTheFormerAppIsNotStoredOverIt();
    void anotherProfileIsLeftAlone();
    void cancelledItWaitsForTheRemoval();
    void leftoversSayHowTheyAreRemoved();
    void consentIsWaitedForAndProved();
    void consentThatFailsSaysWhy();
    void consentForgetsWhatWasFound();
    void whoGoesStopsTheWork();

private:
    using Presenter = RegistrationPresenter;
    [[nodiscard]] FakeBackend::AdminCall& call() { return m_world->backend.adminCalls.back(); }
    void start() {
        m_registration->begin();
        m_registration->start(AdminSignIn::Way::Browser);
        QCOMPARE(m_world->backend.registrationGate.waiting(), 1);
    }
    [[nodiscard]] bool finish(const RegistrationOutcome& outcome) {
        return m_world->backend.registrationGate.answer(outcome) &&
               QTest::qWaitFor([this] { return m_registration->stage() != Presenter::Stage::Working; });
    }

    std::unique_ptr<SetupWorld> m_world;
    std::unique_ptr<RegistrationPresenter> m_registration;
    std::unique_ptr<ConsentPresenter> m_consent;
};

void TestAdminPresenters::init() {
    m_world = std::make_unique<SetupWorld>();
    m_world->setup.setValue(u"publicClientId"_s, k_publicClient);
    m_registration = std::make_unique<RegistrationPresenter>(m_world->session, m_world->setup);
    m_consent = std::make_unique<ConsentPresenter>(m_world->session, m_world->setup);
}

void TestAdminPresenters::cleanup() {
    m_consent.reset();
    m_registration.reset();
    m_world.reset();
}

void TestAdminPresenters::withoutAPublicClientNothingIsOrdered() {
    m_registration->setPublicClient({});
    m_registration->begin();
    QCOMPARE(m_registration->obstacle(), Presenter::Obstacle::NoPublicClient);
    m_registration->start(AdminSignIn::Way::Browser);
    QCOMPARE(m_world->backend.registrationGate.calls(), 0);
    m_registration->setPublicClient(k_publicClient);
    QCOMPARE(m_registration->obstacle(), Presenter::Obstacle::None);
    m_world->setup.setValue(u"tenantId"_s, {});
    QCOMPARE(m_registration->obstacle(), Presenter::Obstacle::NoTenant);
}

void TestAdminPresenters::secretsKeptElsewhereAreNotMade() {
    m_world->setup.setValue(u"secretSource"_s, u"env"_s);
    QCOMPARE(m_registration->obstacle(), Presenter::Obstacle::SecretsElsewhere);
    QVERIFY(!m_registration->canStart());
}

void TestAdminPresenters::onlyWhatIsWantedIsOrdered() {
    m_registration->begin();
    QStringList needed;
    for (const auto& permission : m_registration->permissions()) {
        QVERIFY(!permission.why.isEmpty());
        QCOMPARE(permission.isWanted, permission.isNeeded);
        if (permission.isNeeded)
            needed << permission.name;
    }
    QCOMPARE(needed, QStringList({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s}));
    m_registration->setWanted(u"Calendars.ReadWrite"_s, false); // needed all the same
    m_registration->setWanted(u"Application.Read.All"_s, true);
    m_registration->setDisplayName(u"  Calendar sync "_s);
    m_registration->setCredential(CredentialKind::Certificate);
    m_registration->start(AdminSignIn::Way::Device);
    QCOMPARE(m_world->backend.registrationGate.calls(), 1);
    QCOMPARE(call().order.displayName, u"Calendar sync"_s);
    QCOMPARE(call().order.roleIds.size(), 3);
    QVERIFY(call().order.roleIds.contains(u"9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"_s));
    QVERIFY(call().order.credential == CredentialKind::Certificate);
    QVERIFY(call().order.way == AdminSignIn::Way::Device);
    QCOMPARE(call().draft.profile.publicClientId, k_publicClient);
    m_registration->start(AdminSignIn::Way::Browser); // one at a time
    QCOMPARE(m_world->backend.registrationGate.calls(), 1);
}

void TestAdminPresenters::theStepsShowWhatIsUnderWay() {
    start();
    const QDateTime began = m_world->backend.time.now;
    call().feed->prompted({QUrl(u"https://login.example/device"_s), u"AB12"_s, began.addSecs(900)});
    QTRY_VERIFY(m_registration->prompt().has_value());
    m_world->backend.time.now = began.addSecs(65);
    auto steps = m_registration->steps();
    QCOMPARE(steps.size(), size_t(7));
    QVERIFY(steps.front().state == State::Unknown);
    QVERIFY2(steps.front().note.contains(u"1:05"_s) && steps.front().note.contains(u"13:55"_s),
             qPrintable(steps.front().note));
    QVERIFY(steps.at(1).state == State::Skipped);
    call().feed->signedIn(u"global.admin@contoso.example"_s);
    call().feed->made({Making::Grants, began.addSecs(60), true});
    QTRY_VERIFY(!m_registration->prompt().has_value());
    steps = m_registration->steps();
    QVERIFY(steps.front().state == State::Ok);
    QCOMPARE(steps.front().note, u"global.admin@contoso.example"_s);
    QVERIFY(steps.at(1).state == State::Ok && steps.at(2).state == State::Ok);
    QVERIFY(steps.at(3).state == State::Unknown);
    QVERIFY2(steps.at(3).note.contains(u"0:05"_s) && steps.at(3).note.contains(waitText(Making::Grants)),
             qPrintable(steps.at(3).note));
    QVERIFY(steps.at(4).state == State::Skipped && steps.at(4).note.isEmpty());
    QVERIFY(finish(failure(makeError(Error::Kind::Offline, Error::Stage::Graph, u"x"_s))));
}

void TestAdminPresenters::aNewRegistrationIsTheProfilesAndSaved() {
    m_registration->begin();
    m_registration->setCredential(CredentialKind::Certificate);
    m_registration->start(AdminSignIn::Way::Browser);
    QVERIFY(finish(success()));
    QVERIFY(m_registration->stage() == Presenter::Stage::Done);
    QVERIFY(m_registration->resultLines().join(u' ').contains(k_newClient));
    QCOMPARE(m_world->backend.saved.size(), size_t(1));
    const Draft& saved = m_world->backend.saved.front();
    QCOMPARE(saved.profile.clientId, k_newClient);
    QCOMPARE(saved.profile.secretExpires, QString()); // it says it itself
    QVERIFY(saved.profile.credential == CredentialKind::Certificate);
    QVERIFY(saved.secrets.empty());
}

void TestAdminPresenters::theDayOnWhichANewSecretEndsIsKept() {
    m_registration->begin();
    m_registration->setCredential(CredentialKind::Secret);
    m_registration->start(AdminSignIn::Way::Browser);
    QVERIFY(finish(success()));
    QCOMPARE(m_world->backend.saved.size(), size_t(1));
    QCOMPARE(m_world->backend.saved.front().profile.secretExpires, u"2027-11-26"_s);
}

void TestAdminPresenters::whatWasTypedForTheFormerAppIsNotStoredOverIt() {
    m_world->setup.setSecret(SecretPurpose::EntraSecret, u"of the former app"_s);
    start();
    QVERIFY(finish(success()));
    QCOMPARE(m_world->backend.saved.size(), size_t(1));
    QVERIFY(!m_world->backend.saved.front().secrets.contains(SecretPurpose::EntraSecret));
}

void TestAdminPresenters::anotherProfileIsLeftAlone() {
    start();
    m_world->session.choose(u"b"_s);
    QVERIFY(finish(success()));
    QVERIFY(m_world->backend.saved.empty());
    QVERIFY(m_world->setup.draft().profile().clientId != k_newClient);
    // Nobody loses it.
    QVERIFY(m_registration->resultLines().join(u' ').contains(k_newClient));
}

void TestAdminPresenters::cancelledItWaitsForTheRemoval() {
    start();
    QVERIFY(!call().stop.stop_requested());
    m_registration->cancel();
    QVERIFY(call().stop.stop_requested());
    QVERIFY(m_registration->isCancelling() && m_registration->stage() == Presenter::Stage::Working);
    call().feed->made({Making::Removal, m_world->backend.time.now, false});
    QTRY_COMPARE(m_registration->steps().size(), size_t(8));
    QVERIFY(finish(failure(cancelled())));
    QVERIFY(m_registration->stage() == Presenter::Stage::Order);
    QVERIFY(m_world->backend.saved.empty());
}

void TestAdminPresenters::leftoversSayHowTheyAreRemoved() {
    start();
    RegistrationOutcome outcome = failure(cancelled());
    const Error why = makeError(Error::Kind::Forbidden, Error::Stage::Graph, u"no"_s);
    outcome.leftovers = {{Leftover::Kind::ServicePrincipal, u"sp-id"_s, why},
                         {Leftover::Kind::Application, u"app-id"_s, why},
                         {Leftover::Kind::Application, {}, why},
                         {Leftover::Kind::Secret, u"origin"_s, why}};
    QVERIFY(finish(outcome));
    QVERIFY(m_registration->stage() == Presenter::Stage::Failed); // though somebody cancelled it
    const QStringList lines = m_registration->leftoverLines();
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(0).contains(u"sp-id"_s) && lines.at(0).contains(u"Enterprise applications"_s));
    QVERIFY(lines.at(1).contains(u"app-id"_s) && lines.at(1).contains(u"App registrations"_s));
    QVERIFY(lines.at(2).contains(m_registration->displayName()));
    QVERIFY(!lines.at(3).isEmpty());
}

void TestAdminPresenters::consentIsWaitedForAndProved() {
    m_consent->begin();
    m_consent->start();
    QCOMPARE(m_world->backend.consentGate.waiting(), 1);
    QVERIFY(!call().again);
    const QDateTime began = m_world->backend.time.now;
    ConsentProgress progress{
        ConsentProgress::Step::Answer,      began, began.addSecs(900), QUrl(u"https://login.example/a"_s),
        QUrl(u"https://login.example/b"_s), false};
    call().feed->consented(progress);
    QTRY_COMPARE(m_consent->page(), progress.page);
    QCOMPARE(m_consent->plainPage(), progress.plainPage);
    QVERIFY(m_consent->mustOpenByHand());
    m_world->backend.time.now = began.addSecs(90);
    QVERIFY2(m_consent->progressText().contains(u"1:30"_s) && m_consent->progressText().contains(u"13:30"_s),
             qPrintable(m_consent->progressText()));
    ConsentOutcome outcome;
    outcome.roles = {u"User.ReadBasic.All"_s};
    outcome.byExchange = true;
    outcome.mailbox = u"projects@contoso.example"_s;
    outcome.provedUtc = m_world->backend.time.now;
    QVERIFY(m_world->backend.consentGate.answer(outcome));
    QTRY_VERIFY(m_consent->stage() == ConsentPresenter::Stage::Done);
    const QString proof = m_consent->proof().join(u' ');
    QVERIFY(proof.contains(u"User.ReadBasic.All"_s) && proof.contains(u"projects@contoso.example"_s));
    QVERIFY(proof.contains(u"Exchange"_s));
    m_consent->start(true);
    QVERIFY(call().again);
    m_world->backend.consentGate.answer(outcome);
}

void TestAdminPresenters::consentThatFailsSaysWhy() {
    m_consent->start();
    ConsentOutcome outcome;
    outcome.error = makeError(Error::Kind::Forbidden, Error::Stage::Consent, u"no"_s, u"65004"_s);
    QVERIFY(m_world->backend.consentGate.answer(outcome));
    QTRY_VERIFY(m_consent->stage() == ConsentPresenter::Stage::Failed);
    m_consent->start();
    QVERIFY(!m_consent->outcome().error);
    m_consent->cancel();
    QVERIFY(call().stop.stop_requested());
    outcome.error = cancelled();
    QVERIFY(m_world->backend.consentGate.answer(outcome));
    QTRY_VERIFY(m_consent->stage() == ConsentPresenter::Stage::Ready);
}

void TestAdminPresenters::consentForgetsWhatWasFound() {
    m_world->setup.test(SetupStep::App);
    QVERIFY(m_world->finish(SetupStep::App));
    QVERIFY(m_world->setup.finding(SetupStep::App).state == State::Ok);
    m_consent->start();
    QVERIFY(m_world->backend.consentGate.answer({}));
    QTRY_VERIFY(m_world->setup.finding(SetupStep::App).state == State::Unknown);
}

void TestAdminPresenters::whoGoesStopsTheWork() {
    start();
    m_consent->start();
    const std::stop_token registration = m_world->backend.adminCalls.at(0).stop;
    const std::stop_token consent = m_world->backend.adminCalls.at(1).stop;
    m_registration.reset();
    m_consent.reset();
    QVERIFY(registration.stop_requested() && consent.stop_requested());
}

QTEST_MAIN(TestAdminPresenters)
#include "tst_adminpresenters.moc"
