// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../auth/fakekeychain.h"
#include "auth/keychainentry.h"
#include "auth/keychainsecretstore.h"
#include "cli/profilesecrets.h"
#include "journeywindow.h"
#include "widgets/setuppage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// A keychain that asks to be unlocked, in the real window with the real engine: every wait for it is said,
/// and Cancel ends it.
class TestKeychainWait : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void savingWaitsAndCanBeCancelled();
    void aLookAndATestWait();
    void aRunWaitsToo();
    void aRefusalHasARemedy();

private:
    [[nodiscard]] SetupPresenter& setup() { return m_journey->console().setup(); }
    [[nodiscard]] QString waitingFor() {
        auto* bar = m_journey->shown("unlockBar");
        return bar == nullptr ? QString() : bar->findChild<QLabel*>(u"consequence"_s)->text();
    }
    void cancelTheWait() {
        auto* bar = m_journey->shown("unlockBar");
        QVERIFY(bar != nullptr);
        QTest::mouseClick(bar->findChild<QPushButton*>(u"action"_s), Qt::LeftButton);
        QTRY_VERIFY(m_journey->shown("unlockBar") == nullptr);
    }
    void lock() {
        m_keychain->collection = test::Collection::Locked;
        m_keychain->hangs = true; // its prompt is open
    }
    /// Somebody types the password.
    void unlock() {
        m_keychain->collection = test::Collection::Unlocked;
        m_keychain->hangs = false;
        while (!m_keychain->held.empty()) {
            const auto answer = m_keychain->held.front();
            m_keychain->held.pop_front();
            answer();
        }
    }
    void keep(SecretPurpose purpose, QStringView secret) {
        m_keychain->entries[keychain::entryName(*cli::secretKeyOf(m_profile, purpose))] =
            keychain::toText({{}, 0, secret.toString()});
    }
    void showStep(SetupStep step) {
        m_journey->window().showPage(PageId::Setup);
        qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(step);
    }

    std::shared_ptr<test::World> m_keychain;
    std::unique_ptr<JourneyWindow> m_journey;
    Profile m_profile;
};

void TestKeychainWait::init() {
    m_keychain = std::make_shared<test::World>();
    const auto wait = std::make_shared<UnlockWait>();
    m_journey = std::make_unique<JourneyWindow>(
        [world = m_keychain, wait](const QString&) -> Result<std::unique_ptr<SecretStore>> {
            KeychainSecretStore::Options options;
            options.unlock = wait;
            return std::make_unique<KeychainSecretStore>(std::make_unique<test::FakeBackend>(world), options);
        },
        wait);
    QVERIFY(m_journey->start());
    m_profile = m_journey->ownProfile(u"Office"_s, SecretSource::Keychain);
    QVERIFY(m_journey->openOwnProfile(m_profile));
    QTRY_VERIFY(!m_journey->session().isReading());
}

void TestKeychainWait::cleanup() {
    unlock();
    m_journey.reset();
}

void TestKeychainWait::savingWaitsAndCanBeCancelled() {
    showStep(SetupStep::Secret);
    auto* field = m_journey->shown<QLineEdit>("entra_secret");
    QVERIFY(field != nullptr);
    QTest::keyClicks(field, demo::k_clientSecret.toString());
    lock();
    QVERIFY(m_journey->click("save"));
    QTRY_VERIFY(waitingFor().contains(u"To keep the client secret of Office"_s));
    QVERIFY(setup().isSaving());
    cancelTheWait();
    QTRY_VERIFY(!setup().isSaving());
    QTRY_VERIFY(m_journey->shown<QLabel>("errorHappened") != nullptr);
    QCOMPARE(m_journey->shown<QLabel>("errorHappened")->text(), u"The keychain is locked"_s);
    QVERIFY(m_journey->shown<QLabel>("errorRemedy1") != nullptr);
    QVERIFY(setup().draft().hasSecret(SecretPurpose::EntraSecret)); // nothing that was typed is lost
    unlock();
    QVERIFY(m_journey->click("save"));
    QTRY_VERIFY(!setup().draft().isDirty());
    QCOMPARE(m_keychain->entries.size(), size_t{1});
    QVERIFY(m_journey->shown<QLabel>("errorHappened") == nullptr);
}

void TestKeychainWait::aLookAndATestWait() {
    keep(SecretPurpose::EntraSecret, demo::k_clientSecret);
    keep(SecretPurpose::TrackerPassword, demo::k_trackerPassword);
    lock();
    m_journey->session().refresh();
    QTRY_VERIFY(waitingFor().startsWith(u"To read the tracker's"_s));
    cancelTheWait();
    QTRY_VERIFY(!m_journey->session().isReading());
    QVERIFY(!m_journey->session().failure()); // ended on request
    showStep(SetupStep::Secret);
    QVERIFY(m_journey->click("testStep"));
    QTRY_VERIFY(waitingFor().contains(u"To read the client secret of Office"_s));
    cancelTheWait();
    QTRY_VERIFY(!setup().isBusy());
    QCOMPARE(setup().finding(SetupStep::Secret).state, State::Unknown);
    QVERIFY(m_journey->click("testStep")); // the prompt is still open
    QTRY_VERIFY(!waitingFor().isEmpty());
    unlock();
    QTRY_COMPARE_WITH_TIMEOUT(setup().finding(SetupStep::Secret).state, State::Ok, 20'000);
    QTRY_VERIFY(m_journey->shown("unlockBar") == nullptr);
}

void TestKeychainWait::aRunWaitsToo() {
    keep(SecretPurpose::EntraSecret, demo::k_clientSecret);
    keep(SecretPurpose::TrackerPassword, demo::k_trackerPassword);
    m_journey->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() != nullptr, 30'000);
    const auto survey = m_journey->session().survey();
    QVERIFY(survey->plan().has_value());
    // Its engine is opened anew, and asks again.
    const auto saved = m_journey->desktop().backend().save({m_profile, {}});
    QTRY_VERIFY(saved.isFinished());
    lock();
    RunRequest request;
    request.reviewed = survey;
    request.chosen.push_back(survey->plan()->actions.front().key);
    m_journey->console().jobs().enqueue(request, u"run"_s);
    QTRY_VERIFY(!waitingFor().isEmpty());
    cancelTheWait();
    QTRY_VERIFY(m_journey->console().jobs().active() == nullptr);
    const auto& job = m_journey->console().jobs().jobs().back();
    QVERIFY(job.report.has_value());
    QCOMPARE(job.report->summary.created, 0);
    QCOMPARE(m_journey->sandbox().requests(u"graph"_s, u"POST"_s), 0);
}

void TestKeychainWait::aRefusalHasARemedy() {
    keep(SecretPurpose::EntraSecret, demo::k_clientSecret);
    m_keychain->refuseAll = test::Outcome::Denied;
    showStep(SetupStep::Secret);
    QVERIFY(m_journey->click("testStep"));
    QTRY_COMPARE(setup().finding(SetupStep::Secret).state, State::Failed);
    QTRY_VERIFY(m_journey->shown<QLabel>("errorHappened") != nullptr);
    QCOMPARE(m_journey->shown<QLabel>("errorHappened")->text(), u"The keychain refused"_s);
    QVERIFY(!m_journey->shown<QLabel>("errorRemedy1")->text().contains(u"command"_s));
    m_keychain->refuseAll.reset();
}

QTEST_MAIN(TestKeychainWait)
#include "tst_keychainwait.moc"
