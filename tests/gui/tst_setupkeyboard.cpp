// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journeywindow.h"
#include "widgets/mainwindow.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// From the first start to the first plan by the keyboard alone: every key goes to whatever has the focus,
/// and nothing is reached but by Tab.
class TestSetupKeyboard : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void fromTheFirstStartToTheFirstPlan();

private:
    static constexpr int k_patience = 30'000; // milliseconds
    static constexpr int k_mostTabs = 120;

    [[nodiscard]] SetupPresenter& setup() { return m_journey->console().setup(); }
    [[nodiscard]] SetupGuide& guide() { return m_journey->console().guide(); }
    [[nodiscard]] static QWidget* focus();
    static void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(focus(), key, modifiers);
    }
    /// Tab until that widget has the focus. False when it never gets there.
    [[nodiscard]] static bool reach(const char* name);
    [[nodiscard]] static bool press(const char* name);
    [[nodiscard]] static bool type(const char* name, const QString& text);
    /// Tests the step and goes on. False when the guide does not come to that step.
    [[nodiscard]] bool goOnTo(SetupStep next);
    [[nodiscard]] bool isFound(SetupStep step);

    std::unique_ptr<JourneyWindow> m_journey;
};

void TestSetupKeyboard::init() { m_journey = std::make_unique<JourneyWindow>(); }

void TestSetupKeyboard::cleanup() {
    if (QTest::currentTestFailed()) {
        const QString file = u"setup-keyboard.png"_s;
        m_journey->window().grab().save(file);
        qInfo().noquote() << "picture:" << QFileInfo(file).absoluteFilePath();
    }
    m_journey.reset();
}

QWidget* TestSetupKeyboard::focus() {
    QWidget* window = QApplication::activeWindow();
    if (QWidget* widget = QApplication::focusWidget())
        return widget;
    return window;
}

bool TestSetupKeyboard::reach(const char* name) {
    if (!QTest::qWaitFor([] { return focus() != nullptr; }, k_patience))
        return false;
    for (int tabs = 0; tabs < k_mostTabs; ++tabs) {
        if (focus()->objectName() == QLatin1StringView(name))
            return true;
        key(Qt::Key_Tab);
    }
    qWarning() << "Tab does not get to" << name << "but to" << focus();
    return false;
}

bool TestSetupKeyboard::press(const char* name) {
    if (!reach(name))
        return false;
    key(Qt::Key_Space);
    return true;
}

bool TestSetupKeyboard::type(const char* name, const QString& text) {
    if (!reach(name))
        return false;
    key(Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(focus(), text);
    auto* line = qobject_cast<QLineEdit*>(focus());
    return line != nullptr && line->text() == text;
}

bool TestSetupKeyboard::goOnTo(SetupStep next) {
    if (!press("guideNext"))
        return false;
    const auto there = [&] { return guide().step() == next && !guide().isWaiting(); };
    if (QTest::qWaitFor(there, k_patience))
        return true;
    const Finding& finding = setup().finding(guide().step().value_or(next));
    qWarning() << "held back:" << finding.evidence << (finding.error ? finding.error->detail : QString());
    return false;
}

bool TestSetupKeyboard::isFound(SetupStep step) {
    const Finding& finding = setup().finding(step);
    const bool isWell = finding.state == State::Ok || finding.state == State::Warning;
    if (!isWell || finding.evidence.isEmpty() || !finding.atUtc.isValid())
        qWarning() << stepTitle(step) << finding.evidence;
    return isWell && !finding.evidence.isEmpty() && finding.atUtc.isValid();
}

void TestSetupKeyboard::fromTheFirstStartToTheFirstPlan() {
    QVERIFY(m_journey->start());
    const Profile wanted = m_journey->ownProfile(u"Office"_s, SecretSource::Keychain); // starts the services
    m_journey->window().activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeWindow() == &m_journey->window(), k_patience);

    QVERIFY(press("connectButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown("createProfile") != nullptr, k_patience);
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeWindow() != &m_journey->window(), k_patience);
    QVERIFY(type("name", u"Office"_s));
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(guide().step() == SetupStep::Cloud, k_patience);
    m_journey->window().activateWindow(); // as a window manager does once the dialog is gone
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeWindow() == &m_journey->window(), k_patience);

    QVERIFY(reach("cloud"));
    key(Qt::Key_End); // other addresses
    QVERIFY(type("tenantId", wanted.tenantId));
    QVERIFY(type("authority", wanted.custom.authority));
    QVERIFY(type("graphRoot", wanted.custom.graphRoot));
    QVERIFY(goOnTo(SetupStep::App));
    QVERIFY(type("clientId", wanted.clientId));
    QVERIFY(goOnTo(SetupStep::Secret)); // which asks for what the app could not be asked without
    QVERIFY(type("entra_secret", demo::k_clientSecret.toString()));
    QVERIFY(press("guideBack"));
    QVERIFY(guide().step() == SetupStep::App);
    QVERIFY(goOnTo(SetupStep::Secret));
    QVERIFY(isFound(SetupStep::App));
    QVERIFY(goOnTo(SetupStep::Permissions));
    QVERIFY(goOnTo(SetupStep::Scope));
    QVERIFY(!setup().permissions().empty());
    QVERIFY(type("also_mailbox", wanted.mailbox));
    QVERIFY(type("forbiddenMailbox", demo::k_blockedMailbox.toString()));
    QVERIFY(reach("scopeCommands"));
    QVERIFY(press("copyScope"));
    QVERIFY(goOnTo(SetupStep::Tracker));
    QVERIFY(setup().finding(SetupStep::Scope).evidence.contains(demo::k_blockedMailbox));
    QVERIFY(type("trackerUrl", wanted.trackerUrl));
    QVERIFY(type("trackerUser", wanted.trackerUser));
    QVERIFY(type("tracker_password", demo::k_trackerPassword.toString()));
    QVERIFY(goOnTo(SetupStep::Calendar));
    QVERIFY(reach("timeZone"));
    auto* zone = qobject_cast<QComboBox*>(focus());
    key(Qt::Key_W);
    for (int rows = 0; zone->currentText() != wanted.timeZone && rows < k_mostTabs; ++rows)
        key(Qt::Key_Down);
    QCOMPARE(zone->currentText(), wanted.timeZone);
    QVERIFY(goOnTo(SetupStep::Event));
    QVERIFY(goOnTo(SetupStep::Preview));
    QVERIFY(press("testAll")); // the mailbox was typed after the permissions had been looked at
    QTRY_VERIFY_WITH_TIMEOUT(!setup().isBusy(), k_patience);
    QVERIFY(press("guideNext"));
    QTRY_VERIFY_WITH_TIMEOUT(!guide().isOn(), k_patience);

    for (const SetupStep step : k_setupSteps)
        QVERIFY(isFound(step));
    QCOMPARE(m_journey->window().currentPage(), PageId::Preview);
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->session().survey() && !m_journey->session().isReading(), k_patience);
    QVERIFY(m_journey->session().survey()->plan()->pending() > 0);
    const auto& stored = m_journey->session().profile();
    QCOMPARE(stored->mailbox, wanted.mailbox);
    QCOMPARE(stored->forbiddenMailbox, demo::k_blockedMailbox.toString());
    QCOMPARE(stored->timeZone, wanted.timeZone);
    QVERIFY(!setup().draft().isDirty());
}

QTEST_MAIN(TestSetupKeyboard)
#include "tst_setupkeyboard.moc"
