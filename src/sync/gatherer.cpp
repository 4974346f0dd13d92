// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/gatherer.h"

#include "base/together.h"
#include "sync/mailboxgatherer.h"
#include "sync/movedevents.h"

#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Events = Reading<std::vector<CalendarEvent>>;

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
    if (const auto agreed = m_parts.journal.checkTarget(StoreTarget::of(m_profile)); !agreed)
        return std::unexpected(agreed.error());
    const auto accepted = m_parts.journal.acceptedView();
    const auto moved = m_parts.journal.previousSources();
    if (!accepted || !moved)
        return std::unexpected(accepted ? moved.error() : accepted.error());

    auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::incomplete(cancelled()),
                                               Events::incomplete(cancelled()));
    const Stopwatch stopwatch(gathered->took.whole);
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
    MailboxGatherer mailboxes(m_parts, m_profile, sourcesOf(*gathered), m_proof);
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
    std::vector<StoppableTask> sides{readTrackerSide};
    if (!m_profile.isIndividual())
        sides.push_back(readCalendarSide);
    // Either side's failure ends the other: nothing can be planned from one side (law 2).
    if (const auto both = runTogether(sides, stop); !both)
        return both;
    gathered.composer.emplace(m_profile, *gathered.tracker.rows(), today());
    MailboxGatherer mailboxes(m_parts, m_profile, sources, m_proof);
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
    auto read = CalendarReader(m_parts.graph, m_parts.journal, m_proof)
                    .read(m_profile.mailbox, m_profile.calendarName, sources, std::move(stop));
    if (!read)
        return std::unexpected(read.error());
    gathered.at = {m_profile.mailbox, read->id};
    gathered.existing = std::move(read->events);
    gathered.isNameProven = read->isProven;
    if (const Error* failure = gathered.existing.failure())
        return std::unexpected(*failure);
    return {};
}

/// Of a mailbox that somebody leaves, the one that stands for them instead is as good as written to.
bool Gatherer::namesStand(const Gathered& gathered, const Plan& plan, std::stop_token stop) {
    std::set<QString> recipients;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            recipients.insert(action.key.recipient);
    struct Taken {
        CalendarAddress at;
        QString name;
    };
    // Nobody asked whether there is such a mailbox still.
    const auto isLost = [](const MailboxLook& look) {
        return !look.isNameProven && look.existing.isIncomplete();
    };
    if (std::ranges::any_of(gathered.mailboxes, isLost))
        return false;
    std::vector<Taken> taken;
    if (!gathered.isNameProven && !recipients.empty())
        taken.push_back({gathered.at, m_profile.calendarName});
    for (const MailboxLook& look : gathered.mailboxes)
        if (!look.isNameProven && recipients.contains(look.mailbox.recipient))
            taken.push_back({{look.mailbox.id, look.mailbox.calendarId}, look.mailbox.calendarName});
    const auto stands = [&](size_t i, std::stop_token inner) -> Result<void> {
        const auto& [at, name] = taken[i];
        const auto found =
            CalendarResolver(m_parts.graph, m_parts.journal).resolve(at.mailbox, name, std::move(inner));
        if (found && found->id == at.calendarId)
            return {};
        return std::unexpected(found ? cancelled() : found.error());
    };
    return forEachTogether(taken.size(), stands, std::move(stop)).has_value();
}

Result<void> Gatherer::learnAddresses(Gathered& gathered, const std::optional<TrackerView>& accepted) {
    const QString source = sourceOf(m_profile.trackerUrl);
    gathered.movedFrom.removeAll(source);
    if (accepted && accepted->source != source && !gathered.movedFrom.contains(accepted->source))
        gathered.unconfirmedAddresses << accepted->source;
    return {};
}

void Gatherer::findMoved(Gathered& gathered, const std::vector<HandEdit>& edits, std::stop_token stop) {
    std::vector<EmptiedPlace> places;
    if (!gathered.at.calendarId.isEmpty())
        places.push_back({gathered.at, {}});
    for (const MailboxLook& look : gathered.mailboxes)
        if (!look.mailbox.former && look.existing.rows() != nullptr)
            places.push_back({{look.mailbox.id, look.mailbox.calendarId}, look.mailbox.recipient});
    gathered.elsewhere = movedEvents(m_parts.graph, places, sourcesOf(gathered), edits, std::move(stop));
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
