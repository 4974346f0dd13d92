// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One mailbox: how near a run comes to the ideal schedule, with a fixed service time of 100 ms and
// Retry-After 1. bench_lanes [WRITES [quota]]: the rows, or the one of the quota alone; default 2,000 in the
// rows with a hidden limit, half as many where the limit is known. The rows wait for the most part: three run
// side by side, each with a sandbox and a machine of its own.
#include "machine.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>
#include <utility>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = 100;
constexpr int k_atOnce = 3; // rows: more would share two cores

sandbox::Options conditions(int limit) {
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 20;
    options.concurrencyPerMailbox = limit;
    options.retryAfterSeconds = 1;
    return options;
}

/// Tells when a part of the writes is done.
class Halfway final : public ProgressSink {
public:
    Halfway(int done, std::function<void()> act) : m_done(done), m_act(std::move(act)) {}
    void progressed(const RunProgress& progress) override {
        if (progress.phase == RunProgress::Phase::Applying && progress.done >= m_done && m_act)
            std::exchange(m_act, nullptr)();
    }

private:
    int m_done;
    std::function<void()> m_act;
};

struct Writes {
    double seconds = 0; ///< from the first write's arrival to the last one's answer
    int sent = 0;
    int refused = 0;
};

Writes writesOf(const QJsonArray& log) {
    Writes writes;
    QDateTime first;
    QDateTime last;
    for (const QJsonValue& value : log) {
        const QJsonObject call = value.toObject();
        if (call[u"area"_s] != u"graph"_s || call[u"method"_s] != u"POST"_s)
            continue;
        const auto at = QDateTime::fromString(call[u"time"_s].toString(), Qt::ISODateWithMs);
        first = first.isValid() ? std::min(first, at) : at;
        last = last.isValid() ? std::max(last, at) : at;
        ++writes.sent;
        writes.refused += call[u"status"_s].toInt() == 429 ? 1 : 0;
    }
    writes.seconds = double(first.msecsTo(last) + k_serviceMs) / 1000.0;
    return writes;
}

/// A hidden limit, and another one when half of the writes are done.
QJsonObject limits(int first, int then, int writes) {
    sandbox::Sandbox sandbox(conditions(first));
    if (!sandbox.start())
        return {};
    Machine machine(sandbox);
    (void)sandbox.control(u"bulk"_s, {{u"deliverables"_s, writes}});
    (void)sandbox.control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
    sandbox.resetLog();
    int changedAt = writes;
    Halfway change(writes / 2, [&] {
        changedAt = writes / 2;
        (void)sandbox.control(u"options"_s, {{u"concurrencyPerMailbox"_s, then}});
    });
    const SyncReport report = machine.sync({}, false, &change);
    const Writes measured = writesOf(sandbox.log());
    const int done = report.summary.created;
    const double ideal =
        double(k_serviceMs) / 1000.0 *
        (double(std::min(done, changedAt)) / first + double(std::max(0, done - changedAt)) / then);
    return {{u"limit"_s, first},
            {u"limitThen"_s, then},
            {u"writes"_s, done},
            {u"seconds"_s, measured.seconds},
            {u"idealSeconds"_s, ideal},
            {u"ratioToIdeal"_s, ideal / measured.seconds},
            {u"sent"_s, measured.sent},
            {u"refused"_s, measured.refused},
            {u"wastedShare"_s, double(measured.refused) / std::max(1, measured.sent)},
            {u"lost"_s, report.summary.failed + report.summary.skipped},
            {u"verified"_s, report.verified}};
}

/// What the mailbox was asked until the last write was answered: readings and looks back count, too.
struct Requests {
    int number = 0;
    double seconds = 0;
};

Requests requestsUntilWritten(const QJsonArray& log) {
    const auto isWrite = [](const QJsonValue& value) { return value[u"method"_s] == u"POST"_s; };
    Requests requests;
    Requests last;
    QDateTime first;
    for (const QJsonValue& value : log) {
        if (value[u"area"_s] != u"graph"_s)
            continue;
        const auto at = QDateTime::fromString(value[u"time"_s].toString(), Qt::ISODateWithMs);
        first = first.isValid() ? first : at;
        ++requests.number;
        requests.seconds = double(first.msecsTo(at) + k_serviceMs) / 1000.0;
        if (isWrite(value))
            last = requests;
    }
    return last;
}

/// The ideal schedule: always four in flight, and each as soon as the window has room for it.
double idealSecondsAtTheWall(int requests, const Quota& quota) {
    std::vector<double> begun;
    for (size_t i = 0; i < size_t(requests); ++i) {
        double at = 0;
        if (i >= LaneWidth::k_most)
            at = begun[i - LaneWidth::k_most] + k_serviceMs / 1000.0;
        if (i >= size_t(quota.requests))
            at = std::max(at, begun[i - size_t(quota.requests)] + double(quota.window.count()) / 1000.0);
        begun.push_back(at);
    }
    return begun.back() + k_serviceMs / 1000.0;
}

/// The mailbox takes 500 requests in 30 s.
QJsonObject quotaWall(int writes) {
    const Quota quota{500, std::chrono::seconds(30)};
    sandbox::Options options = conditions(LaneWidth::k_most);
    options.quotaRequests = quota.requests;
    options.quotaWindowSeconds = 30;
    sandbox::Sandbox sandbox(options);
    if (!sandbox.start())
        return {};
    Machine::Options ledger;
    ledger.quota = quota;
    Machine machine(sandbox, ledger);
    (void)sandbox.control(u"bulk"_s, {{u"deliverables"_s, writes}});
    (void)sandbox.control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
    sandbox.resetLog();
    const SyncReport report = machine.sync();
    const QJsonArray log = sandbox.log();
    const Requests measured = requestsUntilWritten(log);
    const double ideal = idealSecondsAtTheWall(measured.number, quota);
    return {{u"quota"_s, quota.requests},
            {u"windowSeconds"_s, 30},
            {u"writes"_s, report.summary.created},
            {u"requests"_s, measured.number},
            {u"seconds"_s, measured.seconds},
            {u"idealSeconds"_s, ideal},
            {u"ratioToIdeal"_s, ideal / measured.seconds},
            {u"refused"_s, writesOf(log).refused},
            {u"lost"_s, report.summary.failed + report.summary.skipped},
            {u"verified"_s, report.verified}};
}

/// Takes the rows in turn, a few at a time.
std::vector<QJsonObject> sideBySide(const std::vector<std::function<QJsonObject()>>& rows, int atOnce) {
    std::vector<QJsonObject> taken(rows.size());
    std::atomic<size_t> next = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < atOnce; ++i)
        threads.emplace_back([&] {
            for (size_t row = next++; row < rows.size(); row = next++)
                taken[row] = rows[row]();
        });
    threads.clear(); // waits for them
    return taken;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int writes = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 2000;
    const bool isQuotaAlone = argc > 2 && QCoreApplication::arguments().at(2) == u"quota"_s;
    std::vector<std::function<QJsonObject()>> rows{[=] { return quotaWall(writes); }};
    if (!isQuotaAlone) {
        rows.push_back([=] { return limits(4, 4, writes / 2); });
        for (const int first : {1, 2, 4})
            for (const int then : {1, 2, 4})
                rows.push_back([=] { return limits(first, then, writes); });
    }
    const std::vector<QJsonObject> taken = sideBySide(rows, k_atOnce);
    QJsonArray measured;
    bool isWell = true;
    for (const QJsonObject& one : taken) {
        isWell = isWell && one[u"verified"_s].toBool() && one[u"lost"_s].toInt() == 0;
        measured.append(one);
    }
    const QJsonObject result{{u"bench"_s, u"lanes"_s},
                             {u"serviceMs"_s, k_serviceMs},
                             {u"startWidth"_s, LaneWidth::k_most},
                             {u"baseline"_s, u"the ideal schedule: always as many in flight as the limit"_s},
                             {u"rows"_s, measured}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return isWell ? 0 : 1;
}
