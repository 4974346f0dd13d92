// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/grapherrors.h"
#include "sync/eventwriter.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_attempts = 3;    // POSTs of one transactionId
constexpr int k_generations = 4; // transactionIds that turned out to be used up

} // namespace

Result<void> EventWriter::create(const Action& action) {
    // A key that had an event before is created again because a listing did not show it; before a second
    // event can come of that, the key itself is asked for.
    if (action.reason == Reason::DeletedInOutlook || action.generation > 0) {
        const auto standing = lookUp(action.key);
        if (!standing)
            return std::unexpected(standing.error());
        if (!standing->empty())
            return std::unexpected(makeError(
                Error::Kind::Conflict, Error::Stage::Graph,
                u"an event of this key stands, although the listing left it out"_s, u"edit-conflict"_s));
    }
    for (int generation = action.generation; generation < action.generation + k_generations; ++generation) {
        bool used = false;
        auto created = createOnce(action, generation, &used);
        if (created || !used)
            return created;
        // The id is spent on an event that is gone: the next run starts behind it.
        if (const auto raised =
                m_parts.journal.raiseGeneration(action.key, m_target.at.calendarId, generation);
            !raised)
            return raised;
    }
    return std::unexpected(makeError(Error::Kind::Conflict, Error::Stage::Graph,
                                     u"every transaction id tried was used before"_s, u"already-exists"_s));
}

Result<void> EventWriter::createOnce(const Action& action, int generation, bool* generationUsed) {
    const QString transactionId = transactionIdOf(m_target.at.calendarId, action.key, generation);
    const auto intent = intend(action, transactionId, generation);
    if (!intent)
        return std::unexpected(intent.error());
    const Pending pending{*intent, action};
    Error last;
    for (int attempt = 1; attempt <= k_attempts; ++attempt) {
        const auto created =
            m_parts.graph.create(m_target.at, action.content, action.tag, transactionId, m_parts.stop);
        if (created)
            return done(pending, created->id, Echo::of(*created));
        last = created.error();
        const bool duplicate = isDuplicateTransaction(last);
        if (!duplicate && last.kind != Error::Kind::Doubtful)
            return failed(pending, last);
        // Whether it stands is asked of the calendar, by the tag, before anything is sent again (law 4).
        const auto standing = lookUp(action.key);
        if (!standing)
            return unresolved(standing.error());
        if (!standing->empty())
            return done(pending, standing->front().id, Echo::of(standing->front()));
        if (!duplicate)
            continue;
        // A search may lag behind: the event that Graph names is asked for itself (graph-contract 5.4).
        const auto named = last.detail.isEmpty()
                               ? Result<std::optional<CalendarEvent>>(std::nullopt)
                               : m_parts.graph.event(m_target.at, last.detail, m_parts.stop);
        if (!named)
            return unresolved(named.error());
        if (*named && (*named)->tag && (*named)->tag->key == action.key)
            return done(pending, (*named)->id, Echo::of(**named));
        *generationUsed = !*named; // spent on an event that is gone
        return failed(pending, last);
    }
    return failed(pending, last);
}

} // namespace milepost
