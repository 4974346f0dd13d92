// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The first and the second sync of N deliverables (default 400) on the sandbox; requests are counted by the
// sandbox. The baseline in the same run: the same number of bare POSTs, four at a time, through the same
// transport.
#include "base/futures.h"
#include "machine.h"

#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

QJsonObject requests(sandbox::Sandbox& sandbox) {
    QJsonObject counted;
    for (const QString& method : {u"GET"_s, u"POST"_s, u"PATCH"_s, u"DELETE"_s})
        counted.insert(method, sandbox.requests(u"graph"_s, method));
    counted.insert(u"token"_s, sandbox.requests(u"entra"_s, u"POST"_s));
    counted.insert(u"tracker"_s, sandbox.requests(u"tracker"_s, u"GET"_s));
    return counted;
}

/// What the wire alone costs: as many refused POSTs of the same size.
double bareSeconds(Machine& machine, const sandbox::Sandbox& sandbox, int count) {
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(sandbox.graphRoot() + u"/v1.0/users/projects@contoso.example/calendars/x/events"_s);
    request.headers.set("Content-Type", "application/json");
    request.body = QByteArray(900, 'x');
    QElapsedTimer timer;
    timer.start();
    for (int sent = 0; sent < count; sent += 4) {
        std::vector<QFuture<Result<HttpResponse>>> batch;
        for (int i = 0; i < 4; ++i)
            batch.push_back(machine.transport().send(request, {}));
        for (const auto& one : batch)
            (void)await(one);
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    sandbox::Sandbox::Options options;
    options.traps = false;
    options.deliverables = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 400;
    sandbox::Sandbox sandbox(options);
    if (!sandbox.start())
        return 1;
    Machine machine(sandbox);
    QElapsedTimer timer;
    sandbox.resetLog();
    timer.start();
    const SyncReport first = machine.sync();
    const double firstSeconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const QJsonObject firstRequests = requests(sandbox);
    sandbox.resetLog();
    timer.restart();
    const SyncReport second = machine.sync();
    const double secondSeconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const QJsonObject secondRequests = requests(sandbox);
    const double bare = bareSeconds(machine, sandbox, first.summary.created);
    const Journal::Counters journal = machine.journal().counters();

    const QJsonObject result{{u"bench"_s, u"sync"_s},
                             {u"created"_s, first.summary.created},
                             {u"firstSyncSeconds"_s, firstSeconds},
                             {u"firstSyncRequests"_s, firstRequests},
                             {u"secondSyncSeconds"_s, secondSeconds},
                             {u"secondSyncRequests"_s, secondRequests},
                             {u"journalRecords"_s, journal.records},
                             {u"journalCommits"_s, journal.commits},
                             {u"baseline"_s, u"as many bare POSTs of 900 bytes, four at a time"_s},
                             {u"baselineSeconds"_s, bare},
                             {u"ratio"_s, firstSeconds / bare}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return first.verified && second.verified && !second.run ? 0 : 1;
}
