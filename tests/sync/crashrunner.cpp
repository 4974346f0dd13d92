// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program of DoomedRun.
#include "app/exchangekeeper.h"
#include "base/futures.h"
#include "doomedrun.h"

#include <atomic>
#include <csignal>
#include <cstdio>

#include <QCoreApplication>

#include <sys/resource.h>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

class FatalTransport final : public Transport {
public:
    FatalTransport(Transport& next, int fatalBorder) : m_next(next), m_fatalBorder(fatalBorder) {}

    QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override {
        if (!request.url.path().contains(u"/v1.0/"_s))
            return m_next.send(std::move(request), stop);
        pass();
        const Result<HttpResponse> answer = await(m_next.send(std::move(request), stop));
        pass();
        return ready(answer);
    }

private:
    void pass() {
        if (++m_border == m_fatalBorder)
            std::raise(SIGKILL);
    }

    Transport& m_next;
    int m_fatalBorder;
    std::atomic<int> m_border = 0;
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const DoomedRun run = DoomedRun::fromArguments(QCoreApplication::arguments());
    Machine::Options options = run.options();
    if (run.border > 0) // which sends one after another
        options.wrap = [&run](Transport& next) { return std::make_unique<FatalTransport>(next, run.border); };
    const SystemClock clock;
    if (!run.exchanges.isEmpty())
        options.wrapMeter = [&](ExchangeSink& next) {
            return std::make_unique<ExchangeKeeper>(next,
                                                    std::make_shared<ExchangeLog>(run.exchanges, clock));
        };
    Machine machine(run.endpoints, options);
    const SyncReport report = machine.sync();
    if (report.error)
        std::fprintf(stderr, "%s\n", qUtf8Printable(report.error->summary()));
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    RunnerReport{report.verified, report.summary.created, used.ru_maxrss}.say();
    return report.verified ? 0 : 1;
}
