// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/eventwriter.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

std::vector<Field> fieldsOf(const Action& action) {
    std::vector<Field> fields;
    fields.reserve(action.changes.size());
    for (const FieldChange& change : action.changes)
        fields.push_back(change.field);
    return fields;
}

/// The tag alone does not tell where the one before was the same: an edit that is taken back.
bool standsAsSent(const CalendarEvent& event, const Action& action) {
    const auto wanted = action.takesTagOff() ? std::nullopt : std::optional(action.tag);
    if (event.tag != wanted)
        return false;
    if (action.standing != wanted)
        return true;
    const std::vector<Field> differing = visibleDifferences(event.content, action.content);
    return std::ranges::none_of(fieldsOf(action), [&](Field field) {
        if (field == Field::Body)
            return bodyHash(event.content.body) == bodyHash(action.before.body);
        return std::ranges::find(differing, field) != differing.end();
    });
}

} // namespace

EventWriter::Echo EventWriter::echoOf(const CalendarEvent& event, const Action& action) {
    const std::vector<Field> fields = fieldsOf(action);
    return std::ranges::find(fields, Field::Body) == fields.end() ? Echo() : Echo::of(event);
}

Result<void> EventWriter::updateEvent(const Action& action) {
    const auto intent = intend(action, {}, action.generation);
    if (!intent)
        return std::unexpected(intent.error());
    return patch({*intent, action}, *action.event, true);
}

Result<void> EventWriter::patch(const Pending& pending, const OwnEvent& event, bool again) {
    const Action& action = pending.action;
    const auto updated =
        m_parts.graph.update(m_target.at, event, action.content, fieldsOf(action), action.tag, m_parts.stop);
    if (updated)
        return done(pending, updated->id, echoOf(*updated, action));
    const Error& error = updated.error();
    if (error.kind == Error::Kind::Doubtful || error.kind == Error::Kind::Conflict)
        return resolveUpdate(pending, error, again);
    return failed(pending, error);
}

Result<void> EventWriter::resolveUpdate(const Pending& pending, const Error& error, bool again) {
    const Action& action = pending.action;
    const auto standing = lookUpEvent(action);
    if (!standing)
        return unresolved(standing.error());
    if (!standing->has_value())
        return failed(pending, makeError(Error::Kind::NotFound, Error::Stage::Graph, u"the event is gone"_s,
                                         u"item-gone"_s));
    const CalendarEvent& event = **standing;
    if (standsAsSent(event, action))
        return done(pending, event.id, echoOf(event, action)); // it was carried out after all
    if (!isAsPlanned(event, action))
        return failed(pending, changedMeanwhile());
    if (!again)
        return failed(pending, error);
    return patch(pending, event.tag ? *OwnEvent::of(event) : OwnEvent::adopted(event), false);
}

} // namespace milepost
