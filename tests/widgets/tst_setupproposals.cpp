// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setupwindow.h"
#include "widgets/banner.h"
#include "widgets/nearmisses.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What a test has found out beside its verdict, on the page of the set-up: values to take over, calendars
/// that come near; and the password that a proxy wants.
class TestSetupProposals : public SetupWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init() { open(); }
    void cleanup() { close(); }
    void aValueThatFitsIsTakenOverByOnePress();
    void aFailureProposesToo();
    void nothingIsProposedForOtherValues();
    void calendarsOfOthersAreToldWithoutButtons();
    void withoutASignInAnotherAdminIsAsked();
    void everyRowHasItsHeightInANarrowWindow_data();
    void everyRowHasItsHeightInANarrowWindow();
    void aNearMissFitsANarrowWindow();
    void theProxysPasswordIsAskedForWhereItHasAUser();

private:
    [[nodiscard]] static ProbeReport proposing(std::vector<ProbeProposal> proposals);
};

ProbeReport TestSetupProposals::proposing(std::vector<ProbeProposal> proposals) {
    ProbeReport report;
    report.passed = true;
    report.evidence = u"seen"_s;
    report.proposals = std::move(proposals);
    report.atUtc = QDateTime(QDate(2026, 11, 28), QTime(8, 0), Qt::UTC);
    return report;
}

void TestSetupProposals::aValueThatFitsIsTakenOverByOnePress() {
    const QString id = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4"_s;
    setup().setValue(u"tenantId"_s, u"contoso.example"_s);
    answer(SetupStep::Cloud, proposing({{u"tenantId"_s, id, u"Because it stays."_s}}));
    auto* banner = part<Banner>(u"proposals"_s);
    QTRY_VERIFY(banner->isVisible());
    QString said;
    for (const QLabel* label : banner->findChildren<QLabel*>())
        said += label->text();
    QVERIFY2(said.contains(id) && said.contains(u"Because it stays."_s), qPrintable(said));
    const size_t before = m_backend->probed.size();
    QTest::keyClick(&window(), Qt::Key_V, Qt::AltModifier);
    QTRY_COMPARE(m_backend->probed.size(), before + 1); // tested again, with it
    QCOMPARE(m_backend->probed.back().second.profile.tenantId, id);
    QCOMPARE(part<QLineEdit>(u"tenantId"_s)->text(), id);
    QVERIFY(m_backend->probeGate.answer(proposing({})));
    QTRY_VERIFY(!setup().isBusy());
    QVERIFY(!banner->isVisible());
}

void TestSetupProposals::aFailureProposesToo() {
    ProbeReport report = proposing({{u"trackerUrl"_s, u"https://tracker.example.com"_s, u"There it is."_s}});
    report.passed = false;
    report.error = makeError(Error::Kind::NotFound, Error::Stage::Tracker, {}, u"html"_s);
    answer(SetupStep::Tracker, report);
    QVERIFY(part<Banner>(u"proposals"_s)->isVisible());
    part<Banner>(u"proposals"_s)->findChild<QPushButton*>()->click();
    QCOMPARE(setup().draft().profile().trackerUrl, u"https://tracker.example.com"_s);
    QTRY_COMPARE(setup().testing(), std::optional(SetupStep::Tracker));
}

void TestSetupProposals::nothingIsProposedForOtherValues() {
    answer(SetupStep::Cloud, proposing({{u"cloud"_s, u"usgov"_s, u"It lives there."_s}}));
    QVERIFY(part<Banner>(u"proposals"_s)->isVisible());
    setup().setValue(u"tenantId"_s, u"fabrikam.example"_s);
    QVERIFY(!part<Banner>(u"proposals"_s)->isVisible());
    m_page->showStep(SetupStep::Tracker);
    QVERIFY(!part<Banner>(u"proposals"_s)->isVisible());
}

void TestSetupProposals::calendarsOfOthersAreToldWithoutButtons() {
    ProbeReport report = proposing({});
    report.passed = false;
    report.error = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    report.nearMisses = {u"project deliverables"_s};
    report.nearNotes = {{u"project deliverables"_s, u"capital letters, in the group “Other”"_s, false},
                        {u"Project Deliverables"_s, u"belongs to somebody@contoso.example"_s, true}};
    answer(SetupStep::Calendar, report);
    auto* near = part<NearMisses>(u"near"_s);
    QVERIFY(near->isVisible());
    QVERIFY(near->findChild<QLabel*>(u"nearWhy1"_s)->text().contains(u"in the group “Other”"_s));
    QCOMPARE(near->findChild<QLabel*>(u"nearWhy2"_s)->text(), u"belongs to somebody@contoso.example"_s);
    QVERIFY(near->findChild<QPushButton*>(u"useNear1"_s) != nullptr);
    QVERIFY(near->findChild<QPushButton*>(u"useNear2"_s) == nullptr);
    QVERIFY(near->findChild<QPushButton*>(u"renameNear2"_s) == nullptr);
    // Also where none of the mailbox's own comes near.
    report.nearMisses.clear();
    report.nearNotes.erase(report.nearNotes.begin());
    answer(SetupStep::Calendar, report);
    QVERIFY(near->isVisible());
    QVERIFY(near->findChild<QPushButton*>() == nullptr);
}

void TestSetupProposals::withoutASignInAnotherAdminIsAsked() {
    m_page->showStep(SetupStep::App);
    part<QPushButton>(u"createRegistration"_s)->click();
    auto* ask = window().findChild<QPushButton*>(u"askAdminInstead"_s);
    QVERIFY(ask != nullptr);
    QTRY_VERIFY(ask->isVisible());
    ask->click();
    QTRY_VERIFY(m_page->findChild<QFileDialog*>(u"requestFolder"_s) != nullptr);
    QVERIFY(!ask->isVisible());
    m_page->findChild<QFileDialog*>(u"requestFolder"_s)->reject();
}

void TestSetupProposals::everyRowHasItsHeightInANarrowWindow_data() {
    QTest::addColumn<QString>("credential");
    QTest::newRow("secret") << u"secret"_s;
    QTest::newRow("certificate") << u"certificate"_s;
}

void TestSetupProposals::everyRowHasItsHeightInANarrowWindow() {
    QFETCH(QString, credential);
    window().resize(960, 600);
    setup().setValue(u"credential"_s, credential);
    setup().setValue(u"proxy"_s, u"http://ada@proxy.example.com:3128"_s);
    for (const SetupStep step : k_setupSteps) {
        m_page->showStep(step);
        for (const QWidget* row : part<QWidget>(u"scrolled"_s)->findChildren<QWidget*>())
            if (qobject_cast<QFormLayout*>(row->parentWidget()->layout()) != nullptr && row->isVisible())
                QTRY_VERIFY2(row->height() >= row->minimumSizeHint().height(), qPrintable(row->objectName()));
        QTRY_VERIFY(part<QScrollArea>(u"scroll"_s)->horizontalScrollBar()->maximum() == 0);
    }
}

void TestSetupProposals::aNearMissFitsANarrowWindow() {
    window().resize(960, 600);
    ProbeReport report = proposing({});
    report.passed = false;
    report.error = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    report.nearMisses = {u"Project  deliverables of all our offices"_s};
    report.nearNotes = {{u"Project  deliverables of all our offices"_s, u"capital letters, blanks"_s, false},
                        {u"Project Deliverables"_s, u"belongs to somebody@contoso.example"_s, true}};
    answer(SetupStep::Calendar, report);
    QVERIFY(part<NearMisses>(u"near"_s)->isVisible());
    QTRY_COMPARE(part<QScrollArea>(u"scroll"_s)->horizontalScrollBar()->maximum(), 0);
}

void TestSetupProposals::theProxysPasswordIsAskedForWhereItHasAUser() {
    m_page->showStep(SetupStep::Cloud);
    auto* line = part<QLineEdit>(u"proxy_password"_s);
    QVERIFY(!line->isVisible());
    setup().setValue(u"proxy"_s, u"http://ada@proxy.example.com:3128"_s);
    QTRY_VERIFY(line->isVisible());
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    line->setFocus();
    QTest::keyClicks(line, u"proxy's own"_s);
    QVERIFY(setup().draft().hasSecret(SecretPurpose::ProxyPassword));
    setup().test(SetupStep::Cloud);
    QTRY_COMPARE(m_backend->probed.size(), size_t(1));
    QCOMPARE(m_backend->probed.back().second.secrets.at(SecretPurpose::ProxyPassword).reveal(),
             u"proxy's own"_s);
    setup().setValue(u"proxy"_s, u"http://proxy.example.com:3128"_s);
    QTRY_VERIFY(!line->isVisible());
}

QTEST_MAIN(TestSetupProposals)
#include "tst_setupproposals.moc"
