// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/issuesmodel.h"
#include "presentation/jobsmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

RunRequest oneEvent() {
    RunRequest request;
    request.chosen.push_back({u"tracker.example.com"_s, 1, {}});
    return request;
}

QStringList texts(const QAbstractItemModel& model) {
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, 0).data().toString();
    return all;
}

Exchange exchange(int number) {
    Exchange made;
    made.startedUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC).addSecs(number);
    made.clientRequestId = QString::number(number);
    made.url = u"http://127.0.0.1/graph/v1.0/users"_s;
    return made;
}

} // namespace

class TestJobsModel : public QObject {
    Q_OBJECT

private slots:
    void jobsMoveFromSectionToSection();
    void headingsCannotBeChosen();
    void durationsAreReadable_data();
    void durationsAreReadable();
    void aRunTellsWhatIsLeft();
    void issuesUpdateByDifference();
    void theLogFollowsAGrowingWindow();
};

void TestJobsModel::jobsMoveFromSectionToSection() {
    FakeBackend backend;
    Session session(backend);
    Profile profile;
    profile.name = u"a"_s;
    session.reloadProfiles();
    std::vector<ProfileEntry> entries;
    entries.push_back({profile.name, profile});
    backend.profilesGate.answer(std::move(entries));
    QTRY_VERIFY(session.hasLoaded());
    session.choose(u"a"_s);
    JobsPresenter jobs(session);
    JobsModel model(jobs);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);

    jobs.enqueue(oneEvent(), u"one"_s);
    jobs.enqueue(oneEvent(), u"two"_s);
    QCOMPARE(texts(model), (QStringList{u"Running"_s, u"one"_s, u"Queued"_s, u"two"_s}));
    backend.applyGate.answer(SyncReport());
    QTRY_COMPARE(texts(model), (QStringList{u"Running"_s, u"two"_s, u"Finished today"_s, u"one"_s}));
    backend.applyGate.answer(SyncReport());
    QTRY_COMPARE(texts(model), (QStringList{u"Finished today"_s, u"two"_s, u"one"_s}));
    backend.time.now = backend.time.now.addDays(1);
    jobs.enqueue(oneEvent(), u"three"_s);
    QCOMPARE(texts(model),
             (QStringList{u"Running"_s, u"three"_s, u"Finished earlier"_s, u"two"_s, u"one"_s}));
}

void TestJobsModel::headingsCannotBeChosen() {
    FakeBackend backend;
    Session session(backend);
    session.reloadProfiles();
    std::vector<ProfileEntry> entries;
    Profile profile;
    profile.name = u"a"_s;
    entries.push_back({profile.name, profile});
    backend.profilesGate.answer(std::move(entries));
    QTRY_VERIFY(session.hasLoaded());
    session.choose(u"a"_s);
    JobsPresenter jobs(session);
    JobsModel model(jobs);
    const int id = jobs.enqueue(oneEvent(), u"one"_s);
    QVERIFY(!model.index(0).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(model.indexOf(id).flags().testFlag(Qt::ItemIsSelectable));
    QVERIFY(!model.indexOf(0).isValid());
}

void TestJobsModel::durationsAreReadable_data() {
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0 << u"0:00"_s;
    QTest::newRow("a clock that went back") << -5 << u"0:00"_s;
    QTest::newRow("seconds") << 47 << u"0:47"_s;
    QTest::newRow("minutes") << 134 << u"2:14"_s;
    QTest::newRow("hours") << 3734 << u"1:02:14"_s;
}

void TestJobsModel::durationsAreReadable() {
    QFETCH(int, seconds);
    QTEST(durationText(std::chrono::seconds(seconds)), "text");
}

void TestJobsModel::aRunTellsWhatIsLeft() {
    Job job;
    job.state = Job::State::Running;
    job.request = oneEvent();
    job.startedUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC);
    const QDateTime now = job.startedUtc.addSecs(65);
    job.progress = {RunProgress::Phase::Applying, 0, 1, 0};
    QCOMPARE(jobLine(job, 0, now), u"0 of 1, 1:05"_s);
    job.progress.secondsLeft = 129.6;
    QCOMPARE(jobLine(job, 0, now), u"0 of 1, 1:05, about 2:10 left"_s);
}

void TestJobsModel::issuesUpdateByDifference() {
    IssuesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto issue = [](const QString& title) {
        Issue made;
        made.title = title;
        return made;
    };
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Issue> issues;
        QStringList titles;
        for (int i = 0; i < 6; ++i)
            if (random.bounded(2) == 1) {
                titles << QString::number(i);
                issues.push_back(issue(titles.last()));
            }
        model.setIssues(issues);
        QCOMPARE(texts(model), titles);
    }
    QCOMPARE(resets.size(), 0);
}

void TestJobsModel::theLogFollowsAGrowingWindow() {
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<Exchange> all;
    for (int number = 0; number < 60; ++number)
        all.push_back(exchange(number));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.show(1, {all[0]});
    resets.clear();
    for (std::ptrdiff_t end = 1; end < std::ssize(all); ++end) {
        const std::ptrdiff_t begin = std::max<std::ptrdiff_t>(0, end - 10);
        model.show(1, {all.begin() + begin, all.begin() + end});
        QCOMPARE(model.rowCount(), static_cast<int>(end - begin));
        QCOMPARE(model.index(0, LogModel::Time).data(),
                 all[static_cast<size_t>(begin)].startedUtc.toLocalTime().time().toString(u"HH:mm:ss.zzz"_s));
    }
    QCOMPARE(resets.size(), 0);
    model.show(2, {all[5]});
    QCOMPARE(model.rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestJobsModel)
#include "tst_jobsmodel.moc"
