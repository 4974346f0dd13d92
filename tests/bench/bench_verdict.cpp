// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long it takes until a set-up that is well is called so: every ladder and `check`, over TLS, each with
// clients of its own, so that connections and tokens are new. bench_verdict [MS [TIMES]]: what every service
// takes for an answer; default 100, median of 5.
#include "doctor/checkup.h"
#include "ladderworld.h"

#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

using namespace milepost;
using namespace milepost::test;

namespace {

double loadNow() {
    QFile file(u"/proc/loadavg"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(0).toDouble() : -1;
}

int requestsSoFar(LadderWorld& world) { return world.sandbox.counters().value(u"requests"_s).toInt(); }

/// The median; and what one of them asked.
QJsonObject measured(LadderWorld& world, const QString& name, int times, const std::function<bool()>& look) {
    std::vector<qint64> all;
    int requests = 0;
    for (int i = 0; i < times; ++i) {
        world.close();
        (void)world.root();
        const int before = requestsSoFar(world);
        QElapsedTimer timer;
        timer.start();
        if (!look())
            qFatal("%s: the set-up is not well", qPrintable(name));
        all.push_back(timer.elapsed());
        requests = requestsSoFar(world) - before;
    }
    std::ranges::sort(all);
    return {{u"name"_s, name},
            {u"milliseconds"_s, all.at(all.size() / 2)},
            {u"longest"_s, all.back()},
            {u"requests"_s, requests}};
}

bool isWell(const LadderReport& report) {
    if (const Rung* failed = report.failedRung())
        qWarning("%s: %s", qPrintable(failed->id), qPrintable(failed->evidence));
    return report.failedRung() == nullptr && report.count(RungState::NotReached) == 0;
}

bool checks(LadderWorld& world) {
    const ProbeClients clients = world.root().probeClients();
    const std::vector<ProbeId> asked(k_probes.begin(), k_probes.end());
    const SystemClock clock;
    const auto reports = runCheckup(
        asked, [&](ProbeId id) { return runProbe(id, world.profile, clients, {}); }, clock);
    return overallOf(reports) == ProbeState::Ok || overallOf(reports) == ProbeState::Warning;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const int latency = words.size() > 1 ? words.at(1).toInt() : 100;
    const int times = words.size() > 2 ? words.at(2).toInt() : 5;
    LadderWorld world(true);
    world.profile.forbiddenMailbox = demo::k_blockedMailbox.toString();
    world.write();
    world.fault({}, {{u"kind"_s, u"delay"_s}, {u"delayMs"_s, latency}});
    const double load = loadNow();
    QJsonArray rows;
    for (const LadderId id : k_ladders)
        rows.append(measured(world, ladderName(id), times, [&] { return isWell(world.climb(id)); }));
    rows.append(measured(world, u"check"_s, times, [&] { return checks(world); }));
    const QJsonObject result{{u"bench"_s, u"verdict"_s},
                             {u"latencyMilliseconds"_s, latency},
                             {u"load"_s, load},
                             {u"rows"_s, rows}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
