// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a whole run over many mailboxes was said to take, before it and at each tenth of it, against what it
// took, with a service time of 100 ms. bench_forecast [PEOPLE EVENTS]: in the tenant, of whom about half have
// a mailbox, and in each of those; default: 40 and 50, 200 and 20, 1,000 and 4, and the volumes of
// bench_breadth and bench_spread, 40 and 500, 1,000 and 20. The first run makes the calendars and fills them;
// the second moves every event.
#include "benchtenant.h"
#include "machine.h"

#include <cmath>
#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_serviceMs = 100;

class Watch final : public ProgressSink {
public:
    struct Said {
        double at;
        double left;
    };
    Watch() { m_timer.start(); }
    void progressed(const RunProgress& progress) override {
        const double now = seconds();
        if (progress.phase == RunProgress::Phase::Verifying)
            proof = now;
        if (progress.phase != RunProgress::Phase::Applying || progress.total == 0)
            return;
        if (begun == 0)
            begun = now;
        if (progress.done * 10 / progress.total > int(said.size()) && progress.done < progress.total)
            said.push_back({now, progress.secondsLeft});
        if (progress.done == progress.total)
            applied = now;
    }
    [[nodiscard]] double seconds() const { return double(m_timer.nsecsElapsed()) / 1e9; }

    std::vector<Said> said;
    double begun = 0; ///< the first writes are proven
    double applied = 0;
    double proof = 0; ///< begins

private:
    QElapsedTimer m_timer;
};

class Conditions {
public:
    /// Three people share each deliverable.
    Conditions(int people, int events)
        : m_deliverables((people + 2) / 3 * events),
          m_sandbox(bench::tenantOf(people, events)) {
        (void)m_sandbox->control(u"options"_s, {{u"latencyMilliseconds"_s, k_serviceMs}});
        Machine::Options machine;
        machine.createCalendar = false;
        machine.adjust = [](Profile& profile) { profile.mode = CalendarMode::Individual; };
        m_machine = std::make_unique<Machine>(*m_sandbox, machine);
    }

    [[nodiscard]] QJsonObject row(const QString& name) {
        const auto plan = m_machine->plan();
        if (!plan)
            qFatal("%s", qUtf8Printable(plan.error().summary()));
        m_sandbox->resetLog();
        Watch watch;
        const SyncReport report = m_machine->sync({}, false, &watch);
        const double took = watch.seconds();
        if (!report.verified)
            qFatal("the run did not end well");
        const int asked = requests();
        double worst = 0;
        double mostSeconds = 0;
        QJsonArray live;
        for (const Watch::Said& said : watch.said) {
            const double was = watch.applied - said.at;
            live.append(QJsonObject{{u"said"_s, said.left}, {u"was"_s, was}});
            worst = std::max(worst, std::abs(said.left / was - 1));
            mostSeconds = std::max(mostSeconds, std::abs(said.left - was));
        }
        return {{u"row"_s, name},
                {u"mailboxes"_s, qint64(plan->mailboxes.size())},
                {u"actions"_s, plan->pending()},
                {u"requestsSaid"_s, plan->forecast.requests},
                {u"requests"_s, asked},
                {u"secondsSaid"_s, plan->forecast.seconds},
                {u"seconds"_s, took},
                {u"saidToTaken"_s, plan->forecast.seconds / took},
                {u"secondsBeforeLanes"_s, watch.begun},
                {u"secondsInLanes"_s, watch.applied - watch.begun},
                {u"secondsOfProof"_s, took - watch.proof},
                {u"live"_s, live},
                {u"liveWorst"_s, worst},
                {u"liveMostSeconds"_s, mostSeconds}};
    }

    void moveAll() {
        QJsonArray patch;
        for (int id = 0; id < m_deliverables; ++id)
            patch.append(
                QJsonObject{{u"id"_s, 500 + id}, {u"set"_s, QJsonObject{{u"date"_s, u"2027-12-01"_s}}}});
        (void)m_sandbox->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, patch}});
    }

private:
    /// As a mailbox counts them: each child of an envelope, the envelope itself not.
    [[nodiscard]] int requests() {
        int count = 0;
        for (const QJsonValue call : m_sandbox->log())
            if (call[u"area"_s] == u"graph"_s && !call[u"path"_s].toString().endsWith(u"/$batch"_s))
                ++count;
        return count;
    }

    int m_deliverables;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    std::vector<std::pair<int, int>> sizes{{40, 50}, {200, 20}, {1000, 4}, {40, 500}, {1000, 20}};
    if (argc > 2)
        sizes = {{QByteArray(argv[1]).toInt(), QByteArray(argv[2]).toInt()}};
    QJsonArray rows;
    for (const auto& [people, events] : sizes) {
        Conditions conditions(people, events);
        rows.append(conditions.row(u"create"_s));
        conditions.moveAll();
        rows.append(conditions.row(u"update"_s));
    }
    const QJsonObject result{{u"bench"_s, u"forecast"_s}, {u"serviceMs"_s, k_serviceMs}, {u"rows"_s, rows}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return 0;
}
