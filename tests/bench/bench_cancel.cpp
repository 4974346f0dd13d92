// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From Cancel to the end of the run, with a service time of 100 ms: while both sides are read, while it
// applies, at the service's pause, and while it is paused by hand. bench_cancel [TIMES]: of each, default 10.
#include "machine.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <thread>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = 100;

struct Situation {
    QString name;
    std::function<void(sandbox::Sandbox&, Machine&)> prepare;
    std::function<bool(sandbox::Sandbox&)> isReached;
};

bool hasWritten(sandbox::Sandbox& sandbox, int writes) {
    return sandbox.requests(u"graph"_s, u"POST"_s) >= writes;
}

std::vector<Situation> situations() {
    const auto nothing = [](sandbox::Sandbox&, Machine&) {};
    return {
        {u"reading"_s, nothing,
         [](sandbox::Sandbox& at) { return at.requests(u"tracker"_s, u"GET"_s) >= 5; }},
        {u"applying"_s, nothing, [](sandbox::Sandbox& at) { return hasWritten(at, 40); }},
        {u"waiting"_s,
         [](sandbox::Sandbox& at, Machine&) {
             at.addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, 20}, {u"times"_s, 0}},
                         {{u"kind"_s, u"status"_s}, {u"status"_s, 429}, {u"retryAfter"_s, 60}});
         },
         [](sandbox::Sandbox& at) { return hasWritten(at, 20); }},
        {u"paused"_s, [](sandbox::Sandbox&, Machine& machine) { machine.control.pause(); },
         [](sandbox::Sandbox& at) { return at.requests(u"graph"_s, u"GET"_s) >= 3; }},
    };
}

/// Milliseconds; below 0 when the run ended in another way.
double measure(const Situation& situation) {
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 400;
    sandbox::Sandbox sandbox(options);
    if (!sandbox.start())
        qFatal("the sandbox did not start");
    Machine machine(sandbox);
    (void)sandbox.control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
    sandbox.resetLog();
    situation.prepare(sandbox, machine);
    SyncReport report;
    std::thread run([&] { report = machine.sync(); });
    while (!situation.isReached(sandbox))
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(2ms *
                                k_serviceMs); // answers of the last requests are in, new ones on the way
    QElapsedTimer timer;
    timer.start();
    machine.control.cancel();
    run.join();
    const double took = double(timer.nsecsElapsed()) / 1e6;
    return report.status == RunStatus::Cancelled ? took : -1;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int times = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 10;
    QJsonArray rows;
    bool isFine = true;
    for (const Situation& situation : situations()) {
        std::vector<double> took;
        for (int i = 0; i < times; ++i)
            took.push_back(measure(situation));
        std::ranges::sort(took);
        isFine = isFine && took.front() >= 0;
        rows.append(QJsonObject{{u"while"_s, situation.name},
                                {u"medianMs"_s, took[took.size() / 2]},
                                {u"mostMs"_s, took.back()},
                                {u"ratioToService"_s, took.back() / k_serviceMs}});
    }
    const QJsonObject result{
        {u"bench"_s, u"cancel"_s}, {u"serviceMs"_s, k_serviceMs}, {u"times"_s, times}, {u"rows"_s, rows}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return isFine ? 0 : 1;
}
