// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the engine reads without writing: the list of deliverables, a plan, a survey, a look.
#include "sync/enginerun.h"

#include <set>

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

Result<std::unique_ptr<Gathered>> SyncEngine::gather(const Run& run, NameProof proof) {
    if (!run.purpose.isSync())
        return gatherFor(run.purpose, run.scope, run.control.token());
    return gatherer(proof).gather(run.scope, run.adopt, run.control.token(), run.revisit);
}

/// What is read by ids that are remembered is enough to see that nothing is to be done: a run that finds so
/// costs one request. What is to be written is written to a calendar whose name was asked for in this run.
Result<SyncEngine::Look> SyncEngine::look(const Run& run) {
    auto seen = look(run, NameProof::Remembered);
    if (seen && !gatherer().namesStand(*seen->gathered, seen->plan, run.control.token()))
        seen = look(run, NameProof::Asked);
    return seen;
}

Result<SyncEngine::Look> SyncEngine::look(const Run& run, NameProof proof) {
    auto gathered = gather(run, proof);
    if (!gathered)
        return std::unexpected(gathered.error());
    auto plan = planOf(run, **gathered);
    if (!plan)
        return std::unexpected(plan.error());
    return Look{std::move(*gathered), std::move(*plan)};
}

Result<Plan> SyncEngine::plan(const Scope& scope, bool adopt, std::stop_token stop) {
    const auto gathered = gatherer().gather(scope, adopt, stop);
    if (!gathered)
        return std::unexpected(gathered.error());
    auto plan =
        (*gathered)->plan(m_profile, (*gathered)->input(m_profile, scope, adopt, m_parts.clock.utcNow()));
    if (plan)
        forecast(*plan, **gathered);
    return plan;
}

Result<std::unique_ptr<Gathered>> SyncEngine::gatherFor(const PlanPurpose& purpose, const Scope& scope,
                                                        std::stop_token stop) {
    if (purpose.kind == PlanPurpose::Kind::Revert)
        return gatherer().gatherPast(RunId{purpose.run}, stop);
    return gatherer().gatherOurs(scope, stop);
}

Result<Plan> SyncEngine::planFor(const PlanPurpose& purpose, const Scope& scope, const Gathered& gathered,
                                 QDateTime nowUtc) const {
    if (purpose.kind == PlanPurpose::Kind::Revert)
        return gathered.revertPlan(m_profile, std::move(nowUtc));
    return gathered.letGoPlan(m_profile, purpose, scope, std::move(nowUtc));
}

Result<Plan> SyncEngine::plan(const PlanPurpose& purpose, const Scope& scope, std::stop_token stop) {
    const auto gathered = gatherFor(purpose, scope, stop);
    if (!gathered)
        return std::unexpected(gathered.error());
    auto plan = planFor(purpose, scope, **gathered, m_parts.clock.utcNow());
    if (plan)
        forecast(*plan, **gathered);
    return plan;
}

/// A calendar may be out of reach; the one that was found last is what was written to.
Result<void> SyncEngine::readWritten(Gathered& gathered) const {
    std::set<QString> calendars{gathered.at.calendarId};
    for (const MailboxLook& look : gathered.mailboxes)
        if (!look.mailbox.former)
            calendars.insert(look.mailbox.calendarId);
    if (gathered.at.calendarId.isEmpty() && !m_profile.isIndividual()) {
        const auto known = m_parts.journal.calendarId(m_profile.mailbox, m_profile.calendarName);
        if (!known)
            return std::unexpected(known.error());
        calendars.insert(known->value_or(QString()));
    }
    calendars.erase(QString());
    for (const QString& calendar : calendars) {
        const auto written = m_parts.journal.lastWritten(sourceOf(m_profile.trackerUrl), calendar);
        if (!written)
            return std::unexpected(written.error());
        for (auto it = written->cbegin(); it != written->cend(); ++it) {
            QDateTime& last = gathered.written[it.key()];
            last = last.isValid() ? std::max(last, it.value()) : it.value();
        }
    }
    return {};
}

Result<std::shared_ptr<const Survey>> SyncEngine::survey(const Scope& scope, bool adopt,
                                                         std::stop_token stop) {
    const QDateTime now = m_parts.clock.utcNow();
    auto gathered = gatherer().gather(scope, adopt, stop);
    if (gathered) {
        if (const auto read = readWritten(**gathered); !read)
            return std::unexpected(read.error());
        auto plan = (*gathered)->plan(m_profile, (*gathered)->input(m_profile, scope, adopt, now));
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
    if (const auto read = readWritten(**tracker); !read)
        return std::unexpected(read.error());
    return std::make_shared<const Survey>(std::move(*tracker), std::nullopt, failure, now);
}

} // namespace milepost
