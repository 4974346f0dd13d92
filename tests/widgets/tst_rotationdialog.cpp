// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"
#include "widgets/rotationdialog.h"
#include "widgets/setuppage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// From the set-up's page to a secret that is replaced, over an engine that answers when the test says so.
class TestRotationDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void aSecretIsReplaced();
    void aWrongOneIsSaidAndTheDialogStays();
    void escapeStopsBeforeItCloses();
    void enterReplacesNothing();
    void aCertificateHasNoFieldToTypeInto();

private:
    [[nodiscard]] RotationDialog* dialog() { return m_console->window().findChild<RotationDialog*>(); }
    template <class T> [[nodiscard]] T* part(const char* name) {
        return dialog()->findChild<T*>(QLatin1StringView(name));
    }
    void openFor(const char* button, SetupStep step);

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
    SetupPage* m_page = nullptr;
    Profile m_profile;
};

void TestRotationDialog::init() {
    m_profile = readyProfile(u"a"_s);
    m_profile.secretSource = SecretSource::Keychain;
    if (QLatin1StringView(QTest::currentTestFunction()).contains("aCertificate"_L1))
        m_profile.credential = CredentialKind::Certificate;
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    m_console->session().reloadProfiles();
    while (m_backend->profilesGate.answer(std::vector<ProfileEntry>{{m_profile.name, m_profile}})) {
    }
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->session().choose(u"a"_s);
    m_page = qobject_cast<SetupPage*>(m_console->window().page(PageId::Setup));
    QVERIFY(m_page != nullptr);
    m_console->window().showPage(PageId::Setup);
    m_console->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_console->window()));
}

void TestRotationDialog::cleanup() {
    m_console.reset();
    m_backend.reset();
}

void TestRotationDialog::openFor(const char* name, SetupStep step) {
    m_page->showStep(step);
    auto* button = m_page->findChild<QPushButton*>(QLatin1StringView(name));
    QVERIFY(button != nullptr);
    QVERIFY(!button->isEnabled()); // whether there is one to replace is not known yet
    while (m_backend->secretGate.answer(SecretState::Stored)) {
    }
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
}

void TestRotationDialog::aSecretIsReplaced() {
    openFor("rotateCredential", SetupStep::Secret);
    QTest::keyClicks(part<QLineEdit>("newSecret"), u"typed-secret"_s);
    QTest::keyClicks(part<QLineEdit>("newExpires"), u"2027-01"_s);
    QVERIFY(!part<QPushButton>("rotateNow")->isEnabled()); // that is no day yet
    QTest::keyClicks(part<QLineEdit>("newExpires"), u"-31"_s);
    QTest::mouseClick(part<QPushButton>("rotateNow"), Qt::LeftButton);
    QTRY_COMPARE(m_backend->rotated.size(), size_t{1});
    QCOMPARE(m_backend->rotated.front().request.given->reveal(), u"typed-secret"_s);
    QVERIFY(part<QLineEdit>("newSecret")->text().isEmpty()); // it left the screen with the click
    QVERIFY(!part<QPushButton>("rotateNow")->isEnabled());
    QVERIFY(m_backend->rotateGate.answer({}));
    QTRY_VERIFY(part<QLabel>("rotationNote")->text().contains(u"in use"_s));
    const int looks = m_backend->secretGate.calls();
    QTest::mouseClick(part<QPushButton>("closeRotation"), Qt::LeftButton);
    QTRY_VERIFY(dialog() == nullptr);
    QVERIFY(m_backend->secretGate.calls() > looks); // the page looks at what is stored now
}

void TestRotationDialog::aWrongOneIsSaidAndTheDialogStays() {
    openFor("rotatePassword", SetupStep::Tracker);
    QVERIFY(part<QLineEdit>("newExpires") == nullptr); // passwords have no end that is known
    QTest::keyClicks(part<QLineEdit>("newSecret"), u"wrong"_s);
    QTest::mouseClick(part<QPushButton>("rotateNow"), Qt::LeftButton);
    QTRY_COMPARE(m_backend->rotated.size(), size_t{1});
    QVERIFY(m_backend->rotated.front().request.purpose == SecretPurpose::TrackerPassword);
    RotationOutcome outcome;
    Error error = makeError(Error::Kind::Auth, Error::Stage::Tracker, u"no"_s, u"tracker-login"_s);
    error.httpStatus = 401;
    outcome.error = error;
    QVERIFY(m_backend->rotateGate.answer(outcome));
    QTRY_VERIFY(part<QLabel>("errorHappened") != nullptr && part<QLabel>("errorHappened")->isVisible());
    QVERIFY(part<QLabel>("rotationNote")->text().contains(u"still in use"_s));
    QVERIFY(part<QPushButton>("rotateNow")->isEnabled());
}

void TestRotationDialog::escapeStopsBeforeItCloses() {
    openFor("rotateCredential", SetupStep::Secret);
    QTest::mouseClick(part<QPushButton>("rotateNow"), Qt::LeftButton);
    QTRY_COMPARE(m_backend->rotated.size(), size_t{1});
    QVERIFY(!m_backend->rotated.front().request.given);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(m_backend->rotated.front().stop.stop_requested());
    QVERIFY(dialog() != nullptr && dialog()->isVisible()); // until it has ended
    RotationOutcome outcome;
    outcome.error = cancelled();
    QVERIFY(m_backend->rotateGate.answer(outcome));
    QTRY_VERIFY(part<QPushButton>("rotateNow")->isEnabled());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(dialog() == nullptr);
}

void TestRotationDialog::enterReplacesNothing() {
    openFor("rotateCredential", SetupStep::Secret);
    auto* secret = part<QLineEdit>("newSecret");
    secret->setFocus();
    QTest::keyClicks(secret, u"typed"_s);
    QTest::keyClick(secret, Qt::Key_Return);
    QCoreApplication::processEvents();
    QVERIFY(m_backend->rotated.empty());
    QVERIFY(dialog()->isVisible());
}

void TestRotationDialog::aCertificateHasNoFieldToTypeInto() {
    openFor("rotateCredential", SetupStep::Secret);
    QVERIFY(part<QLineEdit>("newSecret") == nullptr && part<QLineEdit>("newExpires") == nullptr);
    QVERIFY(part<QPushButton>("makeNew")->isEnabled());
    QTest::mouseClick(part<QPushButton>("rotateNow"), Qt::LeftButton);
    QTRY_COMPARE(m_backend->rotated.size(), size_t{1});
    QVERIFY(m_backend->rotated.front().request.purpose == SecretPurpose::EntraCertificate);
    QVERIFY(m_backend->rotateGate.answer({}));
    QTRY_VERIFY(part<QPushButton>("rotateNow")->isEnabled());
}

QTEST_MAIN(TestRotationDialog)
#include "tst_rotationdialog.moc"
