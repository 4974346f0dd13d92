// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/fakebackend.h"
#include "widgets/console.h"
#include "widgets/jobspage.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The page of jobs and the strip in the real window, over an engine that answers when the test says so.
class TestJobsPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void sortsNothingWhereNothingRan();
    void theStripIsThereOnlyWhileARunIsUnderWay();
    void pauseResumeAndCancelByKeyboard();
    void issuesAreShownWithTheirRemedyAndCanBeTriedAgain();
    void theJobThatIsShownStaysShownWhenItEnds();
    void closingAsksWhileARunIsUnderWay();
    void finishingLooksAtBothSidesAgain();

private:
    template <class T> [[nodiscard]] T* part(const QString& name) {
        // Other pages of the window name their parts alike.
        T* found = m_console->window().page(PageId::Jobs)->findChild<T*>(name);
        return found != nullptr ? found : m_console->window().findChild<T*>(name);
    }
    int startRun(std::vector<qint64> deliverables);

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;
};

void TestJobsPage::initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

void TestJobsPage::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_console = std::make_unique<Console>(*m_backend, *m_theme);
    Profile profile;
    profile.name = u"a"_s;
    profile.tenantId = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4"_s;
    profile.clientId = u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93"_s;
    profile.trackerUrl = u"https://tracker.example.com"_s;
    profile.trackerUser = u"planner"_s;
    profile.mailbox = u"projects@example.com"_s;
    profile.timeZone = u"W. Europe Standard Time"_s;
    std::vector<ProfileEntry> entries;
    entries.push_back({profile.name, profile});
    m_console->session().reloadProfiles();
    while (m_backend->profilesGate.answer(entries)) {
    }
    QTRY_VERIFY(m_console->session().hasLoaded());
    m_console->session().choose(u"a"_s);
    m_console->window().showPage(PageId::Jobs);
    m_console->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_console->window()));
    m_console->window().activateWindow();
}

void TestJobsPage::cleanup() {
    m_console.reset();
    m_backend.reset();
}

int TestJobsPage::startRun(std::vector<qint64> deliverables) {
    RunRequest request;
    for (const qint64 deliverable : deliverables)
        request.chosen.push_back({u"tracker.example.com"_s, deliverable, {}});
    return m_console->jobs().enqueue(request, u"All of it"_s);
}

void TestJobsPage::sortsNothingWhereNothingRan() {
    QVERIFY(part<QPushButton>(u"emptyAction"_s)->isVisible());
    QVERIFY(!part<QPushButton>(u"pauseJob"_s)->isEnabled());
    QVERIFY(!part<QPushButton>(u"cancelJob"_s)->isEnabled());
    QVERIFY(!part<QPushButton>(u"retryJob"_s)->isEnabled());
}

void TestJobsPage::theStripIsThereOnlyWhileARunIsUnderWay() {
    auto* strip = part<QWidget>(u"jobStrip"_s);
    QVERIFY(!strip->isVisible());
    startRun({1, 2});
    QVERIFY(strip->isVisible());
    m_backend->applied.back().feed->progressed({RunProgress::Phase::Applying, 1, 2, 0});
    QTRY_VERIFY(part<QLabel>(u"jobStripWords"_s)->text().contains(u"1 of 2"_s));
    m_backend->applied.back().feed->waiting({u"projects@example.com"_s, std::chrono::seconds(60), u"429"_s});
    QTRY_VERIFY(part<QLabel>(u"jobStripWait"_s)->text().contains(u"1:00"_s));
    m_backend->applyGate.answer(SyncReport());
    QTRY_VERIFY(!strip->isVisible());
}

void TestJobsPage::pauseResumeAndCancelByKeyboard() {
    startRun({1});
    auto* pause = part<QPushButton>(u"pauseJob"_s);
    const auto control = m_backend->applied.back().control;
    QTest::keyClick(pause, Qt::Key_Space);
    QVERIFY(control->isPaused());
    QTest::keyClick(pause, Qt::Key_Space);
    QVERIFY(!control->isPaused());
    QTest::keyClick(&m_console->window(), Qt::Key_Escape);
    QVERIFY(control->token().stop_requested());
    QVERIFY(!part<QPushButton>(u"cancelJob"_s)->isEnabled());
}

void TestJobsPage::issuesAreShownWithTheirRemedyAndCanBeTriedAgain() {
    startRun({1, 2});
    Error error = makeError(Error::Kind::Rejected, Error::Stage::Graph, u"tried"_s, u"ErrorQuotaExceeded"_s);
    error.httpStatus = 507;
    error.requestId = u"7d1c"_s;
    SyncReport report;
    report.status = RunStatus::Partial;
    report.failures = {
        {{u"tracker.example.com"_s, 2, {}}, Verb::Create, u"Bulletin"_s, QDate(2026, 12, 1), error}};
    m_backend->applyGate.answer(report);
    auto* issues = part<QListView>(u"issues"_s);
    QTRY_COMPARE(issues->model()->rowCount(), 1);
    QVERIFY(!issues->model()->index(0, 0).data(IssuesModel::k_remedyRole).toString().isEmpty());
    QVERIFY(part<QWidget>(u"error"_s)->isVisible());
    QVERIFY(part<QLabel>(u"issueEvents"_s)->text().contains(u"Bulletin"_s)); // which one is said
    QTest::mouseClick(part<QPushButton>(u"retryIssue"_s), Qt::LeftButton);
    QCOMPARE(m_backend->applied.size(), size_t{2});
    QCOMPARE(m_backend->applied.back().request.chosen.at(0).deliverable, 2);
}

/// Its row goes from one section to another, and the one above becomes current for a moment.
void TestJobsPage::theJobThatIsShownStaysShownWhenItEnds() {
    SyncReport report;
    report.status = RunStatus::Succeeded;
    startRun({1});
    m_backend->applyGate.answer(report);
    QTRY_VERIFY(m_console->jobs().jobs().back().report);
    const int second = startRun({2});
    auto* jobs = part<QListView>(u"jobs"_s);
    QCOMPARE(jobs->currentIndex().data(JobsModel::IdRole).toInt(), second);
    m_backend->applyGate.answer(report);
    QTRY_VERIFY(m_console->jobs().jobs().back().report);
    QCOMPARE(jobs->currentIndex().data(JobsModel::IdRole).toInt(), second);
    // Another one's end moves nothing either.
    const int third = startRun({3});
    jobs->setCurrentIndex(jobs->model()->index(jobs->model()->rowCount() - 1, 0));
    const int first = jobs->currentIndex().data(JobsModel::IdRole).toInt();
    QVERIFY(first != third && first != 0);
    m_backend->applyGate.answer(report);
    QTRY_VERIFY(m_console->jobs().jobs().back().report);
    QCOMPARE(jobs->currentIndex().data(JobsModel::IdRole).toInt(), first);
}

void TestJobsPage::closingAsksWhileARunIsUnderWay() {
    startRun({1});
    QTest::keyClick(&m_console->window(), Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(m_console->window().isVisible());
    auto* question = part<QMessageBox>(u"closeWhileRunning"_s);
    QVERIFY(question != nullptr);
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(part<QMessageBox>(u"closeWhileRunning"_s) == nullptr);
    QVERIFY(!m_backend->applied.back().control->token().stop_requested());

    m_console->window().close();
    QTest::mouseClick(part<QPushButton>(u"cancelAndClose"_s), Qt::LeftButton);
    QVERIFY(m_backend->applied.back().control->token().stop_requested());
    QVERIFY(m_console->window().isVisible()); // until the run has ended
    SyncReport report;
    report.status = RunStatus::Cancelled;
    m_backend->applyGate.answer(report);
    QTRY_VERIFY(!m_console->window().isVisible());
}

void TestJobsPage::finishingLooksAtBothSidesAgain() {
    startRun({1});
    const int before = m_backend->surveyGate.calls();
    m_backend->applyGate.answer(SyncReport());
    QTRY_COMPARE(m_backend->surveyGate.calls(), before + 1);
}

QTEST_MAIN(TestJobsPage)
#include "tst_jobspage.moc"
