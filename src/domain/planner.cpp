// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/planner.h"

#include "domain/actions.h"
#include "domain/lookalikes.h"
#include "domain/merge.h"
#include "domain/ownevents.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

class PlanMaker {
public:
    explicit PlanMaker(const PlanInput& input)
        : m_input(input),
          m_source(input.target.source),
          m_lookAlikes(*input.existing.rows()),
          m_permit(input.tracker.deletionPermit()),
          m_plan(planFrame(input)) {
        const auto& rows = *input.existing.rows();
        m_own = ownEvents(rows, input.recipient(), QStringList{m_source} + input.movedFrom);
        m_unconfirmed = ownEvents(rows, input.recipient(), input.unconfirmedAddresses);
        for (const KnownEvent& known : input.known)
            if (known.key.recipient == input.recipient())
                m_known.insert(known.key.deliverable, &known);
        m_lost = lostMarks(rows, input.known, input.recipient());
        for (const CalendarEvent* event : std::as_const(m_lost))
            m_lookAlikes.reserve(event);
    }

    Plan make() {
        if (m_input.share != nullptr)
            planShare(*m_input.share);
        else
            planEverything();
        finish();
        return std::move(m_plan);
    }

private:
    void planEverything() {
        std::set<qint64> listed;
        for (const Deliverable& deliverable : m_input.tracker.rows()->deliverables) {
            listed.insert(deliverable.id);
            planDeliverable(deliverable);
        }
        for (auto it = m_own.cbegin(); it != m_own.cend(); ++it)
            if (!listed.contains(it.key()))
                planMissing(it.key(), it.value());
    }

    /// What is assigned to the people of one mailbox, and what stands there of ours besides.
    void planShare(const MailboxShare& share) {
        std::set<qint64> assigned;
        if (!share.leaves)
            for (const Deliverable* deliverable : share.assigned) {
                assigned.insert(deliverable->id);
                planDeliverable(*deliverable);
            }
        for (auto it = m_own.cbegin(); it != m_own.cend(); ++it)
            if (!assigned.contains(it.key()))
                planUnassigned(share, it.key(), it.value());
    }

    /// Another machine may write to where this profile wrote earlier: of such a place nothing goes but what
    /// our own journal wrote there.
    void planUnassigned(const MailboxShare& share, qint64 deliverable, const OwnEvents& events) {
        const Deliverable* row = share.listed.value(deliverable, nullptr);
        if (!share.leaves && row == nullptr)
            return planMissing(deliverable, events);
        const QDate date = events.front()->content.date;
        if (row != nullptr ? !m_input.scope.covers(*row, m_input.composer.project(*row), date)
                           : !m_input.scope.coversVanished(deliverable, date))
            return;
        if (!share.leaves) {
            m_plan.ownInScope += static_cast<int>(events.size());
            return planDeletions(events, Reason::NotAssigned);
        }
        const KnownEvent* known = m_known.value(deliverable, nullptr);
        for (const CalendarEvent* event : events)
            if (known != nullptr && known->present && known->eventId == event->id) {
                ++m_plan.ownInScope;
                planDeletion(*event, *share.leaves);
            }
    }

    void planDeliverable(const Deliverable& deliverable) {
        const auto events = m_own.constFind(deliverable.id);
        const CalendarEvent* first = events == m_own.constEnd() ? nullptr : events->front();
        const auto eventDate = first ? std::optional(first->content.date) : std::nullopt;
        if (!m_input.scope.covers(deliverable, m_input.composer.project(deliverable), eventDate))
            return;
        if (first != nullptr)
            m_plan.ownInScope += static_cast<int>(events->size());
        const Composed composed = m_input.share != nullptr ? m_input.share->composed(deliverable)
                                                           : m_input.composer.compose(deliverable);
        if (const auto* reason = std::get_if<Ineligible>(&composed)) {
            if (first != nullptr)
                planIneligible(*reason, *events);
            return;
        }
        const auto& desired = std::get<DesiredEvent>(composed);
        if (first == nullptr)
            planCreate(desired);
        else
            planStanding(desired, *events);
    }

    void planIneligible(Ineligible reason, const OwnEvents& events) {
        switch (reason) {
        case Ineligible::OutsideHorizon:
            return; // an event that leaves the horizon is left alone (law 2)
        case Ineligible::NoDate:
            return planDeletions(events, Reason::NoDate);
        case Ineligible::Completed:
            return planDeletions(events, Reason::Completed);
        case Ineligible::InactiveProject:
            return planDeletions(events, Reason::InactiveProject);
        }
    }

    void planMissing(qint64 deliverable, const OwnEvents& events) {
        if (!m_input.scope.coversVanished(deliverable, events.front()->content.date))
            return;
        m_plan.ownInScope += static_cast<int>(events.size());
        planDeletions(events, Reason::Vanished);
    }

    /// On a ground of the tracker: the whole key goes, but a copy that somebody made and edited.
    void planDeletions(const OwnEvents& events, Reason ground) {
        const KnownEvent* known = m_known.value(events.front()->tag->key.deliverable, nullptr);
        for (const CalendarEvent* event : events) {
            const CalendarEvent* kept = event == events.front() ? nullptr : events.front();
            if (isEditedCopy(*event, kept, known))
                add(standingAction(*event, Verb::Blocked, Reason::EditedCopy));
            else
                planDeletion(*event, ground);
        }
    }

    void planDeletion(const CalendarEvent& event, Reason ground) {
        if (isUntouchable(event))
            return;
        Action action = standingAction(event, Verb::Delete, ground);
        const auto block = [&action, ground](Reason reason, const QString& why) {
            action.verb = Verb::Blocked;
            action.reason = reason;
            action.note = toString(ground) + u"; "_s + why;
            action.ground = ground;
        };
        if (!m_permit)
            block(Reason::RestrictedReading, m_input.tracker.restriction());
        else if (const auto why = objectionTo(event.tag->key.deliverable, ground))
            block(Reason::NotConfirmed, *why);
        add(std::move(action));
    }

    [[nodiscard]] std::optional<QString> objectionTo(qint64 deliverable, Reason ground) const {
        if (ground == Reason::NotAssigned || ground == Reason::PersonGone)
            return m_input.share->unclear.empty()
                       ? assignmentObjection(m_input.look, deliverable, m_input.share->people, ground)
                       : u"the mailbox stood for somebody else, who is not decided about"_s;
        return isOfTheTracker(ground) ? objection(m_input.look, m_input.composer, deliverable, ground)
                                      : std::nullopt;
    }

    void planCreate(const DesiredEvent& desired) {
        if (const auto old = m_unconfirmed.constFind(desired.key.deliverable);
            old != m_unconfirmed.constEnd()) {
            Action action = standingAction(*old->front(), Verb::Blocked, Reason::TrackerUnconfirmed);
            action.note = old->front()->tag->key.source + u" → "_s + m_source;
            add(std::move(action));
            return;
        }
        if (const CalendarEvent* lost = m_lost.value(desired.key.deliverable)) {
            if (mayBeWritten(*lost))
                add(offerAction(desired, *lost, Reason::MarkLost));
            else
                add(wantedAction(desired, Verb::Blocked, Reason::MarkLost));
            return;
        }
        if (staysAway(desired))
            return;
        if (const CalendarEvent* twin = m_lookAlikes.take(desired.content)) {
            add(offerAction(desired, *twin, Reason::LookAlike));
            if (m_input.adopt)
                return;
        }
        Action action = wantedAction(desired, Verb::Create, Reason::New);
        if (const KnownEvent* known = m_known.value(desired.key.deliverable, nullptr)) {
            action.generation = known->generation + 1;
            action.reason = known->present ? Reason::DeletedInOutlook : Reason::New;
        }
        add(std::move(action));
    }

    /// It stood, we never deleted it, and it is gone: people took it away. Somebody may have decided that it
    /// stays away; otherwise it is made again (ADR 22).
    bool staysAway(const DesiredEvent& desired) {
        const KnownEvent* known = m_known.value(desired.key.deliverable, nullptr);
        if (known == nullptr || !known->present)
            return false;
        DriftedField gone = goneEvent(*known, desired.content, m_input.elsewhere.value(known->eventId));
        gone.decided = standingDecision(m_input.decisions, desired.key, gone);
        m_plan.edits.push_back({desired.key, known->lastSent.subject, known->lastSent.date, {gone}});
        const bool stays =
            gone.decided == DriftDecision::Kind::Keep || gone.decided == DriftDecision::Kind::Ignore;
        if (stays)
            ++m_plan.summary.unchanged;
        return stays;
    }

    void planStanding(const DesiredEvent& desired, const OwnEvents& events) {
        const CalendarEvent& event = *events.front();
        const KnownEvent* known = m_known.value(desired.key.deliverable, nullptr);
        for (size_t i = 1; i < events.size(); ++i)
            planCopy(*events[i], event, known);
        const Tag tag = m_permit ? desired.tag() : keepingBody(desired, *event.tag);
        const bool putsBack = m_input.putBack.contains(desired.key);
        const DriftPolicy policy = putsBack ? DriftPolicy::Restore : m_input.driftPolicy;
        const Merge merge = mergeEvent(desired, tag, event, known, policy, m_input.decisions);
        if (!merge.edits.empty())
            m_plan.edits.push_back({desired.key, event.content.subject, event.content.date, merge.edits});
        const bool writes = !merge.update.empty() || merge.retag;
        if (writes && isUntouchable(event))
            return;
        if (writes)
            add(updateAction(desired, tag, event, merge));
        if (!merge.drift.empty() && policy == DriftPolicy::Show) {
            if (mayBeWritten(event))
                m_plan.putBacks.push_back(updateAction(
                    desired, tag, event,
                    mergeEvent(desired, tag, event, known, DriftPolicy::Restore, m_input.decisions)));
            Action drift = standingAction(event, Verb::Drift, Reason::EditedInOutlook);
            drift.changes = merge.drift;
            add(std::move(drift));
        } else if (!writes) {
            ++m_plan.summary.unchanged;
        }
    }

    void planCopy(const CalendarEvent& copy, const CalendarEvent& kept, const KnownEvent* known) {
        if (!isEditedCopy(copy, &kept, known))
            return planDeletion(copy, Reason::Duplicate);
        add(standingAction(copy, Verb::Blocked, Reason::EditedCopy));
    }

    bool isUntouchable(const CalendarEvent& event) {
        if (mayBeWritten(event))
            return false;
        add(standingAction(event, Verb::Blocked,
                           event.hasAttendees ? Reason::PeopleInvited : Reason::MadeRecurring));
        return true;
    }

    void add(Action action) {
        count(action.verb, m_plan.summary);
        m_plan.actions.push_back(std::move(action));
    }

    void finish() {
        std::ranges::sort(m_plan.actions, comesFirst);
        std::ranges::sort(m_plan.edits, editComesFirst);
    }

    const PlanInput& m_input;
    const QString& m_source;
    LookAlikes m_lookAlikes;
    std::optional<DeletionPermit> m_permit;
    QHash<qint64, OwnEvents> m_own;
    QHash<qint64, OwnEvents> m_unconfirmed;
    QHash<qint64, const KnownEvent*> m_known;
    QHash<qint64, const CalendarEvent*> m_lost;
    Plan m_plan;
};

} // namespace

Result<Plan> makePlan(const PlanInput& input) {
    if (const Error* failure = input.tracker.failure())
        return std::unexpected(*failure);
    if (const Error* failure = input.existing.failure())
        return std::unexpected(*failure);
    return PlanMaker(input).make();
}

} // namespace milepost
