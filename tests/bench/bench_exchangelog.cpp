// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the exchange log costs: bench_exchangelog [REQUESTS]. The same small reads, four at a time, through
// the same transport to the same sandbox, with the log and without it in turn; the baseline is the round
// without.
#include "app/exchangekeeper.h"
#include "machine.h"
#include "manymailboxes.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_atOnce = 4;
constexpr int k_rounds = 5;

class Nobody final : public ExchangeSink {
public:
    void exchanged(const Exchange&) override {}
    void waiting(const PaceWait&) override {}
};

class OneToken final : public BearerSource {
public:
    explicit OneToken(QByteArray token) : m_token(std::move(token)) {}
    Result<Redacted<QByteArray>> bearer(std::stop_token) override { return m_token; }
    void reject(const Redacted<QByteArray>&) override {}

private:
    Redacted<QByteArray> m_token;
};

/// Each round asks another mailbox: none answers more than 10,000 requests in ten minutes (graph-contract 8).
double perSecond(Machine& machine, const sandbox::Sandbox& sandbox, BearerSource& bearer, ExchangeSink& sink,
                 int requests, const QString& mailbox) {
    const SystemClock clock;
    LaneGate gate(clock);
    ApiClient client({machine.transport(), &bearer, clock, gate, &sink}, {Error::Stage::Graph,
                                                                          originOf(QUrl(sandbox.graphRoot())),
                                                                          {},
                                                                          RetryPolicy(1),
                                                                          std::chrono::minutes(10),
                                                                          {}});
    ApiClient::Call call;
    call.request.method = "GET";
    call.request.url = QUrl(sandbox.graphRoot() + u"/v1.0/users/%1/calendars?$top=1"_s.arg(mailbox));
    call.lane = mailbox;
    std::atomic<int> left = requests;
    QElapsedTimer timer;
    timer.start();
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> hands;
        for (int i = 0; i < k_atOnce; ++i)
            hands.emplace_back([&] {
                while (left-- > 0)
                    if (const auto answer = client.call(call, {}); !answer && failed++ == 0)
                        std::fprintf(stderr, "%s\n", qUtf8Printable(answer.error().summary()));
            });
    }
    if (failed > 0)
        qFatal("%d requests failed", failed.load());
    return requests * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int requests = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 2'000;
    sandbox::Sandbox::Options options;
    options.traps = false;
    options.deliverables = 5;
    sandbox::Sandbox sandbox(options);
    if (!sandbox.start())
        return 1;
    Machine machine(sandbox);
    const std::vector<CalendarAddress> mailboxes = defaultCalendars(machine, k_rounds + 1);
    OneToken bearer(machine.graphToken());
    const QTemporaryDir folder;
    const SystemClock clock;
    Nobody nobody;
    qint64 lost = 0;
    std::vector<double> without;
    std::vector<double> with;
    for (int round = 0; round <= k_rounds; ++round) {
        const QString& mailbox = mailboxes[static_cast<size_t>(round)].mailbox;
        const double bare = perSecond(machine, sandbox, bearer, nobody, requests, mailbox);
        const auto log = std::make_shared<ExchangeLog>(folder.filePath(u"log.sqlite"_s), clock);
        ExchangeKeeper keeper(nobody, log);
        const double kept = perSecond(machine, sandbox, bearer, keeper, requests, mailbox);
        log->flush();
        lost += log->lost();
        if (round == 0)
            continue; // both warm up
        without.push_back(bare);
        with.push_back(kept);
    }
    const QJsonObject result{{u"bench"_s, u"exchangelog"_s},
                             {u"requests"_s, requests},
                             {u"atOnce"_s, k_atOnce},
                             {u"requestsPerSecond"_s, median(with)},
                             {u"lost"_s, lost},
                             {u"baseline"_s, u"the same without the log, in turn with it"_s},
                             {u"baselineRequestsPerSecond"_s, median(without)},
                             {u"ratio"_s, median(with) / median(without)}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return lost == 0 ? 0 : 1;
}
