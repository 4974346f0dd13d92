// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/writeproof.h"

#include "sync/canary.h"

#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// What is written to prove that writing works.
Action testEvent(const Profile& profile, const Clock& clock) {
    Action action;
    action.key = {writeProofSource(), 1, {}};
    action.content.subject = u"Milepost: a test that is deleted again"_s;
    action.content.body = u"Milepost proves that it can write to this calendar. If this event is still here, "
                          "it may be deleted."_s;
    action.content.date = profile.dayAt(clock.utcNow());
    action.content.timeZone = profile.timeZone;
    const QString body = bodyHash(action.content.body);
    action.tag = {action.key, contentHash(action.content, body), body};
    return action;
}

Error leftBehind(Error error) {
    error.detail += u"; the test event may still stand in the calendar"_s;
    return error;
}

Result<void> removeOwn(GraphClient& graph, const CalendarAddress& at, const CalendarEvent& event,
                       const std::stop_token& stop) {
    const auto own = OwnEvent::of(event);
    if (!own)
        return {};
    const auto removed = graph.remove(at, *own, stop);
    if (!removed && removed.error().kind != Error::Kind::NotFound)
        return std::unexpected(leftBehind(removed.error()));
    return {};
}

Result<void> removeLeftovers(GraphClient& graph, const CalendarAddress& at, const std::stop_token& stop) {
    const auto left = graph.taggedEvents(at, {writeProofSource()}, stop);
    if (const Error* failure = left.failure())
        return std::unexpected(*failure);
    for (const CalendarEvent& event : *left.rows())
        if (const auto removed = removeOwn(graph, at, event, stop); !removed)
            return removed;
    return {};
}

} // namespace

QString writeProofSource() { return u"milepost-test"_s; }

Result<void> proveWriting(GraphClient& graph, const CalendarAddress& at, const Profile& profile,
                          const Clock& clock, std::stop_token stop) {
    if (const auto clean = removeLeftovers(graph, at, stop); !clean)
        return clean;
    const Action action = testEvent(profile, clock);
    const auto made =
        graph.create(at, action.content, action.tag, QUuid::createUuid().toString(QUuid::WithoutBraces), stop,
                     Sensitivity::Private);
    if (!made)
        return std::unexpected(made.error().kind == Error::Kind::Doubtful ? leftBehind(made.error())
                                                                          : made.error());
    const auto standing = graph.event(at, made->id, stop);
    // The answer to a create shows no tag; that it is ours nobody doubts.
    CalendarEvent ours = *made;
    ours.tag = action.tag;
    // Asked to stop or not: what was made goes away again.
    const auto removed = removeOwn(graph, at, standing && *standing ? **standing : ours, {});
    if (!removed)
        return removed; // says that it may have stayed
    if (!standing)
        return std::unexpected(standing.error());
    const QString altered = alterations(action, *standing);
    if (altered.isEmpty())
        return {};
    // Without our mark it is not ours any more, and nobody's to delete (law 1).
    const bool stays = *standing && !(*standing)->tag;
    return std::unexpected(stays ? leftBehind(alteredError(altered)) : alteredError(altered));
}

} // namespace milepost
