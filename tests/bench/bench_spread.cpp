// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A whole run over many mailboxes with few events in each, in a process of its own, with a service time of
// 100 ms: when each mailbox gets its first event, and what the run holds in memory. bench_spread [PEOPLE]: in
// the tenant; default 1,000, of which the sandbox gives a mailbox and an address to half.
#include "doomedrun.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = 100;
constexpr int k_events = 20; ///< in each mailbox

/// Twenty deliverables for every three people.
void assignEverybody(sandbox::Sandbox& sandbox, int people) {
    QJsonArray rows;
    QJsonArray links;
    constexpr int k_team = 3;
    for (int person = 1; person <= people; ++person)
        for (int i = 0; i < k_events; ++i) {
            const int id = 500 + (person - 1) / k_team * k_events + i;
            if (person % k_team == 1)
                rows.append(
                    QJsonObject{{u"id"_s, id},
                                {u"project"_s, 1},
                                {u"description"_s, u"Milestone %1"_s.arg(id)},
                                {u"date"_s, QDate(2027, 1, 1).addDays(id % 300).toString(Qt::ISODate)}});
            links.append(QJsonObject{{u"id"_s, 1'000'000 + person * k_events + i},
                                     {u"deliverable"_s, id},
                                     {u"person"_s, person},
                                     {u"is_active"_s, true}});
        }
    // Who is assigned to the project would get all of them.
    (void)sandbox.control(u"tracker"_s,
                          {{u"table"_s, u"assignments"_s}, {u"delete"_s, QJsonArray{1, 2, 3, 4}}});
    if (!sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"insert"_s, rows}}) ||
        !sandbox.control(u"tracker"_s, {{u"table"_s, u"links"_s}, {u"insert"_s, links}}))
        qFatal("the sandbox refuses the rows");
}

/// Milliseconds from the first event anywhere to each mailbox's own first.
std::vector<double> startsOf(const QJsonArray& log) {
    std::map<QString, QDateTime> firsts;
    QDateTime begin;
    for (const QJsonValue call : log) {
        if (call[u"method"_s] != u"POST"_s || !call[u"path"_s].toString().endsWith(u"/events"_s))
            continue;
        const auto at = QDateTime::fromString(call[u"time"_s].toString(), Qt::ISODateWithMs);
        begin = begin.isValid() ? std::min(begin, at) : at;
        firsts.try_emplace(call[u"mailbox"_s].toString(), at);
    }
    std::vector<double> starts;
    for (const auto& [mailbox, at] : firsts)
        starts.push_back(double(begin.msecsTo(at)));
    std::ranges::sort(starts);
    return starts;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int people = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 1000;
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 1;
    options.people = people;
    options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s};
    sandbox::Sandbox sandbox(options);
    if (!sandbox.start())
        qFatal("the sandbox did not start");
    assignEverybody(sandbox, people);
    (void)sandbox.control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
    const QTemporaryDir data;
    DoomedRun run{Endpoints::of(sandbox), data.path()};
    run.individual = true;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    run.start(process);
    process.waitForFinished(-1);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const RunnerReport report = RunnerReport::read(process);
    const std::vector<double> starts = startsOf(sandbox.log());
    double mean = 0;
    for (const double start : starts)
        mean += start / double(starts.size());
    const QJsonObject result{{u"bench"_s, u"spread"_s},
                             {u"serviceMs"_s, k_serviceMs},
                             {u"mailboxes"_s, qint64(starts.size())},
                             {u"created"_s, report.created},
                             {u"secondsWithReading"_s, seconds},
                             {u"meanStartMs"_s, mean},
                             {u"lastStartMs"_s, starts.empty() ? 0 : starts.back()},
                             {u"lastToMean"_s, starts.empty() || mean == 0 ? 0 : starts.back() / mean},
                             {u"peakMiB"_s, double(report.peakKiB) / 1024}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return report.verified && !starts.empty() ? 0 : 1;
}
