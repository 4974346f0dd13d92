// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "../presentation/surveytools.h"
#include "widgets/console.h"
#include "widgets/nearmisses.h"
#include "widgets/setuppage.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The page of the set-up in the real window, over an engine that answers when the test says so.
class TestSetupPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void eachStepShowsItsFields();
    void wrongSecretIsNamedCorrectedAndGreenByKeyboard();
    void aTypedSecretIsNowhereToBeSeen_data();
    void aTypedSecretIsNowhereToBeSeen();
    void theStoresPasswordIsAskedForWhereThereIsOne();
    void aWrongValueIsSaidAtItsField();
    void aNearMissIsUsedByItsButton();
    void escapeStopsTheTest();
    void theExampleFollowsTheSubject();
    void otherAddressesAreAskedForInACustomCloudOnly();
    void everyFieldHasAName();

private:
    template <class T> [[nodiscard]] T* part(const char* name) {
        return m_page->findChild<T*>(QLatin1StringView(name));
    }
    void showStep(SetupStep step);
    void chooseShared(); ///< a profile whose journal is in a database
    void type(QLineEdit& field, const QString& text);
    void answer(std::optional<Error> error, const QStringList& nearMisses = {});

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
    SetupPage* m_page = nullptr;
};

void TestSetupPage::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    std::vector<ProfileEntry> entries;
    entries.push_back({u"a"_s, readyProfile(u"a"_s)});
    Profile shared = readyProfile(u"shared"_s);
    shared.store = u"postgresql://milepost@db.example.com/milepost"_s;
    entries.push_back({shared.name, shared});
    m_console->session().reloadProfiles();
    while (m_backend->profilesGate.answer(entries)) {
    }
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->session().choose(u"a"_s);
    m_page = qobject_cast<SetupPage*>(m_console->window().page(PageId::Setup));
    QVERIFY(m_page != nullptr);
    m_console->window().showPage(PageId::Setup);
    m_console->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_console->window()));
    m_console->window().activateWindow();
    while (m_backend->secretGate.answer(SecretState::Absent)) {
    }
}

void TestSetupPage::cleanup() {
    m_console.reset();
    m_backend.reset();
}

void TestSetupPage::showStep(SetupStep step) {
    auto* steps = part<QListView>("steps");
    steps->setFocus();
    QTest::keyClick(steps, Qt::Key_Home);
    for (int i = 1; i < stepNumber(step); ++i)
        QTest::keyClick(steps, Qt::Key_Down);
    QCOMPARE(m_page->step(), step);
    QVERIFY(steps->hasFocus()); // Up and Down change the panel, focus stays
}

void TestSetupPage::chooseShared() {
    m_console->session().choose(u"shared"_s);
    QTRY_COMPARE(m_console->setup().draft().profile().name, u"shared"_s);
    while (m_backend->secretGate.answer(SecretState::Absent)) {
    }
}

void TestSetupPage::type(QLineEdit& field, const QString& text) {
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, text);
}

void TestSetupPage::answer(std::optional<Error> error, const QStringList& nearMisses) {
    ProbeReport report;
    report.passed = !error;
    report.error = std::move(error);
    report.evidence = u"seen"_s;
    report.nearMisses = nearMisses;
    report.atUtc = m_backend->time.now;
    QVERIFY(m_backend->probeGate.answer(report));
    QTRY_VERIFY(!m_console->setup().isBusy());
}

void TestSetupPage::eachStepShowsItsFields() {
    for (const SetupStep step : k_setupSteps) {
        showStep(step);
        for (const SetupStep other : k_setupSteps)
            for (const QString& key : stepKeys(other))
                if (auto* field = m_page->findChild<QWidget*>(key); field != nullptr && other != step)
                    QVERIFY2(!field->isVisible(), qPrintable(key));
        QVERIFY(part<QLabel>("title")->text().contains(stepTitle(step)));
    }
}

void TestSetupPage::wrongSecretIsNamedCorrectedAndGreenByKeyboard() {
    showStep(SetupStep::Secret);
    auto* secret = part<QLineEdit>("entra_secret");
    type(*secret, u"wrong"_s);
    QTest::keyClick(&m_console->window(), Qt::Key_T, Qt::AltModifier);
    QTRY_COMPARE(m_backend->probed.size(), size_t{1}); // a mnemonic presses for a moment
    QCOMPARE(m_backend->probed[0].second.secrets.at(SecretPurpose::EntraSecret).reveal(), u"wrong"_s);
    Error error = makeError(Error::Kind::Auth, Error::Stage::Token, {}, u"7000215"_s);
    error.httpStatus = 401;
    answer(error);
    QVERIFY(part<QWidget>("error")->isVisible());
    QCOMPARE(part<QLabel>("errorHappened")->text(), diagnose(error).title);
    QVERIFY(!part<QLabel>("errorRemedy1")->text().isEmpty());
    type(*secret, u"right"_s);
    QVERIFY(!part<QWidget>("error")->isVisible());
    QTest::keyClick(&m_console->window(), Qt::Key_T, Qt::AltModifier);
    QTRY_COMPARE(m_backend->probed.size(), size_t{2});
    answer({});
    QCOMPARE(m_console->setup().finding(SetupStep::Secret).state, State::Ok);
    QTest::keyClick(&m_console->window(), Qt::Key_S, Qt::AltModifier);
    QTRY_COMPARE(m_backend->saved.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].secrets.at(SecretPurpose::EntraSecret).reveal(), u"right"_s);
    m_backend->saveGate.answer({});
    QTRY_COMPARE(secret->text(), QString()); // stored: never shown again
}

void TestSetupPage::aTypedSecretIsNowhereToBeSeen_data() {
    QTest::addColumn<SetupStep>("step");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("client secret") << SetupStep::Secret << QByteArray("entra_secret");
    QTest::newRow("tracker") << SetupStep::Tracker << QByteArray("tracker_password");
    QTest::newRow("store") << SetupStep::Secret << QByteArray("store_password");
}

void TestSetupPage::aTypedSecretIsNowhereToBeSeen() {
    QFETCH(SetupStep, step);
    QFETCH(QByteArray, field);
    const QString canary = u"kanarienvogel"_s;
    chooseShared();
    showStep(step);
    auto* secret = part<QLineEdit>(field.constData());
    QVERIFY(secret->isVisible());
    type(*secret, canary);
    secret->selectAll();
    secret->copy();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(canary));
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QVERIFY(!secret->displayText().contains(canary));
    for (QWidget* widget : m_console->window().findChildren<QWidget*>()) {
        QVERIFY(!widget->toolTip().contains(canary));
        QVERIFY(!widget->accessibleName().contains(canary));
        if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget))
            for (const auto text : {QAccessible::Name, QAccessible::Value, QAccessible::Description})
                QVERIFY2(!face->text(text).contains(canary), qPrintable(widget->objectName()));
        if (widget != secret)
            for (const char* property : {"text", "plainText", "placeholderText", "windowTitle"})
                QVERIFY(!widget->property(property).toString().contains(canary));
    }
    // The picture is the same for another secret of that length.
    secret->deselect();
    secret->clearFocus();
    const QImage one = secret->grab().toImage();
    type(*secret, QString(canary.size(), u'x'));
    secret->deselect();
    secret->clearFocus();
    QCOMPARE(secret->grab().toImage(), one);
}

void TestSetupPage::theStoresPasswordIsAskedForWhereThereIsOne() {
    showStep(SetupStep::Secret);
    auto* secret = part<QLineEdit>("store_password");
    QVERIFY(!secret->isVisible()); // a file has none
    QVERIFY(!part<QLabel>("note_store_password")->isVisible());
    chooseShared();
    showStep(SetupStep::Secret);
    QVERIFY(secret->isVisible());
    QTRY_VERIFY(part<QLabel>("note_store_password")->text().contains(u"Not entered yet"_s));
    QVERIFY(part<QLabel>("note_store_password")->isVisible());
    // Reached and stored by keyboard alone.
    part<QLineEdit>("entra_secret")->setFocus();
    QTest::keyClick(part<QLineEdit>("entra_secret"), Qt::Key_Tab);
    QVERIFY(secret->hasFocus());
    QTest::keyClicks(secret, u"mistyped"_s);
    QVERIFY(part<QLabel>("note_store_password")->text().contains(u"stored when you save"_s));
    QTest::mouseClick(part<QPushButton>("discard"), Qt::LeftButton);
    QTRY_COMPARE(secret->text(), QString());
    QVERIFY(!m_console->setup().draft().isDirty());
    type(*secret, u"of the store"_s);
    QVERIFY(m_console->setup().draft().isDirty());
    QTest::keyClick(&m_console->window(), Qt::Key_S, Qt::AltModifier);
    QTRY_COMPARE(m_backend->saved.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].secrets.size(), size_t{1});
    QCOMPARE(m_backend->saved[0].secrets.at(SecretPurpose::StorePassword).reveal(), u"of the store"_s);
    m_backend->saveGate.answer({});
    QTRY_COMPARE(secret->text(), QString());
}

void TestSetupPage::aWrongValueIsSaidAtItsField() {
    showStep(SetupStep::App);
    auto* client = part<QLineEdit>("clientId");
    type(*client, u"no guid"_s);
    QVERIFY(part<QLabel>("note_clientId")->isVisible());
    QVERIFY(client->accessibleDescription().contains(u"GUID"_s));
    QVERIFY(!part<QPushButton>("save")->isEnabled());
    QTest::keyClick(&m_console->window(), Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(!part<QLabel>("note_clientId")->isVisible());
    QCOMPARE(client->text(), readyProfile().clientId);
}

void TestSetupPage::aNearMissIsUsedByItsButton() {
    showStep(SetupStep::Calendar);
    QVERIFY(!part<QWidget>("near")->isVisible());
    QTest::mouseClick(part<QPushButton>("testStep"), Qt::LeftButton);
    answer(makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s),
           {u"project deliverables"_s});
    auto* use = part<QPushButton>("useNear1");
    QVERIFY(use->isVisible() && use->accessibleName().contains(u"project deliverables"_s));
    const auto& letters = part<LetterLabel>("nearName1")->pieces();
    QCOMPARE(letters[0], (DiffPiece{u"p"_s, true}));
    QVERIFY(!letters[1].differs);
    QVERIFY(part<QLabel>("nearWhy1")->text().contains(u"upper and lower case"_s));
    QVERIFY(part<QPushButton>("createCalendar")->isVisible());
    QTest::mouseClick(use, Qt::LeftButton);
    QCOMPARE(part<QLineEdit>("calendarName")->text(), u"project deliverables"_s);
    answer({});
    QVERIFY(!part<QWidget>("near")->isVisible());
    QVERIFY(part<QPushButton>("save")->isEnabled());
}

void TestSetupPage::escapeStopsTheTest() {
    QTest::mouseClick(part<QPushButton>("testAll"), Qt::LeftButton);
    QVERIFY(m_console->setup().isBusy());
    QVERIFY(!part<QPushButton>("testStep")->isEnabled());
    QTest::keyClick(&m_console->window(), Qt::Key_Escape);
    QVERIFY(!m_console->setup().isBusy());
    QVERIFY(part<QPushButton>("testStep")->isEnabled());
}

void TestSetupPage::theExampleFollowsTheSubject() {
    showStep(SetupStep::Event);
    QVERIFY(part<QWidget>("example")->isVisible());
    type(*part<QLineEdit>("subjectTemplate"), u"{number}!"_s);
    QCOMPARE(m_console->setup().example()->subject, u"2418!"_s);
}

void TestSetupPage::otherAddressesAreAskedForInACustomCloudOnly() {
    showStep(SetupStep::Cloud);
    QVERIFY(!part<QLineEdit>("authority")->isVisible());
    auto* cloud = part<QComboBox>("cloud");
    cloud->setFocus();
    QTest::keyClick(cloud, Qt::Key_End);
    QVERIFY(part<QLineEdit>("authority")->isVisible());
}

void TestSetupPage::everyFieldHasAName() {
    for (QWidget* widget : m_page->findChildren<QWidget*>())
        if (widget->focusPolicy() != Qt::NoFocus && !widget->objectName().startsWith(u"qt_"_s) &&
            (qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget) ||
             qobject_cast<QPlainTextEdit*>(widget) || qobject_cast<QListView*>(widget))) {
            if (qobject_cast<QComboBox*>(widget->parentWidget()->parentWidget()))
                continue; // the list of a combo box
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
}

QTEST_MAIN(TestSetupPage)
#include "tst_setuppage.moc"
