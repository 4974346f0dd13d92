// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "individuals.h"
#include "sync/runpace.h"

#include <QTest>

using namespace milepost;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What a run over many mailboxes asks is what was said before it, to the last request: those in batches are
/// counted one by one. How long it takes is measured by bench_forecast.
class TestForecast : public QObject, protected Individuals {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void requestsAreThoseThatWereSaid_data();
    void requestsAreThoseThatWereSaid();
    void aPaceIsExpectedThenSeen();
    void aSlowStretchIsForgotten();

private:
    [[nodiscard]] int requests();
    void keepsItsWord(const PlanPurpose& purpose = {});
};

int TestForecast::requests() {
    int count = 0;
    for (const QJsonValue call : m_sandbox->log())
        if (call[u"area"_s] == u"graph"_s && !call[u"path"_s].toString().endsWith(u"/$batch"_s))
            ++count;
    return count;
}

void TestForecast::keepsItsWord(const PlanPurpose& purpose) {
    const auto plan = purpose.isSync() ? m_machine->plan() : m_machine->engine().plan(purpose, {}, {});
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().summary()));
    QVERIFY(plan->mailboxes.size() > 3 && plan->pending() > 0 && plan->forecast.seconds > 0);
    m_sandbox->resetLog();
    const SyncReport report = purpose.isSync() ? m_machine->sync() : m_machine->apply(toJson(*plan));
    QVERIFY2(report.verified, report.error ? qPrintable(report.error->summary()) : "");
    QCOMPARE(plan->forecast.requests, requests());
}

void TestForecast::requestsAreThoseThatWereSaid_data() {
    QTest::addColumn<bool>("inTheDefaultCalendar");
    QTest::newRow("a calendar of our own") << false;
    QTest::newRow("the default calendar") << true;
}

void TestForecast::requestsAreThoseThatWereSaid() {
    QFETCH(bool, inTheDefaultCalendar);
    open([inTheDefaultCalendar](Profile& profile) {
        profile.mode = CalendarMode::Individual;
        if (inTheDefaultCalendar)
            profile.personCalendar = PersonCalendar::Default;
    });
    keepsItsWord(); // calendars are made, people are matched
    const auto patch = [this](const QJsonObject& set, int every) {
        QJsonArray rows;
        for (int id = 1; id <= k_deliverables; id += every)
            rows.append(QJsonObject{{u"id"_s, id}, {u"set"_s, set}});
        tracker({{u"table"_s, u"deliverables"_s}, {u"patch"_s, rows}});
    };
    patch({{u"description"_s, u"Renamed"_s}}, 1);
    keepsItsWord(); // updates
    patch({{u"date"_s, QJsonValue()}}, 3);
    keepsItsWord(); // deletions
    patch({{u"date"_s, u"2027-03-01"_s}}, 3);
    const auto last = m_machine->journal().runs(1);
    QVERIFY(last && last->size() == 1);
    keepsItsWord(); // creations, in some of them; ids that were used are asked for first
    const auto created = m_machine->journal().runs(1);
    QVERIFY(created && created->front().id.value != last->front().id.value);
    keepsItsWord({PlanPurpose::Kind::Revert, created->front().id.value});
    keepsItsWord({PlanPurpose::Kind::RemoveAll, 0});
}

void TestForecast::aPaceIsExpectedThenSeen() {
    const RunPace::Time begin;
    RunPace pace;
    QCOMPARE(pace.secondsFor(100), 0.0);
    pace.expect(0.01, 50, begin + 200ms);
    QCOMPARE(pace.secondsFor(100), 1.0);
    pace.saw(-401, begin);         // while the lanes fill, nothing counts
    pace.saw(-400, begin + 200ms); // counted from anywhere
    QCOMPARE(pace.secondsFor(100), 1.0);
    pace.saw(-375, begin + 4200ms); // 25 of them at 0.16 s; half of what was expected is forgotten
    QCOMPARE(pace.secondsFor(100), 8.5);
    pace.saw(-350, begin + 8200ms);
    QCOMPARE(pace.secondsFor(100), 16.0);
}

void TestForecast::aSlowStretchIsForgotten() {
    const RunPace::Time begin;
    RunPace pace;
    pace.saw(0, begin);
    pace.saw(1, begin + 60s);
    for (int i = 1; i <= 100; ++i)
        pace.saw(1 + 10 * i, begin + 60s + i * 100ms);
    QVERIFY2(std::abs(pace.secondsFor(100) - 1.0) < 0.01, qPrintable(QString::number(pace.secondsFor(100))));
}

QTEST_GUILESS_MAIN(TestForecast)
#include "tst_forecast.moc"
