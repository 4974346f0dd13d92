// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pseudowindow.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A plan and what becomes of it: Preview, the question before a run, Jobs.
class TestPseudoPlans : public PseudoWindow {
    Q_OBJECT

private slots:
    void initTestCase() { speak(); }
    void init() { open(); }
    void cleanup() { close(); }
    void preview();
    void previewBanners();
    void applying();
    void jobs();
    void aims_data();
    void aims();
};

void TestPseudoPlans::preview() {
    openWith(greekWorld());
    window().showPage(PageId::Preview);
    look("plan");
    part<QPushButton>(PageId::Preview, "expandButton")->click();
    look("plan, all of it");
    part<QToolButton>(PageId::Preview, "monthButton")->click();
    look("month");
    part<QPushButton>(PageId::Preview, "todayButton")->click();
    part<QToolButton>(PageId::Preview, "nextMonth")->click();
    look("next month");
    part<QToolButton>(PageId::Preview, "requestsButton")->click();
    look("requests");
    part<QToolButton>(PageId::Preview, "listButton")->click();
    m_console->preview().model().setFilter(u"§"_s);
    QTest::qWait(5);
    look("nothing matches");
}

void TestPseudoPlans::previewBanners() {
    PlanWorld world = greekWorld();
    window().showPage(PageId::Preview);
    look("no profile");
    restrict(world);
    openWith(world);
    look("restricted");
    QJsonObject document = toJson(*m_console->session().survey()->plan());
    m_console->preview().openPlan(u"/1"_s);
    m_backend->openPlanGate.answer(document);
    QTest::qWait(5);
    look("opened plan");
    world.restriction.clear();
    world.deliverable(41).date = QDate(2026, 12, 5);
    world.deliverable(42).date.reset();
    world.add(70, 1, inGreek(u"New"_s), QDate(2026, 12, 30));
    m_console->session().refresh();
    m_backend->surveyGate.answer(world.survey());
    QTest::qWait(5);
    m_console->preview().previewOf({21, 22});
    look("opened plan that moved");
    m_console->preview().savePlan(u"/1"_s);
    m_backend->savePlanGate.answer(std::unexpected(someError({})));
    QTest::qWait(5);
    look("not saved");
    m_console->session().refresh();
    look("reading again");
}

void TestPseudoPlans::applying() {
    openWith(greekWorld());
    window().showPage(PageId::Preview);
    QTest::qWait(20);
    part<QPushButton>(PageId::Preview, "applyPlan")->click();
    auto* dialog = window().findChild<QDialog*>(u"applyDialog"_s);
    QVERIFY(dialog != nullptr);
    lookAt(*dialog, "apply");
    dialog->accept();
    QTRY_VERIFY(!m_backend->applied.empty());
    look("run");
    window().close();
    auto* question = window().findChild<QDialog*>(u"closeWhileRunning"_s);
    QVERIFY(question != nullptr);
    lookAt(*question, "close?");
    question->reject();
}

void TestPseudoPlans::jobs() {
    openWith(greekWorld());
    window().showPage(PageId::Jobs);
    look("no job");
    RunRequest request;
    for (const qint64 id : {21, 22, 41})
        request.chosen.push_back({inGreek(u"tracker"_s), id, {}});
    const int first = m_console->jobs().enqueue(request, inGreek(u"All of it"_s));
    m_console->jobs().enqueue(request, inGreek(u"The rest"_s));
    auto& run = m_backend->applied.back();
    look("reading");
    run.feed->progressed({RunProgress::Phase::Applying, 1, 3, 1});
    run.feed->waiting({greekProfile().mailbox, std::chrono::seconds(60), u"429"_s});
    Exchange exchange;
    exchange.startedUtc = m_backend->time.now;
    exchange.elapsed = std::chrono::milliseconds(12);
    exchange.stage = Error::Stage::Graph;
    exchange.method = u"1"_s;
    exchange.url = u"https://1/2"_s;
    exchange.attempt = 2;
    run.feed->exchanged(exchange);
    QTest::qWait(400);
    look("waiting");
    m_console->jobs().pause(first);
    look("paused");
    SyncReport report;
    report.run = RunId{7};
    report.status = RunStatus::Partial;
    report.summary = {.created = 1, .updated = 1, .deleted = 1, .failed = 2, .skipped = 1};
    report.error = someError({});
    for (const char* cause : {"calendar-missing", "throttled", "permission-missing"})
        report.failures.push_back({request.chosen.front(), Verb::Create, inGreek(u"An event"_s),
                                   QDate(2026, 12, 1), someError(QString::fromLatin1(cause))});
    m_backend->applyGate.answer(report);
    QTest::qWait(400);
    look("finished");
    auto* issues = part<QAbstractItemView>(PageId::Jobs, "issues");
    issues->setCurrentIndex(issues->model()->index(1, 0));
    look("issue");
    for (const RunStatus status : {RunStatus::Succeeded, RunStatus::Cancelled, RunStatus::Refused,
                                   RunStatus::Incomplete, RunStatus::Failed}) {
        report.status = status;
        m_backend->applyGate.answer(report);
        m_console->jobs().enqueue(request, inGreek(u"Another"_s));
        QTest::qWait(50);
        look("end of a run");
    }
}

void TestPseudoPlans::aims_data() {
    using Kind = PlanPurpose::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("resumes");
    QTest::newRow("undo") << int(Kind::Revert) << false;
    QTest::newRow("let go") << int(Kind::Detach) << false;
    QTest::newRow("remove all") << int(Kind::RemoveAll) << false;
    QTest::newRow("rest of a run") << int(Kind::Sync) << true;
}

void TestPseudoPlans::aims() {
    QFETCH(int, kind);
    QFETCH(bool, resumes);
    const auto purpose = static_cast<PlanPurpose::Kind>(kind);
    PlanWorld world = greekWorld();
    openWith(world);
    window().showPage(PageId::Preview);
    PreviewPresenter& preview = m_console->preview();
    preview.aimAt({{purpose, 12}, resumes ? std::optional(RunId{12}) : std::nullopt});
    QTest::qWait(400); // until it is spoken of
    look("making the plan");
    m_backend->aimGate.answer(
        resumes ? world.rest(RunId{12}, {41, 42})
                : world.letGo(purpose == PlanPurpose::Kind::Revert ? PlanPurpose::Kind::RemoveAll : purpose));
    QTRY_VERIFY(preview.canApply());
    look("another plan");
    part<QPushButton>(PageId::Preview, "applyPlan")->click();
    auto* dialog = window().findChild<QDialog*>(u"applyDialog"_s);
    QVERIFY(dialog != nullptr);
    lookAt(*dialog, "apply another plan");
    dialog->reject();
    preview.refresh();
    m_backend->aimGate.answer(std::unexpected(someError(u"plan-stale"_s)));
    QTRY_VERIFY(preview.failure() != nullptr);
    look("another plan that failed");
    world.events.clear();
    preview.refresh();
    m_backend->aimGate.answer(resumes ? world.rest(RunId{12}, {}) : world.letGo(PlanPurpose::Kind::Detach));
    QTRY_COMPARE(preview.nothing(), PreviewPresenter::Nothing::NothingToDo);
    look("nothing to do");
}

QTEST_MAIN(TestPseudoPlans)
#include "tst_pseudoplans.moc"
