// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/eventwriter.h"

#include "sync/calendarresolver.h"

#include <algorithm>
#include <set>

#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

// Our own name space for UUIDv5; fixed for ever (docs/adr/0004-tag-and-identity.md).
const QUuid k_nameSpace(0x5b1c62f4, 0x0d7a, 0x4f19, 0x9a, 0x53, 0x2c, 0x8e, 0x71, 0xd4, 0xb6, 0x0f);

} // namespace

QString transactionIdOf(const QString& calendarId, const EventKey& key, int generation) {
    const QString name = calendarId + u'\n' + key.toString() + u'\n' + QString::number(generation);
    return QUuid::createUuidV5(k_nameSpace, name).toString(QUuid::WithoutBraces);
}

bool isAsPlanned(const CalendarEvent& event, const Action& action) {
    return visibleDifferences(event.content, action.before).empty() &&
           bodyHash(event.content.body) == bodyHash(action.before.body) && !event.hasAttendees &&
           !event.recurring;
}

Error changedMeanwhile() {
    return makeError(Error::Kind::Conflict, Error::Stage::Graph,
                     u"somebody changed the event after the plan was made"_s, u"edit-conflict"_s);
}

Result<void> EventWriter::carryOut(const Action& action) {
    switch (action.verb) {
    case Verb::Create:
        return create(action);
    case Verb::Update:
    case Verb::Adopt:
        return updateEvent(action);
    case Verb::Delete:
        return deleteEvent(action);
    case Verb::Drift:
    case Verb::Blocked:
        break;
    }
    return std::unexpected(makeError(Error::Kind::Bug, Error::Stage::Plan, u"not an action that writes"_s));
}

Result<IntentId> EventWriter::intend(const Action& action, const QString& transactionId, int generation) {
    Intent intent;
    intent.run = m_target.run;
    intent.key = action.key;
    intent.verb = action.verb == Verb::Adopt ? Verb::Update : action.verb;
    intent.mailbox = m_target.at.mailbox;
    intent.calendarId = m_target.at.calendarId;
    intent.eventId = action.eventId();
    intent.transactionId = transactionId;
    intent.generation = generation;
    intent.tagBefore = action.standing;
    if (action.verb != Verb::Delete && !action.takesTagOff())
        intent.tagAfter = action.tag;
    for (const FieldChange& change : action.changes)
        intent.fields.push_back(change.field);
    if (action.verb != Verb::Create)
        intent.before = toJson(action.before);
    if (action.verb != Verb::Delete)
        intent.after = toJson(action.content);
    return m_parts.journal.intend(intent);
}

Result<void> EventWriter::done(const Pending& pending, const QString& eventId, const Echo& echo) {
    Outcome outcome;
    outcome.state = IntentState::Done;
    outcome.eventId = eventId;
    outcome.bodyEcho = echo.hash;
    outcome.echoEtag = echo.etag;
    m_lastWritten = eventId;
    return m_parts.journal.settle(pending.intent, outcome);
}

std::unexpected<Error> EventWriter::failed(const Pending& pending, Error error) {
    if (error.isCancelled() && error.code != u"may-have-arrived"_s)
        return std::unexpected(std::move(error)); // nothing was sent
    if (error.isCancelled() || error.kind == Error::Kind::Doubtful)
        return unresolved(std::move(error));
    if (error.httpStatus == 404)
        if (const auto stands = calendarStands(); !stands)
            error = stands.error();
    Outcome outcome;
    outcome.state = IntentState::Failed;
    outcome.error = error.summary();
    if (const auto settled = m_parts.journal.settle(pending.intent, outcome); !settled)
        return std::unexpected(settled.error());
    return std::unexpected(std::move(error));
}

std::unexpected<Error> EventWriter::unresolved(Error error) {
    if (!error.isCancelled())
        return std::unexpected(std::move(error));
    return std::unexpected(makeError(Error::Kind::Doubtful, Error::Stage::Graph,
                                     u"cancelled before the answer came: it may have been carried out, "
                                     "which the next run finds out"_s,
                                     u"may-have-arrived"_s));
}

Result<void> EventWriter::calendarStands() {
    const auto calendar = CalendarResolver(m_parts.graph, m_parts.journal)
                              .resolve(m_target.at.mailbox, m_target.calendarName, m_parts.stop);
    if (!calendar)
        return std::unexpected(calendar.error());
    if (calendar->id != m_target.at.calendarId)
        return std::unexpected(
            makeError(Error::Kind::Refused, Error::Stage::Plan,
                      u"the calendar was replaced by another one of its name while the run was under way"_s,
                      u"plan-stale"_s));
    return {};
}

Result<std::vector<CalendarEvent>> EventWriter::lookUp(const EventKey& key) {
    auto found = m_parts.graph.eventsOfKey(m_target.at, key, m_parts.stop);
    if (!found && found.error().httpStatus == 404)
        if (const auto stands = calendarStands(); !stands)
            return std::unexpected(stands.error());
    return found;
}

Result<std::optional<CalendarEvent>> EventWriter::lookUpEvent(const Action& action) {
    std::set<EventKey> keys{action.tag.contentHash.isEmpty() ? action.key : action.tag.key};
    if (action.standing)
        keys.insert(action.standing->key);
    for (const EventKey& key : keys) {
        const auto found = lookUp(key);
        if (!found)
            return std::unexpected(found.error());
        const auto same = std::ranges::find(*found, action.eventId(), &CalendarEvent::id);
        if (same != found->end())
            return *same;
    }
    // Without our tag, before or after the write, no key finds it.
    if (action.takesTagOff() || !action.standing)
        return m_parts.graph.event(m_target.at, action.eventId(), m_parts.stop);
    return std::nullopt;
}

} // namespace milepost
