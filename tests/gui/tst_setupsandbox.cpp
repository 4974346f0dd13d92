// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "countingstore.h"
#include "doctor/diagnosis.h"
#include "journeywindow.h"
#include "widgets/setuppage.h"

#include <QAccessible>
#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

QStringList s_log; // what the program wrote to its log

void listen(QtMsgType, const QMessageLogContext&, const QString& text) { s_log << text; }

} // namespace

/// The whole set-up of an empty profile, step by step, on the real window and engine against the sandbox.
class TestSetupSandbox : public QObject {
    Q_OBJECT

private slots:
    void fromNothingToGreen();

private:
    [[nodiscard]] SetupPresenter& setup() { return m_journey->console().setup(); }
    void showStep(SetupStep step) {
        m_step = step;
        m_journey->window().showPage(PageId::Setup);
        qobject_cast<SetupPage*>(m_journey->window().page(PageId::Setup))->showStep(step);
    }
    void type(const char* name, const QString& text) {
        auto* field = m_journey->shown<QLineEdit>(name);
        QVERIFY2(field != nullptr, name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    /// Tests the step that is shown.
    void test() {
        QVERIFY(m_journey->click("testStep"));
        QTRY_VERIFY_WITH_TIMEOUT(!setup().isBusy(), 20'000);
    }
    void isWrong(const QString& cause) {
        test();
        const Finding& finding = setup().finding(m_step);
        QCOMPARE(finding.state, State::Failed);
        const Diagnosis diagnosis = diagnose(*finding.error, Surface::Window);
        QCOMPARE(diagnosis.cause, cause);
        QCOMPARE(m_journey->shown<QLabel>("errorHappened")->text(), diagnosis.title);
        QCOMPARE(m_journey->shown<QLabel>("errorRemedy1")->text(), diagnosis.remedies.first());
    }
    void isRight() {
        test();
        const Finding& finding = setup().finding(m_step);
        QVERIFY2(finding.state == State::Ok, qPrintable(finding.evidence));
        QVERIFY(!finding.evidence.isEmpty() && finding.atUtc.isValid());
        QVERIFY(m_journey->shown<QLabel>("errorHappened") == nullptr);
        QCOMPARE(m_writes->load(), 0); // nothing is stored before Save
        QCOMPARE(profileFile(), m_before);
    }
    [[nodiscard]] QByteArray profileFile() {
        QFile file(Paths::below(m_journey->folder()).profileFile(u"Office"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void isNowhere(const QString& secret);

    std::shared_ptr<std::atomic<int>> m_writes = std::make_shared<std::atomic<int>>(0);
    std::unique_ptr<JourneyWindow> m_journey;
    SetupStep m_step = SetupStep::Cloud;
    QByteArray m_before;
};

void TestSetupSandbox::isNowhere(const QString& secret) {
    for (const QString& line : s_log)
        QVERIFY2(!line.contains(secret), "in the log");
    for (QWidget* top : QApplication::topLevelWidgets())
        for (QWidget* widget : top->findChildren<QWidget*>()) {
            for (const char* property : {"text", "plainText", "toolTip", "placeholderText", "accessibleName",
                                         "accessibleDescription", "whatsThis", "windowTitle"})
                QVERIFY2(!widget->property(property).toString().contains(secret),
                         qPrintable(widget->objectName()));
            if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget))
                for (const auto text : {QAccessible::Name, QAccessible::Value, QAccessible::Description})
                    QVERIFY2(!face->text(text).contains(secret), qPrintable(widget->objectName()));
        }
    for (QDirIterator files(m_journey->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
    }
}

void TestSetupSandbox::fromNothingToGreen() {
    qInstallMessageHandler(listen);
    m_journey = std::make_unique<JourneyWindow>(CountingStore::maker(m_writes));
    QVERIFY(m_journey->start());
    const Profile wanted = m_journey->ownProfile(u"Office"_s, SecretSource::Keychain);
    Profile empty;
    empty.name = u"Office"_s;
    empty.timeZone = wanted.timeZone;
    QVERIFY(m_journey->openOwnProfile(empty));
    m_before = profileFile();
    QVERIFY(!m_before.isEmpty());

    showStep(SetupStep::Cloud);
    auto* cloud = m_journey->shown<QComboBox>("cloud");
    cloud->setFocus();
    QTest::keyClick(cloud, Qt::Key_End); // other addresses
    type("authority", wanted.custom.authority);
    type("graphRoot", wanted.custom.graphRoot);
    type("tenantId", u"fabrikam.example"_s);
    isWrong(u"tenant-wrong"_s);
    type("tenantId", wanted.tenantId);
    isRight();

    showStep(SetupStep::Secret); // its value is needed to see the registration
    type("entra_secret", u"mistyped-value"_s);
    showStep(SetupStep::App);
    type("clientId", u"00000000-0000-4000-8000-000000000001"_s);
    isWrong(u"app-unknown"_s);
    type("clientId", wanted.clientId);
    isRight();
    showStep(SetupStep::Secret);
    isWrong(u"secret-invalid"_s);
    type("entra_secret", demo::k_clientSecret.toString());
    isRight();

    showStep(SetupStep::Permissions);
    isRight();
    showStep(SetupStep::Scope);
    type("also_mailbox", wanted.mailbox);
    type("forbiddenMailbox", wanted.mailbox);
    isWrong(u"app-misconfigured"_s); // it answers
    type("forbiddenMailbox", demo::k_blockedMailbox.toString());
    isRight();
    QVERIFY(m_journey->shown<QPlainTextEdit>("scopeCommands")->toPlainText().contains(wanted.clientId));

    showStep(SetupStep::Tracker);
    type("trackerUrl", wanted.trackerUrl);
    type("trackerUser", wanted.trackerUser);
    type("tracker_password", u"mistyped-value"_s);
    isWrong(u"tracker-login"_s);
    type("tracker_password", demo::k_trackerPassword.toString());
    isRight();

    showStep(SetupStep::Calendar);
    QCOMPARE(m_journey->shown<QLineEdit>("mailbox")->text(), wanted.mailbox); // the same key
    type("calendarName", wanted.calendarName.toUpper());
    isWrong(u"calendar-missing"_s);
    QTRY_VERIFY(m_journey->shown("useNear1") != nullptr);
    type("calendarName", wanted.calendarName);
    isRight();

    showStep(SetupStep::Event);
    type("subjectTemplate", u"{nothing}"_s);
    test();
    QCOMPARE(setup().finding(SetupStep::Event).state, State::Unknown);
    QVERIFY(m_journey->shown<QLabel>("note_subjectTemplate") != nullptr);
    type("subjectTemplate", u"{project}"_s);
    isRight();
    QVERIFY(m_journey->click("testAll")); // the right secret made the registration's finding old
    QTRY_VERIFY_WITH_TIMEOUT(!setup().isBusy(), 20'000);
    QCOMPARE(setup().stepsNotOk(), 1);
    QVERIFY(setup().finding(SetupStep::Preview).evidence.contains(u"Save first"_s));

    QVERIFY(m_journey->click("save"));
    QTRY_VERIFY(!setup().draft().isDirty());
    QCOMPARE(m_writes->load(), 2);
    QVERIFY(profileFile() != m_before);
    isNowhere(demo::k_clientSecret.toString());
    isNowhere(demo::k_trackerPassword.toString());
    QTRY_VERIFY(m_journey->session().profile()->mailbox == wanted.mailbox);
    showStep(SetupStep::Preview); // it works as it was set up
    QVERIFY(m_journey->click("testStep"));
    QTRY_VERIFY_WITH_TIMEOUT(setup().finding(SetupStep::Preview).state == State::Ok, 30'000);
    QVERIFY(m_journey->session().survey() != nullptr);
    isNowhere(demo::k_clientSecret.toString());
    m_journey.reset();
    qInstallMessageHandler(nullptr);
}

QTEST_MAIN(TestSetupSandbox)
#include "tst_setupsandbox.moc"
