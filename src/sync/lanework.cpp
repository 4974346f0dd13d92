// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/lanework.h"

#include <algorithm>

namespace milepost {

namespace {

std::vector<const Action*> pendingOf(const Plan& plan, int mailbox) {
    std::vector<const Action*> actions;
    for (const Action& action : plan.actions)
        if (action.mailbox == mailbox && plan.isPending(action))
            actions.push_back(&action);
    return actions;
}

/// One key may have several actions: an update, and copies that go.
LaneWork laneOf(const QString& mailbox, const std::vector<const Action*>& actions) {
    LaneWork lane{mailbox, {}, {}};
    for (const Action* action : actions) {
        const QString key = action->key.toString();
        const QString promise = toString(action->verb) + QLatin1Char(' ') + action->tag.contentHash;
        lane.keys.insert(action->key);
        lane.promises.insert(key, lane.promises.value(key).toString() + promise + QLatin1Char(';'));
    }
    return lane;
}

} // namespace

std::vector<LaneWork> lanesOf(const Plan& plan) {
    std::map<int, std::vector<const Action*>> byMailbox;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            byMailbox[action.mailbox].push_back(&action);
    std::vector<LaneWork> lanes;
    for (const auto& [mailbox, actions] : byMailbox)
        lanes.push_back(laneOf(plan.mailboxes.empty() ? plan.target.mailbox
                                                      : plan.mailboxes[static_cast<size_t>(mailbox)].id,
                               actions));
    return lanes;
}

std::set<EventKey> keysOf(const std::vector<LaneWork>& lanes) {
    std::set<EventKey> keys;
    for (const LaneWork& lane : lanes)
        keys.insert(lane.keys.begin(), lane.keys.end());
    return keys;
}

LaneRest restOf(const QString& mailbox, const QJsonObject& promises, const Plan& fresh) {
    LaneRest rest;
    const auto at = std::ranges::find_if(fresh.mailboxes, [&mailbox](const PlanMailbox& candidate) {
        return candidate.id == mailbox && !candidate.former;
    });
    rest.differs = at == fresh.mailboxes.end() || at->isSkipped();
    if (rest.differs)
        return rest;
    const LaneWork now = laneOf(mailbox, pendingOf(fresh, static_cast<int>(at - fresh.mailboxes.begin())));
    for (const EventKey& key : now.keys) {
        const QString name = key.toString();
        if (!promises.contains(name))
            continue; // news: the next run's
        if (promises.value(name) == now.promises.value(name))
            rest.keys.insert(key);
        else
            rest.differs = true;
    }
    return rest;
}

} // namespace milepost
