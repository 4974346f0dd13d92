// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is asked of the tracker once more before anything is deleted for what it did not list.
#include "sync/gatherer.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Error notListed(qint64 deliverable) {
    return makeError(
        Error::Kind::Malformed, Error::Stage::Tracker,
        u"deliverable %1 exists, but the list of all deliverables left it out"_s.arg(deliverable),
        u"truncated"_s);
}

Error notFound(const QString& what, qint64 id) {
    return makeError(
        Error::Kind::Malformed, Error::Stage::Tracker,
        u"%1 %2 was just listed, and asked for alone it does not exist"_s.arg(what, QString::number(id)),
        u"conflict"_s);
}

} // namespace

Result<void> Gatherer::lookAgain(Gathered& gathered, const std::set<qint64>& deliverables,
                                 std::stop_token stop) {
    if (deliverables.empty())
        return {};
    std::set<qint64> listed;
    for (const Deliverable& row : gathered.tracker.rows()->deliverables)
        listed.insert(row.id);
    for (const qint64 id : deliverables) {
        auto found = m_parts.tracker.deliverable(id, stop);
        if (!found)
            return std::unexpected(found.error());
        if (const auto& row = *found) {
            if (!listed.contains(id))
                return std::unexpected(notListed(id)); // the listing was short: it proves nothing (law 2)
            if (!gathered.composer->project(*row) && !gathered.look.activeProjects.contains(row->project)) {
                const auto active = m_parts.tracker.hasActiveProject(row->project, stop);
                if (!active)
                    return std::unexpected(active.error());
                gathered.look.activeProjects.emplace(row->project, *active);
            }
        }
        gathered.look.deliverables.emplace(id, std::move(*found));
    }
    return proveRoutes(gathered, stop);
}

Result<void> Gatherer::proveRoutes(const Gathered& gathered, std::stop_token stop) {
    const auto says = [](bool there) {
        return [there](const auto& asked) { return bool(asked.second) == there; };
    };
    const auto& rows = gathered.look.deliverables;
    const auto& listed = gathered.tracker.rows()->deliverables;
    if (!listed.empty() && std::ranges::any_of(rows, says(false)) && std::ranges::none_of(rows, says(true))) {
        const auto found = m_parts.tracker.deliverable(listed.front().id, stop);
        if (!found || !*found)
            return std::unexpected(found ? notFound(u"deliverable"_s, listed.front().id) : found.error());
    }
    const auto& projects = gathered.look.activeProjects;
    if (std::ranges::any_of(projects, says(false)) && std::ranges::none_of(projects, says(true))) {
        const qint64 known = gathered.tracker.rows()->projects.front().id;
        const auto active = m_parts.tracker.hasActiveProject(known, stop);
        if (!active || !*active)
            return std::unexpected(active ? notFound(u"project"_s, known) : active.error());
    }
    return {};
}

Result<void> Gatherer::readAssignmentsAgain(Gathered& gathered, const std::set<qint64>& deliverables,
                                            std::stop_token stop) {
    if (deliverables.empty())
        return {};
    const TrackerPass again = readTracker(m_parts.tracker, gathered.accepted, std::move(stop));
    if (const Error* failure = again.data.failure())
        return std::unexpected(*failure);
    const TrackerData& data = *again.data.rows();
    const TeamIndex teams(data, m_profile.assignmentRule);
    SecondLook::Assigned& assigned = gathered.look.assigned.emplace();
    for (const Person& person : data.people)
        if (person.active)
            assigned.active.insert(person.id);
    for (const Deliverable& row : data.deliverables)
        if (deliverables.contains(row.id))
            for (const qint64 person : teams.people(row))
                assigned.deliverables.emplace(row.id, person);
    return {};
}

} // namespace milepost
