// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladderreport.h"

#include <condition_variable>
#include <mutex>

#include <QJsonArray>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

using Ask = std::function<Rung(std::stop_token)>;

LadderReport climbed(std::initializer_list<std::pair<int, Ask>> asks, std::stop_token stop = {}) {
    std::vector<LadderStep> steps;
    for (const auto& [wave, ask] : asks)
        steps.push_back({QString::number(steps.size()), u"Rung %1"_s.arg(steps.size()), wave, ask});
    return climb(LadderId::CalendarNotFound, steps, SystemClock(), std::move(stop));
}

Ask says(const Rung& rung) {
    return [rung](const std::stop_token&) { return rung; };
}

Error denied() {
    Error error =
        makeError(Error::Kind::Forbidden, Error::Stage::Graph, u"by hand"_s, u"ErrorAccessDenied"_s);
    error.httpStatus = 403;
    error.requestId = u"0f0f"_s;
    return error;
}

LadderReport reported(const Rung& rung) {
    LadderReport report;
    report.id = LadderId::CalendarNotFound;
    report.rungs = {rungOk(u"first"_s), rung, Rung()};
    for (size_t i = 0; i < report.rungs.size(); ++i) {
        report.rungs[i].id = QString::number(i);
        report.rungs[i].title = u"Rung %1"_s.arg(i);
        report.rungs[i].elapsed = std::chrono::milliseconds(40);
    }
    return report;
}

QStringList remediesIn(const QJsonObject& json) {
    QStringList remedies;
    for (const QJsonArray all = json.value("remedies"_L1).toArray(); const QJsonValue one : all)
        remedies << one.toString();
    return remedies;
}

} // namespace

/// How rungs come to their state, and what is kept and told of a ladder.
class TestLadderReport : public QObject {
    Q_OBJECT

private slots:
    void aFailureStopsWhatIsAboveIt();
    void whoIsCancelledIsNotReached();
    void requestIdsAreThoseOfTheError();
    void aProbeBecomesARung_data();
    void aProbeBecomesARung();
    void theDocumentHoldsWhatCanBeDone();
    void whereNothingFailedWarningsAreTold();
    void theReportTellsTheCause();
    void comparesStatesAndWords();
};

/// The upper one waits for its stop alone: without it this would not end.
void TestLadderReport::aFailureStopsWhatIsAboveIt() {
    bool wasStopped = false;
    const LadderReport report =
        climbed({{0, says(rungFailed(denied()))},
                 {0,
                  [&](const std::stop_token& stop) {
                      std::mutex mutex;
                      std::condition_variable_any changed;
                      std::unique_lock lock(mutex);
                      changed.wait_for(lock, stop, std::chrono::seconds(20), [] { return false; });
                      wasStopped = stop.stop_requested();
                      return rungFailed(cancelled());
                  }},
                 {1, says(rungOk(u"last"_s))}});
    QVERIFY(wasStopped);
    QCOMPARE(report.failedRung()->id, u"0"_s);
    QCOMPARE(report.count(RungState::NotReached), 2);
    QVERIFY(!report.wasCancelled);
}

void TestLadderReport::whoIsCancelledIsNotReached() {
    const LadderReport report =
        climbed({{0, says(rungOk(u"first"_s))}, {0, says(rungFailed(cancelled()))}, {1, says(rungOk({}))}});
    QVERIFY(report.failedRung() == nullptr);
    QVERIFY(report.wasCancelled);
    QCOMPARE(report.count(RungState::Ok), 1);
    QCOMPARE(report.count(RungState::NotReached), 2);
    QVERIFY(!climbed({{0, says(rungOk({}))}}).wasCancelled);
}

void TestLadderReport::requestIdsAreThoseOfTheError() {
    QCOMPARE(climbed({{0, says(rungFailed(denied()))}}).rungs.front().requestId, u"0f0f"_s);
    Rung own = rungFailed(denied());
    own.requestId = u"1e1e"_s;
    QCOMPARE(climbed({{0, says(own)}}).rungs.front().requestId, u"1e1e"_s);
}

void TestLadderReport::aProbeBecomesARung_data() {
    QTest::addColumn<ProbeReport>("probe");
    QTest::addColumn<RungState>("state");
    QTest::addColumn<QString>("evidence");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, RungState state, const char* evidence, const char* cause,
                        const std::function<void(ProbeReport&)>& change) {
        ProbeReport probe;
        probe.evidence = u"seen"_s;
        change(probe);
        QTest::newRow(name) << probe << state << QString::fromLatin1(evidence) << QString::fromLatin1(cause);
    };
    row("passed", RungState::Ok, "seen", "", [](ProbeReport& probe) { probe.passed = true; });
    row("warned", RungState::Warning, "seen. mind", "", [](ProbeReport& probe) {
        probe.passed = true;
        probe.warning = u"mind"_s;
    });
    row("warned of nothing seen", RungState::Warning, "mind", "", [](ProbeReport& probe) {
        probe.passed = true;
        probe.warning = u"mind"_s;
        probe.evidence.clear();
    });
    row("skipped", RungState::Skipped, "seen", "", [](ProbeReport& probe) { probe.skipped = true; });
    row("open", RungState::Unknown, "seen", "", [](ProbeReport&) {});
    row("a secret is missing", RungState::Failed, "not configured: entra-secret", "credential-missing",
        [](ProbeReport& probe) { probe.missing << u"entra-secret"_s; });
    row("a setting is missing", RungState::Failed, "not configured: mailbox, tenantId", "config-invalid",
        [](ProbeReport& probe) { probe.missing << u"mailbox"_s << u"tenantId"_s; });
    row("failed", RungState::Failed, ": by hand", "permission-missing",
        [](ProbeReport& probe) { probe.error = denied(); });
}

void TestLadderReport::aProbeBecomesARung() {
    QFETCH(ProbeReport, probe);
    QFETCH(QString, evidence);
    probe.remedies << u"Do it."_s;
    probe.nearNotes.push_back({u"near"_s, u"blanks"_s, false});
    const Rung rung = rungOf(probe);
    QTEST(rung.state, "state");
    QVERIFY2(rung.evidence.contains(evidence), qPrintable(rung.evidence));
    QTEST(rung.cause(), "cause");
    QCOMPARE(rung.remedies, QStringList{u"Do it."_s});
    QCOMPARE(rung.nearNotes.size(), 1U);
}

void TestLadderReport::theDocumentHoldsWhatCanBeDone() {
    Rung rung = rungFailed(denied());
    rung.remedies << u"First this."_s;
    rung.fixes.push_back({RungFix::Kind::UseCalendar, u"Other"_s, {}, u"milepostctl calendars use Other"_s});
    rung.fixes.push_back({RungFix::Kind::NewToken, {}, {}, {}});
    rung.nearNotes.push_back({u"Other"_s, u"blanks"_s, true});
    const QJsonObject json = ladderJson(reported(rung));
    QCOMPARE(json.value("failedRung"_L1).toString(), u"1"_s);
    const QJsonObject failed = json.value("rungs"_L1).toArray().at(1).toObject();
    QCOMPARE(failed.value("cause"_L1).toString(), u"permission-missing"_s);
    QCOMPARE(failed.value("code"_L1).toString(), u"ErrorAccessDenied"_s);
    const QJsonArray fixes{
        QJsonObject{{u"fix"_s, u"use-calendar"_s},
                    {u"title"_s, u"Use “Other”"_s},
                    {u"command"_s, u"milepostctl calendars use Other"_s}},
        QJsonObject{{u"fix"_s, u"new-token"_s}, {u"title"_s, u"Get a new token"_s}, {u"command"_s, {}}}};
    QCOMPARE(failed.value("fixes"_L1).toArray(), fixes);
    const QJsonArray notes{
        QJsonObject{{u"name"_s, u"Other"_s}, {u"differs"_s, u"blanks"_s}, {u"foreign"_s, true}}};
    QCOMPARE(failed.value("nearNotes"_L1).toArray(), notes);
    const QStringList remedies = remediesIn(json);
    QCOMPARE(remedies.front(), u"First this."_s);
    QCOMPARE(remedies.mid(1), diagnose(denied()).remedies);
    QVERIFY(!json.value("rungs"_L1).toArray().at(0).toObject().contains("fixes"_L1));
}

void TestLadderReport::whereNothingFailedWarningsAreTold() {
    Rung rung = rungOf(RungState::Warning, u"mind"_s);
    rung.remedies << u"Look."_s << u"Look again."_s;
    LadderReport report = reported(rung);
    report.rungs.push_back(rung);
    report.rungs.front().remedies << u"All is well."_s;
    QCOMPARE(remediesIn(ladderJson(report)), (QStringList{u"Look."_s, u"Look again."_s}));
    QCOMPARE(remediesIn(explanationJson(report)), (QStringList{u"Look."_s, u"Look again."_s}));
}

void TestLadderReport::theReportTellsTheCause() {
    Rung rung = rungFailed(denied(), u"refused"_s);
    rung.why = u"Because."_s;
    rung.requestId = u"0f0f"_s;
    rung.nearNotes.push_back({u"Other"_s, u"blanks"_s, false});
    const QString text = ladderMarkdown(reported(rung)).remove(u'\\');
    for (const QString& part :
         {u"Rung 1: refused"_s, u"Because. "_s + diagnose(denied()).explanation,
          u"permission-missing, ErrorAccessDenied, status 403, request id 0f0f"_s, u"“Other”: blanks"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u"\n"_s + text));
    QCOMPARE(text.count(u"40 ms"_s), 2); // what was not reached took no time
    const Error named = makeError(Error::Kind::NotFound, Error::Stage::Graph, {}, u"calendar-missing"_s);
    QCOMPARE(ladderHtml(reported(rungFailed(named, u"none"_s))).count(u"calendar-missing"_s), 1);
}

void TestLadderReport::comparesStatesAndWords() {
    const auto changes = [](const Rung& before, const Rung& now) {
        const auto found = whatChanged(ladderJson(reported(before)), reported(now));
        return found ? *found : std::vector<RungChange>{{u"refused"_s, {}, {}, {}}};
    };
    const auto one = [](const QString& before, const QString& now) {
        return std::vector<RungChange>{{u"1"_s, u"Rung 1"_s, before, now}};
    };
    const Rung first = rungOk(u"good for 59 minutes"_s);
    QCOMPARE(changes(first, rungOk(u"good for 7 minutes"_s)), std::vector<RungChange>());
    QCOMPARE(changes(first, rungOk(u"good for ever"_s)),
             one(u"ok: good for 59 minutes"_s, u"ok: good for ever"_s));
    QCOMPARE(changes(first, rungOf(RungState::Warning, first.evidence)),
             one(u"ok: good for 59 minutes"_s, u"warning: good for 59 minutes"_s));
    QCOMPARE(changes(rungOk({}), rungOf(RungState::Unknown, {})), one(u"ok"_s, u"unknown"_s));
    QJsonObject saved = ladderJson(reported(first));
    QJsonArray rungs = saved.value("rungs"_L1).toArray();
    rungs.removeAt(1);
    saved.insert(u"rungs"_s, rungs);
    const auto added = whatChanged(saved, reported(first));
    QVERIFY(added);
    QCOMPARE(*added, one({}, u"ok: good for 59 minutes"_s));
    QCOMPARE(changesText(*added), u"Rung 1\n  before: \n  now: ok: good for 59 minutes\n"_s);
    QCOMPARE(changesText({}), u"Nothing changed since.\n"_s);
    saved.insert(u"ladder"_s, u"events-not-appearing"_s);
    QVERIFY(!whatChanged(saved, reported(first)));
}

QTEST_GUILESS_MAIN(TestLadderReport)
#include "tst_ladderreport.moc"
