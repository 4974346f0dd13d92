// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A whole run over many mailboxes with few events in each: when each mailbox gets its first event, and what
// the run holds in memory. bench_spread [PEOPLE]: in the tenant; default 1,000, of which the sandbox gives a
// mailbox and an address to half.
#include "wholerun.h"

#include <cstdio>

#include <QCoreApplication>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    constexpr int k_events = 20; // in each mailbox
    const bench::WholeRun run(argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 1000, k_events);
    const std::vector<double>& starts = run.starts();
    double mean = 0;
    for (const double start : starts)
        mean += start / double(starts.size());
    const QJsonObject result{{u"bench"_s, u"spread"_s},
                             {u"serviceMs"_s, bench::WholeRun::k_serviceMs},
                             {u"mailboxes"_s, qint64(starts.size())},
                             {u"created"_s, run.report().created},
                             {u"secondsWithReading"_s, run.seconds()},
                             {u"meanStartMs"_s, mean},
                             {u"lastStartMs"_s, starts.empty() ? 0 : starts.back()},
                             {u"lastToMean"_s, starts.empty() || mean == 0 ? 0 : starts.back() / mean},
                             {u"peakMiB"_s, double(run.report().peakKiB) / 1024}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return run.report().verified && !starts.empty() ? 0 : 1;
}
