// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the engine reads without writing: the list of deliverables, a plan, a survey.
#include "sync/syncengine.h"

namespace milepost {

Result<DeliverableListing> SyncEngine::deliverables(const Scope& scope, std::stop_token stop) {
    Gatherer reader = gatherer();
    const TrackerPass pass = reader.tracker(stop);
    if (const Error* failure = pass.data.failure())
        return std::unexpected(*failure);
    const Composer composer(m_profile, *pass.data.rows(), reader.today());
    DeliverableListing listing{pass.data.stateName(), pass.data.restriction(), {}};
    for (const Deliverable& deliverable : pass.data.rows()->deliverables) {
        const Project* project = composer.project(deliverable);
        if (!scope.covers(deliverable, project))
            continue;
        DeliverableRow row{deliverable, {}, {}, Composer::title(deliverable), {}, composer.team(deliverable)};
        if (project != nullptr) {
            row.project = project->name;
            row.client = project->client;
        }
        const Composed composed = composer.compose(deliverable);
        if (const auto* reason = std::get_if<Ineligible>(&composed))
            row.reason = *reason;
        listing.rows.push_back(std::move(row));
    }
    return listing;
}

Result<Plan> SyncEngine::plan(const Scope& scope, bool adopt, std::stop_token stop) {
    const auto gathered = gatherer().gather(scope, adopt, stop);
    if (!gathered)
        return std::unexpected(gathered.error());
    auto plan = makePlan((*gathered)->input(m_profile, scope, adopt, m_parts.clock.utcNow()));
    if (plan)
        forecast(*plan, **gathered);
    return plan;
}

Result<std::shared_ptr<const Survey>> SyncEngine::survey(const Scope& scope, bool adopt,
                                                         std::stop_token stop) {
    const QDateTime now = m_parts.clock.utcNow();
    auto gathered = gatherer().gather(scope, adopt, stop);
    if (gathered) {
        auto plan = makePlan((*gathered)->input(m_profile, scope, adopt, now));
        if (!plan)
            return std::unexpected(plan.error());
        forecast(*plan, **gathered);
        return std::make_shared<const Survey>(std::move(*gathered), std::move(*plan), std::nullopt, now);
    }
    const Error& failure = gathered.error();
    if (failure.stage != Error::Stage::Graph && failure.stage != Error::Stage::Token)
        return std::unexpected(failure);
    // The tracker's side alone still says much; nothing is ever planned from it.
    auto tracker = gatherer().trackerAlone(stop);
    if (!tracker)
        return std::unexpected(tracker.error());
    return std::make_shared<const Survey>(std::move(*tracker), std::nullopt, failure, now);
}

} // namespace milepost
