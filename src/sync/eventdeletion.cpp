// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/eventwriter.h"

namespace milepost {

using namespace Qt::StringLiterals;

Result<void> EventWriter::deleteEvent(const Action& action) {
    const auto intent = intend(action, {}, action.generation);
    if (!intent)
        return std::unexpected(intent.error());
    return erase({*intent, action}, *action.event, true);
}

Result<void> EventWriter::erase(const Pending& pending, const OwnEvent& event, bool again) {
    const Action& action = pending.action;
    const auto removed = m_parts.graph.remove(m_target.at, event, m_parts.stop);
    if (removed)
        return done(pending, event.id());
    if (removed.error().kind == Error::Kind::NotFound) {
        // Gone is what was wanted, unless its whole calendar is gone.
        if (const auto stands = calendarStands(); !stands)
            return failed(pending, stands.error());
        return done(pending, event.id());
    }
    const Error& error = removed.error();
    const bool mayBeGone = error.kind == Error::Kind::Doubtful || error.kind == Error::Kind::Conflict ||
                           error.code == u"ErrorCannotDeleteObject"_s; // a second delete (graph-contract 5.8)
    if (!mayBeGone)
        return failed(pending, error);
    const auto standing = lookUpEvent(action);
    if (!standing)
        return unresolved(standing.error());
    if (!standing->has_value())
        return done(pending, event.id());
    const CalendarEvent& now = **standing;
    if (!isAsPlanned(now, action))
        return failed(pending, changedMeanwhile());
    if (!again)
        return failed(pending, error);
    return erase(pending, *OwnEvent::of(now), false);
}

} // namespace milepost
