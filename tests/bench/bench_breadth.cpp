// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whole runs over twenty mailboxes, with the exchange log and without it, and over one, and a client that
// posts one event after another, with a fixed service time. bench_breadth [EACH]: events in each mailbox;
// default 500.
#include "baseline/plainclient.h"
#include "manymailboxes.h"
#include "wholerun.h"

#include <cstdio>

#include <QCoreApplication>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = bench::WholeRun::k_serviceMs;
constexpr int k_plainEach = 5; ///< the plain client is slow: a part of its work gives its pace

struct Row {
    QString name;
    size_t mailboxes = 0;
    int created = 0;
    double seconds = 0; ///< of writing
    double wholeSeconds = 0;
    qint64 envelopes = 0;
    int refused = 0;
    qint64 requestsKept = 0;

    [[nodiscard]] double pace() const { return created / seconds; }
    [[nodiscard]] QJsonObject json() const {
        return {{u"row"_s, name},
                {u"mailboxes"_s, qint64(mailboxes)},
                {u"created"_s, created},
                {u"seconds"_s, seconds},
                {u"eventsPerSecond"_s, pace()},
                {u"secondsWithReading"_s, wholeSeconds},
                {u"envelopes"_s, envelopes},
                {u"refused"_s, refused},
                {u"requestsKept"_s, requestsKept}};
    }
};

Row engine(const QString& name, int people, int each, bool keepsRequests = false) {
    const bench::WholeRun run(people, each, keepsRequests);
    if (!run.report().verified)
        qFatal("the run was not verified");
    return {name,          run.starts().size(), run.report().created, run.writingSeconds(),
            run.seconds(), run.envelopes(),     run.refused(),        run.requestsKept()};
}

Row plain(size_t mailboxes) {
    sandbox::Sandbox::Options options;
    options.traps = false;
    sandbox::Sandbox sandbox(options);
    if (!sandbox.start())
        qFatal("the sandbox did not start");
    Machine machine(sandbox);
    const auto at = defaultCalendars(machine, mailboxes);
    const QByteArray token = machine.graphToken();
    (void)sandbox.control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
    QElapsedTimer timer;
    timer.start();
    const int created = bench::postOneAfterAnother(machine.transport(), token,
                                                   sandbox.baseUrl() + u"/graph"_s, at, k_plainEach);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    return {u"plain client"_s, mailboxes, created, seconds, seconds};
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int each = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 500;
    const Row one = engine(u"one mailbox"_s, 2, each);
    const Row many = engine(u"twenty mailboxes"_s, 42, each);
    const Row kept = engine(u"twenty mailboxes, requests kept"_s, 42, each, true);
    const Row plainly = plain(many.mailboxes);
    const double ideal = double(many.mailboxes) * LaneWidth::k_most * 1000.0 / k_serviceMs;
    const QJsonObject result{
        {u"bench"_s, u"breadth"_s},
        {u"serviceMs"_s, k_serviceMs},
        {u"rows"_s, QJsonArray{one.json(), many.json(), kept.json(), plainly.json()}},
        {u"manyToOne"_s, many.pace() / one.pace()},
        {u"manyToOneWithReading"_s, many.created / many.wholeSeconds / (one.created / one.wholeSeconds)},
        {u"keptToMany"_s, kept.pace() / many.pace()},
        {u"keptToManyWithReading"_s, many.wholeSeconds / kept.wholeSeconds},
        {u"ratioToIdeal"_s, many.pace() / ideal},
        {u"ratioToPlain"_s, many.created / many.wholeSeconds / plainly.pace()}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    // One deliverable of the sandbox's own may be among them.
    const bool isWhole = many.mailboxes == 20 && kept.created == many.created &&
                         kept.requestsKept > kept.created && one.created >= each * int(one.mailboxes) &&
                         many.created >= each * int(many.mailboxes) &&
                         plainly.created == k_plainEach * int(many.mailboxes);
    return isWhole ? 0 : 1;
}
