// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/historypresenter.h"
#include "presentation/itemroles.h"
#include "presentation/runtexts.h"
#include "runworld.h"
#include "surveytools.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

using Content = HistoryPresenter::Content;

class TestHistoryPresenter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhichNothingItIs();
    void listsRunsAndWhatTheNewestWrote();
    void keepsWhatWasChosenAndTheRowsThatStay();
    void aLateAnswerOfAnotherRunIsDropped();
    void anotherProfileHasAnotherHistory();
    void onlyWhatWroteCanBeTakenBack_data();
    void onlyWhatWroteCanBeTakenBack();
    void offersTheRunThatWasCutOff();
    void saysWhatStoodBeforeAndAfter();
    void saysWhoAndWhyInTheDoctorsWords();
    void theHistoryIsExported();

private:
    void answer(std::vector<RunRecord> runs) {
        QSignalSpy changed(m_history.get(), &HistoryPresenter::changed);
        QVERIFY(m_backend->runsGate.answer(std::move(runs)));
        QTRY_VERIFY(!changed.isEmpty());
    }
    void answerWrites(RunDetails details) {
        QSignalSpy changed(m_history.get(), &HistoryPresenter::changed);
        QVERIFY(m_backend->runGate.answer(std::move(details)));
        QTRY_VERIFY(!changed.isEmpty());
    }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<HistoryPresenter> m_history;
};

void TestHistoryPresenter::init() {
    QLocale::setDefault(QLocale::c());
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_history = std::make_unique<HistoryPresenter>(*m_session);
    new QAbstractItemModelTester(&m_history->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_history.get());
    new QAbstractItemModelTester(&m_history->writes(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_history.get());
    QCOMPARE(m_history->content(), Content::NoProfile);
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{u"a"_s, readyProfile(u"a"_s)}, {u"b"_s, readyProfile(u"b"_s)}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(u"a"_s);
}

void TestHistoryPresenter::cleanup() {
    m_history.reset();
    m_session.reset();
    m_backend.reset();
}

void TestHistoryPresenter::saysWhichNothingItIs() {
    QCOMPARE(m_history->content(), Content::Reading);
    QVERIFY(m_backend->runsGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk"_s))));
    QTRY_COMPARE(m_history->content(), Content::Failed);
    QVERIFY(m_history->failure());
    m_history->look();
    answer({});
    QCOMPARE(m_history->content(), Content::Nothing);
    QVERIFY(!m_history->failure() && m_history->chosen() == nullptr && !m_history->canUndo());
}

void TestHistoryPresenter::listsRunsAndWhatTheNewestWrote() {
    answer({someRun(2, RunStatus::Succeeded, 1), someRun(1, RunStatus::Refused)});
    QCOMPARE(m_history->content(), Content::List);
    QCOMPARE(m_history->model().rowCount(), 2);
    QCOMPARE(m_history->chosen()->id, RunId{2});
    answerWrites({someRun(2, RunStatus::Succeeded, 1), {someUpdate()}});
    QCOMPARE(m_history->writes().rowCount(), 1);
    const auto cell = [&](int column) { return m_history->writes().index(0, column).data().toString(); };
    QCOMPARE(cell(WritesModel::What), u"Changed"_s);
    QCOMPARE(cell(WritesModel::Date), u"Fri 4 Dec 2026"_s);
    QVERIFY2(cell(WritesModel::Change).contains(u"Tue 1 Dec 2026 → Fri 4 Dec 2026"_s),
             qPrintable(cell(WritesModel::Change)));
}

void TestHistoryPresenter::keepsWhatWasChosenAndTheRowsThatStay() {
    answer({someRun(2, RunStatus::Running), someRun(1, RunStatus::Succeeded, 3)});
    m_history->choose(RunId{1});
    QPersistentModelIndex kept = m_history->model().indexOf(RunId{1});
    QPersistentModelIndex changing = m_history->model().indexOf(RunId{2});
    m_history->look();
    answer({someRun(3, RunStatus::Succeeded, 1), someRun(2, RunStatus::Succeeded, 4),
            someRun(1, RunStatus::Succeeded, 3)});
    QCOMPARE(m_history->chosen()->id, RunId{1});
    QVERIFY(kept.isValid() && m_history->model().run(kept) == RunId{1});
    QVERIFY(changing.isValid());
    const QModelIndex changed = changing;
    QCOMPARE(changed.siblingAtColumn(RunsModel::Done).data().toString(), u"4 added"_s);
    QCOMPARE(stateOf(changed.siblingAtColumn(RunsModel::Status).data(k_stateRole)), State::Ok);
}

void TestHistoryPresenter::aLateAnswerOfAnotherRunIsDropped() {
    answer({someRun(2, RunStatus::Succeeded, 1), someRun(1, RunStatus::Succeeded, 1)});
    m_history->choose(RunId{1});
    QSignalSpy changed(m_history.get(), &HistoryPresenter::changed);
    m_backend->runGate.answer(RunDetails{someRun(2, RunStatus::Succeeded, 1), {someUpdate(), someUpdate()}});
    m_backend->runGate.answer(RunDetails{someRun(1, RunStatus::Succeeded, 1), {someUpdate()}});
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(m_history->writes().rowCount(), 1);
}

void TestHistoryPresenter::anotherProfileHasAnotherHistory() {
    answer({someRun(1, RunStatus::Interrupted)});
    QVERIFY(m_history->cutOff() != nullptr);
    m_history->look();
    m_session->choose(u"b"_s);
    QCOMPARE(m_history->content(), Content::Reading);
    QVERIFY(m_history->cutOff() == nullptr);
    m_backend->runsGate.answer(std::vector{someRun(1, RunStatus::Interrupted)}); // of the first profile
    answer({});
    QCOMPARE(m_history->content(), Content::Nothing);
}

void TestHistoryPresenter::onlyWhatWroteCanBeTakenBack_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("created");
    QTest::addColumn<bool>("can");
    QTest::newRow("done") << int(RunStatus::Succeeded) << 3 << true;
    QTest::newRow("cancelled on the way") << int(RunStatus::Cancelled) << 3 << true;
    QTest::newRow("nothing was to do") << int(RunStatus::Succeeded) << 0 << false;
    QTest::newRow("refused") << int(RunStatus::Refused) << 0 << false;
    QTest::newRow("nobody knows") << int(RunStatus::Interrupted) << 0 << true;
    QTest::newRow("under way") << int(RunStatus::Running) << 3 << false;
}

void TestHistoryPresenter::onlyWhatWroteCanBeTakenBack() {
    QFETCH(int, status);
    QFETCH(int, created);
    QFETCH(bool, can);
    answer({someRun(1, static_cast<RunStatus>(status), created)});
    QCOMPARE(m_history->canUndo(), can);
}

void TestHistoryPresenter::offersTheRunThatWasCutOff() {
    answer({someRun(2, RunStatus::Refused), someRun(1, RunStatus::Interrupted)});
    QVERIFY(m_history->cutOff() != nullptr && m_history->cutOff()->id == RunId{1});
    QVERIFY(m_history->cutOffTitle().contains(u"Run 1 of"_s));
    QCOMPARE(m_history->offer(), m_history->cutOff());
    RunRecord cancelled = someRun(3, RunStatus::Cancelled, 40);
    cancelled.summary.insert(u"skipped"_s, 60);
    m_history->look();
    answer({cancelled, someRun(1, RunStatus::Interrupted)});
    QVERIFY(m_history->cutOffTitle().contains(u"cancelled"_s));
    QVERIFY(m_history->cutOffNote().startsWith(u"60 "_s));
    QVERIFY(m_history->offer() == nullptr); // it ended before the eyes of whoever sits here
    m_history->look();
    answer({someRun(4, RunStatus::Succeeded, 60), cancelled});
    QVERIFY(m_history->cutOff() == nullptr);
}

void TestHistoryPresenter::saysWhatStoodBeforeAndAfter() {
    IntentRecord write = someUpdate();
    QCOMPARE(beforeAndAfter(write.intent), QStringList{u"Date: Tue 1 Dec 2026 → Fri 4 Dec 2026"_s});
    write.intent.tagBefore = Tag();
    write.intent.tagAfter = Tag();
    QVERIFY(beforeAndAfter(write.intent).contains(u"Our mark came off"_s));
    write.intent.verb = Verb::Delete;
    QVERIFY(beforeAndAfter(write.intent).isEmpty());
    QCOMPARE(contentOf(write.intent).date, QDate(2026, 12, 1)); // what stood there
    QCOMPARE(writeText(write), u"Deleted"_s);
    write.state = IntentState::Doubtful;
    QCOMPARE(writeText(write), u"Not known"_s);
    QCOMPARE(writeState(write.state), State::Unknown);
}

void TestHistoryPresenter::saysWhoAndWhyInTheDoctorsWords() {
    Error full = makeError(Error::Kind::Rejected, Error::Stage::Graph, u"POST /events"_s);
    full.httpStatus = 507;
    full.code = u"ErrorQuotaExceeded"_s;
    SyncReport report;
    report.failures.push_back({{u"t"_s, 1, {}}, Verb::Update, u"DD"_s, {}, full});
    RunRecord run = someRun(2, RunStatus::Partial, 1);
    run.start.who = u"anna@ws-17"_s;
    run.failures = failuresOf(report);
    IntentRecord write = someUpdate();
    write.intent.key = {u"t"_s, 1, {}};
    write.state = IntentState::Failed;
    write.error = full.summary();
    RunRecord refused = someRun(1, RunStatus::Refused);
    const Error guard = makeError(Error::Kind::Refused, Error::Stage::Plan, u"12 > 10"_s, u"guard-refused"_s);
    refused.failures = {factsOf(guard)};
    refused.why = guard.detail;
    answer({run, refused});
    answerWrites({run, {write}});
    const RunsModel& runs = m_history->model();
    QCOMPARE(runs.index(0, RunsModel::Who).data().toString(), u"anna@ws-17"_s);
    const QString why = m_history->writes().index(0, WritesModel::Change).data().toString();
    QVERIFY2(why.endsWith(diagnose(full, Surface::Window).title), qPrintable(why));
    QVERIFY(!why.contains(full.summary()));
    const QString ended = runs.index(1, RunsModel::Done).data().toString();
    QCOMPARE(ended, diagnose(guard, Surface::Window).title);
    run.failures = {}; // as an older version left it
    m_history->look();
    answer({run});
    answerWrites({run, {write}});
    QVERIFY(m_history->writes().index(0, WritesModel::Change).data().toString().endsWith(full.summary()));
    write.intent.key.recipient = u"id-ann"_s;
    WritesModel writes;
    writes.show({run, {write}}, {{u"id-ann"_s, u"ann@contoso.example"_s}});
    QVERIFY(writes.index(0, WritesModel::Subject).data().toString().endsWith(u" · ann@contoso.example"_s));
}

void TestHistoryPresenter::theHistoryIsExported() {
    answer({});
    QVERIFY(!m_history->canExport());
    m_history->look();
    answer({someRun(1, RunStatus::Succeeded, 3)});
    QVERIFY(m_history->canExport());
    QSignalSpy exported(m_history.get(), &HistoryPresenter::exported);
    m_history->exportTo(u"/tmp/history.json"_s);
    QCOMPARE(m_backend->exported, QStringList{u"/tmp/history.json"_s});
    QVERIFY(m_backend->exportGate.answer(1));
    QTRY_COMPARE(exported.size(), 1);
    QVERIFY(exported[0][0].toString().contains(u"/tmp/history.json"_s));
    m_history->exportTo(u"/nowhere/history.csv"_s);
    QVERIFY(m_backend->exportGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"full"_s))));
    QTRY_VERIFY(m_history->failure());
    QCOMPARE(exported.size(), 1);
}

QTEST_GUILESS_MAIN(TestHistoryPresenter)
#include "tst_historypresenter.moc"
