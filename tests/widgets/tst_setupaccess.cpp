// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setupwindow.h"
#include "widgets/statedelegate.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Permissions, the mailbox scope, the request to another admin and the first plan on the page of the set-up,
/// over an engine that answers when the test says so.
class TestSetupAccess : public SetupWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init() { open(); }
    void cleanup() { close(); }
    void aPermissionIsSaidInWords_data();
    void aPermissionIsSaidInWords();
    void theTableIsEmptyAgainWhenItIsOld();
    void aWarningIsSaidInFullWithWhatToDo();
    void theCommandsHoldWhatIsOnTheScreen();
    void aRequestIsWrittenWhereItIsWanted();
    void theFirstPlanIsMadeAndLookedAt();
    void aPlanThatFailsIsNamed();
};

void TestSetupAccess::aPermissionIsSaidInWords_data() {
    using enum PermissionVerdict;
    QTest::addColumn<PermissionRow>("row");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("cells");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const PermissionRow& given, State state, const QString& cells,
                        const QString& words) { QTest::newRow(name) << given << state << cells << words; };
    const QDate day(2026, 11, 12);
    const QString need = u"Calendars.ReadWrite"_s;
    const QString more = u"MailboxSettings.Read"_s;
    row("fine", {need, u"why"_s, true, true, true, true, true, true, day, Fine, {}, false}, State::Ok,
        u"Yes Yes Yes Yes, 12 Nov"_s, {});
    row("unread", {need, u"why"_s, true, {}, {}, {}, true, {}, {}, Unknown, {}, false}, State::Unknown,
        u"Unknown Unknown Unknown Unknown"_s, u"cannot be read"_s);
    row("unread, not needed", {more, u"why"_s, false, {}, {}, false, true, false, {}, Unknown, {}, false},
        State::Unknown, u"Unknown Unknown No Never"_s, u"not in the token"_s);
    row("missing", {need, u"why"_s, true, false, false, false, true, true, day, Missing, {}, false},
        State::Failed, u"No No No Yes, 12 Nov"_s, u"grant admin consent"_s);
    row("optional", {more, u"why"_s, false, false, false, false, true, true, day, Missing, {}, false},
        State::Skipped, u"No No No Yes, 12 Nov"_s, u"not granted"_s);
    row("excess", {u"Directory.Read.All"_s, {}, false, true, true, true, false, false, {}, Excess, {}, false},
        State::Warning, u"Yes Yes Yes Never"_s, u"not needed"_s);
    row("propagating", {need, u"why"_s, true, true, true, false, true, true, day, Propagating, {}, false},
        State::Warning, u"Yes Yes No Yes, 12 Nov"_s, u"wait"_s);
    row("long ago", {more, u"why"_s, false, true, true, true, true, false, day, Fine, {}, false}, State::Ok,
        u"Yes Yes Yes No, 12 Nov 2026"_s, {});
    row("token older", {need, u"why"_s, true, true, true, false, true, true, day, TokenOlder, {}, false},
        State::Warning, u"Yes Yes No Yes, 12 Nov"_s, u"next token"_s);
    row("by Exchange", {need, u"why"_s, true, {}, {}, false, true, true, day, Unknown, {}, true}, State::Ok,
        u"Unknown Unknown No Yes, 12 Nov"_s, u"given by Exchange"_s);
    row("covered",
        {u"User.ReadBasic.All"_s, u"why"_s, true, false, false, false, true, true, day, Missing,
         u"User.Read.All"_s, false},
        State::Ok, u"No No No Yes, 12 Nov"_s, u"User.Read.All does as well"_s);
}

void TestSetupAccess::aPermissionIsSaidInWords() {
    QFETCH(PermissionRow, row);
    ProbeReport report;
    report.passed = true;
    report.permissions = {row};
    answer(SetupStep::Permissions, report);
    const auto* name = part<QLabel>(u"permission1"_s);
    QVERIFY(name != nullptr && name->isVisible());
    QCOMPARE(QString(name->text()).remove(u'\u200B'), row.name);
    QStringList cells;
    for (int column = 1; column <= 4; ++column)
        cells << part<QLabel>(u"permission1_%1"_s.arg(column))->text();
    QTEST(cells.join(u' '), "cells");
    QTEST(part<StateLabel>(u"permissionState1"_s)->text().state, "state");
    QVERIFY(!part<StateLabel>(u"permissionState1"_s)->text().shown().isEmpty()); // never colour alone
    QFETCH(QString, words);
    const QString said = part<QLabel>(u"permissionWhy1"_s)->text();
    QVERIFY2(said.contains(words) && said.contains(row.why), qPrintable(said));
}

void TestSetupAccess::theTableIsEmptyAgainWhenItIsOld() {
    ProbeReport report;
    report.passed = true;
    report.permissions = {{u"Calendars.ReadWrite"_s,
                           u"why"_s,
                           true,
                           true,
                           true,
                           true,
                           true,
                           true,
                           QDate(2026, 11, 12),
                           PermissionVerdict::Fine,
                           {},
                           false}};
    answer(SetupStep::Permissions, report);
    QVERIFY(part<QLabel>(u"permission1"_s) != nullptr);
    setup().setValue(u"clientId"_s, u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b94"_s);
    QVERIFY(part<QLabel>(u"permission1"_s) == nullptr);
    QCOMPARE(setup().finding(SetupStep::Permissions).state, State::Unknown);
}

void TestSetupAccess::aWarningIsSaidInFullWithWhatToDo() {
    ProbeReport report;
    report.passed = true;
    report.evidence = u"short"_s;
    report.warning = u"The permission holds for every mailbox of the tenant."_s;
    report.remedies = {u"Fence it in."_s, u"Take the consent away."_s};
    answer(SetupStep::Scope, report);
    QVERIFY(part<QLabel>(u"evidence"_s)->isVisible());
    QCOMPARE(part<QLabel>(u"evidence"_s)->text(), report.warning);
    QCOMPARE(part<QLabel>(u"advice"_s)->text(), u"1. Fence it in.\n2. Take the consent away."_s);
    m_page->showStep(SetupStep::Cloud);
    QVERIFY(!part<QLabel>(u"evidence"_s)->isVisible() && !part<QLabel>(u"advice"_s)->isVisible());
    // Beside what an error's name says.
    report.passed = false;
    report.error = makeError(Error::Kind::Config, Error::Stage::Graph, {}, u"scope-open"_s);
    answer(SetupStep::Scope, report);
    QVERIFY(part<QWidget>(u"error"_s)->isVisible());
    QVERIFY(part<QLabel>(u"advice"_s)->isVisible());
    report.error.reset(); // nobody could tell
    report.warning.clear();
    report.evidence = u"vault was not refused but failed"_s;
    answer(SetupStep::Scope, report);
    QCOMPARE(setup().finding(SetupStep::Scope).state, State::Unknown);
    QCOMPARE(part<QLabel>(u"evidence"_s)->text(), report.evidence);
    report.skipped = true; // not asked, and nothing is missing
    answer(SetupStep::Scope, report);
    QCOMPARE(setup().finding(SetupStep::Scope).state, State::Skipped);
}

void TestSetupAccess::theCommandsHoldWhatIsOnTheScreen() {
    m_page->showStep(SetupStep::Scope);
    auto* box = part<QPlainTextEdit>(u"scopeCommands"_s);
    QVERIFY(box->isReadOnly());
    QVERIFY(box->toPlainText().contains(readyProfile().clientId));
    QVERIFY(box->toPlainText().contains(u"New-ManagementRoleAssignment"_s));
    QVERIFY(box->toPlainText().contains(u"OBJECT-ID-OF-THE-ENTERPRISE-APPLICATION"_s)); // nobody said it yet
    auto* mailbox = part<QLineEdit>(u"also_mailbox"_s);
    mailbox->setFocus();
    mailbox->selectAll();
    QTest::keyClicks(mailbox, u"o'neil@example.com"_s);
    QVERIFY(box->toPlainText().contains(u"'o''neil@example.com'"_s));
    QCOMPARE(part<QLineEdit>(u"mailbox"_s)->text(), u"o'neil@example.com"_s); // the same key, on its step
    QTest::keyClicks(part<QLineEdit>(u"forbiddenMailbox"_s), u"vault@example.com"_s);
    QVERIFY(box->toPlainText().contains(u"'vault@example.com'"_s));
    ProbeReport report;
    report.passed = true;
    report.principalId = u"99999999-2222-4333-8444-555555555555"_s;
    answer(SetupStep::Scope, report);
    QVERIFY(box->toPlainText().contains(report.principalId));
    part<QComboBox>(u"scopeWay"_s)->setCurrentIndex(1);
    QVERIFY(box->toPlainText().contains(u"New-ApplicationAccessPolicy"_s));
    part<QPushButton>(u"copyScope"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), box->toPlainText());
    // Of another app it is not.
    setup().setValue(u"clientId"_s, u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b94"_s);
    QVERIFY(!box->toPlainText().contains(report.principalId));
}

void TestSetupAccess::aRequestIsWrittenWhereItIsWanted() {
    m_page->showStep(SetupStep::App);
    setup().setValue(u"mailbox"_s, u"typed@example.com"_s); // nothing has to be saved for it
    auto* ask = part<QPushButton>(u"askAdmin"_s);
    const auto choose = [&](const QString& folder) {
        ask->click();
        auto* dialog = m_page->findChild<QFileDialog*>(u"requestFolder"_s);
        QVERIFY(dialog != nullptr);
        emit dialog->fileSelected(folder);
        dialog->close();
        QVERIFY(!ask->isEnabled()); // one at a time
    };
    choose(u"/somewhere/new"_s);
    QCOMPARE(m_backend->requested.size(), size_t{1});
    QCOMPARE(m_backend->requested[0].second, u"/somewhere/new"_s);
    QCOMPARE(m_backend->requested[0].first.profile.mailbox, u"typed@example.com"_s);
    auto* banner = part<QWidget>(u"requestBanner"_s);
    QVERIFY(!banner->isVisible());
    m_backend->requestGate.answer(QStringList{u"README.md"_s});
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->findChild<QLabel*>(u"consequence"_s)->text().contains(u"/somewhere/new"_s));
    QVERIFY(ask->isEnabled());
    m_page->showStep(SetupStep::Secret);
    QVERIFY(!banner->isVisible());
    m_page->showStep(SetupStep::App);
    choose(u"/somewhere/full"_s);
    m_backend->requestGate.answer(std::unexpected(makeError(
        Error::Kind::Refused, Error::Stage::Config, u"it is there and not empty"_s, u"already-exists"_s)));
    QTRY_VERIFY(part<QWidget>(u"error"_s)->isVisible());
    QVERIFY(!banner->isVisible());
}

void TestSetupAccess::theFirstPlanIsMadeAndLookedAt() {
    m_page->showStep(SetupStep::Preview);
    part<QPushButton>(u"testStep"_s)->click();
    QCOMPARE(m_backend->surveyGate.calls(), 1);
    QVERIFY(setup().testing() == SetupStep::Preview);
    m_backend->surveyGate.answer(surveyOf(readyProfile(u"a"_s), someTracker(20)));
    QTRY_COMPARE(setup().finding(SetupStep::Preview).state, State::Ok);
    QVERIFY(setup().finding(SetupStep::Preview).evidence.contains(u"to add"_s));
    QVERIFY(window().currentPage() == PageId::Setup);
    part<QPushButton>(u"openPreview"_s)->click();
    QVERIFY(window().currentPage() == PageId::Preview);
    QCOMPARE(m_backend->surveyGate.calls(), 2); // and a plan is on its way
    window().showPage(PageId::Setup);
    setup().setValue(u"subjectTemplate"_s, u"{project}"_s);
    QCOMPARE(setup().finding(SetupStep::Preview).state, State::Unknown);
    QVERIFY(!part<QPushButton>(u"openPreview"_s)->isEnabled()); // it would be of what is stored
    part<QPushButton>(u"testStep"_s)->click();
    QVERIFY(setup().finding(SetupStep::Preview).evidence.contains(u"Save first"_s));
}

void TestSetupAccess::aPlanThatFailsIsNamed() {
    m_page->showStep(SetupStep::Preview);
    part<QPushButton>(u"testStep"_s)->click();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Auth, Error::Stage::Tracker, u"no"_s, u"tracker-login"_s)));
    QTRY_COMPARE(setup().finding(SetupStep::Preview).state, State::Failed);
    QVERIFY(part<QWidget>(u"error"_s)->isVisible());
    part<QPushButton>(u"testStep"_s)->click();
    const Error missing = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    m_backend->surveyGate.answer(surveyOf(readyProfile(u"a"_s), someTracker(20), {}, missing));
    QTRY_VERIFY(!setup().isBusy()); // the tracker answered, the calendar did not
    QCOMPARE(setup().finding(SetupStep::Preview).state, State::Failed);
    part<QPushButton>(u"testStep"_s)->click();
    m_page->cancel();
    QVERIFY(!setup().isBusy() && !m_console->session().isReading());
    QCOMPARE(setup().finding(SetupStep::Preview).state, State::Failed); // what was found before stays
}

QTEST_MAIN(TestSetupAccess)
#include "tst_setupaccess.moc"
