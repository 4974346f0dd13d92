// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/forecast.h"

#include "sync/canary.h"

#include <algorithm>

namespace milepost {

namespace {

constexpr qsizetype k_pageSize = 1000;

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

/// A key that had an event before is asked for before it gets another one.
bool isLookedUpFirst(const Action& action) {
    return action.verb == Verb::Create &&
           (action.reason == Reason::DeletedInOutlook || action.generation > 0);
}

/// Of many mailboxes: each has its lane, and so many of them get a connection at the same time.
constexpr double k_lanesAtOnce = 6;

Forecast overMany(const Plan& plan, const Gathered& gathered, const GraphClient& graph) {
    std::vector<int> writes(plan.mailboxes.size());
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            writes[static_cast<size_t>(action.mailbox)] += isLookedUpFirst(action) ? 2 : 1;
    const size_t shared = plan.mailboxes.size() - gathered.mailboxes.size();
    Forecast forecast;
    double longest = 0;
    double together = 0;
    for (size_t i = 0; i < writes.size(); ++i) {
        const std::vector<CalendarEvent>* rows =
            i < shared ? gathered.existing.rows() : gathered.mailboxes[i - shared].existing.rows();
        const int look = 1 + pagesOf(rows != nullptr ? std::ssize(*rows) : 0);
        // What is written to is read again; before it, everything that stands there.
        const int requests = look + (writes[i] > 0 ? writes[i] + look + 1 : 0);
        const double seconds = graph.course(plan.mailboxes[i].id, requests).count();
        forecast.requests += requests;
        longest = std::max(longest, seconds);
        together += seconds / k_lanesAtOnce;
    }
    forecast.requests += std::min(plan.pending(), k_canaries);
    forecast.seconds = std::max(longest, together);
    return forecast;
}

} // namespace

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
