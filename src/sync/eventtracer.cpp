// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/eventtracer.h"

#include "base/together.h"

#include <algorithm>

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool isOpen(const Survey& survey, const Deliverable& deliverable) {
    const Standing standing = survey.standing(deliverable);
    return standing != Standing::Yes && standing != Standing::NotEligible;
}

/// Nobody named one: the first that belongs in and is not as it should be, else the next one that stands.
const Deliverable* chosen(const Survey& survey, const TraceWish& wish) {
    const auto& all = survey.data().deliverables;
    if (wish.deliverable) {
        const auto named = std::ranges::find(all, *wish.deliverable, &Deliverable::id);
        return named == all.end() ? nullptr : &*named;
    }
    const Deliverable* next = nullptr;
    const QDate today = survey.madeUtc().date();
    for (const Deliverable& each : all) {
        if (isOpen(survey, each))
            return &each;
        const bool isAhead = each.date && *each.date >= today && survey.standing(each) == Standing::Yes;
        if (isAhead && (next == nullptr || *each.date < *next->date))
            next = &each;
    }
    return next != nullptr || all.empty() ? next : &all.front();
}

bool isMailbox(const PlanMailbox& mailbox, const QString& wanted) {
    return !mailbox.former &&
           (wanted.isEmpty() || mailbox.address.compare(wanted, Qt::CaseInsensitive) == 0 ||
            mailbox.id.compare(wanted, Qt::CaseInsensitive) == 0);
}

std::optional<Error> failureOf(const QJsonArray& failures, const QString& key) {
    for (const QJsonValue failure : failures) {
        if (failure["key"_L1].toString() != key)
            continue;
        Error error =
            makeError(Error::Kind::Rejected, Error::Stage::Graph, {}, failure["code"_L1].toString());
        error.httpStatus = failure["status"_L1].toInt();
        error.requestId = failure["requestId"_L1].toString();
        error.message = failure["title"_L1].toString();
        if (error.code.isEmpty())
            error.code = failure["cause"_L1].toString();
        return error;
    }
    return std::nullopt;
}

} // namespace

Result<EventTrace> EventTracer::trace(const TraceWish& wish, std::stop_token stop) {
    Scope scope;
    if (wish.deliverable)
        scope.deliverables.insert(*wish.deliverable);
    const auto survey = m_parts.engine.survey(scope, false, stop);
    if (!survey)
        return std::unexpected(survey.error());
    const Survey& seen = **survey;
    const Profile& profile = m_parts.engine.profile();
    EventTrace trace;
    trace.wish = wish;
    trace.restriction = seen.restriction();
    trace.isIndividual = profile.isIndividual();
    trace.writesNothing = profile.readOnly || !profile.enabled;
    const Deliverable* deliverable = chosen(seen, wish);
    trace.key = {seen.composer().source(), wish.deliverable.value_or(0), {}};
    if (deliverable == nullptr)
        return trace;
    trace.key.deliverable = deliverable->id;
    trace.exists = true;
    trace.title = Composer::title(*deliverable);
    if (const Project* project = seen.composer().project(*deliverable))
        trace.project = project->name;
    trace.date = deliverable->date;
    trace.whyNot = seen.whyNot(*deliverable);
    if (const Composed composed = seen.composed(*deliverable); std::holds_alternative<DesiredEvent>(composed))
        trace.wanted = std::get<DesiredEvent>(composed).content;
    findPlace(trace, seen, *deliverable);
    if (const auto looked = look(trace, std::move(stop)); !looked)
        return std::unexpected(looked.error());
    remember(trace);
    return trace;
}

void EventTracer::findPlace(EventTrace& trace, const Survey& survey, const Deliverable& deliverable) const {
    const Profile& profile = m_parts.engine.profile();
    trace.calendarName = profile.targetCalendar();
    trace.calendarFailure = survey.calendarFailure();
    if (!trace.isIndividual) {
        trace.mailbox = trace.address = profile.mailbox;
        if (survey.plan())
            trace.calendarId = survey.plan()->target.calendarId;
        findEvent(trace, survey, 0);
        return;
    }
    for (const TeamMember& member : survey.composer().team(deliverable)) {
        const auto& people = survey.people();
        const auto row = std::ranges::find(people, member.person, &PersonRow::person);
        if (row != people.end())
            trace.team.push_back(*row);
    }
    const QString wanted = trace.wish.mailbox.isEmpty() ? trace.wish.viewer : trace.wish.mailbox;
    for (size_t i = 0; survey.plan() && i < survey.plan()->mailboxes.size(); ++i) {
        const PlanMailbox& mailbox = survey.plan()->mailboxes[i];
        const bool isAssigned = std::ranges::any_of(trace.team, [&](const PersonRow& row) {
            return !row.mailbox.isEmpty() && row.mailbox == mailbox.id;
        });
        if (!isAssigned || !isMailbox(mailbox, wanted))
            continue;
        trace.mailbox = mailbox.id;
        trace.address = mailbox.address;
        trace.calendarId = mailbox.calendarId;
        trace.key.recipient = mailbox.recipient;
        if (mailbox.failure)
            trace.calendarFailure = mailbox.failure;
        findEvent(trace, survey, static_cast<int>(i));
        return;
    }
}

void EventTracer::findEvent(EventTrace& trace, const Survey& survey, int mailbox) const {
    for (const StandingPlace& place : survey.places(trace.key.deliverable)) {
        if (place.mailbox != mailbox)
            continue;
        if (place.event != nullptr)
            trace.event = *place.event;
        if (place.action != nullptr)
            trace.action = *place.action;
    }
    if (!survey.plan())
        return;
    for (const HandEdit& edit : survey.plan()->edits) {
        if (edit.key != trace.key || edit.kind() == HandEdit::Kind::Edited)
            continue;
        if (edit.kind() == HandEdit::Kind::Moved)
            trace.movedTo = edit.fields.front().theirs;
        trace.staysAway = !trace.action.has_value();
    }
}

/// What only the service tells, side by side.
Result<void> EventTracer::look(EventTrace& trace, std::stop_token stop) {
    if (trace.mailbox.isEmpty() || trace.calendarId.isEmpty() || trace.calendarFailure)
        return {};
    const CalendarAddress at{trace.mailbox, trace.calendarId};
    std::vector<StoppableTask> tasks;
    if (trace.event)
        tasks.emplace_back([&](std::stop_token inner) -> Result<void> {
            if (const auto sight = m_parts.graph.sight(at, trace.event->id, std::move(inner)))
                trace.sight = *sight;
            return {};
        });
    tasks.emplace_back([&](std::stop_token inner) -> Result<void> {
        trace.mailboxZone = m_parts.graph.timeZone(trace.mailbox, std::move(inner)).value_or(QString());
        return {};
    });
    if (!trace.isIndividual) {
        tasks.emplace_back([&](std::stop_token inner) -> Result<void> {
            const auto shares = m_parts.graph.shares(at, std::move(inner));
            if (shares)
                trace.shares = *shares;
            else
                trace.sharesFailure = shares.error();
            return {};
        });
        if (!trace.wish.viewer.isEmpty())
            tasks.emplace_back([&](std::stop_token inner) -> Result<void> {
                lookAtViewer(trace, std::move(inner));
                return {};
            });
    }
    return runTogether(tasks, std::move(stop));
}

/// A calendar that somebody shares stands among the viewer's own once it was accepted in Outlook.
void EventTracer::lookAtViewer(EventTrace& trace, std::stop_token stop) {
    const auto calendars = m_parts.graph.calendars(trace.wish.viewer, std::move(stop));
    if (!calendars) {
        trace.viewerFailure = calendars.error();
        return;
    }
    trace.viewerHasIt = std::ranges::any_of(*calendars, [&](const Calendar& calendar) {
        return calendar.isForeign && calendar.owner.compare(trace.address, Qt::CaseInsensitive) == 0 &&
               (trace.calendarName.isEmpty() || calendar.name == trace.calendarName);
    });
}

void EventTracer::remember(EventTrace& trace) const {
    const auto intent = m_parts.journal.lastIntent(trace.key);
    if (!intent || !*intent)
        return;
    const IntentRecord& record = **intent;
    trace.last = LastWrite{record.intent.run.value, toString(record.intent.verb), toString(record.state),
                           record.error, record.settledUtc.value_or(record.intendedUtc)};
    if (trace.last->isGood())
        return;
    if (const auto run = m_parts.journal.run(record.intent.run))
        trace.last->failure = failureOf(run->run.failures, trace.key.toString());
}

} // namespace milepost
