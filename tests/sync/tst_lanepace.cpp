// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast a lane goes: as it was said before, and within what the mailbox takes.
#include "lanes.h"

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

class Watch final : public ProgressSink {
public:
    explicit Watch(std::function<void(const RunProgress&)> see) : m_see(std::move(see)) {}
    void progressed(const RunProgress& progress) override {
        if (progress.phase == RunProgress::Phase::Applying && progress.total > 0)
            m_see(progress);
    }

private:
    std::function<void(const RunProgress&)> m_see;
};

bool isWithin15Percent(double said, double was) { return said >= 0.85 * was && said <= 1.15 * was; }

/// Every deliverable that has an event gets that date.
void moveAll(sandbox::Sandbox& sandbox, QDate date) {
    QJsonArray patch;
    for (const QString& key : taggedEvents(sandbox).uniqueKeys())
        patch.append(QJsonObject{{u"id"_s, EventKey::fromString(key)->deliverable},
                                 {u"set"_s, QJsonObject{{u"date"_s, date.toString(Qt::ISODate)}}}});
    QVERIFY(sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, patch}}));
}

} // namespace

class TstLanePace : public QObject {
    Q_OBJECT

private slots:
    void theForecastIsKept_data();
    void theForecastIsKept();
    void aQuotaIsKeptInsteadOfRunInto();
    void theNextProgramKnowsWhatWasSpent();
};

void TstLanePace::theForecastIsKept_data() {
    QTest::addColumn<int>("limit");
    QTest::newRow("four at once") << 4;
    if (qEnvironmentVariableIsSet("MILEPOST_LONG"))
        QTest::newRow("one at once, which has to be learned first") << 1;
    else
        qInfo("LEFT OUT: the forecast for a limit of one (tests/run.sh --long)");
}

/// Requests to the last one; seconds within 15 %, before the run and while it goes on. The lane is at its
/// pace when it is asked; a machine that stands still now and then gets another chance.
void TstLanePace::theForecastIsKept() {
    QFETCH(int, limit);
    sandbox::Options options = quickOptions(limit);
    options.deliverables = 150;
    options.latencyMilliseconds = 60;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox, asPatientAsTheProgram());
    QVERIFY(machine.sync().verified);
    bool isKept = false;
    for (int turn = 0; turn < 3 && !isKept; ++turn) {
        moveAll(sandbox, QDate(2027, 3, 1).addDays(turn));
        const auto plan = machine.plan();
        QVERIFY(plan && plan->pending() > 100);
        sandbox.resetLog();
        QElapsedTimer timer;
        double seconds = 0;
        double halfway = 0; // what was said, and when
        double saidLeft = 0;
        Watch watch([&](const RunProgress& progress) {
            if (progress.done == progress.total / 2 && halfway == 0) {
                halfway = double(timer.elapsed()) / 1000.0;
                saidLeft = progress.secondsLeft;
            }
            if (progress.done == progress.total)
                seconds = double(timer.elapsed()) / 1000.0;
        });
        timer.start();
        QVERIFY(machine.sync({}, false, &watch).verified);
        const double took = double(timer.elapsed()) / 1000.0;
        QCOMPARE(plan->forecast.requests, sandbox.requests(u"graph"_s, u"GET"_s) +
                                              sandbox.requests(u"graph"_s, u"PATCH"_s) - refusals(sandbox));
        isKept =
            isWithin15Percent(plan->forecast.seconds, took) && isWithin15Percent(saidLeft, seconds - halfway);
        qDebug("forecast %.2f s, took %.2f s; halfway %.2f s left, took %.2f s", plan->forecast.seconds, took,
               saidLeft, seconds - halfway);
    }
    QVERIFY(isKept);
}

/// The mailbox takes 100 requests in five seconds; the ledger counts a little longer, as a busy machine may
/// hold a request back.
void TstLanePace::aQuotaIsKeptInsteadOfRunInto() {
    sandbox::Options options = quickOptions(4);
    options.deliverables = 150;
    options.quotaRequests = 100;
    options.quotaWindowSeconds = 5;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine::Options patient = asPatientAsTheProgram();
    patient.quota = {100, std::chrono::seconds(8)};
    Machine machine(sandbox, patient);
    const auto plan = machine.plan();
    QVERIFY(plan && plan->forecast.requests > 110);
    QVERIFY2(plan->forecast.seconds > 5, qPrintable(QString::number(plan->forecast.seconds)));
    const SyncReport report = machine.sync();
    QCOMPARE(refusals(sandbox), 0);
    QVERIFY(report.verified);
    QCOMPARE(int(taggedEvents(sandbox).size()), report.summary.created);
}

void TstLanePace::theNextProgramKnowsWhatWasSpent() {
    sandbox::Sandbox sandbox(quickOptions(4));
    QVERIFY(sandbox.start());
    const QTemporaryDir dir;
    Machine::Options options;
    options.dataDir = dir.path();
    options.quota = {1000, std::chrono::minutes(10)};
    {
        Machine first(sandbox, options);
        QVERIFY(first.sync().verified);
    }
    options.createCalendar = false;
    Machine second(sandbox, options);
    const auto seconds = [&](int requests) {
        return second.graph().course(second.profile().mailbox, requests).count();
    };
    QVERIFY(second.plan());
    QVERIFY2(seconds(500) < 60, qPrintable(QString::number(seconds(500))));
    QVERIFY2(seconds(1000) > 300, qPrintable(QString::number(seconds(1000))));
}

QTEST_GUILESS_MAIN(TstLanePace)
#include "tst_lanepace.moc"
