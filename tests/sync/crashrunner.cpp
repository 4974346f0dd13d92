// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A run of Milepost that kills itself, kill -9, at a given step of its writes. Started by tst_crash.
#include "base/futures.h"
#include "machine.h"

#include <atomic>
#include <csignal>

#include <QCoreApplication>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// Counts two steps per write to Graph: before the bytes leave (the intent is in the journal), and after the
/// answer came (it is not settled yet).
class FatalTransport final : public Transport {
public:
    FatalTransport(Transport& next, int fatalStep) : m_next(next), m_fatalStep(fatalStep) {}

    QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override {
        const bool isWrite = request.method != "GET" && request.url.path().contains(u"/events"_s);
        if (!isWrite)
            return m_next.send(std::move(request), stop);
        step();
        const Result<HttpResponse> answer = await(m_next.send(std::move(request), stop));
        step();
        return ready(answer);
    }

private:
    void step() {
        if (++m_step == m_fatalStep)
            std::raise(SIGKILL);
    }

    Transport& m_next;
    int m_fatalStep;
    std::atomic<int> m_step = 0;
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    // base URL, tracker URL, data folder, step; and, for other profiles, what chooses policies, days ahead
    const QStringList arguments = QCoreApplication::arguments();
    Machine::Options options;
    options.dataDir = arguments.at(3);
    if (arguments.size() > 6) {
        options.adjust = [&arguments](Profile& profile) {
            choosePolicies(profile, arguments.at(5).toUInt());
        };
        options.daysAhead = arguments.at(6).toInt();
    }
    options.createCalendar = false;
    options.wrap = [&arguments](Transport& next) {
        return std::make_unique<FatalTransport>(next, arguments.at(4).toInt());
    };
    Machine machine(Endpoints{arguments.at(1), arguments.at(2), {}}, options);
    const SyncReport report = machine.sync();
    return report.verified ? 0 : 1;
}
