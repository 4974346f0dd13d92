// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "planworld.h"
#include "presentation/jobspresenter.h"
#include "surveytools.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

EventKey key(qint64 deliverable) { return {u"tracker.example.com"_s, deliverable, {}}; }

RunRequest request(std::vector<qint64> deliverables) {
    RunRequest request;
    for (const qint64 deliverable : deliverables)
        request.chosen.push_back(key(deliverable));
    return request;
}

ActionFailure failure(qint64 deliverable, const QString& code, int status) {
    Error error = makeError(Error::Kind::Rejected, Error::Stage::Graph, u"tried"_s, code);
    error.httpStatus = status;
    return {key(deliverable), Verb::Create, u"Deliverable %1"_s.arg(deliverable), QDate(2026, 12, 1), error};
}

} // namespace

class TestJobsPresenter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void runsOneAtATimeInTheirOrder();
    void showsWhatTheRunSays();
    void aWaitSaysWhoAskedForIt_data();
    void aWaitSaysWhoAskedForIt();
    void pausesAndResumes();
    void cancelEndsTheRunUnderWay();
    void aQueuedJobIsCancelledWithoutBeingSent();
    void issuesArePutTogetherByCause();
    void retriesWhatFailedAlone();
    void aJobKeepsTheProfileItWasAskedFor();
    void theLogIsBounded();
    void aReviewIsKeptOnlyToTryAgain();
    void whatWroteCanBeTakenBack();
    void aRunIsClosedWithoutAChange();

private:
    [[nodiscard]] const Job& job(int id) const { return *m_jobs->job(id); }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobsPresenter> m_jobs;
};

void TestJobsPresenter::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    std::vector<ProfileEntry> entries;
    for (const QString& name : {u"a"_s, u"b"_s}) {
        Profile profile;
        profile.name = name;
        profile.trackerUrl = u"https://tracker.example.com/planner"_s;
        entries.push_back({name, profile});
    }
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::move(entries));
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(u"a"_s);
    m_jobs = std::make_unique<JobsPresenter>(*m_session);
}

void TestJobsPresenter::cleanup() {
    m_jobs.reset();
    m_session.reset();
    m_backend.reset();
}

void TestJobsPresenter::runsOneAtATimeInTheirOrder() {
    const int first = m_jobs->enqueue(request({1}), u"first"_s);
    const int second = m_jobs->enqueue(request({2}), u"second"_s);
    QCOMPARE(job(first).state, Job::State::Running);
    QCOMPARE(job(second).state, Job::State::Queued);
    QCOMPARE(m_backend->applyGate.calls(), 1);
    QCOMPARE(m_jobs->waiting(), 1);
    m_backend->applyGate.answer(SyncReport());
    QTRY_COMPARE(job(second).state, Job::State::Running);
    QCOMPARE(job(first).state, Job::State::Finished);
    QCOMPARE(m_backend->applied.at(1).request.chosen, std::vector{key(2)});
    QCOMPARE(m_jobs->enqueue(request({}), u"nothing"_s), 0);
}

void TestJobsPresenter::showsWhatTheRunSays() {
    const int id = m_jobs->enqueue(request({1, 2, 3}), u"run"_s);
    RunFeed& feed = *m_backend->applied.back().feed;
    feed.progressed({RunProgress::Phase::Applying, 2, 3, 1});
    Exchange exchange;
    exchange.status = 429;
    exchange.stage = Error::Stage::Graph;
    feed.exchanged(exchange);
    exchange.status = 200;
    exchange.children = 7; // an envelope stands for what is in it
    feed.exchanged(exchange);
    exchange.stage = Error::Stage::Tracker;
    feed.exchanged(exchange); // no forecast speaks of it
    feed.waiting({u"projects@example.com"_s, std::chrono::seconds(60), u"429"_s});
    QTRY_COMPARE(job(id).progress.done, 2);
    QCOMPARE(job(id).calls, 8);
    QCOMPARE(job(id).throttled, 1);
    QVERIFY(job(id).wait.has_value());
    m_backend->time.now = m_backend->time.now.addSecs(61);
    QTRY_VERIFY(!job(id).wait.has_value());
}

void TestJobsPresenter::aWaitSaysWhoAskedForIt_data() {
    QTest::addColumn<QString>("lane");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("words");
    const QString tracker = originOf(QUrl(u"https://tracker.example.com"_s));
    QTest::newRow("mailbox") << u"projects@example.com"_s << u"429"_s << u"Microsoft asked us to slow down"_s;
    QTest::newRow("fence") << u"projects@example.com"_s << u"fence"_s << u"Microsoft asked us to slow down"_s;
    QTest::newRow("tracker") << tracker << u"429"_s << u"the tracker asked us to slow down"_s;
    QTest::newRow("busy tracker") << tracker << u"503"_s << u"the tracker asked us to slow down"_s;
    QTest::newRow("failure") << tracker << u"retry"_s << u"trying again after a failure"_s;
}

void TestJobsPresenter::aWaitSaysWhoAskedForIt() {
    QFETCH(QString, lane);
    QFETCH(QString, reason);
    const int id = m_jobs->enqueue(request({1}), u"run"_s);
    m_backend->applied.back().feed->waiting({lane, std::chrono::seconds(60), reason});
    QTRY_VERIFY(job(id).wait.has_value());
    QTEST(waitText(job(id)), "words");
}

void TestJobsPresenter::pausesAndResumes() {
    const int id = m_jobs->enqueue(request({1}), u"run"_s);
    const auto control = m_backend->applied.back().control;
    m_jobs->pause(id);
    QVERIFY(control->isPaused());
    QCOMPARE(job(id).state, Job::State::Paused);
    m_jobs->resume(id);
    QVERIFY(!control->isPaused());
    QCOMPARE(job(id).state, Job::State::Running);
}

void TestJobsPresenter::cancelEndsTheRunUnderWay() {
    const int id = m_jobs->enqueue(request({1, 2}), u"run"_s);
    m_jobs->cancel(id);
    QVERIFY(m_backend->applied.back().control->token().stop_requested());
    QCOMPARE(job(id).state, Job::State::Cancelling);
    SyncReport report;
    report.status = RunStatus::Cancelled;
    report.summary.created = 1;
    report.summary.skipped = 1;
    m_backend->applyGate.answer(report);
    QTRY_COMPARE(job(id).state, Job::State::Finished);
    QCOMPARE(outcomeState(*job(id).report), State::Skipped);
    QCOMPARE(outcomeLine(*job(id).report), u"cancelled: 1 added, 1 not done"_s);
}

void TestJobsPresenter::aQueuedJobIsCancelledWithoutBeingSent() {
    m_jobs->enqueue(request({1}), u"first"_s);
    const int second = m_jobs->enqueue(request({2}), u"second"_s);
    m_jobs->cancel(second);
    QCOMPARE(job(second).state, Job::State::Finished);
    m_backend->applyGate.answer(SyncReport());
    QTRY_VERIFY(m_jobs->active() == nullptr);
    QCOMPARE(m_backend->applyGate.calls(), 1);
}

void TestJobsPresenter::issuesArePutTogetherByCause() {
    const int id = m_jobs->enqueue(request({1, 2, 3}), u"run"_s);
    SyncReport report;
    report.status = RunStatus::Failed;
    report.failures = {failure(1, u"ErrorQuotaExceeded"_s, 507), failure(2, u"ErrorAccessDenied"_s, 403),
                       failure(3, u"ErrorQuotaExceeded"_s, 507)};
    m_backend->applyGate.answer(report);
    QTRY_COMPARE(job(id).issues.size(), size_t{2});
    QCOMPARE(job(id).issues.at(0).keys, (std::vector{key(1), key(3)}));
    QCOMPARE(job(id).issues.at(1).subjects, QStringList{u"Deliverable 2"_s});
    QVERIFY(!job(id).issues.at(0).title.isEmpty());
    QVERIFY(!job(id).issues.at(0).remedy.isEmpty());
}

void TestJobsPresenter::retriesWhatFailedAlone() {
    const int id = m_jobs->enqueue(request({1, 2, 3}), u"run"_s);
    SyncReport report;
    report.status = RunStatus::Partial;
    report.run = RunId{5};
    report.failures = {failure(2, u"ErrorQuotaExceeded"_s, 507), failure(3, u"ErrorAccessDenied"_s, 403)};
    m_backend->applyGate.answer(report);
    QTRY_COMPARE(job(id).state, Job::State::Finished);
    QVERIFY(m_jobs->retry(id) != 0);
    QCOMPARE(m_backend->applied.back().request.chosen, (std::vector{key(2), key(3)}));
    QCOMPARE(m_backend->applied.back().request.resumes, std::optional(RunId{5})); // all that was left of it
    m_backend->applyGate.answer(SyncReport());
    QTRY_VERIFY(m_jobs->active() == nullptr);
    QVERIFY(m_jobs->retry(id, 1) != 0);
    QCOMPARE(m_backend->applied.back().request.chosen, std::vector{key(3)});
    QVERIFY(!m_backend->applied.back().request.resumes);
}

void TestJobsPresenter::aJobKeepsTheProfileItWasAskedFor() {
    m_jobs->enqueue(request({1}), u"first"_s);
    m_jobs->enqueue(request({2}), u"second"_s);
    m_session->choose(u"b"_s);
    m_backend->applyGate.answer(SyncReport());
    QTRY_COMPARE(m_backend->applyGate.calls(), 2);
    QCOMPARE(m_backend->applied.back().profile.name, u"a"_s);
    QCOMPARE(m_jobs->retry(1), 0); // another profile is in front now
}

void TestJobsPresenter::theLogIsBounded() {
    const int id = m_jobs->enqueue(request({1}), u"run"_s);
    RunFeed& feed = *m_backend->applied.back().feed;
    Exchange exchange;
    exchange.stage = Error::Stage::Graph;
    for (int round = 1; round <= 6; ++round) {
        for (size_t i = 0; i < RunFeed::k_keptExchanges; ++i)
            feed.exchanged(exchange);
        QTRY_COMPARE(job(id).calls, round * static_cast<int>(RunFeed::k_keptExchanges));
    }
    QCOMPARE(job(id).log.size(), Job::k_keptExchanges);
}

void TestJobsPresenter::aReviewIsKeptOnlyToTryAgain() {
    const auto enqueue = [&] {
        RunRequest reviewed = request({1, 2});
        reviewed.reviewed = surveyOf(readyProfile(), someTracker(3));
        return m_jobs->enqueue(reviewed, u"run"_s);
    };
    const int failing = enqueue();
    const int fine = enqueue();
    const int dropped = enqueue();
    m_jobs->cancel(dropped);
    QVERIFY(!job(dropped).request.reviewed);
    SyncReport report;
    report.failures = {failure(2, u"ErrorQuotaExceeded"_s, 507)};
    m_backend->applyGate.answer(report);
    QTRY_COMPARE(job(failing).state, Job::State::Finished);
    m_backend->applyGate.answer(SyncReport());
    QTRY_COMPARE(job(fine).state, Job::State::Finished);
    QVERIFY(job(failing).request.reviewed);
    QVERIFY(!job(fine).request.reviewed);
    QCOMPARE(job(fine).planned(), 2);
}

void TestJobsPresenter::whatWroteCanBeTakenBack() {
    const int id = m_jobs->enqueue(request({1}), u"run"_s);
    QVERIFY(!m_jobs->toUndo(id));
    SyncReport report;
    report.run = RunId{12};
    report.summary.created = 1;
    m_backend->applyGate.answer(report);
    QTRY_COMPARE(job(id).state, Job::State::Finished);
    QCOMPARE(m_jobs->toUndo(id), std::optional(RunId{12}));
    QVERIFY(!m_jobs->toUndo(id + 1));
    // Of another profile it is taken back where its calendar is.
    QSignalSpy changed(m_jobs.get(), &JobsPresenter::jobChanged);
    m_session->choose(u"b"_s);
    QVERIFY(!m_jobs->toUndo(id));
    QCOMPARE(changed.size(), 1);
    m_session->choose(u"a"_s);
    QVERIFY(m_jobs->toUndo(id));
    // What wrote nothing has nothing to take back.
    const int second = m_jobs->enqueue(request({2}), u"run"_s);
    report.summary.created = 0;
    m_backend->applyGate.answer(report);
    QTRY_COMPARE(job(second).state, Job::State::Finished);
    QVERIFY(!m_jobs->toUndo(second));
}

void TestJobsPresenter::aRunIsClosedWithoutAChange() {
    RunRequest closing;
    closing.reviewed = PlanWorld::usual().rest(RunId{7}, {});
    QVERIFY(m_jobs->enqueue(closing, u"Close run 7"_s) != 0);
    QCOMPARE(m_backend->applied.size(), size_t{1});
    closing.reviewed = PlanWorld::usual().survey();
    QCOMPARE(m_jobs->enqueue(closing, u"nothing"_s), 0);
}

QTEST_GUILESS_MAIN(TestJobsPresenter)
#include "tst_jobspresenter.moc"
