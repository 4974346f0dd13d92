// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From Cancel to the end of what an admin does in Setup, with a service time of 100 ms: consent and a
// registration, at the sign-in page, at the device code, and while what was made spreads through the tenant.
// What a registration had made by then is taken away within that time. bench_cancelsetup [TIMES]: of each,
// default 10.
#include "consentworld.h"
#include "setup/adminregistration.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = 100;

/// Runs it until it says that it is there, a service time more, and cancels. Milliseconds; below 0 when it
/// ended in another way.
double measure(const std::function<bool(std::stop_token, std::atomic<bool>&)>& act) {
    std::stop_source stop;
    std::atomic<bool> isReached = false;
    std::atomic<bool> isCancelled = false;
    std::thread run([&] { isCancelled = act(stop.get_token(), isReached); });
    while (!isReached)
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(2ms * k_serviceMs);
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    run.join();
    const double took = double(timer.nsecsElapsed()) / 1e6;
    return isCancelled ? took : -1;
}

void slowDown(ConsentWorld& world) { world.control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}}); }

double consent(ConsentProgress::Step step) {
    ConsentWorld world;
    world.takesAnswers();
    world.spreadsAfter(3600);
    slowDown(world);
    world.patience = world.spread = 10min;
    if (step == ConsentProgress::Step::Answer)
        world.person->button.clear();
    return measure([&](const std::stop_token& stop, std::atomic<bool>& isReached) {
        world.tell = [&](const ConsentProgress& progress) {
            if (progress.step == step)
                isReached = true;
        };
        const auto outcome = world.grant(stop);
        return outcome.error && outcome.error->isCancelled();
    });
}

enum class Until { Page, Code, Spread };

double registration(Until until) {
    ConsentWorld world;
    if (until == Until::Spread)
        world.spreadsAfter(3600);
    slowDown(world);
    const auto net = NetTransport::create({world.box.caFile(), {}, {}});
    if (!net)
        qFatal("no transport");
    SystemClock clock;
    RecordingStore secrets;
    AdminRegistration::Order order;
    order.wish.token.profile = u"main"_s;
    order.wish.token.authority = world.wish.authority;
    order.wish.token.tenantId = world.wish.tenantId;
    order.wish.token.scope = world.wish.scope;
    order.wish.token.retry = RetryPolicy(1);
    order.wish.graphRoot = world.box.graphRoot();
    order.wish.displayName = u"Milepost"_s;
    order.wish.roleIds = {u"ef54d2bf-783f-4e0f-bca1-3210c0444d99"_s};
    order.publicClientId = sandbox::demo::k_publicClientId.toString();
    order.way = until == Until::Code ? AdminSignIn::Way::Device : AdminSignIn::Way::Browser;
    if (until != Until::Spread)
        world.person->button.clear();
    const auto applications = [&] {
        return world.box.control(u"applications"_s, QJsonObject())->value(u"applications"_s).toArray().size();
    };
    const auto before = applications();
    const double took = measure([&](const std::stop_token& stop, std::atomic<bool>& isReached) {
        AdminRegistration::Parts parts{**net, secrets, clock, nullptr, {}, {}, {}, {}};
        parts.openBrowser = [&](const QUrl& page, const std::stop_token&) {
            return world.person->visit(page);
        };
        parts.prompt = [&](const SignInPrompt&) { isReached = isReached || until != Until::Spread; };
        parts.tell = [&](const RegistrationProgress& progress) {
            isReached = isReached || progress.isWaiting;
        };
        const auto outcome = AdminRegistration(parts).make(order, stop);
        return outcome.error && outcome.error->isCancelled() && outcome.leftovers.empty();
    });
    return applications() == before ? took : -1;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int times = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 10;
    const std::pair<const char*, std::function<double()>> situations[] = {
        {"consent, at the page", [] { return consent(ConsentProgress::Step::Answer); }},
        {"consent, spreading", [] { return consent(ConsentProgress::Step::Spread); }},
        {"registration, at the page", [] { return registration(Until::Page); }},
        {"registration, at the code", [] { return registration(Until::Code); }},
        {"registration, spreading", [] { return registration(Until::Spread); }},
    };
    QJsonArray rows;
    bool isFine = true;
    for (const auto& [name, once] : situations) {
        std::vector<double> took;
        for (int i = 0; i < times; ++i)
            took.push_back(once());
        std::ranges::sort(took);
        isFine = isFine && took.front() >= 0;
        rows.append(QJsonObject{{u"while"_s, QString::fromLatin1(name)},
                                {u"medianMs"_s, took[took.size() / 2]},
                                {u"mostMs"_s, took.back()},
                                {u"ratioToService"_s, took.back() / k_serviceMs}});
    }
    const QJsonObject result{{u"bench"_s, u"cancelsetup"_s},
                             {u"serviceMs"_s, k_serviceMs},
                             {u"times"_s, times},
                             {u"rows"_s, rows}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return isFine ? 0 : 1;
}
