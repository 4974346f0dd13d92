// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/forecast.h"

#include "sync/applier.h"
#include "sync/canary.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace milepost {

namespace {

constexpr qsizetype k_pageSize = 1000;
/// What a write among many takes beside the service: of us, and until a batch is full (docs/performance.md).
constexpr double k_ownSeconds = 0.0005;

int inParts(qsizetype count, qsizetype size) { return static_cast<int>((count + size - 1) / size); }

/// A listing of nothing is a request too.
int pagesOf(qsizetype events) { return std::max(1, inParts(events, k_pageSize)); }

/// The calendar's name before the run, and after it too where the run is no sync (see NameProof); events of
/// ours before it and after; all events before it where something is created, and both times where a run is
/// taken back.
int readingsAround(const Plan& plan, const Gathered& gathered) {
    const std::vector<CalendarEvent>* rows = gathered.existing.rows();
    if (rows == nullptr)
        return 0;
    const auto own =
        std::ranges::count_if(*rows, [](const CalendarEvent& event) { return event.tag.has_value(); });
    const auto grown = plan.summary.create - plan.summary.remove;
    const auto earlier = static_cast<int>(gathered.movedFrom.size() + gathered.unconfirmedAddresses.size());
    const int names = plan.purpose.isSync() ? 1 : 2;
    int readings = names + pagesOf(own) + earlier + pagesOf(own + grown) + earlier;
    const auto all = static_cast<qsizetype>(rows->size());
    if (plan.summary.create > 0 || gathered.past)
        readings += pagesOf(all);
    if (gathered.past)
        readings += pagesOf(all + grown);
    return readings;
}

/// Of a request to one of these mailboxes, as far as was seen: the one in the middle.
double serviceTime(const GraphClient& graph, const std::vector<QString>& lanes) {
    std::vector<double> seen;
    for (const QString& lane : lanes)
        if (const double one = graph.course(lane, 1).count(); one > 0)
            seen.push_back(one);
    std::ranges::sort(seen);
    return seen.empty() ? 0 : seen[seen.size() / 2];
}

/// A key that had an event before is asked for before it gets another one.
bool isLookedUpFirst(const Action& action) {
    return action.verb == Verb::Create &&
           (action.reason == Reason::DeletedInOutlook || action.generation > 0);
}

/// What a run asks of one mailbox, step after step.
struct Visit {
    int looked = 0;     ///< what the plan asked: its calendar, and events of ours
    int reading = 0;    ///< events of ours again; of a sync by what the journal knows of calendars
    int name = 0;       ///< of the calendar, before it is written to (docs/adr/0024)
    int everything = 0; ///< where something is created: for look-alikes
    int opening = 0;    ///< the calendar is made, and looked for
    int writes = 0;
    int proof = 0;
};

void addActions(std::vector<Visit>& visits, std::vector<int>& grown, const Plan& plan) {
    for (const Action& action : plan.actions) {
        if (!plan.isPending(action))
            continue;
        const auto at = static_cast<size_t>(action.mailbox);
        visits[at].writes += isLookedUpFirst(action) ? 2 : 1;
        if (action.verb == Verb::Create || action.verb == Verb::Adopt)
            visits[at].everything = 1;
        grown[at] += action.verb == Verb::Create ? 1 : action.verb == Verb::Delete ? -1 : 0;
    }
}

std::vector<Visit> visitsOf(const Plan& plan, const Gathered& gathered) {
    std::vector<Visit> visits(plan.mailboxes.size());
    std::vector<int> grown(visits.size());
    addActions(visits, grown, plan);
    std::set<QString> written;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            written.insert(action.key.recipient);
    const size_t shared = visits.size() - gathered.mailboxes.size();
    for (size_t i = 0; i < visits.size(); ++i) {
        Visit& visit = visits[i];
        const PlanMailbox& mailbox = plan.mailboxes[i];
        const std::vector<CalendarEvent>* rows =
            i < shared ? gathered.existing.rows() : gathered.mailboxes[i - shared].existing.rows();
        if (rows == nullptr) {
            visit.looked = visit.reading = mailbox.failure ? 1 : 0;
            continue;
        }
        const bool isSync = plan.purpose.isSync();
        const bool asksFirst = !isSync || mailbox.former;
        const bool stands = mailbox.state != PlanMailbox::State::Absent;
        const auto own =
            std::ranges::count_if(*rows, [](const CalendarEvent& event) { return event.tag.has_value(); });
        visit.looked = 1 + (stands ? pagesOf(own) : 0);
        visit.reading = stands && !asksFirst ? pagesOf(own) : visit.looked;
        visit.name = stands && !asksFirst && written.contains(mailbox.recipient) ? 1 : 0;
        visit.everything = stands && (visit.everything > 0 || gathered.past) ? pagesOf(std::ssize(*rows)) : 0;
        visit.opening = stands || visit.writes == 0 ? 0 : 2;
        // A sync looks again at what it wrote to, everything else at all that it read.
        if (visit.writes > 0 || !isSync)
            visit.proof = (asksFirst ? 1 : 0) + pagesOf(own + grown[i]) +
                          (gathered.past ? pagesOf(std::ssize(*rows) + grown[i]) : 0);
    }
    return visits;
}

int sumOf(const std::vector<Visit>& visits, int Visit::*step) {
    return std::accumulate(visits.begin(), visits.end(), 0,
                           [step](int sum, const Visit& visit) { return sum + visit.*step; });
}

/// The ones with something to do.
std::vector<QString> lanesOf(const Plan& plan, const std::vector<Visit>& visits) {
    std::vector<QString> lanes;
    for (size_t i = 0; i < visits.size(); ++i)
        if (visits[i].writes > 0)
            lanes.push_back(plan.mailboxes[i].id);
    return lanes;
}

/// Every mailbox has its lane; what they do together is bounded by the hands that there are.
double secondsOfWrites(const Plan& plan, const std::vector<Visit>& visits, const GraphClient& graph) {
    double longest = 0;
    for (size_t i = 0; i < visits.size(); ++i)
        if (visits[i].writes > 0)
            longest = std::max(
                longest, graph.course(plan.mailboxes[i].id, visits[i].opening + visits[i].writes).count());
    const int all = sumOf(visits, &Visit::opening) + sumOf(visits, &Visit::writes);
    return std::max(longest, all * secondsEach(graph, lanesOf(plan, visits)));
}

/// The run looks as the plan did, and once more at what it wrote to.
double secondsOfLooks(const Plan& plan, const Gathered& gathered, const std::vector<Visit>& visits,
                      const GraphClient& graph) {
    const LookTime& took = gathered.took;
    const int looked = sumOf(visits, &Visit::looked) + sumOf(visits, &Visit::everything);
    const double each =
        took.whole > 0 && looked > 0 ? took.mailboxes / looked : secondsEach(graph, lanesOf(plan, visits));
    const int asked = sumOf(visits, &Visit::reading) + sumOf(visits, &Visit::name) +
                      sumOf(visits, &Visit::everything) + sumOf(visits, &Visit::proof);
    const double tracker = took.whole - took.people - took.mailboxes;
    return 2 * tracker + took.people + each * asked;
}

Forecast overMany(const Plan& plan, const Gathered& gathered, const GraphClient& graph) {
    const std::vector<Visit> visits = visitsOf(plan, gathered);
    int readable = 0;
    for (const Action& action : plan.actions)
        if (plan.isPending(action) && canBeReadBack(action) && !plan.mailboxOf(action)->former)
            ++readable;
    const int proofs = std::min(readable, k_canaries);
    Forecast forecast;
    forecast.requests = gathered.lookUps.requests() + proofs;
    int opening = 0;
    for (const Visit& visit : visits) {
        forecast.requests +=
            visit.reading + visit.name + visit.everything + visit.opening + visit.writes + visit.proof;
        opening = std::max(opening, visit.opening);
    }
    const double first = proofs > 0 ? serviceTime(graph, lanesOf(plan, visits)) * (2 + opening) : 0;
    forecast.seconds =
        secondsOfLooks(plan, gathered, visits, graph) + first + secondsOfWrites(plan, visits, graph);
    return forecast;
}

} // namespace

double secondsEach(const GraphClient& graph, const std::vector<QString>& lanes) {
    int width = 0;
    for (const QString& lane : lanes)
        width += graph.width(lane);
    return serviceTime(graph, lanes) / std::clamp(width, 1, Applier::k_carried) + k_ownSeconds;
}

std::chrono::milliseconds timeToFill(const GraphClient& graph, const std::vector<QString>& lanes) {
    return std::chrono::milliseconds(std::lround(2000 * serviceTime(graph, lanes)));
}

Forecast forecastOf(const Plan& plan, const Gathered& gathered, const GraphClient& graph) {
    const int writes = plan.pending();
    if (writes == 0)
        return {};
    if (!plan.mailboxes.empty())
        return overMany(plan, gathered, graph);
    int readable = 0;
    int lookUps = 0;
    for (const Action& action : plan.actions) {
        if (!plan.isPending(action))
            continue;
        readable += canBeReadBack(action) ? 1 : 0;
        lookUps += isLookedUpFirst(action) ? 1 : 0;
    }
    const int proofs = std::min(readable, k_canaries);
    const int around = readingsAround(plan, gathered);
    // One after another: the readings; the first writes, and reading them back; then the rest.
    const auto course = [&](int requests) { return graph.course(gathered.at.mailbox, requests); };
    const auto inTurn = around * course(1) + 2 * course(proofs) + course(writes - proofs + lookUps);
    const int all = writes + proofs + lookUps + around;
    return {all, std::max(inTurn, course(all)).count()};
}

} // namespace milepost
