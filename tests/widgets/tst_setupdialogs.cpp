// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"
#include "widgets/setuppage.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

const OriginQuestion k_question{SecretPurpose::EntraSecret, u"https://login.example:443/new"_s,
                                u"https://login.example:443/old"_s};

/// A widget of that name that can be seen, wherever it is; null when there is none.
template <class T = QWidget> T* shown(const char* name) {
    for (QWidget* top : QApplication::topLevelWidgets())
        for (T* widget : top->findChildren<T*>(QLatin1StringView(name)))
            if (widget->isVisible())
                return widget;
    return nullptr;
}

} // namespace

/// What stands before or above the set-up: a file's values, an address to confirm, a keychain that waits.
class TestSetupDialogs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void aFilesValuesAreTakenOverByKeyboard();
    void escapeTakesNothingOver();
    void anAddressIsConfirmedByItsButtonAlone();
    void aFailureElsewhereLeadsToTheAddresses();
    void aStoreOfAnotherTargetIsChangedFromWhereItFailed();
    void theWaitForTheKeychainIsSaidAndEnded();
    void theWaitIsSaidBeforeTheFirstProfileToo();

private:
    void open(const Profile& profile);
    void propose();
    [[nodiscard]] SetupPresenter& setup() { return m_console->setup(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

void TestSetupDialogs::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
}

void TestSetupDialogs::cleanup() {
    m_console.reset();
    m_backend.reset();
}

void TestSetupDialogs::open(const Profile& profile) {
    std::vector<ProfileEntry> entries{{profile.name, profile}};
    m_console->session().open(profile.name);
    while (m_backend->profilesGate.answer(entries)) {
    }
    QTRY_VERIFY(m_console->session().profile().has_value());
    m_console->window().showPage(PageId::Setup);
    m_console->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
}

void TestSetupDialogs::propose() {
    open(readyProfile(u"a"_s));
    setup().importEnv(u"/some/.env"_s);
    EnvProposal proposal;
    proposal.draft.profile = readyProfile(u"a"_s);
    proposal.draft.profile.calendarName = u"Dates"_s;
    proposal.draft.secrets.emplace(SecretPurpose::EntraSecret, Redacted(u"canary"_s));
    proposal.taken = QStringList{u"calendarName"_s};
    proposal.unknown = QStringList{u"DATABASE_URL"_s};
    m_backend->envGate.answer(proposal);
    QTRY_VERIFY(shown("envDialog") != nullptr || shown<QPushButton>("takeOver") != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(shown<QPushButton>("takeOver")->window()));
}

void TestSetupDialogs::aFilesValuesAreTakenOverByKeyboard() {
    propose();
    auto* table = shown<QTreeWidget>("values");
    QVERIFY(table != nullptr && table->hasFocus());
    QCOMPARE(table->topLevelItemCount(), 2);
    QCOMPARE(table->topLevelItem(0)->text(0), u"MICROSOFT_SHARED_CALENDAR_NAME"_s);
    QCOMPARE(table->topLevelItem(0)->text(2), u"Project Deliverables"_s);
    QCOMPARE(table->topLevelItem(0)->text(3), u"Dates"_s);
    for (int column = 0; column < 4; ++column)
        QVERIFY(!table->topLevelItem(1)->text(column).contains(u"canary"_s));
    QVERIFY(shown<QLabel>("leftOut")->text().contains(u"DATABASE_URL"_s));
    QCOMPARE(shown<QLineEdit>("calendarName"), nullptr); // of another step
    QVERIFY(!setup().draft().isDirty());
    QTest::keyClick(table->window(), Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(setup().draft().isDirty());
    QCOMPARE(setup().draft().profile().calendarName, u"Dates"_s);
    QVERIFY(m_backend->saved.empty());
    QVERIFY(shown<QLabel>("importNote")->text().contains(u'2'));
}

void TestSetupDialogs::escapeTakesNothingOver() {
    propose();
    QTest::keyClick(shown<QTreeWidget>("values"), Qt::Key_Escape);
    QTRY_VERIFY(shown<QPushButton>("takeOver") == nullptr);
    QVERIFY(!setup().proposal() && !setup().draft().isDirty());
}

void TestSetupDialogs::anAddressIsConfirmedByItsButtonAlone() {
    Profile profile = readyProfile(u"a"_s);
    profile.secretSource = SecretSource::Environment;
    open(profile);
    auto* page = qobject_cast<SetupPage*>(m_console->window().page(PageId::Setup));
    page->showStep(SetupStep::Secret);
    auto* banner = page->findChild<QWidget*>(u"origin"_s);
    QVERIFY(!banner->isVisible());
    while (m_backend->originGate.answer(std::vector{k_question})) {
    }
    QTRY_VERIFY(banner->isVisible());
    const QString words = banner->findChild<QLabel*>(u"consequence"_s)->text();
    QVERIFY(words.contains(k_question.now) && words.contains(k_question.before));
    auto* confirm = banner->findChild<QPushButton*>(u"action"_s);
    QCOMPARE(confirm->text(), u"Confirm this address"_s);
    QVERIFY(!confirm->isDefault() && !confirm->autoDefault());
    page->showStep(SetupStep::Event);
    QVERIFY(!banner->isVisible());
    page->showStep(SetupStep::Secret);
    confirm->setFocus();
    QTest::keyClick(confirm, Qt::Key_Space);
    QVERIFY(!banner->isVisible());
    QVERIFY(m_backend->saved.empty());
    QTest::keyClick(&m_console->window(), Qt::Key_S, Qt::AltModifier);
    QTRY_COMPARE(m_backend->saved.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].confirmed.at(SecretPurpose::EntraSecret), k_question.now);
}

void TestSetupDialogs::aStoreOfAnotherTargetIsChangedFromWhereItFailed() {
    open(readyProfile(u"a"_s));
    m_console->window().showPage(PageId::Deliverables);
    m_console->session().refresh();
    while (m_backend->surveyGate.answer(std::unexpected(makeError(
        Error::Kind::Refused, Error::Stage::Storage,
        u"the store db has another target than this profile: there x; here y"_s, u"store-failed"_s)))) {
    }
    const auto name = u"errorAction%1"_s.arg(static_cast<int>(RemedyAction::Retarget)).toLatin1();
    QTRY_VERIFY(shown<QPushButton>(name.constData()) != nullptr);
    QCOMPARE(m_backend->retargetGate.calls(), 0); // nothing is said before somebody presses
    QTest::mouseClick(shown<QPushButton>(name.constData()), Qt::LeftButton);
    QCOMPARE(m_backend->retargetGate.calls(), 1);
    const int looks = m_backend->surveyGate.calls();
    m_backend->retargetGate.answer(StoreTarget::of(readyProfile(u"a"_s)));
    QTRY_COMPARE(m_backend->surveyGate.calls(), looks + 1);
    QVERIFY(!m_console->window().page(PageId::Preview)->isVisible());
    m_console->session().retarget();
    m_backend->retargetGate.answer(
        std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Storage, u"in use"_s)));
    QTRY_VERIFY(m_console->window().page(PageId::Preview)->isVisible()); // where it is told
}

void TestSetupDialogs::aFailureElsewhereLeadsToTheAddresses() {
    open(readyProfile(u"a"_s));
    m_console->window().showPage(PageId::Preview);
    m_console->session().refresh();
    while (m_backend->surveyGate.answer(std::unexpected(
        makeError(Error::Kind::Config, Error::Stage::Keychain, {}, u"origin-unconfirmed"_s)))) {
    }
    const auto name = u"errorAction%1"_s.arg(static_cast<int>(RemedyAction::ConfirmAddress)).toLatin1();
    QTRY_VERIFY(shown<QPushButton>(name.constData()) != nullptr);
    QTest::mouseClick(shown<QPushButton>(name.constData()), Qt::LeftButton);
    QVERIFY(m_backend->originGate.answer(std::vector{k_question}));
    QTRY_VERIFY(shown<QPushButton>("action") != nullptr);
    QWidget* dialog = shown<QPushButton>("action")->window();
    QCOMPARE(dialog->objectName(), u"originDialog"_s);
    QTest::keyClick(dialog, Qt::Key_Return); // confirms nothing
    QVERIFY(m_backend->saved.empty());
    QTest::mouseClick(shown<QPushButton>("action"), Qt::LeftButton);
    QTRY_COMPARE(m_backend->saved.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].confirmed.at(SecretPurpose::EntraSecret), k_question.now);
    const int looks = m_backend->surveyGate.calls();
    m_backend->saveGate.answer({});
    QTRY_COMPARE(m_backend->surveyGate.calls(), looks + 1); // the way is free
}

void TestSetupDialogs::theWaitForTheKeychainIsSaidAndEnded() {
    open(readyProfile(u"Contoso"_s));
    QVERIFY(shown("unlockBar") == nullptr);
    m_backend->unlock.set(SecretKey{u"Contoso"_s, SecretPurpose::TrackerPassword, u"https://t:443"_s}, false);
    QWidget* bar = shown("unlockBar");
    QVERIFY(bar != nullptr);
    const auto sentence = [bar] { return bar->findChild<QLabel*>(u"sentence"_s)->text(); };
    QVERIFY(sentence().contains(u"Waiting for unlock"_s) && !sentence().endsWith(u" s"_s));
    const QString why = bar->findChild<QLabel*>(u"consequence"_s)->text();
    QVERIFY(why.contains(u"the tracker's password of Contoso"_s));
    m_backend->time.now = m_backend->time.now.addSecs(7);
    QTRY_VERIFY(sentence().contains(u"7 s"_s)); // within a second
    bool isCancelled = false;
    connect(&m_backend->unlock, &UnlockWait::cancelWanted, this, [&] { isCancelled = true; });
    for (const PageId page : {PageId::Deliverables, PageId::Preview, PageId::Jobs}) {
        m_console->window().showPage(page);
        QVERIFY(bar->isVisible());
    }
    QTest::keyClick(&m_console->window(), Qt::Key_C, Qt::AltModifier);
    QTRY_VERIFY(isCancelled);
    m_backend->unlock.set(std::nullopt, false);
    QVERIFY(!bar->isVisible());
}

void TestSetupDialogs::theWaitIsSaidBeforeTheFirstProfileToo() {
    m_console->session().reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>());
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->window().show();
    m_backend->unlock.set(SecretKey{u"New"_s, SecretPurpose::EntraSecret, u"https://l:443/t"_s}, true);
    QVERIFY(shown("firstStart") != nullptr && shown("unlockBar") != nullptr);
    m_backend->unlock.set(std::nullopt, false);
}

QTEST_MAIN(TestSetupDialogs)
#include "tst_setupdialogs.moc"
