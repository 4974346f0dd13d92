// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/gatherer.h"

#include "sync/mailboxgatherer.h"
#include "sync/movedevents.h"
#include "tracker/workers.h"

#include <algorithm>
#include <iterator>

#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Events = Reading<std::vector<CalendarEvent>>;

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

PlanInput Gathered::input(const Profile& profile, const Scope& scope, bool adopt, QDateTime nowUtc) const {
    return PlanInput{
        {profile.name, sourceOf(profile.trackerUrl), at.mailbox, profile.targetCalendar(), at.calendarId},
        scope,
        adopt,
        profile.driftPolicy,
        std::move(nowUtc),
        tracker,
        *composer,
        existing,
        known,
        look,
        movedFrom,
        unconfirmedAddresses,
        {},
        decisions,
        elsewhere};
}

Result<Plan> Gathered::plan(const Profile& profile, const PlanInput& common) const {
    if (!profile.isIndividual() && mailboxes.empty())
        return makePlan(common);
    const TeamIndex none{TrackerData{}, profile.assignmentRule};
    return makeMailboxesPlan({common, !profile.isIndividual(), teams ? *teams : none, mailboxes, without});
}

QDate Gatherer::today() const { return m_profile.dayAt(m_parts.clock.utcNow()); }

TrackerPass Gatherer::tracker(std::stop_token stop) {
    const auto accepted = m_parts.journal.acceptedView();
    if (!accepted)
        return {std::nullopt, Reading<TrackerData>::incomplete(accepted.error())};
    return readTracker(m_parts.tracker, *accepted, stop);
}

Result<std::unique_ptr<Gathered>> Gatherer::trackerAlone(std::stop_token stop) {
    const auto accepted = m_parts.journal.acceptedView();
    if (!accepted)
        return std::unexpected(accepted.error());
    TrackerPass pass = readTracker(m_parts.tracker, *accepted, stop);
    if (const Error* failure = pass.data.failure())
        return std::unexpected(*failure);
    auto gathered = std::make_unique<Gathered>(std::move(pass.data), Events::incomplete(cancelled()));
    gathered->view = pass.view;
    gathered->accepted = *accepted;
    gathered->composer.emplace(m_profile, *gathered->tracker.rows(), today());
    return gathered;
}

Result<std::unique_ptr<Gathered>> Gatherer::gather(const Scope& scope, bool adopt, std::stop_token stop,
                                                   const std::optional<Revisit>& revisit) {
    const auto accepted = m_parts.journal.acceptedView();
    const auto moved = m_parts.journal.previousSources();
    if (!accepted || !moved)
        return std::unexpected(accepted ? moved.error() : accepted.error());

    auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::incomplete(cancelled()),
                                               Events::incomplete(cancelled()));
    gathered->movedFrom = *moved;
    gathered->accepted = *accepted;
    if (const auto learnt = learnAddresses(*gathered, *accepted); !learnt)
        return std::unexpected(learnt.error());
    if (const auto read = readBothSides(*gathered, revisit, stop); !read)
        return std::unexpected(read.error());
    auto decisions = m_parts.journal.driftDecisions(sourceOf(m_profile.trackerUrl));
    if (!decisions)
        return std::unexpected(decisions.error());
    gathered->decisions = std::move(*decisions);
    const auto planned = [&] {
        return gathered->plan(m_profile, gathered->input(m_profile, scope, adopt, m_parts.clock.utcNow()));
    };
    const auto first = planned();
    if (!first)
        return std::unexpected(first.error());
    if (const auto asked = lookAgain(*gathered, unconfirmedDeliverables(*first), stop); !asked)
        return std::unexpected(asked.error());
    if (const auto asked = readAssignmentsAgain(*gathered, unconfirmedAssignments(*first), stop); !asked)
        return std::unexpected(asked.error());
    findMoved(*gathered, first->edits, stop);
    // Nothing to create, nothing that could look alike: one request saved.
    if (first->summary.create == 0)
        return gathered;
    MailboxGatherer mailboxes(m_parts, m_profile, sourcesOf(*gathered));
    if (!m_profile.isIndividual())
        if (const auto found = findLookAlikes(*gathered, stop); !found)
            return std::unexpected(found.error());
    if (const auto found = mailboxes.lookAlikes(*gathered, *first, stop); !found)
        return std::unexpected(found.error());
    return gathered;
}

QStringList Gatherer::sourcesOf(const Gathered& gathered) const {
    return QStringList{sourceOf(m_profile.trackerUrl)} + gathered.movedFrom + gathered.unconfirmedAddresses;
}

Result<void> Gatherer::readBothSides(Gathered& gathered, const std::optional<Revisit>& revisit,
                                     std::stop_token stop) {
    const QStringList sources = sourcesOf(gathered);
    const auto readTrackerSide = [&](std::stop_token inner) -> Result<void> {
        TrackerPass pass = readTracker(m_parts.tracker, gathered.accepted, inner);
        gathered.view = pass.view;
        gathered.tracker = std::move(pass.data);
        if (const Error* failure = gathered.tracker.failure())
            return std::unexpected(*failure);
        return {};
    };
    const auto readCalendarSide = [&](std::stop_token inner) {
        return readCalendar(gathered, sources, inner);
    };
    std::vector<tracker::Task> sides{readTrackerSide};
    if (!m_profile.isIndividual())
        sides.push_back(readCalendarSide);
    // Either side's failure ends the other: nothing can be planned from one side (law 2).
    if (const auto both = tracker::runTogether(sides, stop); !both)
        return both;
    gathered.composer.emplace(m_profile, *gathered.tracker.rows(), today());
    MailboxGatherer mailboxes(m_parts, m_profile, sources);
    if (m_profile.isIndividual()) {
        gathered.existing = Events::complete({});
        return mailboxes.everybody(gathered, revisit, std::move(stop));
    }
    auto known = m_parts.journal.known(sourceOf(m_profile.trackerUrl), gathered.at.calendarId);
    if (!known)
        return std::unexpected(known.error());
    gathered.known = std::move(*known);
    return mailboxes.former(gathered, revisit, std::move(stop));
}

Result<void> Gatherer::readCalendar(Gathered& gathered, const QStringList& sources, std::stop_token stop) {
    const auto calendar = CalendarResolver(m_parts.graph, m_parts.journal)
                              .resolve(m_profile.mailbox, m_profile.calendarName, stop);
    if (!calendar)
        return std::unexpected(calendar.error());
    gathered.at = {m_profile.mailbox, calendar->id};
    gathered.existing = m_parts.graph.taggedEvents(gathered.at, sources, stop);
    if (const Error* failure = gathered.existing.failure())
        return std::unexpected(*failure);
    return {};
}

Result<void> Gatherer::learnAddresses(Gathered& gathered, const std::optional<TrackerView>& accepted) {
    const QString source = sourceOf(m_profile.trackerUrl);
    gathered.movedFrom.removeAll(source);
    if (accepted && accepted->source != source && !gathered.movedFrom.contains(accepted->source))
        gathered.unconfirmedAddresses << accepted->source;
    return {};
}

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

/// Each mailbox is asked about its own.
void Gatherer::findMoved(Gathered& gathered, const std::vector<HandEdit>& edits, std::stop_token stop) {
    const QStringList sources = sourcesOf(gathered);
    const auto find = [&](const CalendarAddress& at, const QString& recipient) {
        std::vector<HandEdit> own;
        std::ranges::copy_if(edits, std::back_inserter(own),
                             [&](const HandEdit& edit) { return edit.key.recipient == recipient; });
        gathered.elsewhere.insert(movedEvents(m_parts.graph, at, sources, own, stop));
    };
    if (!gathered.at.calendarId.isEmpty())
        find(gathered.at, {});
    for (const MailboxLook& look : gathered.mailboxes)
        if (!look.mailbox.former && look.existing.rows() != nullptr)
            find({look.mailbox.id, look.mailbox.calendarId}, look.mailbox.recipient);
}

Result<void> Gatherer::findLookAlikes(Gathered& gathered, std::stop_token stop) {
    auto events = withLookAlikes(m_parts.graph, gathered.at, gathered.existing, std::move(stop));
    if (!events)
        return std::unexpected(events.error());
    gathered.existing = Events::complete(std::move(*events));
    return {};
}

Result<std::vector<CalendarEvent>> withLookAlikes(GraphClient& graph, const CalendarAddress& at,
                                                  const Events& tagged, std::stop_token stop) {
    const Events all = graph.allEvents(at, std::move(stop));
    if (const Error* failure = all.failure())
        return std::unexpected(*failure);
    std::vector<CalendarEvent> events = *all.rows();
    QHash<QString, size_t> places;
    for (size_t i = 0; i < events.size(); ++i)
        places.insert(events[i].id, i);
    for (const CalendarEvent& own : *tagged.rows()) {
        const auto place = places.constFind(own.id);
        if (place == places.constEnd())
            events.push_back(own);
        else if (!events[*place].tag)
            events[*place] = own;
    }
    return events;
}

} // namespace milepost
