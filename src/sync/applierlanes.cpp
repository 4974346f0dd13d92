// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lanes of a run: one for each mailbox's calendar, and who works in which.
#include "sync/applierlane.h"
#include "sync/calendarresolver.h"
#include "sync/canary.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace milepost {

namespace {

constexpr int k_toOpen = 2; // a calendar is made, and looked for

} // namespace

void Applier::makeLanes(const Plan& plan) {
    m_source = plan.target.source;
    m_isShared = !plan.target.mailbox.isEmpty();
    std::vector<PlanMailbox> mailboxes = plan.mailboxes;
    if (mailboxes.empty()) {
        PlanMailbox& only = mailboxes.emplace_back();
        only.id = only.address = plan.target.mailbox;
        only.calendarName = plan.target.calendarName;
        only.calendarId = plan.target.calendarId;
    }
    for (PlanMailbox& mailbox : mailboxes) {
        auto lane = std::make_unique<Lane>();
        lane->target = {{mailbox.id, mailbox.calendarId}, mailbox.calendarName, m_run};
        lane->mailbox = std::move(mailbox);
        lane->toOpen = lane->mailbox.state == PlanMailbox::State::Absent ? k_toOpen : 0;
        m_lanes.push_back(std::move(lane));
    }
}

void Applier::fillLanes(const Plan& plan) {
    std::map<std::tuple<int, qint64, QString>, Group> byKey;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            byKey[{action.mailbox, action.key.deliverable, action.key.recipient}].push_back(&action);
    for (auto& [key, group] : byKey) {
        m_total += static_cast<int>(group.size());
        Lane& lane = *m_lanes[static_cast<size_t>(std::get<0>(key))];
        lane.left += static_cast<int>(group.size());
        lane.groups.push_back(std::move(group));
    }
}

std::vector<Applier::Task> Applier::takeCanaries() {
    std::vector<Task> canaries;
    const auto isCanary = [](const Group& group) {
        return group.size() == 1 && canBeReadBack(*group.front());
    };
    bool found = true;
    while (std::exchange(found, false))
        for (const auto& lane : m_lanes) {
            if (canaries.size() == k_canaries)
                return canaries;
            auto& groups = lane->groups;
            const auto rest = groups.begin() + static_cast<qsizetype>(lane->next);
            const auto canary =
                lane->mailbox.former ? groups.end() : std::find_if(rest, groups.end(), isCanary);
            if (canary == groups.end())
                continue;
            std::rotate(rest, canary, std::next(canary));
            canaries.push_back({lane.get(), &groups[lane->next++]});
            found = true;
        }
    return canaries;
}

/// Of the lane in which the fewest work, so that one that is held up holds up few; of those in turn, so that
/// nobody's calendar is last in everything.
std::optional<Applier::Task> Applier::nextTask(bool former) {
    const std::scoped_lock lock(m_mutex);
    Lane* idlest = nullptr;
    size_t found = 0;
    for (size_t i = 0; i < m_lanes.size() && (idlest == nullptr || idlest->busy > 0); ++i) {
        const size_t at = (m_turn + i) % m_lanes.size();
        Lane& lane = *m_lanes[at];
        if (lane.mailbox.former == former && lane.hasWork() && lane.busy < k_workers &&
            (idlest == nullptr || lane.busy < idlest->busy)) {
            idlest = &lane;
            found = at;
        }
    }
    if (idlest == nullptr || m_stop.stop_requested())
        return std::nullopt;
    m_turn = found + 1;
    ++idlest->busy;
    return Task{idlest, &idlest->groups[idlest->next++]};
}

/// The calendar is there, and the journal knows that we write to it.
Result<void> Applier::open(Lane& lane) {
    const std::scoped_lock lock(lane.opening);
    if (lane.isOpen)
        return {};
    CalendarAddress& at = lane.target.at;
    if (lane.mailbox.state == PlanMailbox::State::Absent && at.calendarId.isEmpty()) {
        const auto calendar = CalendarResolver(m_parts.graph, m_parts.journal)
                                  .create(at.mailbox, lane.target.calendarName, m_stop.get_token());
        if (!calendar)
            return std::unexpected(calendar.error());
        at.calendarId = calendar->id;
    }
    std::vector<qint64> people = lane.mailbox.people;
    people.insert(people.end(), lane.mailbox.unclear.begin(), lane.mailbox.unclear.end());
    const auto kept = m_parts.journal.rememberPlaces(
        m_source, {{at.calendarId, lane.mailbox.recipient, at.mailbox, lane.mailbox.address,
                    lane.target.calendarName, std::move(people)}});
    lane.isOpen = kept.has_value();
    const std::scoped_lock counting(m_mutex);
    lane.toOpen = 0;
    return kept;
}

/// Where a target could not be written to, its people keep what stands in the former one.
void Applier::leaveFormerAlone() {
    for (const auto& former : m_lanes)
        if (former->mailbox.former)
            for (const auto& lane : m_lanes)
                if (!lane->mailbox.former && lane->ended &&
                    (m_isShared || lane->mailbox.recipient == former->mailbox.recipient))
                    former->ended = true;
}

/// Of the lane that has most to do, unless all of them together have more to do than they get done.
double Applier::secondsLeft() {
    const auto leftOf = [](const auto& lane) { return lane->ended ? 0 : lane->left; };
    const auto longest = std::ranges::max_element(m_lanes, {}, leftOf);
    const double alone = m_parts.graph.course((*longest)->target.at.mailbox, leftOf(*longest)).count();
    if (m_lanes.size() < 2)
        return alone;
    int left = 0;
    for (const auto& lane : m_lanes)
        left += leftOf(lane) > 0 ? leftOf(lane) + lane->toOpen : 0;
    m_pace.saw(-left, RunPace::Time::clock::now());
    return std::max(alone, m_pace.secondsFor(left));
}

} // namespace milepost
